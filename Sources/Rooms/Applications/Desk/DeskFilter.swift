package import Exchange
package import Markup
package import Programme
import Storage
import Words

/// What a list on the desk shows: read from the address, written back into links, turned into SQL. Names, phones and IINs
/// are looked for by keyed hashes only.
package struct DeskFilter: Sendable, Hashable {
  package var state: Application.State?
  package var consent: Application.ConsentState?
  package var source: Application.Source?
  package var region: String?
  package var district: String?
  package var school: ID<School>?
  package var teachingLanguage: String?
  package var grade: Int?
  /// A code, a phone, an IIN or words of a name.
  package var search: String?

  package init() {}

  /// Values that mean nothing are left out.
  package init(_ query: Fields) {
    state = query["state"].flatMap(Application.State.init(rawValue:))
    consent = query["consent"].flatMap(Application.ConsentState.init(rawValue:))
    source = query["source"].flatMap(Application.Source.init(rawValue:))
    region = query["region"].flatMap(Self.katoCode)
    district = query["district"].flatMap(Self.katoCode)
    school = query["school"].flatMap { ID<School>($0) }
    teachingLanguage = query["teaching"].flatMap { $0.utf8.count <= 20 ? $0 : nil }
    grade = query.number("grade", in: 1...12)
    search = query["q"].map { String($0.prefix(100)) }
  }

  /// The filter as the address says it, search included.
  package var fields: Fields {
    var fields = stored
    if let search { fields.add("q", search) }
    return fields
  }

  /// Without the search, which may hold a name: as it may be stored and logged.
  package var stored: Fields {
    let pairs: [(String, String?)] = [
      ("state", state?.rawValue), ("consent", consent?.rawValue), ("source", source?.rawValue), ("region", region),
      ("district", district), ("school", school?.text), ("teaching", teachingLanguage), ("grade", grade.map { String($0) }),
    ]
    return Fields(pairs.compactMap { name, value in value.map { (name, $0) } })
  }

  /// For the audit log: which filter, and that something was searched, not what.
  package var described: String {
    ([stored.urlEncoded] + (search == nil ? [] : ["search"])).filter { !$0.isEmpty }.joined(separator: " ")
  }

  package func link(_ page: Link) -> Link {
    fields.pairs.isEmpty ? page : Link(own: "\(page.text)?\(fields.urlEncoded)") ?? page
  }

  private static func katoCode(_ text: String) -> String? {
    text.utf8.count == 9 && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
  }
}

/// A filter within what a permit reaches, in one cycle: the only way to a list of applications.
package struct DeskView: Sendable {
  package let filter: DeskFilter
  package let cycle: ID<Cycle>
  /// Nil for every region.
  package let regions: [String]?

  package init<A>(_ filter: DeskFilter, _ cycle: ID<Cycle>, _ permit: Permit<A>) {
    self.filter = filter
    self.cycle = cycle
    regions = permit.reach.regions(in: cycle)
  }

  /// The condition after WHERE, about `application`.
  func condition(_ tx: Transaction, _ vault: Vault) throws -> SQL {
    var parts: [SQL] = ["cycle_id = \(cycle)"]
    if let regions { parts.append("region IN (\(list: regions))") }
    if let state = filter.state { parts.append("state = \(state)") }
    if let consent = filter.consent { parts.append("consent = \(consent)") }
    if let source = filter.source { parts.append("source = \(source)") }
    if let region = filter.region { parts.append("region = \(region)") }
    if let district = filter.district { parts.append("district = \(district)") }
    if let school = filter.school { parts.append("school_id = \(school)") }
    if let language = filter.teachingLanguage { parts.append("teaching_language = \(language)") }
    if let grade = filter.grade { parts.append("grade = \(grade)") }
    if let search = filter.search { parts.append(try Self.condition(search, tx, vault)) }
    return parts.joined(" AND ")
  }

  private static func condition(_ search: String, _ tx: Transaction, _ vault: Vault) throws -> SQL {
    if let code = ApplicationCode.read(search), try tx.exists("SELECT 1 FROM application WHERE code = \(code)") {
      return "code = \(code)"
    }
    if let iin = try? IIN(parsing: search) { return having(vault.hash(iin.digits, .iin), .iin) }
    if let phone = try? Phone(parsing: search) { return having(vault.hash(phone.e164, .phone), .phone) }
    let words = Set(folded(search).split(separator: " ").map(String.init).filter { $0.count > 1 })
    guard !words.isEmpty else { return "code IS NULL" }
    return words.sorted().prefix(6).map { having(vault.hash($0, .word), .word) }.joined(" AND ")
  }

  private static func having(_ hash: [UInt8], _ kind: HashKind) -> SQL {
    "person_id IN (SELECT person_id FROM person_hash WHERE kind = \(kind) AND hash = \(hash))"
  }
}
