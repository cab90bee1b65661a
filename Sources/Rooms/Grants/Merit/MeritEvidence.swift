import Programme
import Storage
import Words

/// The pieces of evidence a merit rule may weigh, and where each comes from. Nothing is typed into this room.
enum MeritEvidence: String, Sendable, CaseIterable {
  /// Checks that a girl sat with an adult in the room.
  case courses
  /// The project, as two adults agreed on it.
  case practice
  /// A final test on one scale for all intakes.
  case test

  /// What is measured in this house. A test is, once some room makes its window.
  static func known(_ house: House) -> [MeritEvidence] {
    allCases.filter { $0 != .test || hasTest(house) }
  }

  static func hasTest(_ house: House) -> Bool {
    house.rooms.contains { room in room.windows.contains { $0.name == "grants_test_evidence" } }
  }

  /// How it is measured, for whoever reads the rule.
  var says: Phrase {
    switch self {
    case .courses:
      Phrase(
        kk:
          "Сабақ бөлімдерінің тексерулері ғана саналады: оларды қыз топтың ересегі отырғанда жазады, үйдегі жаттығулар есепке кірмейді. Әр тексеруден ең жақсы нәтиже алынады. Курс ішіндегі тексерулердің орташасы, содан кейін курстардың орташасы есептеледі.",
        ru:
          "Считаются только проверки разделов, которые пишут при взрослом из группы; домашние упражнения не считаются. От каждой проверки берётся лучший результат. Сначала среднее по проверкам курса, потом среднее по курсам.",
        en:
          "Only checks of units count that were sat with an adult of the group in the room; practice at home does not. Of each check the best result is taken. First the mean of a course's checks, then the mean of the courses."
      )
    case .practice:
      Phrase(
        kk:
          "Топтық жобаны екі ересек бір-біріне қарамай бағалап, кейін келіскен баға. Жобада өз жазбасы бар қызға ғана беріледі.",
        ru:
          "Оценка проекта команды, которую двое взрослых поставили независимо и затем согласовали. Её получает та, у кого в проекте есть свои записи.",
        en:
          "The mark of the team's project that two adults gave without each other and then agreed on. It is given to whoever wrote something of her own there."
      )
    case .test:
      Phrase(
        kk: "Барлық лекке ортақ шкаладағы қорытынды тест.", ru: "Итоговый тест на шкале, общей для всех наборов.",
        en: "The final test on a scale that all intakes share.")
    }
  }
}

/// One girl's piece of evidence.
struct Measure: Sendable, Hashable {
  var value: Double
  /// Standard error in the unit of the value.
  var error: Double

  /// The mean of several, each counting the same; nil of none.
  static func mean(_ measures: [Measure]) -> Measure? {
    guard !measures.isEmpty else { return nil }
    let count = Double(measures.count)
    let variance = measures.map { $0.error * $0.error }.reduce(0, +)
    return Measure(value: measures.map(\.value).reduce(0, +) / count, error: variance.squareRoot() / count)
  }
}

extension Transaction {
  /// What is measured of girls, each by her own intake; those of whom nothing is are not in it.
  func meritEvidence(of girls: [Leaver], _ house: House) throws -> [ID<Person>: [MeritEvidence: Measure]] {
    let intakes = Dictionary(girls.map { ($0.person, $0.cycle) }) { first, _ in first }
    // Of one girl her rows alone are read; of a round those of the school, which is one statement.
    let whose: SQL = girls.count == 1 ? "person_id = \(girls[0].person)" : "1 = 1"
    var parts: [ID<Person>: [MeritEvidence: [Substring: [Measure]]]] = [:]
    try each(
      "SELECT person_id, cycle_id, name, value, error FROM grants_study_evidence WHERE \(whose) ORDER BY person_id, cycle_id, name"
    ) { row in
      let (person, cycle): (ID<Person>, ID<Cycle>) = (try row["person_id"], try row["cycle_id"])
      guard intakes[person] == cycle else { return }
      let name: String = try row["name"]
      let words = name.split(separator: ":", maxSplits: 2)
      guard words.count == 3, let piece = Self.piece(words[0]) else { return }
      let error: Double? = try row["error"]
      parts[person, default: [:]][piece, default: [:]][words[1], default: []].append(
        Measure(value: try row["value"], error: error ?? 0))
    }
    var found = parts.mapValues { pieces in
      pieces.compactMapValues { courses in
        Measure.mean(courses.sorted { $0.key < $1.key }.compactMap { Measure.mean($0.value) })
      }
    }
    guard MeritEvidence.hasTest(house) else { return found }
    try each("SELECT person_id, cycle_id, value, error FROM grants_test_evidence WHERE \(whose) ORDER BY person_id, cycle_id") {
      row in
      let (person, cycle): (ID<Person>, ID<Cycle>) = (try row["person_id"], try row["cycle_id"])
      guard intakes[person] == cycle else { return }
      let error: Double? = try row["error"]
      found[person, default: [:]][.test] = Measure(value: try row["value"], error: error ?? 0)
    }
    return found
  }

  private static func piece(_ word: Substring) -> MeritEvidence? {
    switch word {
    case "check": .courses
    case "project": .practice
    default: nil
    }
  }
}
