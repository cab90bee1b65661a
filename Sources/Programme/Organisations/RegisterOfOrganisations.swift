import Documents
import Exchange
import Words

/// `organisations.csv` of the programme's folder: the universities that stand in the register when the house opens, names only. Without the
/// file those of Kazakhstan that ship.
package struct RegisterOfOrganisations: Sendable {
  package struct Line: Sendable {
    package let key: String
    package let said: Organisation.Entry
  }

  package let lines: [Line]
}

extension ProgrammePart where Content == RegisterOfOrganisations {
  package static var organisations: Self {
    ProgrammePart(
      "organisations.csv", read: { try RegisterOfOrganisations(csv: $0) }, otherwise: { try RegisterOfOrganisations.shipped() },
      ships: false)
  }
}

extension RegisterOfOrganisations {
  private static let longest = 1 << 20
  private static let most = 1_000
  private static let columns = ["id", "name_kk", "name_ru", "name_en", "kato", "site"]

  static func shipped(_ assets: Assets = .shipped) throws -> RegisterOfOrganisations {
    guard let file = assets["Programmes/kazakhstan/universities.csv"] else { throw ShippedFault.missing("universities.csv") }
    return try RegisterOfOrganisations(csv: file.bytes)
  }

  /// Columns `id`, `name_kk`, `name_ru`, `name_en`, `kato`, `site`; others are passed over. Throws all that is wrong, each with its line.
  package init(csv bytes: [UInt8]) throws {
    guard bytes.count <= Self.longest else { throw FileComplaints(.fileIsLongerThan(Self.longest)) }
    var (lines, complaints): ([Line], [FileComplaint]) = ([], [])
    do throws(CSVFault) {
      var reader = try CSVReader(bytes: bytes)
      let header = try reader.next()?.cells ?? []
      guard Set(Self.columns).isSubset(of: header) else { throw CSVFault.notText }
      while let record = try reader.next(), complaints.count < 200 {
        let row = Dictionary(zip(header, record.cells.map(\.trimmed))) { first, _ in first }
        func cell(_ name: String) -> String { row[name] ?? "" }
        func complain(_ says: Phrase) { complaints.append(FileComplaint(line: record.line, says)) }
        let (key, city, site) = (cell("id"), cell("kato"), cell("site"))
        let name = Said(kk: cell("name_kk"), ru: cell("name_ru"), en: cell("name_en"))
        if !Self.isKey(key) {
          complain(.organisationKey)
        } else if lines.contains(where: { $0.key == key }) {
          complain(.standsTwice(key))
        } else if [name.kk, name.ru, name.en].contains(where: { $0.isEmpty || $0.count > 200 }) {
          complain(.organisationUnnamed)
        } else if !city.isEmpty, !Self.isKATO(city) {
          complain(.organisationCity)
        } else if lines.count >= Self.most {
          complain(.organisationsTooMany(Self.most))
          break
        } else {
          lines.append(
            Line(
              key: key,
              said: Organisation.Entry(
                kind: .university, name: name, site: site.isEmpty ? nil : site, city: city.isEmpty ? nil : city)))
        }
      }
    } catch {
      throw FileComplaints(.organisationHeadings)
    }
    guard complaints.isEmpty else { throw FileComplaints(complaints) }
    self.lines = lines
  }

  private static func isKATO(_ text: String) -> Bool { text.utf8.count == 9 && text.utf8.allSatisfy { (48...57).contains($0) } }

  private static func isKey(_ key: String) -> Bool {
    (1...40).contains(key.utf8.count)
      && key.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_") }
  }
}

extension Phrase {
  fileprivate static let organisationHeadings = Phrase(
    kk: "Бағандар: id, name_kk, name_ru, name_en, kato, site; UTF-8 кодтауындағы CSV.",
    ru: "Столбцы: id, name_kk, name_ru, name_en, kato, site; CSV в UTF-8.",
    en: "The columns are id, name_kk, name_ru, name_en, kato, site; CSV in UTF-8.")
  fileprivate static let organisationKey = Phrase(
    kk: "id: кіші латын әріптері, цифрлар және _ таңбасы, 40 таңбаға дейін.",
    ru: "id: строчные латинские буквы, цифры и _, до 40 знаков.",
    en: "id: small Latin letters, digits and _, up to 40 characters.")
  fileprivate static let organisationUnnamed = Phrase(
    kk: "Атауы үш тілде керек, әрқайсысы 200 таңбаға дейін.", ru: "Нужно название на трёх языках, каждое до 200 знаков.",
    en: "The name is needed in three languages, each up to 200 characters.")
  fileprivate static let organisationCity = Phrase(
    kk: "kato: тоғыз цифрлы код немесе бос.", ru: "kato: код из девяти цифр или пусто.",
    en: "kato: a code of nine digits, or left empty.")
  fileprivate static func organisationsTooMany(_ most: Int) -> Phrase {
    Phrase(kk: "Ұйым \(most)-нан көп.", ru: "Организаций больше \(most).", en: "There are more than \(most) organisations.")
  }
}
