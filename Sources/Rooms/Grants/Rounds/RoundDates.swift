import Programme
import Words

/// The days of a round's stages, and what is wrong with them.
struct RoundDates: Sendable, Hashable {
  struct Span: Sendable, Hashable {
    let first: Day
    let last: Day

    init(_ first: Day, _ last: Day) { (self.first, self.last) = (first, last) }
  }

  private let spans: [Round.Stage: Span]

  init(_ spans: [Round.Stage: Span]) { self.spans = spans }

  subscript(stage: Round.Stage) -> Span? { spans[stage] }

  /// The stages a round of this number has: the second takes the offers and the rule of the first, and nobody appeals it apart.
  static func stages(of number: Int) -> [Round.Stage] {
    number == 1 ? Round.Stage.allCases : [.list, .run, .answers, .outcomes]
  }

  /// What is proposed for a year: the chair changes what does not fit.
  static func proposed(leaving year: Int, number: Int) -> RoundDates {
    func span(_ from: (Int, Int), _ until: (Int, Int)) -> Span? {
      guard let first = Day(year: year, month: from.0, day: from.1), let last = Day(year: year, month: until.0, day: until.1)
      else { return nil }
      return Span(first, last)
    }
    let second: [Round.Stage: Span?] = [
      .list: span((8, 8), (8, 10)), .run: span((8, 11), (8, 11)), .answers: span((8, 11), (8, 16)),
      .outcomes: span((9, 1), (11, 1)),
    ]
    let first: [Round.Stage: Span?] = [
      .offers: span((2, 1), (3, 15)), .rule: span((3, 20), (3, 20)), .list: span((4, 3), (5, 14)), .run: span((5, 17), (5, 22)),
      .answers: span((5, 22), (6, 30)), .appeals: span((5, 22), (6, 20)), .outcomes: span((9, 1), (11, 1)),
    ]
    return RoundDates((number == 2 ? second : first).compactMapValues { $0 })
  }

  /// The same, with offers taken from a day before that stage on.
  static func proposed(leaving year: Int, number: Int, from day: Day) -> RoundDates {
    let proposed = proposed(leaving: year, number: number)
    guard let offers = proposed.spans[.offers], day < offers.first else { return proposed }
    return RoundDates(proposed.spans.merging([.offers: Span(day, offers.last)]) { $1 })
  }

  /// What is wrong, each at its stage. No run touches the weeks of the state exams and no last day of a girl's lies in them; she may read and answer meanwhile.
  func complaints(leaving year: Int, number: Int) -> [(stage: Round.Stage, says: Phrase)] {
    var found: [(stage: Round.Stage, says: Phrase)] = []
    for stage in Self.stages(of: number) {
      guard let span = spans[stage] else {
        found.append((stage, .stageWithoutDays))
        continue
      }
      if span.last < span.first { found.append((stage, .stageEndsBefore)) }
      // Universities may begin in the autumn before.
      let begins = stage == .offers ? (year - 1)...year : year...year
      if !begins.contains(span.first.year) || span.last.year != year { found.append((stage, .stageOfAnotherYear(year))) }
      if stage.isHers, StateExams.touch(span.last, span.last) { found.append((stage, .deadlineInExams)) }
      if stage == .run, StateExams.touch(span.first, span.last) { found.append((stage, .runInExams)) }
    }
    guard found.isEmpty else { return found }
    for (earlier, later) in Self.order {
      guard let before = spans[earlier], let after = spans[later] else { continue }
      if after.first <= before.last { found.append((later, .stageTooEarly(earlier.name))) }
    }
    if let run = spans[.run] {
      for stage: Round.Stage in [.answers, .appeals] {
        if let span = spans[stage], span.first < run.first { found.append((stage, .stageTooEarly(Round.Stage.run.name))) }
      }
    }
    return found
  }

