import Exchange
import Markup
import Programme
import Storage
import Words

/// What is known of the country's grants: what is due to be looked at again, and somebody's word that it still holds.
enum FactPages {
  static let home: Link = "/desk/grants/facts"

  /// GET /desk/grants/facts
  static func list(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let (t, today, file) = (visit.language, visit.now.day(), visit.house.data[.grants])
    let standing = try await visit.house.database.read { tx in try tx.factStanding(try tx.yearOfFacts(on: today), file) }
    let mayConfirm = EditOffers.roles.contains(where: visit.who.holds)
    let due = Set(file.due(standing, on: today).map(\.key))
    let columns: [Column<FactsFile.Statement>] = [
      Column(t(.statementTitle)) { HTML($0.title(t)) },
      Column(t(.whatItSays)) { statement in statement.says.map { HTML($0(t)) }.joined(separator: " ") },
      Column(t(.sourceTitle)) { "\($0.standing.source)<br><span class=\"hint\">\(t.date($0.standing.checkedOn))</span>" },
      Column(t(.untilTitle)) { HTML(t.date($0.standing.until)) },
      Column(t(.standsTitle)) { statement in
        if today > statement.standing.until { return tag(t(.factIsOver), .bad) }
        if !FactsFile.isAsked(in: standing.year, on: today), !file.holds(statement, standing, on: today) {
          return "\(tag(t(.notConfirmedThisYear)))<br><span class=\"hint\">\(t(.factTooEarly(standing.year)))</span>"
        }
        guard due.contains(statement.key) else {
          return tag(standing.confirmedAt(statement.key).map { t(.factConfirmedOn($0.day())) } ?? t(.factIsFresh), .good)
        }
        let confirm: HTML =
          mayConfirm
          ? form(
            home.below(statement.key).below("confirmation"), hidden: [("year", String(standing.year))],
            "\(visit.formToken)\(button(t(.confirmFact), look: .plain))") : .nothing
        return "\(tag(t(.notConfirmedThisYear), .waiting))\(confirm)"
      },
    ]
    return visit.page(
      Page(
        title: t(.factsTitle), language: t, width: .wide,
        body: """
          \(t.back(to: GrantsDesk.home))<h1>\(t(.factsTitle))</h1><p>\(t(.factsWhat(standing.year)))</p>
          \(t.table(t(.factsTitle), file.statements.sorted { (due.contains($0.key) ? 0 : 1) < (due.contains($1.key) ? 0 : 1) }, columns, stacks: true))
          """))
  }

  /// POST /desk/grants/facts/:key/confirmation
  static func confirm(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let (house, today, file) = (visit.house, visit.now.day(), visit.house.data[.grants])
    let key = try visit.name("key")
    guard let statement = file.statements.first(where: { $0.key == key }) else { throw Refusal.missing }
    guard today <= statement.standing.until else { throw Refusal(.conflict, .factNeedsNewText) }
    try await house.database.write { tx in
      let year = try tx.yearOfFacts(on: today)
      // Read before 1 February it says nothing of that year yet.
      guard FactsFile.isAsked(in: year, on: today) else { throw Refusal(.conflict, .factTooEarly(year)) }
      try tx.confirm(statement, in: year, by: permit, house)
    }
    return .seeOther(home.text)
  }
}

extension Phrase {
  static let factsTitle = Phrase(kk: "Гранттар туралы мәліметтер", ru: "Сведения о грантах", en: "What is known of grants")
  static func factsWhat(_ year: Int) -> Phrase {
    Phrase(
      kk:
        "\(year) жылғы 1 ақпаннан бері тексерілмеген немесе мерзімі өткен мәлімет барлық жерде «биыл расталмаған» деп көрсетіледі. Дереккөзін оқып, өзгермегенін растаңыз; өзгерсе, бағдарлама қалтасындағы grants.yaml файлында түзетіледі.",
      ru:
        "Что не проверено с 1 февраля \(year) года или устарело, везде показано как «на этот год не подтверждено». Прочитайте источник и подтвердите, что не изменилось; изменения вносят в файл grants.yaml папки программы.",
      en:
        "What nobody has checked since 1 February \(year), or what is past its term, is shown everywhere as “not confirmed for this year”. Read the source and confirm that it is unchanged; a change is made in grants.yaml of the programme's folder."
    )
  }
  static let statementTitle = Phrase(kk: "Мәлімет", ru: "Сведение", en: "Statement")
  static let whatItSays = Phrase(kk: "Не делінген", ru: "Что сказано", en: "What it says")
  static let sourceTitle = Phrase(kk: "Дереккөз", ru: "Источник", en: "Read in")
  static let untilTitle = Phrase(kk: "Жарамды мерзімі", ru: "Действует до", en: "Holds until")
  static let factIsOver = Phrase(kk: "мерзімі өткен", ru: "устарело", en: "past its term")
  static let factIsFresh = Phrase(kk: "биыл тексерілген", ru: "проверено в этом году", en: "checked this year")
  static func factConfirmedOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "\(Language.kk.date(day)) күні расталған", ru: "подтверждено \(Language.ru.date(day))",
      en: "confirmed on \(Language.en.date(day))")
  }
  static let notConfirmedThisYear = Phrase(
    kk: "биыл расталмаған", ru: "на этот год не подтверждено", en: "not confirmed for this year")
  static let confirmFact = Phrase(kk: "Өзгермегенін растау", ru: "Подтвердить: не изменилось", en: "Confirm that it is unchanged")
  static let factNeedsNewText = Phrase(
    kk: "Бұл мәліметтің мерзімі өткен: grants.yaml файлына жаңасын жазу керек.",
    ru: "Срок этого сведения прошёл: нужно новое в файле grants.yaml.",
    en: "This statement is past its term: a new one is needed in grants.yaml.")
  static func factTooEarly(_ year: Int) -> Phrase {
    Phrase(
      kk: "\(year) жылғы мәлімет 1 ақпаннан бастап расталады.", ru: "На \(year) год сведения подтверждают с 1 февраля.",
      en: "Statements for \(year) are confirmed from 1 February on.")
  }
}
