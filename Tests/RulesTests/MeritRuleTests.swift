import Allocation
import Programme
import Testing
import Words

@testable import Rules

@Suite struct MeritRuleTests {
  static let yaml = """
    title: {kk: Үздіктік, ru: Заслуги, en: Merit}
    decimals: 1
    evidence:
      - name: courses
        title: {kk: Курстар, ru: Курсы, en: Courses}
        scale: logit
        weight: 50
      - name: test
        title: {kk: Тест, ru: Тест, en: Test}
        scale: raw
        range: [0, 100]
        weight: 30
        minimum: 20
        missing: 40
      - name: practice
        title: {kk: Жоба, ru: Проект, en: Project}
        scale: logit
        weight: 20
        missing: lowest
    weights:
      - name: physics
        title: {kk: Физика, ru: Физика, en: Physics}
        evidence: {courses: 70, test: 20, practice: 10}
    lottery:
      sources: [{kk: тираж, ru: тираж, en: a draw}]
      published: "2028-05-16"
    """

  @Test("a right rule is read, and said in three languages")
  func right() throws {
    let rule = try MeritRule(yaml: Self.yaml)
    #expect(rule.policies.count == 2)
    #expect(rule.common.evidence.map(\.weight) == [50, 30, 20])
    #expect(rule.sets[0].policy.evidence.map(\.weight) == [70, 20, 10])
    #expect(rule.sets[0].policy.evidence.map(\.minimum) == rule.common.evidence.map(\.minimum))
    #expect(rule.common.reserves.isEmpty && rule.common.caps.isEmpty)
    #expect(rule.merit(of: nil) == 0 && rule.merit(of: "physics") == 1 && rule.merit(of: "law") == nil)
    #expect(!rule.isOwn, "practice takes the lowest of all where it is missing")
    #expect(rule.points(perUnitOf: 0) == 5 && rule.points(perUnitOf: 1) == 0.3 && rule.points(perUnitOf: 0, merit: 1) == 7)
    #expect(rule.inWords.count == 6)
    for phrase in rule.inWords { for language in Language.allCases { #expect(!phrase(language).isEmpty) } }
    #expect(rule.inWords[0](.en) == "The points are made of: Courses 50%, Test 30%, Project 20%.")
    #expect(
      rule.inWords[4](.ru) == "Другие доли («Физика»): Курсы 70 %, Тест 20 %, Проект 10 %.".replacing(" %", with: "\u{A0}%"))
  }

  /// What is spoilt, the line the complaint points at, and what it says in English.
  private static let spoilt: [(String, String, Int?, String)] = [
    ("decimals: 1", "places: 60", 2, "“places” has no place here"),
    ("decimals: 1", "reserves: [{attribute: rural, places: 1}]", 2, "“reserves” has no place here"),
    ("decimals: 1", "shares: [{attribute: rural, percent: 1}]", 2, "“shares” has no place here"),
    ("decimals: 1", "caps: [{column: school, places: 1}]", 2, "“caps” has no place here"),
    ("decimals: 1", "offers: {days: 10}", 2, "“offers” has no place here"),
    ("decimals: 1", "quotas: [{region: abai, seats: 10}]", 2, "No minimum may be set over several offers"),
    ("decimals: 1", "decimals: 9", 2, "decimals are 0 to 6"),
    ("decimals: 1", "decimal: 1", 2, "no key “decimal”"),
    ("weight: 50", "weight: 0", 4, "above zero"),
    ("name: practice", "name: test", 15, "appears twice"),
    ("name: practice", "name: Test", 15, "one column"),
    ("name: practice", "name: \"my project\"", 15, "no space, comma"),
    ("courses: 70, test: 20", "courses: 70, exam: 20", 23, "no key “exam”"),
    ("courses: 70, test: 20", "courses: 70", 23, "“test”"),
    ("courses: 70, test: 20", "courses: -1, test: 20", 23, "above zero"),
    ("name: physics", "name: phy sics", 21, "phy sics"),
    ("name: physics", "name: physics\n    places: 3", 22, "no key “places”"),
    ("\"2028-05-16\"", "soon", 26, "a day is written"),
  ]

  @Test("what has no place in it, and each contradiction, is named with its line", arguments: spoilt.indices)
  func contradictions(_ index: Int) {
    let (old, new, line, says) = Self.spoilt[index]
    #expect(Self.yaml.contains(old))
    do throws(FileComplaints) {
      _ = try MeritRule(yaml: Self.yaml.replacing(old, with: new, maxReplacements: 1))
      Issue.record("\(new) was accepted")
    } catch {
      let complaint = error.complaints.first { $0.says(.en).contains(says) }
      #expect(complaint != nil, "\(error.complaints.map { ($0.line, $0.says(.en)) })")
      #expect(complaint?.line == line)
      for language in Language.allCases { #expect(complaint?.says(language).isEmpty == false) }
    }
  }

  @Test("a rule of nothing, one without evidence, one with a set twice")
  func nothing() {
    for yaml in [
      "", "title: {kk: a, ru: b, en: c}",
      Self.yaml.replacing(
        "name: physics",
        with:
          "name: physics\n    title: {kk: a, ru: b, en: c}\n    evidence: {courses: 1, test: 1, practice: 1}\n  - name: physics"),
    ] {
      #expect(throws: FileComplaints.self) { try MeritRule(yaml: yaml) }
    }
  }
}

@Suite struct SeatPlanTests {
  private func faults(_ seats: Int, _ reserves: [(String, Int)], holders: [String: Int]? = ["rural": 40, "few": 19])
    -> [SeatFault]
  {
    SeatPlan(seats: seats, reserves: reserves.map { SeatPlan.Reserve(attribute: $0.0, seats: $0.1) }).faults(holders: holders)
  }

  @Test("seats and reserves that fit are let through, also before the round has girls")
  func right() {
    #expect(faults(6, [("rural", 2)]) == [])
    #expect(faults(2, [("rural", 2)]) == [])
    #expect(faults(6, [("few", 2)], holders: nil) == [])
  }

  @Test("each fault is named")
  func named() {
    #expect(faults(0, []) == [.seatsOutOfRange])
    #expect(faults(10_001, []) == [.seatsOutOfRange])
    #expect(faults(3, [("rural", 0)]) == [.reserveOutOfRange("rural")])
    #expect(faults(1, [("rural", 3)]) == [.reservesExceedSeats(excess: 2)])
    #expect(faults(5, [("rural", .max)]).contains(.reserveOutOfRange("rural")))
    #expect(faults(5, [("rural", 1), ("rural", 1)]) == [.attributeTwice("rural")])
    #expect(faults(5, [("north", 1)]) == [.attributeUnknown("north")])
    #expect(faults(5, [("few", 1)]) == [.attributeRare("few", holders: 19)])
    #expect(faults(9, (0..<5).map { _ in ("rural", 1) }).contains(.tooManyReserves))
  }

  @Test("a lower quota of one offer for an attribute is a reserve; every other is refused with the sentence why")
  func lowerQuotas() throws {
    #expect(
      try LowerQuota(offers: ["A"], attribute: "rural", seats: 2).asReserve() == SeatPlan.Reserve(attribute: "rural", seats: 2))
    #expect(throws: SeatFault.lowerQuotaOverSeveral) {
      try LowerQuota(offers: ["A", "B"], attribute: "rural", seats: 2).asReserve()
    }
    #expect(throws: SeatFault.lowerQuotaOfAll) { try LowerQuota(offers: ["A"], attribute: nil, seats: 2).asReserve() }
    for fault in [SeatFault.lowerQuotaOverSeveral, .lowerQuotaOfAll] {
      for language in Language.allCases { #expect(fault.says(language).count > 60) }
    }
  }
}