  /// What other days may not change of days that people have gone by: a stage that has begun keeps its first day, and no day is moved into the
  /// past.
  func complaints(instead known: RoundDates, on today: Day) -> [(stage: Round.Stage, says: Phrase)] {
    var found: [(stage: Round.Stage, says: Phrase)] = []
    for stage in Round.Stage.allCases {
      guard let before = known[stage], let after = spans[stage], before != after else { continue }
      if before.first <= today, after.first != before.first {
        found.append((stage, .stageHasBegun(before.first)))
      } else if (after.first != before.first && after.first < today) || (after.last != before.last && after.last < today) {
        found.append((stage, .stageInPast))
      }
    }
    return found
  }

  /// What has to be over before the next begins.
  private static let order: [(Round.Stage, Round.Stage)] = [
    (.offers, .rule), (.rule, .list), (.offers, .list), (.list, .run), (.answers, .outcomes),
  ]
}

extension Phrase {
  static let stageWithoutDays = Phrase(
    kk: "Бірінші және соңғы күнін жазыңыз", ru: "Укажите первый и последний день", en: "Give the first and the last day")
  static let stageEndsBefore = Phrase(
    kk: "Соңғы күн бірінші күннен бұрын тұр", ru: "Последний день стоит раньше первого",
    en: "The last day stands before the first")
  static func stageOfAnotherYear(_ year: Int) -> Phrase {
    Phrase(
      kk: "Күндер \(year) жылда болуы керек", ru: "Дни должны быть в \(year) году", en: "The days have to be in \(year)")
  }
  static func stageHasBegun(_ first: Day) -> Phrase {
    Phrase(
      kk: "Бұл кезең \(Language.kk.date(first)) күні басталды: бірінші күні өзгермейді",
      ru: "Этот этап начался \(Language.ru.date(first)): первый день не меняется",
      en: "This stage began on \(Language.en.date(first)): its first day stays")
  }
  static let stageInPast = Phrase(
    kk: "Күнді өткен күнге ауыстыруға болмайды", ru: "Перенести день в прошлое нельзя", en: "A day cannot be moved into the past")
  static let roundIsPast = Phrase(
    kk: "Бұл кезеңнің есептеу күндері өтіп кетті: ондай кезең енді ашылмайды",
    ru: "Дни расчёта этого раунда уже прошли: такой раунд не открыть",
    en: "The days of this round's run are over: it cannot be opened any more")
  static func answerBeforeStage(_ code: String, _ day: Day) -> Phrase {
    Phrase(
      kk:
        "\(code) ұсынысы бойынша университет \(Language.kk.date(day)) күніне дейін жауап береді: бұл кезең содан кеш басталмайды",
      ru: "По предложению \(code) университет ответит до \(Language.ru.date(day)): этап не может начаться позже",
      en: "The university answers offer \(code) by \(Language.en.date(day)): the stage cannot begin after that")
  }
  static let deadlineInExams = Phrase(
    kk: "Қыздарға арналған мерзім 25 мамыр мен 15 маусым арасында бітпейді: ол кезде мемлекеттік емтихандар өтеді",
    ru: "Срок для девочек не может кончаться с 25 мая по 15 июня: идут государственные экзамены",
    en: "A girl's deadline cannot fall between 25 May and 15 June: the state exams are on")
  static let runInExams = Phrase(
    kk: "Есептеу 25 мамыр мен 15 маусым арасында жүргізілмейді: ол кезде мемлекеттік емтихандар өтеді",
    ru: "Расчёт не проводят с 25 мая по 15 июня: идут государственные экзамены",
    en: "The run cannot be held between 25 May and 15 June: the state exams are on")
  static func stageTooEarly(_ before: Phrase) -> Phrase {
    Phrase(
      kk: "Бұл кезең мынадан кейін басталады: «\(Language.kk(before))»",
      ru: "Этот этап начинается после этапа «\(Language.ru(before))»",
      en: "This stage begins after “\(Language.en(before))”")
  }
}
