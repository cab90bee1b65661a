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
  case applicant, guardian, teacher
  case coordinator, assistant, reviewer, chair, monitoring, safeguarding, administrator
  case trainer, mentor, author
  case partnerships
  case university
  case schoolContact = "school_contact"

  /// Each is named: a new role does not get the desk because nobody thought of it.
  package var circle: Circle {
    switch self {
    case .applicant, .guardian, .teacher: .own
    case .coordinator, .assistant, .reviewer, .chair, .monitoring, .safeguarding, .administrator: .staff
    case .trainer, .mentor, .author, .partnerships: .staff
    case .university, .schoolContact: .outside
    }
  }

  package var isStaff: Bool { circle == .staff }

  package static let staff = allCases.filter(\.isStaff)

  /// Those that stand in `membership` and come in by the girls' door: a code to the phone, no desk.
  package static let ownByMembership: [Role] = [.teacher]

  /// Who meets children as her very work: clearance is asked of her from the start, whatever a programme's file says of others.
  package static let meetingChildren: [Role] = [.trainer, .mentor]

  /// Whoever holds one of these reaches every child's file, alone or by letting others in: it takes effect when a second
  /// person has confirmed it.
  package var takesTwo: Bool { self == .administrator || self == .safeguarding }

  package var name: Phrase {
    switch self {
    case .applicant: Phrase(kk: "қатысушы", ru: "кто подаёт заявку", en: "applicant")
    case .guardian: Phrase(kk: "заңды өкіл", ru: "законный представитель", en: "guardian")
    case .coordinator: Phrase(kk: "үйлестіруші", ru: "координатор", en: "coordinator")
    case .assistant: Phrase(kk: "үйлестіруші көмекшісі", ru: "помощник координатора", en: "assistant")
    case .reviewer: Phrase(kk: "бағалаушы", ru: "эксперт", en: "reviewer")
    case .chair: Phrase(kk: "іріктеу комиссиясының төрағасы", ru: "председатель отбора", en: "selection chair")
    case .monitoring: Phrase(kk: "мониторинг маманы", ru: "специалист по мониторингу", en: "monitoring officer")
    case .safeguarding:
      Phrase(
        kk: "балалар мен деректерді қорғау маманы", ru: "специалист по защите детей и данных",
        en: "safeguarding and data protection officer")
    case .administrator: Phrase(kk: "әкімші", ru: "администратор", en: "administrator")
    case .trainer: Phrase(kk: "тренер", ru: "тренер", en: "trainer")
    case .mentor: Phrase(kk: "тәлімгер", ru: "наставник", en: "mentor")
    case .author: Phrase(kk: "курс авторы", ru: "автор курсов", en: "course author")
    case .teacher: Phrase(kk: "мұғалім", ru: "учитель", en: "teacher")
    case .partnerships: Phrase(kk: "серіктестік жөніндегі маман", ru: "специалист по партнёрствам", en: "partnership officer")
    case .university: Phrase(kk: "университет өкілі", ru: "представитель университета", en: "university officer")
    case .schoolContact: Phrase(kk: "мектептің байланыс тұлғасы", ru: "контактное лицо школы", en: "school contact")
    }
  }
}

/// How far a role reaches: what it names bounds it, what it does not name is all of that.
package struct Scope: Sendable, Hashable {
  package let cycle: ID<Cycle>?
  /// KATO codes of regions; empty means every region.
  package let regions: [String]
  package let school: ID<School>?
  package let organisation: ID<Organisation>?

  package init(
    cycle: ID<Cycle>? = nil, regions: [String] = [], school: ID<School>? = nil, organisation: ID<Organisation>? = nil
  ) {
    self.cycle = cycle
    self.regions = regions
    self.school = school
    self.organisation = organisation
  }

  /// From `cycle_id`, `regions`, `school_id` and `organisation_id` of a membership.
  package init(row: Row) throws {
    let regions: String = try row["regions"]
    self.init(
      cycle: try row["cycle_id"], regions: regions.split(separator: " ").map(String.init), school: try row["school_id"],
      organisation: try row["organisation_id"])
  }

  package static let everything = Scope()

  /// Whether it may reach more than one school's or one organisation's things: only then do cycle and region say all.
  var isOfPlaces: Bool { school == nil && organisation == nil }

  /// Whether a thing is within reach; one that lies in no region, school or organisation is reached by those who are not bound to any.
  func reaches(_ cycle: ID<Cycle>, _ region: String?, _ school: ID<School>?, _ organisation: ID<Organisation>?) -> Bool {
    (self.cycle == nil || self.cycle == cycle) && (regions.isEmpty || region.map(regions.contains) ?? false)
      && (self.school == nil || self.school == school) && (self.organisation == nil || self.organisation == organisation)
  }
}

extension [Scope] {
  /// The regions of a cycle that they reach; nil for all of them. Without a cycle, what they reach of any. A scope of one school or
  /// organisation reaches no region as a whole.
  package func regions(in cycle: ID<Cycle>?) -> [String]? {
    let scopes = filter { $0.isOfPlaces && (cycle == nil || $0.cycle == nil || $0.cycle == cycle) }
    if scopes.contains(where: \.regions.isEmpty) { return nil }
    return Set(scopes.flatMap(\.regions)).sorted()
  }
}

/// Which columns of a statement say where a thing lies; nil where its things lie in none.
package struct ScopeColumns: Sendable {
  package let cycle: SQL?
  package let region: SQL?
  package let school: SQL?
  package let organisation: SQL?

  package init(cycle: SQL?, region: SQL?, school: SQL? = nil, organisation: SQL? = nil) {
    self.cycle = cycle
    self.region = region
    self.school = school
    self.organisation = organisation
  }
}

extension [Scope] {
  /// The condition that binds a query to what they reach; a thing without a region is reached by those who reach every region.
  /// A scope that names what the query has no column for reaches nothing.
  package func condition(_ columns: ScopeColumns) -> SQL {
    let parts = compactMap { $0.condition(columns) }
    return parts.isEmpty ? "1 = 0" : "(\(parts.joined(" OR ")))"
  }
}

extension Scope {
  /// Nil when it reaches nothing there.
  fileprivate func condition(_ columns: ScopeColumns) -> SQL? {
    var bounds: [SQL] = []
    if let cycle {
      guard let column = columns.cycle else { return nil }
      bounds.append("\(column) = \(cycle)")
    }
    if !regions.isEmpty {
      guard let column = columns.region else { return nil }
      bounds.append("\(column) IN (\(list: regions))")
    }
    if let school {
      guard let column = columns.school else { return nil }
      bounds.append("\(column) = \(school)")
    }
    if let organisation {
      guard let column = columns.organisation else { return nil }
      bounds.append("\(column) = \(organisation)")
    }
    return bounds.isEmpty ? "1 = 1" : "(\(bounds.joined(" AND ")))"
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
