import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// The first step: nothing is asked before she has something to lose.
enum Start {
  /// GET /apply
  static func show(_ visit: Visit) async throws -> Reply {
    if let permit = try? Gatekeeper.permit(OwnApplication.self, to: visit.who) {
      let house = visit.house
      if let girl = try? await house.database.read({ try Girl.read(permit, house, in: $0) }) {
        return .seeOther(girl.application.state.isHers ? "/apply/\(nextPage(girl, visit))" : "/status")
      }
    }
    let stage = try await visit.house.currentCycle()?.stage("applications")
    return visit.page(
      page(visit, stage, visit.house.applicationForm), scripts: SaveState.scripts(visit, .application))
  }

  /// POST /apply: a person, a draft and a session, in one transaction.
  static func create(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    guard let cycle = try await house.currentCycle(), let stage = cycle.stage("applications"), stage.isOpen(at: visit.now) else {
      throw Refusal(.conflict, .applicationsClosed)
    }
    let (language, peer, shared) = (visit.language, visit.request.peer, visit.form["shared"] != nil)
    let cookie = try await house.database.write { tx in
      // A whole class may start from one school address within an hour.
      try tx.countTry(.starts, key: peer, house)
      let safe = try tx.addPerson(language: language, house)
      let application = try tx.startApplication(
        for: safe.person, in: cycle.id, formVersion: house.applicationForm.version, source: .web, house)
      try tx.record(.applicationStarted, application.id.text, by: "applicant:\(safe.person)", house)
      return try house.open(.applicant, for: safe.person, sharedDevice: shared, in: tx)
    }
    var reply = Reply.seeOther("/apply/\(visit.house.applicationForm.pages[0].key)")
    reply.setCookie(cookie)
    return reply
  }

  /// The first page that is not answered yet; "check" when all are.
  private static func nextPage(_ girl: Girl, _ visit: Visit) -> String {
    girl.checked(visit.fieldContext, visit.house).complaints.first?.page ?? "check"
  }

  private static func page(_ visit: Visit, _ stage: Stage?, _ asked: Form) -> Page {
    let t = visit.language
    let school = asked.fields.contains { $0.kind is SchoolField }
    let essays = asked.fields.compactMap { field in (field.kind as? EssayField).map { (field.label, $0) } }
    let isOpen = stage?.isOpen(at: visit.now) ?? false
    return Page(
      title: t(.startTitle), language: t,
      body: """
        \(t.back(to: "/"))<h1>\(t(.startTitle))</h1>
        <p>\(t(.startTime))</p>
        <h2>\(t(.youWillNeed))</h2><ul><li>\(t(.needGuardian))</li>\(school ? "<li>\(t(.needSchool))</li>" : "")\
        \(essays.map { label, essay in "<li>\(t(.needText(label, essay.fewest, essay.most)))</li>" as HTML })</ul>
        <p>\(t(.nothingIsLost))</p>
        \(isOpen ? startForm(visit, stage) : notice("\(t(.applicationsClosed))"))
        <p><a href="/return">\(t(.continueStarted))</a></p>
        """)
  }

  private static func startForm(_ visit: Visit, _ stage: Stage?) -> HTML {
    let t = visit.language
    return form(
      "/apply", id: "start",
      """
      \(visit.formToken)\(t.checkBox(Field("shared", t(.sharedDevice), hint: t(.sharedDeviceHint))))\(button(t(.begin)))
      \(stage.map { "<p class=\"hint\">\(t(.applyBy)): \(t.until($0.lastDay))</p>" })
      """)
  }
}

extension Phrase {
  static let startTitle = Phrase(kk: "Өтінім беру", ru: "Подача заявки", en: "Apply")
  static let startTime = Phrase(
    kk: "Шамамен 15 минут. Телефоннан толтыруға болады. Әр бетте бір сұрақ.",
    ru: "Около 15 минут. Можно с телефона. На каждой странице один вопрос.",
    en: "About 15 minutes. A phone is enough. One question on each page.")
  static let youWillNeed = Phrase(kk: "Не керек болады", ru: "Что понадобится", en: "What you will need")
  static let needGuardian = Phrase(
    kk: "18 жасқа толмасаң, ата-анаңның немесе заңды өкіліңнің телефоны: одан келісім сұраймыз",
    ru: "если вам нет 18 лет, телефон родителя или другого законного представителя: мы попросим его дать согласие",
    en: "if you are under 18, the phone of a parent or guardian: we will ask for their consent")
  static let needSchool = Phrase(kk: "мектебіңнің атауы", ru: "название вашей школы", en: "the name of your school")
  static func needText(_ title: Said, _ fewest: Int, _ most: Int) -> Phrase {
    Phrase(
      kk: "«\(title.kk)»: \(fewest)–\(most) сөз, қазір де, кейін де жазуға болады",
      ru: "«\(title.ru)»: \(fewest)–\(most) слов, можно сейчас или позже",
      en: "“\(title.en)”: \(fewest) to \(most) words, now or later")
  }
  static let nothingIsLost = Phrase(
    kk: "Жазғаның бірден сақталады. Интернет үзілсе де, бетті жауып тастасаң да жоғалмайды.",
    ru: "Всё сохраняется сразу. Ничего не пропадёт, даже если прервётся интернет или закроется страница.",
    en: "What you write is kept at once. Nothing is lost if the connection breaks or the page closes.")
  static let sharedDeviceHint = Phrase(
    kk: "Белгілесең, 30 минут қолданылмаса, жүйеден автоматты түрде шығасың, құрылғыда ештеңе қалмайды.",
    ru: "Если отметить, через 30 минут бездействия заявка закроется сама и на устройстве ничего не останется.",
    en: "If you tick this, you are signed out after 30 unused minutes and nothing stays on the device.")
  static let begin = Phrase(kk: "Бастау", ru: "Начать", en: "Begin")
  static let applyBy = Phrase(kk: "Өтінім қабылдау", ru: "Приём заявок", en: "Applications")
  static let continueStarted = Phrase(
    kk: "Бастаған өтінімім бар, жалғастырамын", ru: "У меня уже есть начатая заявка, продолжить",
    en: "I have begun an application and want to go on")
  static let applicationsClosed = Phrase(
    kk: "Өтінім қабылдау қазір жабық. Күндері басты бетте жазылған.",
    ru: "Приём заявок сейчас закрыт. Даты указаны на главной странице.",
    en: "Applications are closed now. The dates are on the start page.")
}
