import Exchange
import Markup
import Programme
import Storage
import Words

/// The register of adults who may meet children's data: who waits, who is cleared until when, whose door is shut.
enum Register {
  /// From so many days before its end a clearance is shown as ending.
  static let soon = 30

  /// GET /desk/clearances
  static func show(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (today, rules) = (visit.now.day(), house.data[.clearance])
    let adults = try await house.database.read { try $0.adults(permit.reach, house) }.sorted {
      order($0, today, rules) < order($1, today, rules)
    }
    let kinds = Clearance.Kind.allCases.map { kind in
      Column<Adult>(rules.rule(of: kind).title(t)) { adult in
        guard adult.kinds(on: today, rules).contains(kind) else { return HTML(t(.notAskedOfRole)) }
        return standing(adult.clearance, kind, today, rules, t)
      }
    }
    let columns: [Column<Adult>] =
      [
        Column(t(.nameTitle)) { "<a href=\"/desk/clearances/people/\($0.person.text)\">\($0.name)</a>" },
        Column(t(.whatIsMissing)) { missing($0, today, rules, t) },
        Column(t(.clearedFor)) { HTML($0.says(today, rules, t)) },
      ] + kinds
    return visit.page(
      Page(
        title: t(.clearances), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk"))<h1>\(t(.clearances))</h1><p>\(t(.clearancesWhat))</p>
          \(permit.reach.contains(.everything) ? "<p>\(linkButton(t(.organisationsCleared), OrganisationRegister.home, look: .plain))</p>" : HTML.nothing)
          \(t.table(t(.clearances), adults, columns, empty: notice("<p>\(t(.nobodyAsked))</p>")))
          <p class="hint">\(t(.noCopies))</p>
          """))
  }

  /// Whoever lacks something first, then by the nearest end, then by name.
  private static func order(_ adult: Adult, _ today: Day, _ rules: ClearanceFile) -> (Int, Int, String, String) {
    let isLacking = !adult.lacks(on: today, rules).isEmpty
    return (
      isLacking ? 0 : 1, adult.lastDay(from: today, rules)?.daysSinceEpoch ?? 0, adult.name, adult.person.text
    )
  }

  /// Until when it holds, or what is missing.
  static func missing(_ adult: Adult, _ today: Day, _ rules: ClearanceFile, _ t: Language) -> HTML {
    let lacks = adult.lacks(on: today, rules)
    guard !lacks.isEmpty else {
      return adult.lastDay(from: today, rules).map { tag(t(.clearedUntil($0)), .good) } ?? .nothing
    }
    return lacks.map { "<div>\(tag($0.says(t, rules), .bad))</div>" as HTML }.joined()
  }

  /// Until when what was seen counts, and how many days are left.
  static func standing(_ clearance: Clearance, _ kind: Clearance.Kind, _ today: Day, _ rules: ClearanceFile, _ t: Language)
    -> HTML
  {
    guard let seen = clearance.seen[kind] else { return tag(t(.notSeenYet), .bad) }
    if seen.version < rules.rule(of: kind).version { return tag(t(.versionIsOlder), .bad) }
    let left = today.days(to: seen.until)
    guard left >= 0 else { return tag(t(.endedAfter(seen.until)), .bad) }
    return "\(t.until(seen.until)) \(tag(t(.daysLeft(left)), left <= soon ? .waiting : .good))"
  }
}

extension Adult {
  /// Her roles, each that is asked later with its day.
  func says(_ today: Day, _ rules: ClearanceFile, _ t: Language) -> String {
    roles.map { role in
      let day = rules.askingDay(of: role, from: today) ?? today
      return day == today ? t(role.name) : "\(t(role.name)) (\(t(.askedFrom(day))))"
    }.joined(separator: ", ")
  }
}

extension Phrase {
  static func askedFrom(_ day: Day) -> Phrase {
    Phrase(
      kk: "\(Language.kk.date(day)) күнінен бастап талап етіледі", ru: "требуется с \(Language.ru.date(day))",
      en: "asked from \(Language.en.date(day))")
  }
  static let clearances = Phrase(
    kk: "Балалармен жұмысқа рұқсат", ru: "Допуск к работе с детьми", en: "Clearance to work with children")
  static let clearancesWhat = Phrase(
    kk:
      "Рөлі балалармен жұмыс істеуге арналған адам талап етілгеннің бәрі көрсетілгенде ғана балалардың деректерін аша алады. Мерзім Қазақстан уақытымен түн ортасында бітеді.",
    ru:
      "Тот, чья роль связана с детьми, открывает их данные, только когда предъявлено всё, что требуется. Срок кончается в полночь по времени Казахстана.",
    en:
      "Somebody whose role is with children opens their data only once all that is asked for has been seen. A term ends at midnight in Kazakhstan."
  )
  static let noCopies = Phrase(
    kk: "Құжаттың көшірмесі сақталмайды: кім, қай күні көргені және қай күнге дейін жарамды екені ғана жазылады.",
    ru: "Копии документов не хранятся: записывается только, кто и когда видел и до какого дня действует.",
    en: "No copy of a document is kept: only who saw it, on which day, and until when it counts.")
  static let nobodyAsked = Phrase(
    kk: "Рұқсат талап етілетін рөлдегі адам жоқ.", ru: "Нет никого, чья роль требует допуска.",
    en: "There is nobody whose role asks for clearance.")
  static let clearedFor = Phrase(kk: "Рөлі", ru: "Роль", en: "Role")
  static let notAskedOfRole = Phrase(kk: "талап етілмейді", ru: "не требуется", en: "not asked for")
  static func clearedUntil(_ day: Day) -> Phrase {
    Phrase(
      kk: "рұқсат бар, \(Language.kk.until(day))", ru: "допуск есть, \(Language.ru.until(day))",
      en: "cleared, \(Language.en.until(day))")
  }
  static func daysLeft(_ days: Int) -> Phrase {
    days == 0
      ? Phrase(kk: "соңғы күні", ru: "последний день", en: "the last day")
      : Phrase(
        kk: "\(days) күн қалды",
        ru: plural(
          days, one: "остался \(days) день", few: "осталось \(days) дня", many: "осталось \(days) дней"),
        en: "\(counted(days, one: "day", other: "days")) left")
  }
}
