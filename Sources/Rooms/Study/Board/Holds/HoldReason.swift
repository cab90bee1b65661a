import Words

/// Why a post waits until another adult has looked at it: it seems to lead away from the board.
enum HoldReason: String, Sendable, CaseIterable {
  case link, email, handle, phone, phrase

  /// As the table has them.
  static func list(_ text: String) -> [HoldReason] { text.split(separator: " ").compactMap { HoldReason(rawValue: String($0)) } }

  var says: Phrase {
    switch self {
    case .link: Phrase(kk: "сілтеме", ru: "ссылка", en: "a link")
    case .email: Phrase(kk: "пошта мекенжайы", ru: "адрес почты", en: "an e-mail address")
    case .handle: Phrase(kk: "мессенджер не желідегі ник", ru: "мессенджер или ник", en: "a messenger or a nickname")
    case .phone: Phrase(kk: "телефонға ұқсас сан", ru: "число, похожее на телефон", en: "a number that looks like a phone")
    case .phrase:
      Phrase(kk: "жеке сөйлесуге шақыру", ru: "приглашение к личной переписке", en: "an invitation to talk in private")
    }
  }
}
