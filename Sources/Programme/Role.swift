package import Storage
package import Words

/// To which part of the house a role belongs.
package enum Circle: Sendable, CaseIterable {
  /// Reaches only what is her own.
  case own
  /// Has the desk, a password and a second factor.
  case staff
  /// Somebody of another organisation: has what a room of the house opens to the role, and no desk.
  case outside
}

/// What somebody is to the programme.
package enum Role: String, Sendable, CaseIterable, Bindable, Readable {
  case applicant, guardian
  case coordinator, assistant, reviewer, chair, monitoring, safeguarding, administrator
  case schoolContact = "school_contact"

  /// Each is named: a new role does not get the desk because nobody thought of it.
  package var circle: Circle {
    switch self {
    case .applicant, .guardian: .own
    case .coordinator, .assistant, .reviewer, .chair, .monitoring, .safeguarding, .administrator: .staff
    case .schoolContact: .outside
    }
  }

  package var isStaff: Bool { circle == .staff }

  package static let staff = allCases.filter(\.isStaff)

  /// Whoever holds one of these reaches every child's file, alone or by letting others in: it takes effect when a second
  /// person has confirmed it.
  package var takesTwo: Bool { self == .administrator || self == .safeguarding }

  package var name: Phrase {
    switch self {
    case .applicant: Phrase(kk: "қатысушы", ru: "заявительница", en: "applicant")
    case .guardian: Phrase(kk: "заңды өкіл", ru: "законный представитель", en: "guardian")
    case .coordinator: Phrase(kk: "үйлестіруші", ru: "координатор", en: "coordinator")
    case .assistant: Phrase(kk: "үйлестіруші көмекшісі", ru: "помощник координатора", en: "assistant")
    case .reviewer: Phrase(kk: "бағалаушы", ru: "эксперт", en: "reviewer")
    case .chair: Phrase(kk: "іріктеу комиссиясының төрағасы", ru: "председатель отбора", en: "selection chair")
    case .monitoring: Phrase(kk: "мониторинг маманы", ru: "специалист по мониторингу", en: "monitoring officer")
    case .safeguarding:
      Phrase(
        kk: "балаларды қорғау және деректер маманы", ru: "специалист по защите детей и данных",
        en: "safeguarding and data protection officer")
    case .administrator: Phrase(kk: "әкімші", ru: "администратор", en: "administrator")
    case .schoolContact: Phrase(kk: "мектептің байланыс тұлғасы", ru: "контактное лицо школы", en: "school contact")
    }
  }
}

/// How far a role reaches: one cycle or all, some regions or all.
package struct Scope: Sendable, Hashable {
  package let cycle: ID<Cycle>?
  /// KATO codes of regions; empty means every region.
  package let regions: [String]

  package init(cycle: ID<Cycle>? = nil, regions: [String] = []) {
    self.cycle = cycle
    self.regions = regions
  }

  package static let everything = Scope()
}

extension [Scope] {
  /// The regions of a cycle that they reach; nil for all of them. Without a cycle, what they reach of any.
  package func regions(in cycle: ID<Cycle>?) -> [String]? {
    let scopes = filter { cycle == nil || $0.cycle == nil || $0.cycle == cycle }
    if scopes.contains(where: \.regions.isEmpty) { return nil }
    return Set(scopes.flatMap(\.regions)).sorted()
  }
}

/// Which columns of a statement say where a thing lies.
package struct ScopeColumns: Sendable {
  package let cycle: SQL
  package let region: SQL

  package init(cycle: SQL, region: SQL) {
    self.cycle = cycle
    self.region = region
  }
}

extension [Scope] {
  /// The condition that binds a query to what they reach; a thing without a region is reached by those who reach every region.
  package func condition(_ columns: ScopeColumns) -> SQL {
    let parts = map { scope -> SQL in
      let cycle: SQL = scope.cycle.map { "\(columns.cycle) = \($0)" } ?? "1 = 1"
      let regions: SQL = scope.regions.isEmpty ? "1 = 1" : "\(columns.region) IN (\(list: scope.regions))"
      return "(\(cycle) AND \(regions))"
    }
    return parts.isEmpty ? "1 = 0" : "(\(parts.joined(" OR ")))"
  }
}

/// A role that somebody holds, with its reach.
package struct Membership: Sendable, Hashable {
  package let role: Role
  package let scope: Scope

  package init(role: Role, scope: Scope) {
    self.role = role
    self.scope = scope
  }
}
