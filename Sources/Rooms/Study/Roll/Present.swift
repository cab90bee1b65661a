import Exchange
import Markup
import Programme
import Storage
import Words

/// "I am here": a girl types the digits said aloud at the meeting.
enum Present {
  /// So many minutes before and after a meeting the digits count.
  private static let around = 120

  /// The meeting at which she could be just now.
  static func meeting(_ meetings: [Meeting], at now: Moment) -> Meeting? {
    meetings.first { meeting in
      meeting.state != .cancelled && meeting.starts.adding(minutes: -around) <= now && now <= meeting.ends.adding(minutes: around)
    }
  }

  /// On her first page: the digits to type, or that they have arrived.
  static func part(_ meeting: Meeting, _ isConfirmed: Bool, _ visit: Visit) -> HTML {
    let t = visit.language
    if isConfirmed { return notice("\(t(.youAreConfirmed))", .good) }
    let field = Field("digits", t(.digitsOfMeeting), hint: t(.digitsHint))
    return Markup.form(
      "/study/presence",
      "\(visit.formToken)\(hidden("meeting", meeting.id.text))\(t.codeField(field, digits: 4))\(button(t(.iAmHere), look: .plain))"
    )
  }

  /// POST /study/presence
  static func create(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let digits = (visit.form["digits"] ?? "").filter { !$0.isWhitespace }
    guard let id = visit.form["meeting"].flatMap({ ID<Meeting>($0) }) else { throw Refusal.missing }
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw Refusal(.invalid, .fourDigits, field: "digits", back: "/study")
    }
    // Counted by itself: a wrong guess takes nothing back with it.
    let (learner, meeting) = try await house.database.write { tx in
      guard let learner = try tx.learner(of: permit.actor.person), let group = try tx.group(of: learner) else {
        throw Refusal.missing
      }
      let meeting = try tx.meeting(id)
      guard meeting.group == group.id, Self.meeting([meeting], at: house.outside.now()) != nil else { throw Refusal.missing }
      try tx.countTry(.digitsOfMeeting, key: "\(learner.number) \(id)", house)
      return (learner, meeting)
    }
    guard digits == house.digits(of: id) else { throw Refusal(.invalid, .digitsWrong, field: "digits", back: "/study") }
    try await house.database.write { tx in try tx.confirm(meeting, learner, house) }
    return .seeOther("/study")
  }
}

extension Phrase {
  static let digitsOfMeeting = Phrase(kk: "Кездесу сандары", ru: "Цифры встречи", en: "Digits of the meeting")
  static let digitsHint = Phrase(
    kk: "Тренер кездесуде дауыстап айтады", ru: "Тренер называет их вслух на встрече",
    en: "The trainer says them aloud at the meeting")
  static let iAmHere = Phrase(kk: "Мен осындамын", ru: "Я здесь", en: "I am here")
  static let youAreConfirmed = Phrase(
    kk: "Кездесуге келгенің жазылды.", ru: "Ваше присутствие на встрече записано.",
    en: "It is recorded that you came to the meeting.")
  static let fourDigits = Phrase(kk: "Төрт цифр жазу керек.", ru: "Нужно ввести четыре цифры.", en: "Type four digits.")
  static let digitsWrong = Phrase(
    kk: "Сандар басқа. Тренерден қайта сұра.", ru: "Цифры другие. Спросите тренера ещё раз.",
    en: "The digits differ. Ask the trainer again.")
}
