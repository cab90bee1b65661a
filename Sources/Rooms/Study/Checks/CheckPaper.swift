import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// A check on paper: the sheet that is printed, and a girl's answers as an adult enters them from it.
enum CheckPaper {
  static func sheet(_ check: ID<Check>) -> Link { CheckDesk.link(check).below("sheet") }
  static func link(_ check: ID<Check>, _ learner: Int) -> Link { CheckDesk.link(check).below("girls").below(String(learner)) }

  private struct Sight: Sendable {
    let found: ReadCheck
    let group: Group
    let girl: GroupGirl
    let answers: [String: CheckAnswer]
    let sitting: Sitting?
  }

  /// GET /desk/checks/:check/sheet?lang=: the questions in the group's language, or the one asked for.
  static func print(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    let id: ID<Check> = try visit.id("check")
    let (found, group) = try await visit.house.database.read { tx in
      let (check, group) = try tx.check(id, ofAdult: permit)
      return (try tx.read(check), group)
    }
    try await visit.house.database.write { try $0.record(.checkPrinted, id.text, by: permit, visit.house) }
    let t = Language(rawValue: group.language) ?? visit.language
    let items = found.read.items.map { item -> HTML in
      "<li class=\"card\">\(item.exercise.printed(item.printed, t))<p class=\"line\">\(t(.paperAnswer)): ______________________________</p></li>"
    }
    var page = Page(
      title: found.title(t), language: t,
      body: """
        \(visit.language.back(to: CheckDesk.link(id)))<h1>\(found.title(t))</h1>
        <p>\(t(.paperName)): ______________________________ · \(t(.paperDay)): ____________</p>
        <p>\(t(.checkIs(items.count, minutes: found.read.form.minutes)))</p><ol>\(items)</ol>
        """)
    page.sheets = ["lesson.css"]
    return visit.page(page)
  }

  /// GET /desk/checks/:check/girls/:learner
  static func show(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    try await house.database.write { tx in
      try tx.record(.checkSeen, sight.girl.person.text, "answers \(sight.found.check.id)", by: permit, house)
    }
    return visit.keptPage(page(sight, visit, error: nil))
  }

  /// POST /desk/checks/:check/girls/:learner
  static func enter(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    let found = sight.found
    guard !found.check.isOff, found.check.opens <= visit.now else {
      throw Refusal(.conflict, .checkNotBegun, back: CheckDesk.link(found.check.id))
    }
    let answers = Dictionary(
      found.read.items.compactMap { item in CheckQuestion.answer(visit.form, to: item.exercise).map { (item.key, $0) } }
    ) { first, _ in first }
    guard sight.sitting?.isHers != true else {
      throw Refusal(.conflict, .sheHandedItIn, back: CheckDesk.link(found.check.id))
    }
    guard answers.values.contains(where: { !$0.isBlank }) else {
      return visit.keptPage(page(sight, visit, error: .paperIsEmpty), status: 422)
    }
    try await house.database.write { tx in
      let (check, group) = try tx.check(found.check.id, ofAdult: permit)
      guard let learner = try tx.learner(of: sight.girl.person),
        try tx.girls(of: group.id, house.vault, and: CheckDesk.sat(check.id)).contains(where: { $0.learner == learner.number })
      else { throw Refusal.missing }
      if try tx.sitting(check, learner.number)?.isHers == true { throw Refusal(.conflict, .sheHandedItIn) }
      try tx.keep(
        answers, of: try tx.read(check), learner, try tx.safe(of: learner.person, house.vault), from: .paper,
        enteredBy: permit.actor.person, handIn: false, house)
      try tx.record(.checkEntered, learner.person.text, check.id.text, by: permit, house)
    }
    return .seeOther(CheckDesk.link(found.check.id).text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Sight {
    let house = visit.house
    let id: ID<Check> = try visit.id("check")
    let number = wholeNumber(try visit.name("learner"), in: 1...1_000_000_000)
    return try await house.database.read { tx in
      let (check, group) = try tx.check(id, ofAdult: permit)
      guard
        let girl = try tx.girls(of: group.id, house.vault, and: CheckDesk.sat(check.id)).first(where: { $0.learner == number })
      else {
        throw Refusal.missing
      }
      let answers = try tx.answers(check, girl.learner, try tx.safe(of: girl.person, house.vault))
      return Sight(
        found: try tx.read(check), group: group, girl: girl, answers: answers.filter { $0.value.way == .paper },
        sitting: try tx.sitting(check, girl.learner))
    }
  }

  private static func page(_ sight: Sight, _ visit: Visit, error: Phrase?) -> Page {
    let (t, found) = (visit.language, sight.found)
    let items = found.read.items
    let list = items.enumerated().map { place, item -> HTML in
      CheckQuestion(item.exercise, item.printed, answer: sight.answers[item.key]?.answer)
        .shown(t, number: place + 1, of: items.count)
    }
    var page = Page(
      title: t(.enterFromPaper), language: t,
      body: """
        \(t.back(to: CheckDesk.link(found.check.id)))\(t.errorSummary(error.map { [(field: "answers", message: t($0))] } ?? []))
        <p class="step">\(found.title(t))</p><h1>\(sight.girl.name?.full ?? t(.nameless))</h1><p>\(t(.paperIsMarked))</p>
        \(sight.sitting?.isHers == true ? notice("\(t(.sheHandedItIn))", .waiting) : form(link(found.check.id, sight.girl.learner), id: "answers", keeping: t(.notSentKept), "\(visit.formToken)\(list)\(button(t(.enterFromPaper)))"))
        """)
    page.sheets = ["lesson.css"]
    return page
  }
}

extension Phrase {
  static let paperAnswer = Phrase(kk: "Жауап", ru: "Ответ", en: "Answer")
  static let paperName = Phrase(kk: "Аты-жөнің", ru: "Имя и фамилия", en: "Your name")
  static let paperDay = Phrase(kk: "Күні", ru: "День", en: "Day")
  static let enterFromPaper = Phrase(kk: "Қағаздан енгізу", ru: "Внести с бумаги", en: "Enter from paper")
  static let sheHandedItIn = Phrase(
    kk: "Бұл тексеруді қыз телефоннан өзі тапсырды: оның жауаптары қағаздан алмастырылмайды.",
    ru: "Эту проверку она сдала сама с телефона: её ответы не заменяются бумажными.",
    en: "She handed this check in herself from a phone: her answers are not replaced from paper.")
  static let paperIsEmpty = Phrase(
    kk: "Бірде-бір жауап енгізілмеді. Қағаз бос болса, ештеңе енгізбеңіз.",
    ru: "Не внесено ни одного ответа. Если лист пустой, вносить ничего не нужно.",
    en: "No answer was entered. If the sheet is empty, enter nothing.")
  static let paperIsMarked = Phrase(
    kk: "Қыз қағазға не жазса, соны енгізіңіз: әр жауап «қағазда» деп, сіздің атыңызбен белгіленеді. Бос сұрақ бос қалады.",
    ru: "Внесите то, что она написала: каждый ответ отмечается «на бумаге» и вашим именем. Пустое оставьте пустым.",
    en: "Enter what she wrote: each answer is marked “on paper” and with your name. Leave empty what is empty.")
}
