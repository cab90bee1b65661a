import ArgumentParser
import Certificates
import Exchange
import Foundation
import Programme
import Security
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
    keys = try StatementKeys(for: what, named: path)
  }

  func check(_ t: Language) throws {
    try keys.verdict(on: signed).told(signed.statement.facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, t)
  }
}

/// A badge (Open Badges 3.0) as a file, checked in the same way.
struct BadgeFile {
  private let path: String
  private let badge: SignedBadge

  /// Nil where the file is no JSON. Throws where it is one and no badge that this program can read.
  static func read(_ what: String) throws -> BadgeFile? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: what, isDirectory: &isFolder), !isFolder.boolValue else { return nil }
    let bytes = try FileText.bytes(what)
    guard bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") else { return nil }
    guard bytes.count <= most, let json = try? JSONReader.read(bytes), let badge = SignedBadge(json) else {
      throw Trouble(Phrase.badgeOfOthers.at(what))
    }
    return BadgeFile(path: what, badge: badge)
  }

  private static let most = 65_536

  func check(keys: String?, _ t: Language) throws {
    let claims = badge.claims
    try badge.verdict(StatementKeys(for: path, named: keys)).told(
      [("id", claims.id), ("issuer", claims.issuer), ("title", claims.title), ("validFrom", claims.validFrom)], t)
  }
}

extension StatementKeys {
  fileprivate init(for paper: String, named path: String?) throws {
    guard let keys = try StatementKeys(at: paper, named: path) else { throw Trouble(.keysWanted) }
    self = keys
  }

  /// From the file that is named, else from the usual one beside the paper or here; nil where there is none.
  fileprivate init?(at paper: String, named path: String?) throws {
    let usual = "keruen-keys.txt"
    let beside = URL(filePath: paper).deletingLastPathComponent().appending(path: usual).path
    guard let found = path ?? [beside, usual].first(where: FileManager.default.fileExists) else { return nil }
    self.init(reading: String(decoding: try FileText.bytes(found), as: UTF8.self))
    guard !keys.isEmpty else { throw Trouble(Phrase.noKeysThere.at(found)) }
  }
}

/// Whose key signed a bundle, by the house's public keys where they are at hand.
enum BundleSigner {
  /// Throws `ExitCode` 1 where the keys are there and none of them signed it.
  static func check(_ signedBy: String?, of bundle: String, keys path: String?, _ t: Language) throws {
    guard let keys = try StatementKeys(at: bundle, named: path) else {
      Terminal.say(t(signedBy.map { .signedByUnchecked($0) } ?? .notSigned))
      return
    }
    guard let signedBy else {
      Terminal.say(t(.bundleIsNotSigned))
      throw ExitCode(1)
    }
    guard let key = keys.keys.first(where: { hex($0.publicKey) == signedBy }) else {
      Terminal.say(t(.bundleOfStranger(signedBy)))
      throw ExitCode(1)
    }
    Terminal.say(t(.bundleIsSigned(key.number)))
  }
}

extension StatementKeys.Verdict {
  fileprivate func told(_ facts: [(name: String, value: String)], _ t: Language) throws {
    switch self {
    case .signed(let key):
      Terminal.say(t(.paperIsSigned(key.number)))
      for (name, value) in facts { Terminal.say("  \(name): \(value)") }
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
  static func signedByUnchecked(_ key: String) -> Phrase {
    Phrase(
      kk:
        "Қол қойған кілт: \(key). Кімнің кілті екені тексерілмеді: /.well-known/keruen-keys.txt бетін сақтап, --keys арқылы көрсетіңіз.",
      ru:
        "Подписано ключом: \(key). Чей это ключ, не проверено: сохраните страницу /.well-known/keruen-keys.txt и назовите её через --keys.",
      en:
        "Signed by the key \(key). Whose key it is was not checked: save the page /.well-known/keruen-keys.txt and name it with --keys."
    )
  }
  static let bundleIsNotSigned = Phrase(
    kk: "Жоқ: топтамаға қол қойылмаған, оны кім жасағаны белгісіз.", ru: "Нет: пакет не подписан, кто его составил, неизвестно.",
    en: "No: the bundle is not signed, and who made it is not known.")
  static func bundleOfStranger(_ key: String) -> Phrase {
    Phrase(
      kk: "Жоқ: топтамаға бөтен кілтпен қол қойылған: \(key).", ru: "Нет: пакет подписан чужим ключом: \(key).",
      en: "No: the bundle is signed by a stranger's key: \(key).")
  }
  static func bundleIsSigned(_ number: Int) -> Phrase {
    Phrase(
      kk: "Топтамаға осы ұйымның \(number)-кілтімен қол қойылған.", ru: "Пакет подписан ключом \(number) этой организации.",
      en: "The bundle is signed by key \(number) of this organisation.")
  }
  static let badgeOfOthers = Phrase(
    kk:
      "бұл файлда осы бағдарлама тексере алатын бейдж жоқ: ол тек өзі шығарған пішінді (Open Badges 3.0, eddsa-rdfc-2022) таниды.",
    ru:
      "здесь нет значка, который эта программа может проверить: она знает только ту форму, в которой выдаёт сама (Open Badges 3.0, eddsa-rdfc-2022).",
    en:
      "there is no badge here that this program can check: it knows only the shape in which it issues its own (Open Badges 3.0, eddsa-rdfc-2022)."
  )
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
