import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct PersonTests {
  private static let name = PersonName(surname: "Сынақбекова", given: "Үлгігүл", patronymic: "Мысалқызы")
  private static let phone = "+77001112233", email = "ulgigul@synaq.example", birthDay = "2011-03-31"

  private static func known(_ kit: HouseKit) async throws -> ID<Person> {
    let house = kit.house
    let (phone, email) = (try Phone(parsing: phone), try EMail(parsing: email))
    return try await house.database.write { tx in
      try tx.addPerson(
        [.name(name), .phone(phone), .email(email), .birthDay(Day(birthDay), of: name), .relation("mother")], language: .kk, house
      ).person
    }
  }

  @Test("what was put in comes out, and no column holds it in clear", arguments: Databases.engines)
  func sealed(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let id = try await Self.known(kit)
    let vault = kit.house.vault
    let person = try await kit.house.database.read { try $0.person(id, vault) }
    #expect(person.name == Self.name)
    #expect(person.phone?.e164 == Self.phone)
    #expect(person.email?.address == Self.email)

    let secrets = [
      Self.name.surname, Self.name.given, "Мысалқызы", Self.phone, "7001112233", Self.email, Self.birthDay, "mother",
    ]
    let needles = secrets.flatMap { [Array($0.utf8), Array($0.lowercased().utf8), Array(folded($0).utf8)] }
    var columns = 0
    try await kit.house.database.read { tx in
      for table in try tx.tables() where !["migration", "consent_text"].contains(table) {
        try tx.walk(table, try tx.columns(of: table)) { row in
          for value in row {
            let bytes: [UInt8]
            switch value {
            case .text(let text): bytes = Array(text.utf8)
            case .bytes(let content): bytes = content
            default: continue
            }
            for needle in needles { #expect(!bytes.contains(needle), "\(table)") }
          }
        }
      }
    }
    columns = try await kit.house.database.read { try $0.value("SELECT count(*) FROM person_detail", as: Int.self) ?? 0 }
    #expect(columns == 5)
  }

  @Test("a person is found by phone and by any word of the name, however typed", arguments: Databases.engines)
  func searched(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let id = try await Self.known(kit)
    let vault = kit.house.vault
    let asked: [(String, HashKind)] = [
      (Self.phone, .phone), (Self.email, .email), (folded("СЫНАКБЕКОВА"), .word), (folded("улгигул"), .word),
      (folded("Сынақбекова Үлгігүл Мысалқызы"), .name),
    ]
    for (text, kind) in asked {
      let found = try await kit.house.database.read { try $0.people(with: vault.hash(text, kind), kind) }
      #expect(found == [id], "\(text)")
    }
    let other = try await kit.house.database.read { try $0.people(with: vault.hash(Self.phone, .iin), .iin) }
    #expect(other.isEmpty)
  }

  @Test("without her key nothing of hers opens, and the house says there is no such person", arguments: Databases.engines)
  func forgotten(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let id = try await Self.known(kit)
    let vault = kit.house.vault
    try await kit.house.database.write { _ = try $0.run("DELETE FROM person_key WHERE person_id = \(id)") }
    await #expect(throws: Refusal.self) { try await kit.house.database.read { try $0.person(id, vault) } }
  }

  @Test("a sealed value does not open for another person or in another column", arguments: Databases.engines)
  func bound(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (one, other) = (try await Self.known(kit), try await Self.known(kit))
    let vault = kit.house.vault
    try await kit.house.database.write { tx in
      let sealed: [UInt8] = try tx.value("SELECT sealed FROM person_detail WHERE person_id = \(one) AND kind = 'phone'") ?? []
      try tx.run("UPDATE person_detail SET sealed = \(sealed) WHERE person_id = \(other) AND kind = 'phone'")
      try tx.run("UPDATE person_detail SET sealed = \(sealed) WHERE person_id = \(one) AND kind = 'email'")
    }
    for id in [one, other] {
      await #expect(throws: SecurityFault.seal) { try await kit.house.database.read { try $0.person(id, vault) } }
    }
  }

  @Test func aChangedPhoneIsNoLongerFoundByTheOldOne() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let id = try await Self.known(kit)
    let vault = kit.house.vault
    let next = try Phone(parsing: "+77004445566")
    let (old, new) = try await kit.house.database.write { tx in
      try tx.set([.phone(next)], try tx.safe(of: id, vault), vault)
      return (
        try tx.people(with: vault.hash(Self.phone, .phone), .phone), try tx.people(with: vault.hash(next.e164, .phone), .phone)
      )
    }
    #expect(old.isEmpty)
    #expect(new == [id])
  }
}
