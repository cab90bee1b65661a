package import HouseKit
package import Logging
package import Programme
import Site
package import Storage
package import Words

extension HouseKit {
  /// With every room the program opens, and rooms of a test beside them.
  package static func house(
    _ kind: EngineKind, at start: Moment = morning, log: Logger? = nil, beside others: [Room] = []
  ) async throws -> HouseKit {
    try await house(kind, rooms: Site.own, at: start, log: log, beside: others)
  }

  /// The same on an empty database that the test knows the place of.
  package static func house(
    on database: Database, at start: Moment = morning, log: Logger? = nil, beside others: [Room] = []
  ) async throws -> HouseKit {
    try await house(on: database, rooms: Site.own, at: start, log: log, beside: others)
  }
}
