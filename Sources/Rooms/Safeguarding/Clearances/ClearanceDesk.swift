import Exchange
import Markup
import Programme
import Storage
import Words

/// What stands of clearance on first pages: the officers' cards, and until when the adult herself is cleared.
enum ClearanceDesk {
  static let cards = [
    DeskCard(
      roles: RecordClearance.roles, link: "/desk/clearances",
      count: .byFiles { tx, house, scopes, now in
        let (today, rules) = (now.day(), house.data[.clearance])
        let waits = try tx.adults(scopes, house).compactMap { $0.waits(on: today, rules) }
        return DeskWait(waits.count, since: waits.min())
      }, promise: DeskPromise(days: 3, .whyClearances), title: { .clearancesWait($0) }),
    DeskCard(
      roles: RecordClearance.roles, link: "/desk/clearances",
      count: .byFiles { tx, house, scopes, now in
        let (today, rules) = (now.day(), house.data[.clearance])
        return DeskWait(
          try tx.adults(scopes, house).count { adult in
            adult.lastDay(from: today, rules).map { today.days(to: $0) <= Register.soon } ?? false
          })
      }, promise: DeskPromise(days: nil, .whyClearancesEnd), title: { .clearancesEnd($0) }),
    DeskCard(
      roles: RecordClearance.roles, link: "/desk/clearances",
      count: .byFiles { tx, house, scopes, _ in
        DeskWait(try tx.adults(scopes, house).count { $0.clearance.suspension?.liftingAskedBy != nil })
      }, promise: DeskPromise(days: 3, .whyLiftings), title: { .liftingsWait($0) }),
  ]

  /// On the desk of whoever is asked: until when, or what is missing and who records it. Nobody else costs a query.
  static let panel = DeskPanel(ofHouse: { visit in
    let (house, t) = (visit.house, visit.language)
    let (today, rules) = (visit.now.day(), house.data[.clearance])
    let roles = Set(visit.who.memberships.map(\.role)).filter { rules.asks($0, on: today) }
    guard let person = visit.who.person, !roles.isEmpty else { return nil }
    let clearance = try await house.database.read { try $0.clearance(of: person) }
    let adult = Adult(
      person: person, name: "", held: roles.map { Adult.Held(role: $0, scope: .everything, since: visit.now) },
      clearance: clearance)
    let lacks = adult.lacks(on: today, rules)
    let kinds = adult.kinds(on: today, rules).map { kind -> HTML in
      "<dt>\(rules.rule(of: kind).title(t))</dt><dd>\(Register.standing(clearance, kind, today, rules, t))</dd>"
    }
    let says: HTML =
      lacks.isEmpty
      ? "<p>\(Register.missing(adult, today, rules, t))</p>"
      : """
      <p>\(t(.childrenAreClosed))</p><ul>\(lacks.map { "<li>\($0.says(t, rules))</li>" as HTML })</ul><p>\(t(.whoRecordsIt))</p>
      """
    return DeskPanel.Content(
      beside: card("<h2>\(t(.yourClearance))</h2>\(says)<dl>\(kinds)</dl>"), below: .nothing)
  })
}

/// Letters before a clearance ends: a month and a week ahead.
enum ClearanceLetters {
  private static let ahead = [7, Register.soon]

  /// Between morning and evening, for nobody wants an SMS at midnight.
  static let job = Job(name: "clearance ends", .clearanceEndsIsTold, every: .seconds(6 * 3600)) { house in
    guard ("09:00"..<"21:00").contains(house.outside.now().clock()) else { return }
    try await all(house)
  }

  /// Writes to each adult whose clearance ends within a month; once for the month and once for the week.
  static func all(_ house: House) async throws {
    let (today, rules) = (house.outside.now().day(), house.data[.clearance])
    try await house.database.write { tx in
      for adult in try tx.adults([.everything], house) {
        guard let last = adult.lastDay(from: today, rules),
          let days = ahead.first(where: { today.days(to: last) <= $0 })
        else { continue }
        try tx.tell(
          try tx.safe(of: adult.person, house.vault), .clearanceEnds, [.until(last), .page("/desk", house)], purpose: .clearance,
          once: "\(adult.person):\(last.iso):\(days)", house)
      }
    }
  }
}

