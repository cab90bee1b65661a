import Allocation
import Exchange

/// Students and programmes as they came, with their names.
struct Market {
  let students: [String]
  let programmes: [String]
  let preferences: Preferences
  let isExplained: Bool

  init(_ input: JSONInput) throws(JSONRefusal) {
    let fields = try input.fields("students", "programmes", "lottery", "explain")
    isExplained = try fields.optional("explain")?.bool() ?? false
    let wishes = try fields.required("students").members()
    let offers = try fields.required("programmes").members()
    students = wishes.map(\.key)
    programmes = offers.map(\.key)
    let names = Names(students: students, programmes: programmes)
    var choices: [[Int32]] = []
    for (_, wish) in wishes { choices.append(try names.programmes(wish)) }
    let lottery = try names.lottery(fields.optional("lottery"))
    var read: [Preferences.Programme] = []
    for (_, offer) in offers { read.append(try names.programme(offer, lottery)) }
    preferences = Preferences(choices: choices, programmes: read, lottery: lottery.map { $0 ?? .max })
  }
}

/// Numbers of students and programmes by their names.
private struct Names {
  private let students: [String: Int32]
  private let programmes: [String: Int32]

  init(students: [String], programmes: [String]) {
    self.students = Self.numbered(students)
    self.programmes = Self.numbered(programmes)
  }

  private static func numbered(_ names: [String]) -> [String: Int32] {
    Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, Int32($0.offset)) })
  }

  func programmes(_ input: JSONInput) throws(JSONRefusal) -> [Int32] { try numbers(input, programmes, "programme") }

  private func students(_ input: JSONInput) throws(JSONRefusal) -> [Int32] { try numbers(input, students, "student") }

  private func numbers(_ input: JSONInput, _ known: [String: Int32], _ what: String) throws(JSONRefusal) -> [Int32] {
    var numbers: [Int32] = []
    for (place, name) in try input.distinct().enumerated() {
      guard let number = known[name] else {
        throw JSONRefusal(at: JSONInput.Path.place(input.path, place).text, reason: "there is no \(what) \"\(name)\"")
      }
      numbers.append(number)
    }
    return numbers
  }

  func programme(_ input: JSONInput, _ lottery: [Int32?]) throws(JSONRefusal) -> Preferences.Programme {
    let fields = try input.fields("seats", "ranking", "scores", "reserves")
    let seats = try fields.required("seats").whole(in: 0...1_000_000)
    let order: Preferences.Order
    switch (fields.optional("ranking"), fields.optional("scores")) {
    case (let ranking?, nil): order = .ranking(try students(ranking))
    case (nil, let scores?): order = .scores(try self.scores(scores, lottery))
    case (nil, nil): throw input.refused("the field \"ranking\" or \"scores\" is missing")
    case (_?, _?): throw input.refused("either \"ranking\" or \"scores\", not both")
    }
    let reserves = try reserves(fields.optional("reserves"), seats: seats)
    return Preferences.Programme(seats: Int32(seats), order: order, reserves: reserves)
  }

  private func reserves(_ input: JSONInput?, seats: Int) throws(JSONRefusal) -> [Preferences.Reserve] {
    guard let input else { return [] }
    var reserves: [Preferences.Reserve] = []
    var left = seats
    for element in try input.array() {
      let fields = try element.fields("seats", "students")
      let reserved = try fields.required("seats").whole(in: 0...1_000_000)
      left -= reserved
      guard left >= 0 else { throw element.refused("the reserves have more seats than the programme") }
      reserves.append(Preferences.Reserve(seats: Int32(reserved), members: try students(fields.required("students"))))
    }
    return reserves
  }

  private func scores(_ input: JSONInput, _ lottery: [Int32?]) throws(JSONRefusal) -> [(student: Int32, score: Double)] {
    var scores: [(student: Int32, score: Double)] = []
    for (name, value) in try input.members() {
      guard let student = students[name] else { throw value.refused("there is no student \"\(name)\"") }
      scores.append((student, try value.number(in: -1e300...1e300)))
    }
    let equal = Dictionary(grouping: scores, by: \.score).values.filter { $0.count > 1 }
    guard equal.allSatisfy({ $0.allSatisfy { lottery[Int($0.student)] != nil } }) else {
      throw input.refused("equal scores: \"lottery\" has to give each of these students a number")
    }
    return scores
  }

  func lottery(_ input: JSONInput?) throws(JSONRefusal) -> [Int32?] {
    var numbers = [Int32?](repeating: nil, count: students.count)
    guard let input else { return numbers }
    var seen: Set<Int> = []
    for (name, value) in try input.members() {
      guard let student = students[name] else { throw value.refused("there is no student \"\(name)\"") }
      let number = try value.whole(in: 0...Int(Int32.max) - 1)
      guard seen.insert(number).inserted else { throw value.refused("the number \(number) stands twice") }
      numbers[Int(student)] = Int32(number)
    }
    return numbers
  }
}
