import Foundation
import Measurement

/// 316 persons, 24 items, group 1 = men (Vansteelandt 2000), from ../shared/data/psychometrics.
enum VerbalAggression {
  static func responses() throws -> Responses {
    let text = try String(contentsOf: Published.folder.appending(path: "verbal_aggression.csv"), encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map { Int($0) ?? 0 } }
    return try Responses(rows.map { $0.prefix(24).map { $0 } }, groups: rows.map { $0[25] })
  }
}
