import Certificates
import Documents
import Foundation
import Programme
import Security
import Words

/// Times papers as PDF on the house's two presses, and leaves one to look at.
///
///     certificates-bench certificates 10000 certificate.pdf
///     certificates-bench letters 7500 letter.pdf
@main struct CertificatesBench {
  static let names = ["Айгерім Қасымова", "Нұргүл Өмірбекқызы", "Әсем Жүнісова", "Гүлнұр Ыбырайым", "Іңкәр Тұрсынбай"]
  static let signer = Signer(seed: sha256(Array("bench".utf8)))
  static let issuer = Issuer(
    address: "https://stem.example.kz", name: Said(kk: "Керуен", ru: "Керуен", en: "Keruen"),
    operatorName: Said(kk: "«Керуен» қоры", ru: "Фонд «Керуен»", en: "Keruen Foundation"))
  static let title = Said(kk: "Өлшеу арқылы физика", ru: "Физика через измерение", en: "Physics through measurement")
  static let day = Day(daysSinceEpoch: 21_000)

  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2, ["certificates", "letters"].contains(arguments[0]), let count = Int(arguments[1]),
      (1...1_000_000).contains(count)
    else {
      print("certificates-bench certificates|letters COUNT [FILE]")
      exit(2)
    }
    let made: @Sendable (Int, Bool) async throws -> [UInt8] = arguments[0] == "letters" ? letter : certificate
    // The fonts are found once.
    _ = try await made(0, false)
    _ = try await made(0, true)
    let start = ContinuousClock.now
    async let even = sizes(of: stride(from: 0, to: count, by: 2)) { try await made($0, false) }
    async let odd = sizes(of: stride(from: 1, to: count, by: 2)) { try await made($0, true) }
    let bytes = try await even + odd
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let each = String(format: "%.1f", seconds / Double(count) * 1000)
    print("\(count) \(arguments[0]) in \(String(format: "%.1f", seconds)) s, \(each) ms and \(bytes / count) bytes each")
    if arguments.count > 2 { try Data(try await made(0, false)).write(to: URL(filePath: arguments[2])) }
  }

  private static func sizes(of numbers: StrideTo<Int>, _ made: @Sendable (Int) async throws -> [UInt8]) async throws -> Int {
    var bytes = 0
    for number in numbers { bytes += try await made(number).count }
    return bytes
  }

  @Sendable private static func certificate(_ number: Int, isAside: Bool) async throws -> [UInt8] {
    let name = names[number % names.count]
    let facts = Certificate.Facts(
      code: Certificate.kind.code(random: randomBytes), day: day, course: "physics-measurement", title: title, hours: 18,
      lessons: 7)
    let signed = SignedStatement(try facts.statement(of: name), by: signer)
    let said = Said(kk: name, ru: "Айгерим Касымова", en: Certificate.latin(name))
    let poster = Certificate(facts, of: said, signed: signed).poster(issuer, in: nil)
    return isAside ? try await poster.renderAside() : try await poster.render()
  }

  /// One letter in one of the three languages, in turn.
  @Sendable private static func letter(_ number: Int, isAside: Bool) async throws -> [UInt8] {
    let name = names[number % names.count]
    let one = { (text: String) in Said(kk: text, ru: text, en: text) }
    let letter = Recommendation(
      number: "K-2028-\(number)", code: Recommendation.kind.code(random: randomBytes), day: day, until: day.adding(days: 200),
      bearer: .init(
        name: Said(kk: name, ru: "Айгерим Касымова", en: Certificate.latin(name)), birthYear: 2010,
        school: one("Шиелі ауданы, № 47 мектеп")),
      place: .init(
        organisation: one("Мысал техникалық университеті"), group: "B062",
        programme: one("Электр техникасы және энергетика, қазақ тілінде"), grantKey: "university",
        grant: one("Университет гранты"), seat: one("Грант бекітілген")),
      learnt: (0..<4).map { .init(title: title, hours: 18 + $0, level: one("толық меңгерді")) },
      open: [one("ҰБТ: бейіндік пәндер – математика және физика")],
      signatories: [.init(name: names[0], office: one("төрайым")), .init(name: names[1], office: one("үйлестіруші"))])
    let notice = Phrase(kk: "Бұл хат ұпай қоспайды.", ru: "Это письмо не даёт баллов.", en: "This letter adds no points.")
    let paper = letter.paper(
      SignedStatement(try letter.statement(), by: signer), issuer, notice: notice, in: Language.allCases[number % 3])
    return isAside ? try await paper.renderAside() : try await paper.render()
  }
}
