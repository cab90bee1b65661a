import Forms
import Markup
import Words

/// What is lawful but more often a slip: said softly to her, and to the desk, which may ask.
enum Doubt: Sendable, Hashable {
  /// Her IIN tells another birth day: most often it is her mother's.
  case birthDay(Day)
  /// Her IIN tells a boy.
  case sex
  /// One phone for both: who answered for the guardian cannot be told by the number.
  case sharedPhone

  static func all(_ answers: Answers) -> [Doubt] {
    var doubts: [Doubt] = []
    if let iin = try? IIN(parsing: answers[.iin]) {
      if let written = iin.birthDay, let stated = DateField.day(answers[.birthDay]), written != stated {
        doubts.append(.birthDay(written))
      }
      if iin.sex == .male { doubts.append(.sex) }
    }
    let (own, guardians) = (try? Phone(parsing: answers[.phone]), try? Phone(parsing: answers[.guardianPhone]))
    if let own, own == guardians { doubts.append(.sharedPhone) }
    return doubts
  }

  var toHer: Phrase {
    switch self {
    case .birthDay(let day):
      Phrase(
        kk:
          "ЖСН бойынша туған күн — \(Language.kk.date(day)). Бұл анаңның не әкеңнің ЖСН-і емес пе? Дұрыс болса, ештеңе өзгертпе.",
        ru: "По ИИН дата рождения — \(Language.ru.date(day)). Это не ИИН мамы или папы? Если всё верно, ничего менять не нужно.",
        en:
          "By the IIN the birth day is \(Language.en.date(day)). Is it not your mother's or father's IIN? If it is right, change nothing."
      )
    case .sex:
      Phrase(
        kk: "Бұл ЖСН ер адамға тән. Өзіңнің ЖСН-ің бе? Дұрыс болса, ештеңе өзгертпе.",
        ru: "Такой ИИН бывает у мужчин. Это точно ваш? Если всё верно, ничего менять не нужно.",
        en: "This IIN is of the kind men have. Is it yours? If it is right, change nothing.")
    case .sharedPhone:
      Phrase(
        kk: "Сенің телефоның мен ата-анаңның телефоны бірдей. Ортақ телефон болса, болады; әйтпесе нөмірді тексер.",
        ru: "Ваш телефон и телефон родителя одинаковы. Если телефон общий, всё в порядке; если нет, проверьте номер.",
        en: "Your phone and your guardian's are the same. A shared phone is fine; if it is not shared, check the number.")
    }
  }

  var toStaff: Phrase {
    switch self {
    case .birthDay(let day):
      Phrase(
        kk: "ЖСН-дегі туған күн (\(Language.kk.date(day))) көрсетілген күннен өзгеше: ата-ананың ЖСН-і болуы мүмкін.",
        ru: "Дата рождения в ИИН (\(Language.ru.date(day))) отличается от указанной: возможно, это ИИН родителя.",
        en: "The birth day in the IIN (\(Language.en.date(day))) differs from the one given: it may be a parent's IIN.")
    case .sex:
      Phrase(kk: "ЖСН ер адамға тән.", ru: "ИИН мужской.", en: "The IIN is a man's.")
    case .sharedPhone:
      Phrase(
        kk: "Қатысушы мен заңды өкілдің телефоны бірдей: келісімді кім бергені нөмірден көрінбейді.",
        ru: "В заявке и у представителя один телефон: по номеру не видно, кто дал согласие.",
        en: "The applicant and the guardian have one phone: the number does not show who answered.")
    }
  }
}
