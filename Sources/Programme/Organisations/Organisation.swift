import Storage
package import Words

/// A university, a foundation or a company that works with the programme.
package struct Organisation: Sendable {
  package enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
    case university, college, foundation, company
    /// A body of the state or of a region.
    case office

    package var name: Phrase {
      switch self {
      case .university: Phrase(kk: "университет", ru: "университет", en: "university")
      case .college: Phrase(kk: "колледж", ru: "колледж", en: "college")
      case .foundation: Phrase(kk: "қор", ru: "фонд", en: "foundation")
      case .company: Phrase(kk: "компания", ru: "компания", en: "company")
      case .office: Phrase(kk: "мемлекеттік мекеме", ru: "государственное учреждение", en: "public body")
      }
    }
  }

  package let id: ID<Organisation>
  /// By which a programme's file knows it; nil for one that was added at the desk.
  package let key: String?
  package let said: Entry
  /// The moment from which on nothing of the house is open to its people; nil: it never was.
  package let clearedUntil: Moment?

  package var name: Phrase { said.name.phrase }

  package func isCleared(at now: Moment) -> Bool { clearedUntil.map { now < $0 } ?? false }

  /// The last day on which its people come in.
  package var lastDay: Day? { clearedUntil.map { $0.adding(milliseconds: -1).day() } }

  /// What is known of it, by whoever wrote it down.
  package struct Entry: Sendable, Hashable {
    package let kind: Kind
    package let name: Said
    package let bin: String?
    /// Without `https://`.
    package let site: String?
    /// Behind the @ of its people's addresses; nobody is invited to another.
    package let domains: [String]
    /// KATO code of the town it stands in; places outside the programme's register are known by their code alone.
    package let city: String?

    package init(kind: Kind, name: Said, bin: String? = nil, site: String? = nil, domains: [String] = [], city: String? = nil) {
      (self.kind, self.name, self.bin, self.site, self.domains, self.city) = (kind, name, bin, site, domains, city)
    }
  }
}

extension Organisation.Entry {
  /// Whether an address is one of its people's: at a domain of it, or at one below.
  package func owns(_ email: EMail) -> Bool {
    guard let domain = email.address.lowercased().split(separator: "@").last else { return false }
    return domains.contains { domain == $0 || domain.hasSuffix(".\($0)") }
  }
}

extension Role {
  /// Whether it counts only while the organisation of its scope is cleared.
  package var isOfOrganisation: Bool { self == .university }
}

extension Phrase {
  static let organisationNotCleared = Phrase(
    kk: "Ұйымыңыздың рұқсаты күшінде емес, сондықтан бұл бет ашылмайды. Бағдарламаның байланыс тұлғасына хабарласыңыз.",
    ru: "Допуск вашей организации не действует, поэтому эта страница не открывается. Напишите контактному лицу программы.",
    en: "Your organisation's clearance is not in force, so this page does not open. Write to the programme's contact.")
}
