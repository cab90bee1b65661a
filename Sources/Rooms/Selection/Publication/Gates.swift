import Allocation
import Programme
import Rules
import Storage
import Words

extension Transaction {
  /// All gates of a run, at this moment.
  func gates(_ run: Run, _ selected: Selected, _ house: House) throws -> [Gate] {
    let now = house.outside.now()
    let file = selected.file
    let freeze = try freeze(run.cycle)
    let isRuling = freeze.map { $0.policy == run.policy && $0.isFrozen(at: now) } ?? false
    let (offered, places) = (selected.outcome.offered.count, selected.policy.places)
    let present = try selectionField(run.cycle, for: [file]).inputs.hash()
    var gates = [
      Gate(isRuling, .gatePolicy, otherwise: .gateOtherPolicy),
      Gate(.gatePlaces(offered, places), offered > places ? .stop : offered < places ? .look : .good),
      Gate(present == run.inputsHash, .gateSame, otherwise: .gateChanged),
      Gate(.gateVerifier(run.findings), run.findings.isEmpty && selected.findings.isEmpty ? .good : .stop),
      Gate(selected.outcomeHash == run.outcomeHash, .gateRepeated, otherwise: .gateNotRepeated),
    ]
    if let lottery = file.lottery {
      let isDrawn = !run.drawKey.isEmpty && now.day() >= lottery.published
      gates.append(Gate(isDrawn, .gateLottery, otherwise: .gateNotDrawn(lottery.published)))
    } else if selected.hasTies {
      gates.append(Gate(.gateNoLottery, .stop))
    }
    for piece in file.policy.evidence {
      let missing = selected.candidates.evidence[piece.name]?.values.count(where: \.isNaN) ?? 0
      gates.append(Gate(.gateMissing(file.title(evidence: piece.name), missing), missing == 0 ? .good : .look))
    }
    gates += try unfinished(run.cycle, house)
    if let last = try lastRate(before: run.cycle), run.candidates > 0 {
      let rate = Double(offered) / Double(run.candidates)
      gates.append(Gate(.gateLast(last, rate), rate > 2 * last || rate < last / 2 ? .look : .good))
    }
    return gates
  }

  /// What of the intake is not over or not done: its stages before the results, and the work on its applications.
  private func unfinished(_ id: ID<Cycle>, _ house: House) throws -> [Gate] {
    let (cycle, now) = (try cycle(id), house.outside.now())
    let going = cycle.stages.prefix { $0.key != "results" }.filter { now < $0.closesAt }
    let calendar =
      going.isEmpty
      ? [Gate(.gateStagesOver, .good)] : going.map { Gate(.gateStageGoes($0.name, until: $0.lastDay), .look) }
    let work = try house.rooms.flatMap(\.desk).filter(\.isBeforeResults).compactMap { card -> Gate? in
      let count = try card.count(of: [cycle], [.everything], self, house)
      let says = Phrase.soMany(count, card.title(count))
      return count == 0 ? nil : Gate(says, .look, card.link.of(cycle), for: card.roles.union(card.readers))
    }
    return calendar + (work.isEmpty ? [Gate(.gateNothingWaits, .good)] : work)
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
    kk: "Есептеу сайтта жарияланып, бекітілген қағидалармен жасалған",
    ru: "Расчёт сделан по объявленным и зафиксированным правилам",
    en: "The run follows the policy that was announced and frozen")
  static let gateOtherPolicy = Phrase(
    kk: "Есептеу жарияланып, бекітілген қағидалармен жасалмаған",
    ru: "Расчёт сделан не по объявленным и зафиксированным правилам",
    en: "The run does not follow the policy that was announced and frozen")
  static let gateChanged = Phrase(
    kk: "Есептеуден кейін қатысушылар немесе нәтижелер өзгерген: қайта есептеңіз",
    ru: "После расчёта изменился состав или результаты: рассчитайте заново",
    en: "Candidates or evidence have changed since the run: make another")
  static func soMany(_ n: Int, _ what: Phrase) -> Phrase {
    Phrase(
      kk: "\(Language.kk.number(n)) \(what(.kk))", ru: "\(Language.ru.number(n)) \(what(.ru))",
      en: "\(Language.en.number(n)) \(what(.en))")
  }
  static func gatePlaces(_ offered: Int, _ places: Int) -> Phrase {
    Phrase(
      kk: "Орын: \(places), ұсыныс: \(offered)", ru: "Мест: \(places), предложений: \(offered)",
      en: "Places: \(places), offers: \(offered)")
  }
  static let gateSame = Phrase(
    kk: "Есептеуден бері қатысушылар мен нәтижелер өзгерген жоқ", ru: "После расчёта заявки и результаты не изменились",
    en: "Candidates and evidence have not changed since the run")
  static let gateStagesOver = Phrase(
    kk: "Нәтижеге дейінгі кезеңдердің бәрі аяқталған", ru: "Все этапы до результатов завершены",
    en: "Every stage before the results is over")
  static func gateStageGoes(_ stage: Phrase, until day: Day) -> Phrase {
    Phrase(
      kk: "«\(stage(.kk))» кезеңі әлі аяқталған жоқ: соңғы күні \(Language.kk.date(day))",
      ru: "Этап «\(stage(.ru))» ещё не завершён: последний день \(Language.ru.date(day))",
      en: "The stage “\(stage(.en))” is not over: its last day is \(Language.en.date(day))")
  }
  static let gateNothingWaits = Phrase(
    kk: "Тексерілмеген өтінім де, ықтимал қайталану да қалмаған", ru: "Непроверенных заявок и возможных повторов не осталось",
    en: "No application waits to be checked, and no possible duplicate is open")
  static func gateLast(_ last: Double, _ now: Double) -> Phrase {
    Phrase(
      kk: "Ұсыныс үлесі: алдыңғы қабылдауда \(Language.kk.percent(last)), қазір \(Language.kk.percent(now))",
      ru: "Доля предложений: в прошлом наборе \(Language.ru.percent(last)), сейчас \(Language.ru.percent(now))",
      en: "Share of offers: last intake \(Language.en.percent(last)), now \(Language.en.percent(now))")
  }
}
