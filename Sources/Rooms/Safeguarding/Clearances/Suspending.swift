import Exchange
import Programme
import Storage
import Words

/// Shutting the door on an adult, by one person and at once; opening it again, by two.
enum Suspending {
  static let longest = 1000

  /// POST /desk/clearances/people/:person/suspension
  static func create(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    guard let reason = reason(visit) else { return try await unsaid(visit, permit) }
    return try await write(visit, permit) { adult, tx, house in
      // Pressed twice, or by two officers: the door is shut.
      guard adult.clearance.suspension == nil else { return }
      let note = try tx.safe(of: adult.person, house.vault).seal(reason, ClearancePage.noteField)
      try tx.add(.suspended, of: adult.person, by: permit.actor, note: note, house)
      try tx.record(.clearanceSuspended, adult.person.text, by: permit, house)
    }
  }

  /// POST /desk/clearances/people/:person/lifting: the first of two.
  static func ask(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    guard let reason = reason(visit) else { return try await unsaid(visit, permit) }
    return try await write(visit, permit) { adult, tx, house in
      let suspension = try adult.suspended()
      guard suspension.liftingAskedBy == nil else { return }
      let note = try tx.safe(of: adult.person, house.vault).seal(reason, ClearancePage.noteField)
      try tx.add(.liftingAsked, of: adult.person, by: permit.actor, note: note, house)
      try tx.record(.clearanceLiftingAsked, adult.person.text, by: permit, house)
      try tx.ask(
        RecordClearance.self,
        for: SecondWanted(
          .liftingWanted, page: "/desk/clearances/people/\(adult.person)", not: [permit.actor.person, adult.person],
          once: "lifting:\(adult.person):\(house.outside.now().milliseconds)"), house)
    }
  }

  /// POST /desk/clearances/people/:person/lifting/confirmation: the second of two.
  static func confirm(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    try await write(visit, permit) { adult, tx, house in
      let asker = try adult.liftingAsker()
      try tx.mustBeSecond(permit.actor, after: asker, at: house.outside.now())
      try tx.add(.lifted(askedBy: asker), of: adult.person, by: permit.actor, house)
      try tx.record(.clearanceLifted, adult.person.text, by: permit, house)
    }
  }

  /// POST /desk/clearances/people/:person/lifting/drop: by anybody who might have confirmed, and by whoever asked.
  static func drop(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    try await write(visit, permit) { adult, tx, house in
      _ = try adult.liftingAsker()
      try tx.add(.liftingDropped, of: adult.person, by: permit.actor, house)
      try tx.record(.clearanceLiftingDropped, adult.person.text, by: permit, house)
    }
  }

  private static func reason(_ visit: Visit) -> String? {
    let reason = String((visit.form["reason"] ?? "").trimmed.prefix(longest))
    return reason.isEmpty ? nil : reason
  }

  private static func unsaid(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    try await ClearancePage.page(visit, permit, errors: [("reason", visit.language(.sayWhy))])
  }

  private static func write(
    _ visit: Visit, _ permit: Permit<RecordClearance>,
    _ act: @escaping @Sendable (Adult, Transaction, House) throws -> Void
  ) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    try await house.database.write { tx in
      let adult = try tx.adult(id, permit, house)
      guard id != permit.actor.person else { throw Refusal(.forbidden, .notOwnClearance) }
      try act(adult, tx, house)
    }
    return .seeOther("/desk/clearances/people/\(id)")
  }
}

extension Adult {
  fileprivate func suspended() throws -> Clearance.Suspension {
    guard let suspension = clearance.suspension else { throw Refusal(.conflict, .notSuspended) }
    return suspension
  }

  fileprivate func liftingAsker() throws -> ID<Person> {
    guard let asker = try suspended().liftingAskedBy else { throw Refusal(.conflict, .liftingNotAsked) }
    return asker
  }
}

extension Phrase {
  static let sayWhy = Phrase(kk: "Себебін жазыңыз", ru: "Напишите причину", en: "Write down the reason")
  static let notSuspended = Phrase(
    kk: "Бұл рұқсат тоқтатылмаған.", ru: "Этот допуск не приостановлен.", en: "This clearance is not suspended.")
  static let liftingNotAsked = Phrase(
    kk: "Тоқтатуды алып тастауды ешкім сұраған жоқ.", ru: "Снятия приостановки никто не запрашивал.",
    en: "Nobody has asked for the suspension to be lifted.")
  static let liftingWanted = Phrase(
    kk: "Рұқсаттың тоқтатылуын алып тастау", ru: "Снятие приостановки допуска", en: "Lifting the suspension of a clearance")
}
