import Certificates
import ChanceKit
import Foundation
import Programme
import Security
import Words

/// Programme has a chance of its own, for demonstrations.
typealias Draw = ChanceKit.Chance

/// Certificates of invented girls.
enum Sample {
  static let seed = sha256(Array("a test's key".utf8))
  static let signer = Signer(seed: seed)
  static let issuer = Issuer(
    address: "https://stem.example.kz", name: Said(kk: "Керуен", ru: "Керуен", en: "Keruen"),
    operatorName: Said(kk: "«Керуен» қоры", ru: "Фонд «Керуен»", en: "Keruen Foundation"))
  static let day = Day("2026-05-28") ?? Day(daysSinceEpoch: 0)
  static let title = Said(kk: "Өлшеу арқылы физика", ru: "Физика через измерение", en: "Physics through measurement")

  static func certificate(
    _ name: String = "Айгерім Қасымова", ru: String = "Айгерим Касымова", code: String = "7K2M9QXH", title: Said = title
  ) throws -> Certificate {
    let found = Certificate.kind.code(code) ?? Certificate.kind.code { [UInt8](repeating: 7, count: $0) }
    let facts = Certificate.Facts(code: found, day: day, course: "physics-measurement", title: title, hours: 18, lessons: 7)
    return Certificate(
      facts, of: Said(kk: name, ru: ru, en: Certificate.latin(name)),
      signed: SignedStatement(try facts.statement(of: name), by: signer))
  }

  /// A name in which letters of Kazakh stand, and now and then what has to be escaped.
  static func name(_ chance: inout Draw) -> String {
    let letters = Array("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
    func word() -> String {
      let text = (0..<(3 + chance.below(9))).map { _ in String(chance.one(of: letters)) }.joined()
      return text.prefix(1).uppercased() + text.dropFirst()
    }
    return chance.below(8) == 0 ? "\(word()) \"\(word())\\ \(word())" : "\(word()) \(word())"
  }
}

/// A program of outsiders, beside these tests: what it prints.
enum Outsider {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let python = ProcessInfo.processInfo.environment["KERUEN_TEST_PYTHON"] ?? "python3"

  static func run(_ program: String, _ arguments: [String], input: Data = Data()) throws -> (said: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    // From a file: a pipe would be full before the program reads.
    let given = FileManager.default.temporaryDirectory.appending(path: "keruen-given-\(UUID().uuidString)")
    try input.write(to: given)
    defer { try? FileManager.default.removeItem(at: given) }
    let said = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = said
    try process.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }
}
