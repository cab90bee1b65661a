import Exchange
package import Markup
package import Words

/// One thing looked at before results go out.
package struct Gate: Sendable {
  package enum State: Sendable { case good, look, stop }

  package let says: Phrase
  package let state: State
  /// Where it can be mended, and by whom.
  package let link: Link?
  package let roles: Set<Role>

  package init(_ says: Phrase, _ state: State, _ link: Link? = nil, for roles: Set<Role> = []) {
    self.says = says
    self.state = state
    self.link = link
    self.roles = roles
  }

  /// What must be so, and what is said while it is not.
  package init(_ isSo: Bool, _ says: Phrase, otherwise: Phrase) { self.init(isSo ? says : otherwise, isSo ? .good : .stop) }
}

extension Visit {
  /// The gates one below another, with the way to what can be mended for whoever may mend it.
  package func list(_ gates: [Gate]) -> HTML {
    let t = language
    let lines = gates.map { gate -> HTML in
      let (word, tone): (Phrase, Tone) =
        switch gate.state {
        case .good: (.gateGood, .good)
        case .look: (.gateLook, .waiting)
        case .stop: (.gateStop, .bad)
        }
      let link = gate.roles.contains(where: who.holds) ? gate.link : nil
      let says: HTML = link.map { "<a href=\"\($0)\">\(t(gate.says))</a>" } ?? HTML(t(gate.says))
      return "<li>\(tag(t(word), tone)) \(says)</li>"
    }
    return "<ul>\(lines)</ul>"
  }
}

/// How a proposal to let something out stands, for the page of one calculation.
package struct ReleaseStand: Sendable {
  /// It is this calculation that is proposed or out, not another one.
  package let isThis: Bool
  package let proposedBy: ID<Person>
  package let recipients: Int
  package let isReleased: Bool

  package init(isThis: Bool, proposedBy: ID<Person>, recipients: Int, isReleased: Bool) {
    self.isThis = isThis
    self.proposedBy = proposedBy
    self.recipients = recipients
    self.isReleased = isReleased
  }
}

extension Visit {
  /// One proposes, another releases: the forms below `link` (`proposal`, `withdrawal`, `release`). Whoever releases looks the numbers of the
  /// draw up for herself; the run's own are not shown to her. Who may not release reads that it waits. `out`: what is said once it is released.
  package func releasing(
    _ stand: ReleaseStand?, at link: Link, mayPropose: Bool, mayRelease: Bool, asksDraw: Bool, error: Phrase?, out: HTML
  ) -> HTML {
    let t = language
    guard let stand else {
      return mayPropose ? Markup.form(link.below("proposal"), "\(formToken)\(button(t(.proposeButton)))") : .nothing
    }
    if stand.isReleased { return stand.isThis ? out : .nothing }
    guard stand.isThis else { return notice("<p>\(t(.otherProposed))</p>", .waiting) }
    let waits = notice("<p>\(t(.waitsForSecond(stand.recipients)))</p>", .waiting)
    if who.person == stand.proposedBy {
      return "\(waits)\(Markup.form(link.below("withdrawal"), "\(formToken)\(button(t(.takeProposalBack), look: .plain))"))"
    }
    guard mayRelease else { return waits }
    let draw = t.textField(
      Field("key", t(.drawNumbers), hint: t(.drawAgainHint), error: error.map { t($0) }),
      value: error == nil ? "" : self.form["key"] ?? "", autocomplete: .off)
    return
      "\(waits)\(Markup.form(link.below("release"), "\(formToken)\(asksDraw ? draw : .nothing)\(button(t(.releaseButton)))"))"
  }
}

extension Phrase {
  fileprivate static let gateGood = Phrase(kk: "дұрыс", ru: "в порядке", en: "good")
  fileprivate static let gateLook = Phrase(kk: "қарап алыңыз", ru: "обратите внимание", en: "check this")
  fileprivate static let gateStop = Phrase(kk: "жариялауға кедергі", ru: "мешает публикации", en: "stops the release")
}

