import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let sessionCode = AuditAct("session.code", Phrase(kk: "кодпен кірді", ru: "вход по коду", en: "signed in with a code"))
  static let sessionDevice = AuditAct(
    "session.device", Phrase(kk: "өз телефонынан кірді", ru: "вход со своего телефона", en: "signed in from the own phone"))
  static let sessionEnded = AuditAct(
    "session.ended", Phrase(kk: "құрылғыларын жапты", ru: "закрыты устройства", en: "phones and browsers closed"))
  static let sessionKeyMade = AuditAct(
    "session.key_made", Phrase(kk: "қайта кіру кілті жасалды", ru: "создан запасной ключ", en: "return key created"))
  static let sessionReturnKey = AuditAct(
    "session.return_key", Phrase(kk: "кілтпен кірді", ru: "вход по ключу", en: "signed in with a key"))
  static let signInEnded = AuditAct("sign_in.ended", Phrase(kk: "шықты", ru: "выход", en: "signed out"))
}

extension Home {
  static let acts: [AuditAct] = [.sessionCode, .sessionDevice, .sessionEnded, .sessionKeyMade, .sessionReturnKey, .signInEnded]
}
