package import Storage
import Words

extension Transaction {
  /// Throws `Refusal.missing` where there is none.
  package func organisation(_ id: ID<Organisation>) throws -> Organisation {
    guard let found = try row(Self.selectOrganisation + "WHERE id = \(id)") else { throw Refusal.missing }
    return try Organisation(row: found)
  }

  /// All of them, by name.
  package func organisations(limit: Int = 1_000) throws -> [Organisation] {
    try rows(Self.selectOrganisation + "ORDER BY sort_key, id LIMIT \(limit)", Organisation.init(row:))
  }

  /// Adds one that the programme's file names. One that is there stays what people made of it: the file only begins the register.
  package func keepOrganisation(key: String, _ said: Organisation.Entry, _ outside: Outside) throws {
    guard try !exists("SELECT 1 FROM organisation WHERE key = \(key)") else { return }
    try insert(outside.id(), key: key, said, outside)
  }

  /// One that people add at the desk.
  package func addOrganisation(_ said: Organisation.Entry, _ outside: Outside) throws -> ID<Organisation> {
    let id: ID<Organisation> = outside.id()
    try insert(id, key: nil, said, outside)
    return id
  }

  package func change(_ id: ID<Organisation>, to said: Organisation.Entry) throws {
    let names = said.name
    let changed = try run(
      """
      UPDATE organisation SET kind = \(said.kind), name_kk = \(names.kk), name_ru = \(names.ru), name_en = \(names.en),
        sort_key = \(sortKey(names.kk)), bin = \(said.bin), site = \(said.site), domains = \(said.domains.joined(separator: " ")),
        city = \(said.city)
      WHERE id = \(id)
      """)
    if changed == 0 { throw Refusal.missing }
  }

  private func insert(_ id: ID<Organisation>, key: String?, _ said: Organisation.Entry, _ outside: Outside) throws {
    try run(
      """
      INSERT INTO organisation (id, key, kind, name_kk, name_ru, name_en, sort_key, bin, site, domains, city, created_at)
      VALUES (\(id), \(key), \(said.kind), \(said.name.kk), \(said.name.ru), \(said.name.en), \(sortKey(said.name.kk)), \(said.bin),
        \(said.site), \(said.domains.joined(separator: " ")), \(said.city), \(outside.now()))
      """)
  }

  private static let selectOrganisation: SQL = """
    SELECT id, key, kind, name_kk, name_ru, name_en, bin, site, domains, city, cleared_until FROM organisation 
    """
}

extension Organisation {
  package init(row: Row) throws {
    let domains: String = try row["domains"]
    self.init(
      id: try row["id"], key: try row["key"],
      said: Entry(
        kind: try row["kind"], name: Said(kk: try row["name_kk"], ru: try row["name_ru"], en: try row["name_en"]),
        bin: try row["bin"], site: try row["site"], domains: domains.split(separator: " ").map(String.init), city: try row["city"]
      ),
      clearedUntil: try row["cleared_until"])
  }
}
