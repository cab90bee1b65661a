import Certificates
import Documents
import Foundation
import Programme
import Security
import Words

/// Times certificates as PDF on the house's two presses, and leaves one to look at.
///
///     certificates-bench 10000 certificate.pdf
@main struct CertificatesBench {
  static let names = ["Айгерім Қасымова", "Нұргүл Өмірбекқызы", "Әсем Жүнісова", "Гүлнұр Ыбырайым", "Іңкәр Тұрсынбай"]
  static let signer = Signer(seed: sha256(Array("bench".utf8)))
  static let issuer = Issuer(
    address: "https://stem.example.kz", name: Said(kk: "Керуен", ru: "Керуен", en: "Keruen"),
    operatorName: Said(kk: "«Керуен» қоры", ru: "Фонд «Керуен»", en: "Keruen Foundation"))
  static let title = Said(kk: "Өлшеу арқылы физика", ru: "Физика через измерение", en: "Physics through measurement")

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let count = arguments.first.flatMap({ Int($0) }), (1...1_000_000).contains(count) else {
      print("certificates-bench COUNT [FILE]")
      exit(2)
    }
    let start = ContinuousClock.now
    async let even = sizes(of: stride(from: 0, to: count, by: 2)) { try await $0.render() }
    async let odd = sizes(of: stride(from: 1, to: count, by: 2)) { try await $0.renderAside() }
    let bytes = try await even + odd
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print("\(count) certificates in \(String(format: "%.1f", seconds)) s, \(bytes / count) bytes each")
    if let file = arguments.dropFirst().first { try Data(try await poster(0).render()).write(to: URL(filePath: file)) }
  }

  private static func sizes(
    of numbers: StrideTo<Int>, _ render: @Sendable (Poster) async throws -> [UInt8]
  ) async throws -> Int {
    var bytes = 0
    for number in numbers { bytes += try await render(try poster(number)).count }
    return bytes
  }

  private static func poster(_ number: Int) throws -> Poster {
    let name = names[number % names.count]
    guard let day = Day("2027-05-28") else { throw PDFFault.drawing("no day") }
    let facts = Certificate.Facts(
      code: Certificate.kind.code(random: randomBytes), day: day, course: "physics-measurement", title: title, hours: 18,
      lessons: 7)
    let signed = SignedStatement(try facts.statement(of: name), by: signer)
    let said = Said(kk: name, ru: "Айгерим Касымова", en: Certificate.latin(name))
    return Certificate(facts, of: said, signed: signed).poster(issuer, in: CommandLine.arguments.count > 3 ? .kk : nil)
  }
}
