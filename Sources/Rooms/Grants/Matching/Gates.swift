import Allocation
import Markup
import Programme
import Rules
import Storage
import Words

extension Transaction {
  /// All that is looked at before a run of a round goes out, at this moment.
  func gates(_ run: MatchRun, of round: Round, _ match: MatchRelease, _ house: House) throws -> [Gate] {
    let (now, matched) = (house.outside.now(), match.matched)
    let (field, merit) = try matchField(of: round, house)
    let findings = run.findings.isEmpty ? match.findings.joined(separator: "; ") : run.findings
    var gates = [
      Gate(merit.id == run.merit, .gateMatchRule, otherwise: .gateMatchOtherRule),
      Gate(field.hash == run.inputsHash, .gateMatchSame, otherwise: .gateMatchChanged),
      Gate(matched.outcomeHash == run.outcomeHash && match.root == run.root, .gateRepeated, otherwise: .gateNotRepeated),
      Gate(.gateVerifier(findings), findings.isEmpty ? .good : .stop),
    ]
    if let lottery = merit.rule.lottery {
      gates.append(Gate(now.day() >= lottery.published, .gateLottery, otherwise: .gateNotDrawn(lottery.published)))
    } else if matched.hasTies {
      gates.append(Gate(.gateNoLottery, .stop))
    }
    let other: Int =
      try value(
        "SELECT count(*) FROM grants_run WHERE round_id = \(round.id) AND draw_key <> \(run.drawKey)") ?? 0
    if other > 0 { gates.append(Gate(.gateOtherDraws(other), .look)) }
    if let span = round.days(.run), now.day() < span.first { gates.append(Gate(.gateRunTooEarly(span.first), .stop)) }
    for piece in merit.rule.common.evidence.enumerated() {
      let missing = zip(matched.input.entries, field.absent).count { $1 == nil && $0.values[piece.offset].isNaN }
      gates.append(
        Gate(.gateMissing(merit.rule.title(evidence: piece.element.name), missing), missing == 0 ? .good : .look))
    }
    for name in matched.input.attributes {
      let holders = matched.input.entries.count { $0.attributes.contains(name) }
      if holders < SeatPlan.fewestHolders {
        gates.append(Gate(.gateReserveRare(reserveName(name, house), holders), .look))
      }
    }
    let absent = field.absent.compactMap { $0 }
    gates.append(Gate(.gateLists(field.listed, of: field.pool.count), field.listed == 0 ? .stop : .good))
    let silent = absent.count { $0 == .consent }
    gates.append(Gate(.gateNoConsent(silent), silent == 0 ? .good : .look))
    let waiting = try offers(of: round.id).count { $0.state == .entered || $0.change != nil }
    if waiting > 0 {
      gates.append(Gate(.gateOffersWait(waiting), .look, RoundPages.link(round.id).below("offers"), for: EditOffers.roles))
    }
    if round.number == 1, let last = try seatsOfYear(before: round) {
      let seats = field.offers.map(\.seats).reduce(0, +)
      gates.append(Gate(.gateSeats(seats, last: last), seats > 2 * last || 2 * seats < last ? .look : .good))
    }
    return gates
  }

  private func reserveName(_ attribute: String, _ house: House) -> Phrase {
    guard let reserve = ReserveAttribute(attribute) else { return Phrase(verbatim: attribute) }
    let gazetteer = house.gazetteer
    return Phrase(kk: reserve.says(gazetteer, .kk), ru: reserve.says(gazetteer, .ru), en: reserve.says(gazetteer, .en))
  }

  /// The seats of the newest first round before this one that was released; nil where there is none.
  private func seatsOfYear(before round: Round) throws -> Int? {
    guard let last = try releasedRounds().first(where: { $0.number == 1 && $0.leavingYear < round.leavingYear }) else {
      return nil
    }
    return try confirmedOffers(of: last.id).map(\.seats).reduce(0, +)
  }
}

extension Phrase {
  static let gateMatchRule = Phrase(
    kk: "Есептеу жарияланып, бекітілген ұпай ережесімен жасалған", ru: "Расчёт сделан по объявленному правилу баллов",
    en: "The run follows the merit rule that was announced")
  static let gateMatchOtherRule = Phrase(
    kk: "Есептеу жарияланған ұпай ережесімен жасалмаған", ru: "Расчёт сделан не по объявленному правилу баллов",
    en: "The run does not follow the merit rule that was announced")
  static let gateMatchSame = Phrase(
    kk: "Тізімдер, келісімдер, орындар мен ұпайлар есептеудегідей",
    ru: "Списки, согласия, места и баллы те же, что в расчёте", en: "Lists, consents, seats and evidence are those of the run")
  static let gateMatchChanged = Phrase(
    kk: "Есептеуден кейін келісім, орын немесе ұпай өзгерді: қайта есептеңіз",
    ru: "После расчёта изменились согласия, места или баллы: рассчитайте заново",
    en: "Consents, seats or evidence have changed since the run: make another")
  static func gateOtherDraws(_ runs: Int) -> Phrase {
    Phrase(
      kk: "Басқа жеребе сандарымен жасалған есептеулер бар: \(runs)", ru: "Есть расчёты с другими числами жеребьёвки: \(runs)",
      en: "There are runs with other numbers of the draw: \(runs)")
  }
  static func gateRunTooEarly(_ day: Day) -> Phrase {
    Phrase(
      kk: "Жариялауға \(Language.kk.date(day)) күнінен бастап болады", ru: "Публиковать можно с \(Language.ru.date(day))",
      en: "It can be released from \(Language.en.date(day)) on")
  }
  static func gateReserveRare(_ name: Phrase, _ holders: Int) -> Phrase {
    Phrase(
      kk: "«\(name(.kk))» квотасына сай қыз \(holders) ғана: жиырмадан аз болса, кімге арналғанын тануға болады",
      ru: "Под квоту «\(name(.ru))» подходит только \(holders): если меньше двадцати, можно узнать, кому она",
      en: "Only \(holders) of the round have “\(name(.en))”: fewer than twenty, and it may tell who they are")
  }
  static func gateLists(_ listed: Int, of girls: Int) -> Phrase {
    Phrase(
      kk: "Есептеуге кірген тізімдер: \(listed), кезеңдегі қыздар: \(girls)",
      ru: "Списков в расчёте: \(listed), девочек в раунде: \(girls)",
      en: "Lists in the run: \(listed), girls of the round: \(girls)")
  }
  static func gateNoConsent(_ count: Int) -> Phrase {
    Phrase(
      kk: "Университетке атауға келісім жоқ болғандықтан кірмегендер: \(count)",
      ru: "Не вошли, потому что нет согласия называть университетам: \(count)",
      en: "Left out because naming them to universities is not agreed to: \(count)")
  }
  static func gateOffersWait(_ count: Int) -> Phrase {
    Phrase(
      kk: "Екінші тараптың жауабын күткен ұсыныстар: \(count)", ru: "Предложений ждёт ответа второй стороны: \(count)",
      en: "Offers that wait for the other side: \(count)")
  }
  static func gateSeats(_ seats: Int, last: Int) -> Phrase {
    Phrase(
      kk: "Орын саны: \(seats), өткен жылы: \(last)", ru: "Мест: \(seats), в прошлом году: \(last)",
      en: "Seats: \(seats), last year: \(last)")
  }
}
