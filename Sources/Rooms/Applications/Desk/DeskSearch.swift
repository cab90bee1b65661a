import Programme
import Storage
import Words

extension Transaction {
  /// Which applications of an intake are meant by what somebody typed, as a condition about `application`: an IIN, a phone of the girl or
  /// of a guardian, else any part of the words of a name, a village, a district, a school, a code or one of these phones, in either
  /// alphabet.
  func found(_ sought: DeskSought, _ cycle: ID<Cycle>, _ house: House) throws -> SQL {
    guard let search = sought.text else { return "code IS NULL" }
    if let code = ApplicationCode.read(search), try exists("SELECT 1 FROM application WHERE code = \(code)") {
      return "code = \(code)"
    }
    if let iin = try? IIN(parsing: search) { return Self.having(house.vault.hash(iin.digits, .iin), .iin) }
    if let phone = try? Phone(parsing: search) {
      try readNames(cycle, house)
      let people = house.nameBook.people(with: [phone.e164], most: DeskSearch.most, cycle)
      return "\(Self.having(phone: house.vault.hash(phone.e164, .phone))) OR person_id IN (\(list: people))"
    }
    let parts = DeskSearch.parts(search)
    guard !sought.isTooShort else { return "code IS NULL" }
    try readNames(cycle, house)
    var people = Set(parts.isEmpty ? [] : house.nameBook.people(with: parts, most: DeskSearch.most, cycle))
    for beginning in DeskSearch.phones(search) {
      people.formUnion(house.nameBook.people(with: [beginning], most: DeskSearch.most, cycle))
    }
    let places = house.nameBook.places(with: parts, most: DeskSearch.mostPlaces, house)
    let schools = try schools(holding: search, limit: DeskSearch.mostSchools).map(\.id)
    var conditions: [SQL] = []
    if !people.isEmpty { conditions.append("person_id IN (\(list: people.sorted()))") }
    if !places.isEmpty { conditions.append("place IN (\(list: places))") }
    if !schools.isEmpty { conditions.append("school_id IN (\(list: schools))") }
    if let piece = DeskSearch.pieceOfCode(search) { conditions.append("code LIKE \("%\(piece)%")") }
    return conditions.isEmpty ? "code IS NULL" : conditions.joined(" OR ")
  }

  /// Brings the book of names up to date: what changed since it was read, and a little before, for a change is seen when it is
  /// committed, which is later than its time.
  func readNames(_ cycle: ID<Cycle>, _ house: House) throws {
    let begun = house.outside.now()
    let since = max(0, house.nameBook.readAt(cycle).milliseconds - DeskSearch.overlap)
    let seen = try rows(
      "SELECT person_id, changed_at FROM application WHERE cycle_id = \(cycle) AND changed_at >= \(Moment(milliseconds: since))"
    ) { (person: try $0[0] as ID<Person>, changed: try $0[1] as Moment) }
    let unread = house.nameBook.unread(seen, cycle)
    var lines: [NameBook.Line] = []
    for start in stride(from: 0, to: unread.count, by: DeskSearch.atOnce) {
      try each(
        """
        SELECT application.person_id, changed_at, wrapped, d_name.sealed AS name, d_phone.sealed AS phone,
          \(Self.newest(.guardianPhone, of: "application")) AS guardian_phone,
          CASE WHEN school_id IS NULL THEN \(Self.newest(.school, of: "application")) END AS school
        FROM application
        LEFT JOIN person_key ON person_key.person_id = application.person_id
        LEFT JOIN person_detail AS d_name ON d_name.person_id = application.person_id AND d_name.kind = \(Detail.name)
        LEFT JOIN person_detail AS d_phone ON d_phone.person_id = application.person_id AND d_phone.kind = \(Detail.phone)
        WHERE cycle_id = \(cycle) AND application.person_id IN (\(list: unread[start...].prefix(DeskSearch.atOnce)))
        """
      ) { row in if let line = try Self.line(row, cycle, house) { lines.append(line) } }
    }
    house.nameBook.take(lines, at: begun, cycle)
  }

