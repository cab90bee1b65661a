package import Words

/// Something known about a person, on its way to its sealed column; nil for what is known no longer.
package enum Fact: Sendable {
  case name(PersonName?)
  case phone(Phone?)
  case email(EMail?)
  case iin(IIN?)
  /// The birth day; the hash of name and birth day together is made once both are known.
  case birthDay(Day?, of: PersonName?)
  case relation(String?)

  var detail: Detail {
    switch self {
    case .name: .name
    case .phone: .phone
    case .email: .email
    case .iin: .iin
    case .birthDay: .birthDay
    case .relation: .relation
    }
  }

  /// What is sealed; nil when there is nothing to keep.
  var text: String? {
    let text =
      switch self {
      case .name(let name): name?.packed
      case .phone(let phone): phone?.e164
      case .email(let email): email?.address
      case .iin(let iin): iin?.digits
      case .birthDay(let day, _): day?.iso
      case .relation(let relation): relation
      }
    return text?.isEmpty == true ? nil : text
  }

  /// The hashes this fact rules over: they go before new ones come.
  var hashKinds: [HashKind] {
    switch self {
    case .name: [.name, .word, .family]
    case .phone: [.phone]
    case .email: [.email]
    case .iin: [.iin]
    case .birthDay: [.nameAndBirthDay]
    case .relation: []
    }
  }

  func hashed(_ vault: Vault) -> [(HashKind, [UInt8])] {
    switch self {
    case .name(let name?):
      [(.name, vault.hash(folded(name.full), .name))] + name.words.sorted().map { (.word, vault.hash($0, .word)) }
        + (FamilyName.root(name.surname).map { [(.family, vault.hash($0, .family))] } ?? [])
    case .phone(let phone?): [(.phone, vault.hash(phone.e164, .phone))]
    case .email(let email?): [(.email, vault.hash(email.address.lowercased(), .email))]
    case .iin(let iin?): [(.iin, vault.hash(iin.digits, .iin))]
    case .birthDay(let day?, let name?):
      [(.nameAndBirthDay, vault.hash(name, bornOn: day))]
    case .name, .phone, .email, .iin, .birthDay, .relation: []
    }
  }
}

extension Vault {
  /// Surname, given name and birth day together: by this one girl's second application is found.
  package func hash(_ name: PersonName, bornOn day: Day) -> [UInt8] {
    hash("\(folded("\(name.surname) \(name.given)"))|\(day.iso)", .nameAndBirthDay)
  }
}
