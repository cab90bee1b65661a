import Security
package import Storage
package import Words

/// What an erased person leaves behind so that no import and no merge brings her back: keyed hashes, which nobody can read
/// and which match only the same facts.
package struct Tombstone: Sendable {
  private let marks: [(kind: String, hash: [UInt8])]

  /// Of the facts that are known: the IIN; name and birth day; name and phone.
  package init(name: PersonName?, birthDay: Day?, iin: IIN?, phone: Phone?, _ vault: Vault) {
    var marks: [(kind: String, hash: [UInt8])] = []
    if let iin { marks.append(("iin", vault.hash(iin.digits, .iin))) }
    if let name, let birthDay { marks.append(("name_birth_day", vault.hash(name, bornOn: birthDay))) }
    if let name, let phone {
      let short = folded("\(name.surname) \(name.given)")
      marks.append(("name_phone", vault.hash(secret: "\(short)|\(phone.e164)", for: "tombstone name and phone")))
    }
    self.marks = marks
  }

  /// From the details as they are kept.
  init(_ details: [Detail: String], _ vault: Vault) {
    self.init(
      name: details[.name].flatMap(PersonName.init(packed:)), birthDay: details[.birthDay].flatMap { Day($0) },
      iin: details[.iin].flatMap { try? IIN(parsing: $0) }, phone: details[.phone].flatMap { try? Phone(parsing: $0) }, vault)
  }

  fileprivate var pairs: [(kind: String, hash: [UInt8])] { marks }
}

extension Transaction {
  /// For each, whether somebody of these facts was erased: an import refuses the line.
  package func areErased(_ tombstones: [Tombstone]) throws -> [Bool] {
    var set: [String: Set<[UInt8]>] = [:]
    for (kind, marks) in Dictionary(grouping: tombstones.flatMap(\.pairs), by: \.kind) {
      set[kind] = Set(
        try rows("SELECT hash FROM tombstone WHERE kind = \(kind) AND hash IN (\(list: marks.map(\.hash)))") {
          try $0[0] as [UInt8]
        })
    }
    return tombstones.map { stone in stone.pairs.contains { set[$0.kind]?.contains($0.hash) ?? false } }
  }

  /// Sets the stone of a person whose key is still there.
  package func setTombstone(of person: ID<Person>, _ house: House) throws {
    for mark in Tombstone(try details(try safe(of: person, house.vault)), house.vault).pairs {
      try run(
        """
        INSERT INTO tombstone (kind, hash, erased_at) VALUES (\(mark.kind), \(mark.hash), \(house.outside.now()))
        ON CONFLICT (kind, hash) DO NOTHING
        """)
    }
  }
}