/// What is kept of her clearance: it can be said. Of the entries only the notes go with an erasure: that she was cleared, by whom and
/// until when, is proof that no adult met children unseen, and names nobody once her key is gone.
extension PersonalData {
  static let clearance = PersonalData(
    title: .clearances,
    tables: [
      "clearance": Phrase(
        kk: "балалармен жұмысқа рұқсат туралы ескертпелер", ru: "пометки о допуске к работе с детьми",
        en: "notes about clearance to work with children")
    ],
    export: { tx, house, person, t in
      let rules = house.data[.clearance]
      let safe = try tx.safe(of: person, house.vault)
      let lines = try tx.clearanceLines(of: person).reversed().map { line in
        let note = try line.note.map { try safe.open($0, ClearancePage.noteField) }
        return (name: t.dateTime(line.at), value: [line.entry.says(t, rules), note].compactMap(\.self).joined(separator: ". "))
      }
      return lines.isEmpty ? [] : [PersonalData.Section(.clearances, lines)]
    },
    erase: { tx, _, person in
      [Erased("clearance", try tx.run("UPDATE clearance SET note = NULL WHERE person_id = \(person) AND note IS NOT NULL"))]
    })
}

extension LetterText {
  static let clearanceEnds = LetterText(
    "clearance-ends",
    Phrase(
      kk: "Рұқсаттың мерзімі бітіп келеді", ru: "Допуск скоро закончится", en: "A clearance ends soon"),
    needs: [.until, .page])
}

extension Phrase {
  static let yourClearance = Phrase(
    kk: "Балалармен жұмысқа рұқсатыңыз", ru: "Ваш допуск к работе с детьми", en: "Your clearance to work with children")
  static let childrenAreClosed = Phrase(
    kk: "Балалардың деректері сізге қазір жабық. Не жетіспейді:", ru: "Данные детей сейчас для вас закрыты. Не хватает:",
    en: "Children's data are closed to you now. What is missing:")
  static let whyClearances = Phrase(
    kk: "оған дейін адам тобының беттерін аша алмайды", ru: "до этого человек не открывает страницы своей группы",
    en: "until then they cannot open the pages of their groups")
  static let whyClearancesEnd = Phrase(
    kk: "мерзімі бітсе, балалардың деректері жабылады", ru: "когда срок кончится, данные детей закроются",
    en: "when it ends, children's data close")
  static let whyLiftings = Phrase(
    kk: "екінші адам растамайынша рұқсат тоқтатулы тұрады", ru: "без второго человека допуск остаётся приостановленным",
    en: "without a second person the clearance stays suspended")
  static let clearanceEndsIsTold = Phrase(
    kk: "Рұқсаттың мерзімі бітіп келе жатқанын хабарлау", ru: "Письма о том, что допуск заканчивается",
    en: "Telling adults that their clearance ends")
  static func clearancesWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "адам балалармен жұмысқа рұқсатты күтіп жүр",
      ru: plural(
        n, one: "человек ждёт допуска к работе с детьми", few: "человека ждут допуска к работе с детьми",
        many: "человек ждут допуска к работе с детьми"),
      en: plural(n, one: "person waits for clearance", other: "people wait for clearance"))
  }
  static func clearancesEnd(_ n: Int) -> Phrase {
    Phrase(
      kk: "адамның рұқсаты \(Register.soon) күн ішінде бітеді",
      ru: plural(
        n, one: "допуск заканчивается в ближайшие \(Register.soon) дней",
        few: "допуска заканчиваются в ближайшие \(Register.soon) дней",
        many: "допусков заканчиваются в ближайшие \(Register.soon) дней"),
      en: plural(
        n, one: "clearance ends within \(Register.soon) days", other: "clearances end within \(Register.soon) days"))
  }
  static func liftingsWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "тоқтатуды алып тастау екінші адамды күтіп тұр",
      ru: plural(
        n, one: "снятие приостановки ждёт второго человека", few: "снятия приостановки ждут второго человека",
        many: "снятий приостановки ждут второго человека"),
      en: plural(
        n, one: "lifting of a suspension waits for a second person", other: "liftings of suspensions wait for a second person"))
  }
}
