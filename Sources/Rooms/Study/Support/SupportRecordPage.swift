import Exchange
import Markup
import Programme
import Storage
import Words

/// What each rule was worth in a cohort, and whether it is on there.
enum SupportRecordPage {
  static func link(_ cohort: ID<Cohort>) -> Link { SupportPages.link(cohort).below("record") }

  private struct Sight: Sendable {
    let cohort: Cohort
    let cycle: Cycle
    let records: [SupportRecord]
    let switches: [SupportReason: SupportSwitch]
    let mayRun: Bool
  }

  /// GET /desk/cohorts/:cohort/support/record
  static func show(_ visit: Visit, _ permit: Permit<SeeCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Cohort> = try visit.id("cohort")
    let sight = try await house.database.read { tx in
      let cohort = try tx.cohort(id)
      return Sight(
        cohort: cohort, cycle: try tx.cycle(of: cohort, permit),
        records: try tx.supportRecords(of: id, house.data[.support].record),
        switches: try tx.supportSwitches(of: id), mayRun: RunCohort.roles.contains(permit.actor.role))
    }
    return visit.page(page(sight, visit))
  }

  /// POST /desk/cohorts/:cohort/support/rules: `rule`, and `go` is `on` or `off`.
  static func update(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Cohort> = try visit.id("cohort")
    guard let reason = visit.form["rule"].flatMap({ SupportReason(rawValue: $0) }), reason.mayBeOff,
      let go = visit.form["go"], ["on", "off"].contains(go)
    else { throw Refusal.missing }
    try await house.database.write { tx in
      _ = try tx.cycle(of: try tx.cohort(id), permit)
      let isOn = try tx.supportSwitches(of: id)[reason]?.isOn ?? true
      if isOn != (go == "on") { try tx.turn(reason, on: go == "on", in: id, by: permit.actor, house) }
    }
    return .seeOther(link(id).text)
  }

  private static func page(_ sight: Sight, _ visit: Visit) -> Page {
    let (t, rule) = (visit.language, visit.house.data[.support].record)
    let columns: [Column<SupportRecord>] = [
      Column(t(.ruleWord)) { HTML(t($0.reason.title)) },
      Column(t(.namedAndLeft)) { record in share(record.namedLeft, of: record.named, record.precision, t) },
      Column(t(.leftAndForetold(rule.daysBefore))) { record in share(record.foretold, of: record.left, record.recall, t) },
      Column(t(.standsWord)) { state($0, sight, visit) },
    ]
    return Page(
      title: t(.supportRecordTitle), language: t, width: .wide,
      body: """
        \(t.back(to: SupportPages.link(sight.cohort.id)))<p class="step">\(sight.cohort.name(sight.cycle, t))</p>
        <h1>\(t(.supportRecordTitle))</h1><p>\(t(.whatRecordSays))</p><p>\(t(.whenRuleGoesOff(rule)))</p>
        \(t.table(t(.supportRecordTitle), sight.records, columns, stacks: true))
        """)
  }

  /// "2 / 12 (5–45 %)".
  private static func share(_ count: Int, of total: Int, _ interval: ClosedRange<Double>?, _ t: Language) -> HTML {
    guard let interval else { return "<span class=\"hint\">\(t(.nobodyYet))</span>" }
    return
      "\(t.number(count)) / \(t.number(total)) <span class=\"hint\">\(t.percent(interval.lowerBound)) – \(t.percent(interval.upperBound))</span>"
  }

  private static func state(_ record: SupportRecord, _ sight: Sight, _ visit: Visit) -> HTML {
    let t = visit.language
    let last = sight.switches[record.reason]
    let isOn = last?.isOn ?? true
    let shown: HTML =
      isOn
      ? standing(t(record.namesMore ? .ruleOnThough : .ruleIsOn), record.namesMore ? .waiting : .good)
      : standing(t(last?.why == .record ? .ruleOffByRecord : .ruleOffByHand), .bad)
    guard sight.mayRun, record.reason.mayBeOff else { return shown }
    let go = isOn ? "off" : "on"
    return """
      \(shown)\(form(SupportPages.link(sight.cohort.id).below("rules"), hidden: [("rule", record.reason.rawValue), ("go", go)], """
        \(visit.formToken)\(button(t(isOn ? .putRuleOff : .putRuleOn), look: .plain))
        """))
      """
  }
}

extension Phrase {
  static let supportRecordTitle = Phrase(kk: "Ережелердің есебі", ru: "Чего стоят правила", en: "The record of the rules")
  static let ruleWord = Phrase(kk: "Ереже", ru: "Правило", en: "Rule")
  static let namedAndLeft = Phrase(
    kk: "Аталғандардың қаншасы кетті", ru: "Из названных ушли", en: "Of those it named, how many left")
  static func leftAndForetold(_ days: Int) -> Phrase {
    Phrase(
      kk: "Кеткендердің қаншасын \(days) күн бұрын атаған", ru: "Из ушедших были названы за \(days) дней",
      en: "Of those who left, how many it had named \(days) days before")
  }
  static let nobodyYet = Phrase(kk: "әзірге ешкім", ru: "пока никого", en: "nobody yet")
  static let whatRecordSays = Phrase(
    kk:
      "Қасындағы аралық – Вильсон бойынша 95 %. Аталған қызға көмек көрсетіледі, сондықтан кетпегені ереженің қате болғанын білдірмейді.",
    ru:
      "Рядом стоит интервал Вильсона, 95 %. Названной девочке помогают, поэтому если она осталась, правило ещё не ошиблось.",
    en:
      "Beside it stands Wilson’s interval, 95 %. Whoever is named is helped, so that she stayed does not mean the rule was wrong."
  )
  static func whenRuleGoesOff(_ rule: SupportFile.Record) -> Phrase {
    Phrase(
      kk:
        "Ереже осы лекте кемінде \(rule.fewestNamed) қызды атап, кемінде \(rule.fewestLeft) қыз кетіп, аталғандардан кеткендердің үлесі қалғандардан артық болмаса, өзі өшеді. Көмек сұрау ешқашан өшпейді.",
      ru:
        "Правило выключается само, если назвало в потоке не меньше \(rule.fewestNamed) девочек, ушло не меньше \(rule.fewestLeft), и среди названных доля ушедших не больше, чем среди остальных. Просьба о помощи не выключается.",
      en:
        "A rule goes off by itself when it has named at least \(rule.fewestNamed) girls of the cohort, at least \(rule.fewestLeft) have left, and of those it named no larger share left than of the others. A request for help never goes off."
    )
  }
  static let ruleIsOn = Phrase(kk: "қосулы", ru: "включено", en: "the rule is on")
  static let ruleOnThough = Phrase(
    kk: "қосулы, бірақ тапқанынан көп атайды", ru: "включено, но называет больше, чем находит",
    en: "the rule is on, though it names more than it finds")
  static let ruleOffByRecord = Phrase(
    kk: "өшірулі: тапқанынан көп атайды", ru: "выключено: называет больше, чем находит", en: "off: it names more than it finds")
  static let ruleOffByHand = Phrase(
    kk: "үйлестіруші өшірген", ru: "выключено координатором", en: "put off by the coordinator")
  static let putRuleOff = Phrase(kk: "Өшіру", ru: "Выключить", en: "Put off")
  static let putRuleOn = Phrase(kk: "Қосу", ru: "Включить", en: "Put on")
}
