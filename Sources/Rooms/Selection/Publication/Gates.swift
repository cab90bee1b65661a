import Allocation
import Programme
import Storage
import Words

/// One thing looked at before results go out.
struct Gate: Sendable {
  enum State: Sendable { case good, look, stop }

  let says: Phrase
  let state: State

  init(_ says: Phrase, _ state: State) {
    self.says = says
    self.state = state
  }
}

extension Transaction {
  /// All gates of a run, at this moment.
  func gates(_ run: Run, _ selected: Selected, at now: Moment) throws -> [Gate] {
    let file = selected.file
    let freeze = try freeze(run.cycle)
    let isRuling = freeze.map { $0.policy == run.policy && $0.isFrozen(at: now) } ?? false
    let (offered, places) = (selected.outcome.offered.count, selected.policy.places)
    let present = try selectionField(run.cycle, for: [file]).inputs.hash()
    var gates = [
      Gate(.gatePolicy, isRuling ? .good : .stop),
      Gate(.gatePlaces(offered, places), offered > places ? .stop : offered < places ? .look : .good),
      Gate(.gateSame, present == run.inputsHash ? .good : .stop),
      Gate(.gateVerifier(run.findings), run.findings.isEmpty && selected.findings.isEmpty ? .good : .stop),
      Gate(.gateRepeated, selected.outcomeHash == run.outcomeHash ? .good : .stop),
    ]
    if let lottery = file.lottery {
      gates.append(Gate(.gateLottery, run.drawKey.isEmpty || now.day() < lottery.published ? .stop : .good))
    } else if selected.hasTies {
      gates.append(Gate(.gateNoLottery, .stop))
    }
    for piece in file.policy.evidence {
      let missing = selected.candidates.evidence[piece.name]?.values.count(where: \.isNaN) ?? 0
      gates.append(Gate(.gateMissing(file.title(evidence: piece.name), missing), missing == 0 ? .good : .look))
    }
    if let last = try lastRate(before: run.cycle), run.candidates > 0 {
      let rate = Double(offered) / Double(run.candidates)
      gates.append(Gate(.gateLast(last, rate), rate > 2 * last || rate < last / 2 ? .look : .good))
    }
    return gates
  }

  /// Offers per candidate in the cycle released before this one.
  private func lastRate(before cycle: ID<Cycle>) throws -> Double? {
    try row(
      """
      SELECT offered, candidates FROM selection_run JOIN selection_release ON selection_release.run_id = selection_run.id
      WHERE selection_release.cycle_id <> \(cycle) AND released_at IS NOT NULL AND candidates > 0 ORDER BY released_at DESC LIMIT 1
      """
    ).map { Double(try $0["offered"] as Int) / Double(try $0["candidates"] as Int) }
  }
}

extension Phrase {
  static let gatePolicy = Phrase(
    kk: "Есептеу сайтта жарияланып, бекітілген саясатпен жасалған", ru: "Расчёт сделан по объявленной и зафиксированной политике",
    en: "The run follows the policy that was announced and frozen")
  static func gatePlaces(_ offered: Int, _ places: Int) -> Phrase {
    Phrase(
      kk: "Орын: \(places), ұсыныс: \(offered)", ru: "Мест: \(places), предложений: \(offered)",
      en: "Places: \(places), offers: \(offered)")
  }
  static let gateSame = Phrase(
    kk: "Есептеуден бері қатысушылар мен нәтижелер өзгерген жоқ", ru: "После расчёта участницы и результаты не изменились",
    en: "Candidates and evidence have not changed since the run")
  static func gateVerifier(_ findings: String) -> Phrase {
    Phrase(
      kk: "Тәуелсіз тексеру: \(findings.isEmpty ? "ескерту жоқ" : findings)",
      ru: "Независимая проверка: \(findings.isEmpty ? "замечаний нет" : findings)",
      en: "Independent check: \(findings.isEmpty ? "nothing found" : findings)")
  }
  static let gateRepeated = Phrase(
    kk: "Қайта есептеу дәл сол нәтижені береді", ru: "Повторный расчёт даёт тот же результат",
    en: "Calculated again, the outcome is the same")
  static let gateLottery = Phrase(
    kk: "Жеребе сандары жарияланған дереккөзден енгізілген", ru: "Числа жеребьёвки введены из опубликованного источника",
    en: "The numbers of the draw come from the published source")
  static let gateNoLottery = Phrase(
    kk: "Ұпайы тең қатысушылар бар, ал саясатта жеребенің дереккөзі аталмаған",
    ru: "Есть участницы с равными баллами, а источник жеребьёвки в политике не назван",
    en: "Some candidates have equal points, and the policy names no source of a draw")
  static func gateMissing(_ title: Phrase, _ n: Int) -> Phrase {
    Phrase(
      kk: "\(title(.kk)): нәтижесі жоқ қатысушы саны \(n)", ru: "\(title(.ru)): без результата \(n)",
      en: "\(title(.en)): without a result \(n)")
  }
  static func gateLast(_ last: Double, _ now: Double) -> Phrase {
    Phrase(
      kk: "Ұсыныс үлесі: былтыр \(Language.kk.percent(last)), биыл \(Language.kk.percent(now))",
      ru: "Доля предложений: в прошлом наборе \(Language.ru.percent(last)), сейчас \(Language.ru.percent(now))",
      en: "Share of offers: last intake \(Language.en.percent(last)), now \(Language.en.percent(now))")
  }
}
