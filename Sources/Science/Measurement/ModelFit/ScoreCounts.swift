import Dispatch

/// Persons who answered all items by their sum of answers, and what they answered.
struct ScoreCounts {
  /// How many sums there are: 0 to the highest.
  let sums: Int
  /// Weight at group x sum.
  private(set) var persons: [Double]
  /// Weight at sum x answer, item after item.
  private var answers: [Double]
  /// Where an item's cells begin; one more element than items.
  private let starts: [Int]

  init(_ responses: Responses, _ items: [Item], groups: Int) {
    let sums = items.reduce(1) { $0 + $1.categories - 1 }
    let starts = items.reduce(into: [0]) { $0.append($0[$0.count - 1] + sums * $1.categories) }
    let size = groups * sums
    let parts = Parts(responses.persons)
    let counts = (0..<parts.number).map { _ in Doubles(size + starts[items.count]) }
    nonisolated(unsafe) let own = counts
    DispatchQueue.concurrentPerform(iterations: parts.number) { part in
      Self.add(responses, parts[part], items.map(\.categories), starts, persons: own[part].at, sums, own[part].at + size)
    }
    for part in counts.dropFirst() {
      for at in 0..<part.count { counts[0].at[at] += part.at[at] }
    }
    (self.sums, self.starts) = (sums, starts)
    let all = counts[0].array
    (persons, answers) = (Array(all[..<size]), Array(all[size...]))
  }

  /// Weight at sum x answer.
  func answers(of item: Int) -> [Double] { Array(answers[starts[item]..<starts[item + 1]]) }

  private static func add(
    _ responses: Responses, _ range: Range<Int>, _ categories: [Int], _ starts: [Int], persons: UnsafeMutablePointer<Double>,
    _ sums: Int, _ answers: UnsafeMutablePointer<Double>
  ) {
    var row = [UInt8](repeating: 0, count: categories.count)
    row.withUnsafeMutableBufferPointer { row in
      for person in range {
        responses.read(person, into: row)
        if row.contains(Responses.missing) { continue }
        let sum = row.reduce(0) { $0 + Int($1) }
        let weight = responses.weight(person)
        persons[responses.group(person) * sums + sum] += weight
        for item in categories.indices { answers[starts[item] + sum * categories[item] + Int(row[item])] += weight }
      }
    }
  }
}
