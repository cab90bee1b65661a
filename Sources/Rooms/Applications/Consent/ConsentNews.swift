import Programme
import Storage
import Words

/// What the girl is told of her guardian's answer: she cannot see it happen, and it is hers that waits.
enum ConsentNews {
  static func tell(_ application: Application, _ house: House, in tx: Transaction) throws {
    guard let now = try tx.application(application.id), now.state != .withdrawn, now.state != .joined else { return }
    let safe = try tx.safe(of: application.person, house.vault)
    let refusers = try tx.consents(of: application, safe, at: house.outside.now()).refusers(house.consents)
    let page = "\(house.settings.address)/status"
    let holdsPlace = try house.placement(of: application.id.text, in: tx)?.isHeld ?? false
    let body: Phrase =
      refusers.contains(.guardian) && holdsPlace
      ? .guardianGaveUpPlace(application.code, page)
      : refusers.contains(.guardian) ? .guardianSaidNo(application.code, page) : .guardianSaidYes(application.code, page)
    try tx.tell(
      safe, subject: .guardianAnswered, body: body, purpose: .guardianAnswer,
      once: "\(application.id):\(house.outside.now().milliseconds)", house)
  }

  /// The second person could not take the sheet: nobody else would tell her.
  static func tellRejected(_ application: Application, _ house: House, in tx: Transaction) throws {
    try tx.tell(
      try tx.safe(of: application.person, house.vault), subject: .guardianAnswered,
      body: .paperRejectedLetter(application.code, "\(house.settings.address)/status/guardian"), purpose: .guardianAnswer,
      once: "\(application.id):\(house.outside.now().milliseconds)", house)
  }
}

extension ConsentLedger {
  /// How the consent stands, and whose no it is where somebody said no.
  func standing(_ state: Application.ConsentState, _ file: ConsentFile) -> Phrase {
    guard state == .refused else { return state.name }
    return refusers(file) == [.girl] ? .refusedByGirl : refusers(file) == [.guardian] ? .refusedByGuardian : .refusedByBoth
  }
}

extension Phrase {
  static let refusedByGirl = Phrase(
    kk: "келісім берілмеді: қыз «жоқ» деп жауап берді", ru: "в согласии отказано: «нет» ответила участница",
    en: "consent refused: the girl said no")
  static let refusedByGuardian = Phrase(
    kk: "келісім берілмеді: ата-ана «жоқ» деп жауап берді", ru: "в согласии отказано: «нет» ответил родитель",
    en: "consent refused: the guardian said no")
  static let refusedByBoth = Phrase(
    kk: "келісім берілмеді: қыз да, ата-ана да «жоқ» деп жауап берді",
    ru: "в согласии отказано: «нет» ответили и участница, и родитель",
    en: "consent refused: both the girl and the guardian said no")
  static let guardianAnswered = Phrase(
    kk: "Ата-анаң жауап берді", ru: "Родитель ответил", en: "Your guardian has answered")
  static func guardianSaidYes(_ code: String, _ page: String) -> Phrase {
    Phrase(
      kk: "Өтінім \(code): ата-анаң келісім берді. Енді өтініміңді тексереміз. Күйі: \(page)",
      ru: "Заявка \(code): родитель дал согласие. Теперь мы проверим заявку. Состояние: \(page)",
      en: "Application \(code): your guardian has agreed. Now we check the application. How it stands: \(page)")
  }
  static func guardianSaidNo(_ code: String, _ page: String) -> Phrase {
    Phrase(
      kk: "Өтінім \(code): ата-анаң келісім бермеді, сондықтан өтінім қаралмайды. Үйде ақылдасып көр. Толығырақ: \(page)",
      ru: "Заявка \(code): родитель не дал согласия, поэтому заявка не рассматривается. Поговорите дома. Подробнее: \(page)",
      en:
        "Application \(code): your guardian has not agreed, so it is not considered. Talk about it at home. More: \(page)")
  }
  static func guardianGaveUpPlace(_ code: String, _ page: String) -> Phrase {
    Phrase(
      kk:
        "Өтінім \(code): ата-анаң келісімін қайтарып алды, сондықтан сенің орның босайды. Үйде ақылдасып көр. Толығырақ: \(page)",
      ru: "Заявка \(code): родитель отозвал согласие, поэтому ваше место освобождается. Поговорите дома. Подробнее: \(page)",
      en:
        "Application \(code): your guardian took the consent back, so your place is given up. Talk about it at home. More: \(page)"
    )
  }
  static func paperRejectedLetter(_ code: String, _ page: String) -> Phrase {
    Phrase(
      kk: "Өтінім \(code): қол қойылған парақты қабылдай алмадық. Анық етіп қайта түсіріп жібер немесе SMS арқылы сұра: \(page)",
      ru: "Заявка \(code): подписанный лист принять не удалось. Сфотографируйте его чётче или попросите согласие по SMS: \(page)",
      en: "Application \(code): the signed sheet could not be taken. Take a clearer photo, or ask by SMS: \(page)")
  }
}