  /// Nil where the book has her name as it stands.
  private static func line(_ row: Row, _ cycle: ID<Cycle>, _ house: House) throws -> NameBook.Line? {
    let (person, changed): (ID<Person>, Moment) = (try row["person_id"], try row["changed_at"])
    let (name, phone): ([UInt8]?, [UInt8]?) = (try row["name"], try row["phone"])
    let (guardian, school): ([UInt8]?, [UInt8]?) = (try row["guardian_phone"], try row["school"])
    let sealed = [name, phone, guardian, school].compactMap(\.self)
    guard let wrapped = try row["wrapped"] as [UInt8]?, !sealed.isEmpty else {
      return NameBook.Line(person, changed: changed, seal: 0, text: nil)
    }
    // A sealed text begins with chance: no two are alike.
    let seal = sealed.flatMap { $0.prefix(24) }.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    guard !house.nameBook.holds(person, seal: seal, changed: changed, cycle) else { return nil }
    let safe = try house.vault.safe(of: person, wrapped: wrapped)
    let said = try name.flatMap { try safe.name(sealed: $0)?.full } ?? ""
    let called = try phone.map { try safe.detail(.phone, sealed: $0) } ?? ""
    func typed(_ sealed: [UInt8]?) throws -> String { try sealed.map { try safe.open($0, "answer.typed") } ?? "" }
    let hers = try typed(guardian)
    let words = [
      skeleton(said), called, (try? Phone(parsing: hers))?.e164 ?? skeleton(hers), skeleton(try typed(school)),
    ]
    return NameBook.Line(
      person, changed: changed, seal: seal, text: " \(words.joined(separator: " ")) ", order: said.isEmpty ? [] : sortKey(said))
  }

  private static func having(_ hash: [UInt8], _ kind: HashKind) -> SQL {
    "person_id IN (SELECT person_id FROM person_hash WHERE kind = \(kind) AND hash = \(hash))"
  }

  /// Hers, or that of a guardian who was asked for her.
  private static func having(phone hash: [UInt8]) -> SQL {
    let guardian = having(phoneOf: "guardian_id", hash)
    return """
      \(having(phoneOf: "person_id", hash)) OR id IN (SELECT application_id FROM consent_request WHERE \(guardian))
        OR id IN (SELECT application_id FROM paper_consent WHERE \(guardian))
      """
  }

  private static func having(phoneOf column: SQL, _ hash: [UInt8]) -> SQL {
    "\(column) IN (SELECT person_id FROM person_hash WHERE kind = \(HashKind.phone) AND hash = \(hash))"
  }
}

enum DeskSearch {
  /// More people than anybody looks through; whoever typed so little types on.
  static let most = 2_000
  /// A word of very many places ("ауылы") means none of them.
  static let mostPlaces = 600
  static let mostSchools = 100
  /// Longer than any transaction lasts and than the clocks of two servers differ, milliseconds.
  static let overlap: Int64 = 120_000
  /// People opened by one statement.
  static let atOnce = 400

  /// Each has to stand somewhere; one letter or digit ("№ 8") as a whole word, for as a part it stands everywhere.
  static func parts(_ search: String) -> [String] {
    let words = skeleton(search).split { $0 == " " || $0 == "(" || $0 == ")" || $0 == "," }.map(String.init)
    return Set(words.filter { $0.utf8.contains(where: isSaying) }.map { $0.utf8.count > 1 ? $0 : " \($0) " }).sorted().prefix(6)
      .map(\.self)
  }

  private static func isSaying(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte > 0x7F
  }

  /// How the number may stand whose beginning or piece was typed: "8 (705) 000" is "+7705000…".
  static func phones(_ search: String) -> [String] {
    guard search.allSatisfy({ $0.isNumber || $0.isWhitespace || "+()-.".contains($0) }) else { return [] }
    let digits = search.filter { $0.isASCII && $0.isNumber }
    guard digits.count >= 4 else { return [] }
    let isWhole = digits.hasPrefix("8") || digits.hasPrefix("7")
    return [digits] + (isWhole ? ["+7\(digits.dropFirst())"] : [])
  }

  /// With a digit or a dash in it: a name has none.
  static func pieceOfCode(_ search: String) -> String? {
    let piece = search.uppercased().filter { !$0.isWhitespace }
    let isCode = piece.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == UInt8(ascii: "-") }
    return isCode && (2...7).contains(piece.utf8.count) && piece.contains { $0.isNumber || $0 == "-" } ? piece : nil
  }
}
