import Exchange
import Markup
import Programme
import Storage
import Words

/// Once a school year she says when she leaves school, and whether she goes to a college.
enum LeavingPage {
  /// What she may answer: the year that her grade gives, the next for a school of twelve years, and a college.
  struct Answer: Sendable, Hashable {
    let key: String
    let year: Int
    let level: StudyProgramme.Level
  }

  static func answers(_ girl: Leaver, on day: Day) -> [Answer] {
    let now = LeavingYear.schoolYear(on: day)
    // Nobody leaves in a year that is over; whoever said it before is asked about the present one first.
    let year = max(girl.year, now + 1)
    var answers = [
      Answer(key: "school-\(year)", year: year, level: .bachelor),
      Answer(key: "school-\(year + 1)", year: year + 1, level: .bachelor),
    ]
    if year > now + 1 { answers.append(Answer(key: "school-\(now + 1)", year: now + 1, level: .bachelor)) }
    answers.append(Answer(key: "college-\(now + 1)", year: now + 1, level: .college))
    return answers
  }

  /// The question; nothing once she has answered this school year. It can be answered anew below.
  static func card(_ sight: ListSight, _ visit: Visit) -> HTML {
    let t = visit.language
    let question = form(
      "/list/leaving",
      """
      \(visit.formToken)\(t.choice(Field("leaving", t(.whenDoYouLeave)), options(sight.girl, visit), chosen: chosen(sight, visit)))\
      \(button(t(.keepLeaving), look: .plain))
      """)
    if sight.hasSaidYear(on: visit.now.day()) {
      return "<details><summary>\(t(.youLeaveIn(sight.girl.year, sight.girl.level)))</summary>\(question)</details>"
    }
    return card(question)
  }

  private static func card(_ content: HTML) -> HTML { Markup.card(content) }

  private static func chosen(_ sight: ListSight, _ visit: Visit) -> String? {
    answers(sight.girl, on: visit.now.day()).first { $0.year == sight.girl.year && $0.level == sight.girl.level }?.key
  }

  private static func options(_ girl: Leaver, _ visit: Visit) -> [Option] {
    answers(girl, on: visit.now.day()).map { answer in
      Option(answer.key, visit.language(answer.level == .college ? .toCollege(answer.year) : .leavesIn(answer.year)))
    }
  }

  /// POST /list/leaving
  static func update(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let house = visit.house
    let today = visit.now.day()
    let typed = visit.form["leaving"] ?? ""
    let girl = try await house.database.read { try $0.leaver(permit.actor.person) }
    guard let girl else { throw Refusal.missing }
    guard let answer = answers(girl, on: today).first(where: { $0.key == typed }) else {
      return try await ListPage.page(visit, permit, errors: [("leaving", visit.language(.chooseLeaving))])
    }
    try await house.database.write { tx in
      try tx.say(
        LeavingSaid(schoolYear: LeavingYear.schoolYear(on: today), year: answer.year, level: answer.level),
        of: permit.actor.person, at: visit.now)
      try tx.record(.grantLeavingSaid, permit.actor.person.text, by: permit.actor.text, house)
    }
    return .seeOther("/list")
  }
}

extension Phrase {
  static let whenDoYouLeave = Phrase(
    kk: "Мектепті қай жылы бітіресің?", ru: "В каком году вы оканчиваете школу?", en: "In which year do you leave school?")
  static func leavesIn(_ year: Int) -> Phrase {
    Phrase(kk: "\(year) жылы бітіремін", ru: "В \(year) году", en: "In \(year)")
  }
  static func toCollege(_ year: Int) -> Phrase {
    Phrase(
      kk: "9-сыныптан кейін, \(year) жылы колледжге барамын", ru: "После 9 класса иду в колледж в \(year) году",
      en: "I go to a college after grade 9, in \(year)")
  }
  static let keepLeaving = Phrase(kk: "Растау", ru: "Подтвердить", en: "Confirm")
  static let chooseLeaving = Phrase(
    kk: "Мектеп бітіретін жылыңды таңда", ru: "Выберите год окончания школы", en: "Choose the year in which you leave school")
  static func youLeaveIn(_ year: Int, _ level: StudyProgramme.Level) -> Phrase {
    level == .college
      ? Phrase(
        kk: "\(year) жылы колледжге барасың", ru: "В \(year) году вы идёте в колледж", en: "You go to a college in \(year)")
      : Phrase(
        kk: "Мектепті \(year) жылы бітіресің", ru: "Вы оканчиваете школу в \(year) году", en: "You leave school in \(year)")
  }
}
