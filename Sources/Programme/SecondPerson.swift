package import Storage
package import Words

/// The second of two hands, where one person deciding alone could do harm: another person, whatever roles both hold, and
/// nobody whose account is so new that the first may have made it.
package enum SecondPerson {
  /// How long an account made in the house confirms nothing, milliseconds: long enough for others to see the stranger in the list.
  package static let apprenticeship: Int64 = 72 * 3_600_000
}

extension Transaction {
  /// Throws unless the actor may be the second hand of what `first` began. The schema holds the same of the two columns.
  package func mustBeSecond(_ actor: Actor, after first: ID<Person>, says: Phrase = .anotherPerson, at now: Moment) throws {
    guard actor.person != first else { throw Refusal(.forbidden, says) }
    if let from = try secondHand(actor.person, at: now) { throw Refusal(.forbidden, .newcomer(until: from)) }
  }

  /// From when on somebody may be a second hand, where that is still to come; nil for whoever may be it now.
  package func secondHand(_ person: ID<Person>, at now: Moment) throws -> Moment? {
    try newcomer(person, at: now).map { Moment(milliseconds: $0.milliseconds + SecondPerson.apprenticeship) }
  }

  /// Since when the person works here, where that is too short to be a second hand; nil for everybody else, and for whoever the
  /// operator let in.
  private func newcomer(_ person: ID<Person>, at now: Moment) throws -> Moment? {
    let first = try row(
      """
      SELECT given_by, confirmed_at FROM membership
      WHERE person_id = \(person) AND confirmed_at IS NOT NULL ORDER BY confirmed_at, id LIMIT 1
      """
    ).map { (giver: try $0["given_by"] as ID<Person>?, at: try $0["confirmed_at"] as Moment) }
    guard let first, first.giver != nil else { return nil }
    return now.milliseconds - first.at.milliseconds < SecondPerson.apprenticeship ? first.at : nil
  }
}

/// What waits for a second person, as it is told to those who may be it. Nobody's name and no child's code travels in it.
package struct SecondWanted: Sendable {
  package let what: Phrase
  /// Where it is confirmed, without the house's address.
  package let page: String
  /// Whoever had a part in it already, or whom it is about.
  package let not: Set<ID<Person>>
  /// Where the matter lies; empty for what concerns the whole house.
  package let places: [(cycle: ID<Cycle>, region: String?)]
  /// Only whoever reaches each of the places may be the second hand; else one of them is enough.
  package let needsAll: Bool
  /// The act's own name: asked a second time, it sends nothing.
  package let once: String

  package init(
    _ what: Phrase, page: String, not: Set<ID<Person>>, places: [(cycle: ID<Cycle>, region: String?)] = [],
    needsAll: Bool = false, once: String
  ) {
    self.what = what
    self.page = page
    self.not = not
    self.places = places
    self.needsAll = needsAll
    self.once = once
  }
}

extension SecondWanted {
  fileprivate func lies(within permit: Permit<some Act>) -> Bool {
    if places.isEmpty { return permit.reach.contains(.everything) }
    func isReached(_ place: (cycle: ID<Cycle>, region: String?)) -> Bool {
      permit.reaches(cycle: place.cycle, region: place.region)
    }
    return needsAll ? places.allSatisfy(isReached) : places.contains(where: isReached)
  }
}

extension Transaction {
  /// Writes to everybody who may do the act, within reach of the matter and not too new: once for each act.
  package func ask<A: Act>(_ act: A.Type, for wanted: SecondWanted, _ house: House) throws {
    let people: [ID<Person>] = try rows(
      """
      SELECT DISTINCT membership.person_id FROM membership JOIN person_key ON person_key.person_id = membership.person_id
      WHERE role IN (\(list: A.roles.sorted { $0.rawValue < $1.rawValue })) AND confirmed_at IS NOT NULL AND ended_at IS NULL
      ORDER BY membership.person_id LIMIT 100
      """
    ) { try $0[0] }
    for person in people where !wanted.not.contains(person) {
      let scopes = try memberships(of: person).filter { A.roles.contains($0.role) }.map(\.scope)
      let permit = Permit<A>(actor: Actor(person: person, role: .administrator), reach: scopes)
      guard wanted.lies(within: permit), try newcomer(person, at: house.outside.now()) == nil else { continue }
      try tell(
        try safe(of: person, house.vault), .secondWanted, [.what(wanted.what), .page(wanted.page, house)], purpose: .secondPerson,
        once: "\(wanted.once):\(person)", house)
    }
  }
}

extension LetterText {
  static let secondWanted = LetterText(
    "second-person", Phrase(kk: "Екінші адам керек", ru: "Нужен второй человек", en: "A second person is needed"),
    needs: [.page], mayUse: [.what])
}

extension Phrase {
  package static let anotherPerson = Phrase(
    kk: "Мұны басқа адам растауы керек.", ru: "Это должен подтвердить другой человек.", en: "Another person has to confirm this.")

  static func newcomer(until moment: Moment) -> Phrase {
    Phrase(
      kk: "Жаңа қызметкер алғашқы үш тәулікте ештеңені растамайды. Растай алатын уақыты: \(Language.kk.dateTime(moment)).",
      ru:
        "Новый сотрудник первые трое суток ничего не подтверждает. Вы сможете подтверждать с этого времени: \(Language.ru.dateTime(moment)).",
      en: "A new member of staff confirms nothing in the first three days. You can confirm from \(Language.en.dateTime(moment)).")
  }
}
