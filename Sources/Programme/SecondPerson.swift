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
    guard let since = try newcomer(actor.person, at: now) else { return }
    throw Refusal(.forbidden, .newcomer(until: Moment(milliseconds: since.milliseconds + SecondPerson.apprenticeship)))
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
