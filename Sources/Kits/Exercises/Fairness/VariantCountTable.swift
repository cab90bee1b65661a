import Documents
package import Programme
import Words

/// Counts of answers by variant as a table: `exercise,variant,right,answers` and perhaps `level`, in any order of columns.
package enum VariantCountTable {
  private static let needed = ["exercise", "variant", "right", "answers"]
  private static let mostLines = 100_000

  /// By exercise; throws every line that is none of counts.
  package static func read(_ bytes: [UInt8]) throws(FileComplaints) -> [String: [VariantCount]] {
    do {
      var reader = try CSVReader(bytes: bytes)
      guard let head = try reader.next(), Set(needed).isSubset(of: head.cells), Set(head.cells).count == head.cells.count else {
        throw FileComplaints([FileComplaint(line: 1, .fairnessHead)])
      }
      var counts: [String: [VariantCount]] = [:]
      var complaints: [FileComplaint] = []
      var lines = 0
      while let record = try reader.next(), lines < mostLines {
        lines += 1
        let cells = Dictionary(zip(head.cells, record.cells), uniquingKeysWith: { first, _ in first })
        if let exercise = cells["exercise"], let count = count(cells) {
          counts[exercise, default: []].append(count)
        } else {
          complaints.append(FileComplaint(line: record.line, .fairnessLine))
        }
      }
      if !complaints.isEmpty { throw FileComplaints(complaints) }
      return counts
    } catch let complaints as FileComplaints {
      throw complaints
    } catch {
      throw FileComplaints([FileComplaint(.fairnessHead)])
    }
  }

  private static func count(_ cells: [String: String]) -> VariantCount? {
    func whole(_ name: String) -> Int? { cells[name].flatMap { Int($0) } }
    guard let variant = whole("variant"), let right = whole("right"), let answers = whole("answers") else { return nil }
    guard let level = cells["level"] == nil ? 0 : whole("level") else { return nil }
    return VariantCount(variant: variant, level: level, right: right, answers: answers)
  }
}

extension Phrase {
  static let fairnessHead = Phrase(
    kk: "бірінші жолда exercise, variant, right, answers болуы керек",
    ru: "в первой строке нужны exercise, variant, right, answers",
    en: "the first line has exercise, variant, right and answers")
  static let fairnessLine = Phrase(
    kk: "жолда бүтін сандар болуы керек, right саны answers-тен аспайды",
    ru: "в строке нужны целые числа, right не больше answers",
    en: "a line has whole numbers, and right is at most answers")
}