/// What every release says, whatever goes out.
extension Phrase {
  package static let gateRepeated = Phrase(
    kk: "Қайта есептеу дәл сол нәтижені береді", ru: "Повторный расчёт даёт тот же результат",
    en: "Calculated again, the outcome is the same")
  package static let gateNotRepeated = Phrase(
    kk: "Қайта есептеу басқа нәтиже береді", ru: "Повторный расчёт даёт другой результат",
    en: "Calculated again, the outcome is another")
  package static func gateVerifier(_ findings: String) -> Phrase {
    Phrase(
      kk: "Тәуелсіз тексеру: \(findings.isEmpty ? "ескерту жоқ" : findings)",
      ru: "Независимая проверка: \(findings.isEmpty ? "замечаний нет" : findings)",
      en: "Independent check: \(findings.isEmpty ? "nothing found" : findings)")
  }
  package static let gateLottery = Phrase(
    kk: "Жеребе сандары енгізілген; жариялайтын екінші адам оларды дереккөзбен салыстырады",
    ru: "Числа жеребьёвки введены; второй человек при публикации сверит их с источником",
    en: "The numbers of the draw are entered; the second person compares them with the source")
  package static func gateNotDrawn(_ day: Day) -> Phrase {
    Phrase(
      kk: "Жеребе сандары әлі енгізілмеген; жарияланатын күні: \(Language.kk.date(day))",
      ru: "Числа жеребьёвки ещё не введены; день их публикации: \(Language.ru.date(day))",
      en: "The numbers of the draw are not entered yet; they are published on \(Language.en.date(day))")
  }
  package static let gateNoLottery = Phrase(
    kk: "Ұпайы тең қатысушылар бар, ал қағидаларда жеребенің дереккөзі аталмаған",
    ru: "Есть равные баллы, а источник жеребьёвки в правилах не назван",
    en: "Some candidates have equal points, and the policy names no source of a draw")
  package static func gateMissing(_ title: Phrase, _ n: Int) -> Phrase {
    Phrase(
      kk: "\(title(.kk)): нәтижесі жоқ қатысушы саны — \(n)", ru: "\(title(.ru)): без результата — \(n)",
      en: "\(title(.en)): without a result \(n)")
  }
  package static let drawDiffers = Phrase(
    kk: "Бұл сандар есептеудегі жеребе сандарынан өзге. Дереккөзден тексеріңіз; ештеңе жарияланған жоқ.",
    ru: "Эти числа не те, с которыми сделан расчёт. Проверьте по источнику; ничего не опубликовано.",
    en: "These numbers are not those of the run. Check them at the source; nothing was released.")
  package static let recipientsDiffer = Phrase(
    kk: "Хабарлама алушылар тізімі шешім шыққандар тізіміне сәйкес емес. Ештеңе жіберілген жоқ.",
    ru: "Список получателей не совпадает со списком решений. Ничего не отправлено.",
    en: "The recipients are not those about whom was decided. Nothing was sent.")
  package static func stopsAt(_ gate: Phrase) -> Phrase {
    Phrase(
      kk: "Тексеру жариялауды тоқтатты: \(gate(.kk))", ru: "Публикация остановлена проверкой: \(gate(.ru))",
      en: "Stopped by the check: \(gate(.en))")
  }
  package static let alreadyProposed = Phrase(
    kk: "Бір есептеу ұсынылған немесе жарияланған.", ru: "Расчёт уже предложен или опубликован.",
    en: "A run is proposed or released already.")
  package static let gatesTitle = Phrase(
    kk: "Жариялау алдындағы тексеру", ru: "Проверка перед публикацией", en: "Checks before release")
  package static let otherProposed = Phrase(
    kk: "Басқа есептеу жариялауға ұсынылған.", ru: "К публикации предложен другой расчёт.",
    en: "Another run is proposed for release.")
  package static func waitsForSecond(_ n: Int) -> Phrase {
    Phrase(
      kk: "Жариялауға ұсынылды: \(n) хабарлама жіберіледі. Оны басқа адам растайды.",
      ru:
        "Предложено к публикации: \(counted(n, one: "сообщение", few: "сообщения", many: "сообщений")). Подтверждает другой человек.",
      en: "Proposed for release: \(counted(n, one: "message", other: "messages")). Another person confirms it.")
  }
  package static let drawAgainHint = Phrase(
    kk: "Дереккөзден өзіңіз қарап жазыңыз: есептеудегімен салыстырылады",
    ru: "Посмотрите в источнике сами: будет сверено с расчётом",
    en: "Look them up at the source yourself: they are compared with the run")
  package static let takeProposalBack = Phrase(
    kk: "Ұсынысты қайтарып алу", ru: "Отозвать предложение", en: "Take the proposal back")
  package static let releaseButton = Phrase(kk: "Нәтижелерді жариялау", ru: "Опубликовать результаты", en: "Release the results")
  package static let proposeButton = Phrase(kk: "Жариялауға ұсыну", ru: "Предложить к публикации", en: "Propose for release")
  package static let drawNumbers = Phrase(kk: "Жеребе сандары", ru: "Числа жеребьёвки", en: "Numbers of the draw")
  package static let drawNumbersHint = Phrase(
    kk: "Дереккөз жарияланғаннан кейін, RFC 3797 үлгісімен", ru: "После публикации источника, как пишет RFC 3797",
    en: "After the source is published, as RFC 3797 writes them")
  package static let runButton = Phrase(kk: "Осы нұсқамен есептеу", ru: "Рассчитать по этой версии", en: "Run this version")
}
