package import Storage
package import Words

/// From her eighteenth birthday a girl answers for herself, and her guardian's right to answer for her ends.
package enum Adulthood {
  package static let years = 18

  /// The birthday itself; whoever was born on 29 February comes of age on 1 March, for eighteen years later there is no such day.
  package static func day(bornOn birth: Day) -> Day? {
    Day(year: birth.year + years, month: birth.month, day: birth.day) ?? Day(year: birth.year + years, month: 3, day: 1)
  }

  /// The first moment of that day in Kazakhstan, once it has come; nil for a child.
  package static func since(bornOn birth: Day, at now: Moment) -> Moment? {
    day(bornOn: birth).map { $0.start() }.flatMap { $0 <= now ? $0 : nil }
  }
}

extension Transaction {
  /// From when she has answered for herself; nil for a child, and while the birth day is not known.
  package func adultSince(_ safe: Safe, at now: Moment) throws -> Moment? {
    try adultsSince([safe], at: now)[safe.person]
  }

  /// The same of many; children are not in it.
  func adultsSince(_ safes: [Safe], at now: Moment) throws -> [ID<Person>: Moment] {
    let safes = Dictionary(safes.map { ($0.person, $0) }) { first, _ in first }
    var adults: [ID<Person>: Moment] = [:]
    try each(
      """
      SELECT person_id, sealed FROM person_detail WHERE person_id IN (\(list: safes.keys.sorted())) AND kind = \(Detail.birthDay)
      """
    ) { row in
      let person: ID<Person> = try row["person_id"]
      guard let safe = safes[person], let birth = Day(try safe.detail(.birthDay, sealed: try row["sealed"])) else { return }
      adults[person] = Adulthood.since(bornOn: birth, at: now)
    }
    return adults
  }
}
