import ArgumentParser
import Foundation
import Programme
import Words

/// A certificate or a letter, checked by the house's public keys and nothing else.
struct SignedPaper {
  private let signed: SignedStatement
  private let keys: StatementKeys

  /// The statement in a file, or in the text itself; nil where there is none. A folder and a ZIP are something else.
  static func read(_ what: String) throws -> SignedStatement? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: what, isDirectory: &isFolder) else {
      return SignedStatement(in: Array(what.utf8))
    }
    if isFolder.boolValue { return nil }
    let bytes = try FileText.bytes(what)
    return bytes.starts(with: Array("PK".utf8)) ? nil : SignedStatement(in: bytes)
  }

  init(_ what: String, _ signed: SignedStatement, keys path: String?) throws {
    self.signed = signed
    let beside = URL(filePath: what).deletingLastPathComponent().appending(path: Self.usual).path
    guard let found = path ?? [beside, Self.usual].first(where: FileManager.default.fileExists) else {
      throw Trouble(.keysWanted)
    }
    keys = StatementKeys(reading: String(decoding: try FileText.bytes(found), as: UTF8.self))
    guard !keys.keys.isEmpty else { throw Trouble(Phrase.noKeysThere.at(found)) }
  }

  private static let usual = "keruen-keys.txt"

  func check(_ t: Language) throws {
    switch keys.verdict(on: signed) {
    case .signed(let key):
      Terminal.say(t(.paperIsSigned(key.number)))
      for (name, value) in signed.statement.facts.sorted(by: { $0.key < $1.key }) { Terminal.say("  \(name): \(value)") }
      Terminal.say(t(.revocationUnknown))
    case .otherTime(let key):
      Terminal.say(t(.keyOfOtherDays(key.number)))
      throw ExitCode(1)
    case .notSigned:
      Terminal.say(t(.paperIsNotSigned))
      throw ExitCode(1)
    }
  }
}

extension Phrase {
  static let keysWanted = Phrase(
    kk: "Кілттер керек: /.well-known/keruen-keys.txt бетін сақтап, файлды --keys арқылы көрсетіңіз.",
    ru: "Нужны ключи: сохраните страницу /.well-known/keruen-keys.txt и назовите файл через --keys.",
    en: "The keys are wanted: save the page /.well-known/keruen-keys.txt and name the file with --keys.")
  static let noKeysThere = Phrase(
    kk: "мұнда бірде-бір кілт жоқ.", ru: "здесь нет ни одного ключа.", en: "there is no key here.")
  static func paperIsSigned(_ key: Int) -> Phrase {
    Phrase(
      kk: "Қолтаңба дұрыс (\(key)-кілт). Қағазда:", ru: "Подпись верна (ключ \(key)). На бумаге:",
      en: "The signature is right (key \(key)). The paper says:")
  }
  static func keyOfOtherDays(_ key: Int) -> Phrase {
    Phrase(
      kk: "Қолтаңба \(key)-кілтпен қойылған, бірақ ол күні бұл кілт қолданылмаған.",
      ru: "Подпись сделана ключом \(key), но в тот день он не использовался.",
      en: "The signature is by key \(key), which was not in use on that day.")
  }
  static let paperIsNotSigned = Phrase(
    kk: "Қолтаңба осы кілттердің ешқайсысына сәйкес емес.", ru: "Подпись не сделана ни одним из этих ключей.",
    en: "The signature is by none of these keys.")
  static let revocationUnknown = Phrase(
    kk: "Кейін кері қайтарылған-қайтарылмағанын бұл тексеру біле алмайды: оны сайттағы бет айтады.",
    ru: "Об отзыве после выдачи эта проверка не знает: это покажет страница на сайте.",
    en: "Whether it was revoked later this check cannot know: the page on the site says it.")
}
