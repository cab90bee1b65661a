import Allocation
import Programme
import Rules
import Words

/// What a merit rule has to be before it can rule a round.
enum MeritRules {
  /// Why this rule cannot be frozen today; nil where it can.
  static func freezing(_ rule: MeritRule, _ round: Round, weights: [String], on day: Day, _ house: House) -> Phrase? {
    if round.number != 1 { return .secondRoundHasRule }
    if round.hasLists(on: day) { return .listsAreOpenAlready }
    if let unknown = unknownEvidence(rule, house).first { return .evidenceNotMeasured(unknown) }
    guard let lottery = rule.lottery else { return .drawNotNamed }
    if let says = drawComplaint(lottery, round.dates) { return says }
    if let lost = weights.first(where: { rule.merit(of: $0) == nil }) { return .offerWeightsMissing(lost) }
    return nil
  }

  /// Evidence that nobody measures here.
  static func unknownEvidence(_ rule: MeritRule, _ house: House) -> [String] {
    let known = Set(MeritEvidence.known(house).map(\.rawValue))
    return rule.common.evidence.map(\.name).filter { !known.contains($0) }
  }

  /// The numbers come after the lists are closed, so that nobody orders a list by them, and before the run ends.
  static func drawComplaint(_ lottery: LotteryRule, _ dates: RoundDates) -> Phrase? {
    guard let lists = dates[.list], let run = dates[.run] else { return .stageWithoutDays }
    if lottery.published <= lists.last { return .drawTooEarly(lists.last) }
    if lottery.published > run.last { return .drawTooLate(run.last) }
    return nil
  }
}

extension ProgrammePart where Content == MeritRule {
  /// What a round's first version begins with.
  static var merit: Self {
    @Sendable func read(_ bytes: [UInt8]) throws -> MeritRule {
      guard let yaml = String(validating: bytes, as: UTF8.self) else { throw FileComplaints(.fileIsNotUTF8) }
      let rule = try MeritRule(yaml: yaml)
      if let name = rule.common.evidence.map(\.name).first(where: { MeritEvidence(rawValue: $0) == nil }) {
        throw FileComplaints(.evidenceNotMeasured(name))
      }
      return rule
    }
    return ProgrammePart(
      "merit.yaml", read: { try read($0) }, otherwise: { try read(ProgrammeFolder.shipped().bytes("merit.yaml") ?? []) })
  }
}

extension Phrase {
  static let meritIsFrozen = Phrase(
    kk: "Бұл кезеңнің ережесі бекітілген: оны енді ешкім өзгерте алмайды.",
    ru: "Правило этого раунда зафиксировано: его больше никто не может изменить.",
    en: "The rule of this round is frozen: nobody can change it any more.")
  static let meritNotProposed = Phrase(
    kk: "Бұл нұсқа қазір ұсынылып тұрған жоқ.", ru: "Эта версия сейчас не предложена.", en: "This version is not proposed now.")
  static let meritWants = Phrase(
    kk: "Ұпай ережесін бекіту", ru: "Зафиксировать правило баллов", en: "The merit rule is to be frozen")
  static let secondRoundHasRule = Phrase(
    kk: "Екінші кезең бірінші кезеңнің ережесімен жүреді.", ru: "Второй раунд идёт по правилу первого.",
    en: "A second round goes by the rule of the first.")
  static let listsAreOpenAlready = Phrase(
    kk: "Қыздардың тізімдері ашылды: ереже енді бекітілмейді. Ол үшін алдымен кезеңнің күндерін жылжыту керек.",
    ru: "Списки девочек уже открыты: правило больше не фиксируют. Для этого нужно сначала перенести дни раунда.",
    en: "The girls' lists are open: the rule cannot be frozen any more. Move the days of the round first.")
  static func evidenceNotMeasured(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» дерегін әзірге ешкім өлшемейді. Болатыны: courses, practice.",
      ru: "«\(name)» здесь никто не измеряет. Возможны: courses, practice.",
      en: "Nobody measures “\(name)” here. Possible are: courses, practice.")
  }
  static let drawNotNamed = Phrase(
    kk: "Жеребенің ашық дереккөзі аталмаған.", ru: "Не назван открытый источник жеребьёвки.",
    en: "The public source of the draw is not named.")
  static func drawTooEarly(_ last: Day) -> Phrase {
    Phrase(
      kk: "Жеребе сандары тізімдер жабылғаннан кейін (\(Language.kk.date(last))) жариялануы керек.",
      ru: "Числа жеребьёвки должны появиться после закрытия списков (\(Language.ru.date(last))).",
      en: "The numbers of the draw have to come after the lists close (\(Language.en.date(last))).")
  }
  static func drawTooLate(_ last: Day) -> Phrase {
    Phrase(
      kk: "Жеребе сандары есептеудің соңғы күнінен (\(Language.kk.date(last))) кешікпеуі керек.",
      ru: "Числа жеребьёвки должны появиться не позже последнего дня расчёта (\(Language.ru.date(last))).",
      en: "The numbers of the draw have to come by the last day of the run (\(Language.en.date(last))).")
  }
  static func offerWeightsMissing(_ name: String) -> Phrase {
    Phrase(
      kk: "Бір ұсыныс «\(name)» үлестерін атайды, ал ережеде ондай жоқ.",
      ru: "Одно предложение называет доли «\(name)», а в правиле их нет.",
      en: "An offer names the weights “\(name)”, which the rule does not have.")
  }
}
