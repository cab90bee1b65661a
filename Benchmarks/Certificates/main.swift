import Certificates
import Documents
import Foundation
import Programme
import Security
import Words

/// Times certificates as PDF on the house's two presses, and leaves one to look at.
///
///     certificates-bench 10000 certificate.pdf

let arguments = CommandLine.arguments.dropFirst()
guard let count = arguments.first.flatMap({ Int($0) }), (1...1_000_000).contains(count) else {
  print("certificates-bench COUNT [FILE]")
  exit(2)
}
let names = ["Айгерім Қасымова", "Нұргүл Өмірбекқызы", "Әсем Жүнісова", "Гүлнұр Ыбырайым", "Іңкәр Тұрсынбай"]
let signer = Signer(seed: sha256(Array("bench".utf8)))
let issuer = Issuer(
  address: "https://stem.example.kz", name: Said(kk: "Керуен", ru: "Керуен", en: "Keruen"),
  operatorName: Said(kk: "«Керуен» қоры", ru: "Фонд «Керуен»", en: "Keruen Foundation"))

func poster(_ number: Int) throws -> Poster {
  let name = names[number % names.count]
  guard let day = Day(year: 2027, month: 5, day: 28) else { throw PDFFault.drawing("no day") }
  let facts = Certificate.Facts(
    code: Certificate.kind.code(random: randomBytes), day: day, course: "physics-measurement",
    title: Said(kk: "Өлшеу арқылы физика", ru: "Физика через измерение", en: "Physics through measurement"), hours: 18, lessons: 7)
  let signed = SignedStatement(try facts.statement(of: name), by: signer)
  let said = Said(kk: name, ru: "Айгерим Касымова", en: romanised(name))
  return Certificate(facts, of: said, signed: signed).poster(issuer, in: nil)
}

let start = ContinuousClock.now
let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
  for half in 0..<2 {
    group.addTask {
      var bytes = 0
      for number in 0..<count where number % 2 == half {
        let made = try await half == 0 ? poster(number).render() : poster(number).renderAside()
        bytes += made.count
      }
      return bytes
    }
  }
  return try await group.reduce(0, +)
}
let seconds = (ContinuousClock.now - start) / .seconds(1)
print("\(count) certificates in \(String(format: "%.1f", seconds)) s, \(sizes / count) bytes each")
if let file = arguments.dropFirst().first {
  FileManager.default.createFile(atPath: file, contents: Data(try await poster(0).render()))
}
