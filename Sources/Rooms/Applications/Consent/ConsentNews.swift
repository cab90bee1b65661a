import Markup
import Programme
import Storage
import Words

/// What the girl is told of her guardian's answer: she cannot see it happen, and it is hers that waits.
enum ConsentNews {
  static func tell(_ application: Application, _ house: House, in tx: Transaction) throws {
    guard let now = try tx.application(application.id), now.state != .withdrawn, now.state != .joined else { return }
    let safe = try tx.safe(of: application.person, house.vault)
    let refusers = try tx.consents(of: application, safe, at: house.outside.now()).refusers(house.consents)
    let holdsPlace = try house.placement(of: application.id.text, in: tx)?.isHeld ?? false
    let letter: LetterText =
      refusers.contains(.guardian) ? holdsPlace ? .guardianGaveUpPlace : .guardianSaidNo : .guardianSaidYes
    try tx.tell(
      safe, letter, [.application(application.code), .page("/status", house)], purpose: .guardianAnswer,
      once: "\(application.id):\(house.outside.now().milliseconds)", house)
  }

  /// The second person could not take the sheet: nobody else would tell her.
  static func tellRejected(_ application: Application, _ house: House, in tx: Transaction) throws {
    try tx.tell(
      try tx.safe(of: application.person, house.vault), .paperRejected,
      [.application(application.code), .page("/status/guardian", house)], purpose: .guardianAnswer,
      once: "\(application.id):\(house.outside.now().milliseconds)", house)
  }
}

extension ConsentLedger {
  /// How the consent stands, whose no it is where somebody said no, and which optional uses are not allowed.
  func standing(_ state: Application.ConsentState, _ file: ConsentFile) -> Phrase {
    if state == .complete { return .answered(withheld(file), all: .allConsents) }
    guard state == .refused else { return state.name }
    return refusers(file) == [.girl] ? .refusedByGirl : refusers(file) == [.guardian] ? .refusedByGuardian : .refusedByBoth
  }
}

extension Application.ConsentState {
  /// Whoever reads the chip alone must not take the rest for allowed.
  func tone(withheld: [ConsentFile.Purpose]) -> Tone { self == .complete && !withheld.isEmpty ? .plain : tone }
}

extension LetterText {
  static let guardianSaidYes = LetterText(
    "guardian-said-yes", Phrase(kk: "Ата-ана келісім берді", ru: "Родитель дал согласие", en: "The guardian has said yes"),
    needs: [.page], mayUse: [.application])
  static let guardianSaidNo = LetterText(
    "guardian-said-no", Phrase(kk: "Ата-ана келісім бермеді", ru: "Родитель не дал согласия", en: "The guardian has said no"),
    needs: [.page], mayUse: [.application])
  static let guardianGaveUpPlace = LetterText(
    "guardian-gave-up-place",
    Phrase(
      kk: "Ата-ана келісімін қайтарып алды, орын босайды", ru: "Родитель отозвал согласие, место освобождается",
      en: "The guardian took the consent back, and the place is given up"),
    needs: [.page], mayUse: [.application])
  static let paperRejected = LetterText(
    "paper-rejected",
    Phrase(kk: "Қол қойылған парақ қабылданбады", ru: "Подписанный лист не принят", en: "The signed sheet was not accepted"),
    needs: [.page], mayUse: [.application])
}

extension Phrase {
  static let allConsents = Phrase(kk: "келісім толық", ru: "все согласия получены", en: "all consents received")

  /// What taking part needs is there; `all` where every other use is allowed too. Of more than `most` the rest is counted.
  static func answered(_ withheld: [ConsentFile.Purpose], all: Phrase, naming most: Int = .max) -> Phrase {
    if withheld.isEmpty { return all }
    let rest = withheld.count > most ? " +\(withheld.count - most)" : ""
    @Sendable func named(_ t: Language) -> String { withheld.prefix(most).map { $0.short(t) }.joined(separator: ", ") + rest }
    return Phrase(
      kk: "жауаптар берілген; рұқсат жоқ: \(named(.kk))", ru: "ответы даны; не разрешено: \(named(.ru))",
      en: "answers given; not allowed: \(named(.en))")
  }
  static let refusedByGirl = Phrase(
    kk: "келісім берілмеді: қатысушы «жоқ» деп жауап берді", ru: "в согласии отказано: личный ответ «нет»",
    en: "consent refused: the applicant said no")
  static let refusedByGuardian = Phrase(
    kk: "келісім берілмеді: ата-ана «жоқ» деп жауап берді", ru: "в согласии отказано: «нет» ответил родитель",
    en: "consent refused: the guardian said no")
  static let refusedByBoth = Phrase(
    kk: "келісім берілмеді: қатысушы да, ата-ана да «жоқ» деп жауап берді",
    ru: "в согласии отказано: «нет» и в личном ответе, и от родителя",
    en: "consent refused: both the applicant and the guardian said no")
}
