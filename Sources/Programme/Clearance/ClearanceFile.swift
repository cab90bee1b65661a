package import Words

/// What adults must have shown before children's data open to them: `Programmes/<name>/clearance.yaml`. Which kinds there are is the
/// house's; what each means, how long it lasts and whose role asks for it is the programme's.
package struct ClearanceFile: Sendable {
  package let kinds: [KindRule]
  package let roles: [RoleRule]

  /// What a kind means here.
  package struct KindRule: Sendable, Hashable {
    package let kind: Clearance.Kind
    /// How long it lasts from the day on which it was seen.
    package let months: Int
    /// With a higher one everybody is asked again.
    package let version: Int
    package let title: Said
    /// What is looked at, and by which sign it is accepted.
    package let what: Said

    /// The last day on which what was seen that day counts, at most.
    package func last(from day: Day) -> Day { day.adding(months: months).adding(days: -1) }
  }

  /// What a role asks for.
  package struct RoleRule: Sendable, Hashable {
    package let role: Role
    package let kinds: [Clearance.Kind]
    /// Nil: from the start.
    package let from: Day?
  }

  /// Throws all that is wrong, each with its line.
  package init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("kinds", "roles")
      var kinds: [KindRule] = []
      for entry in root.list("kinds") {
        guard let rule = KindRule(entry) else { continue }
        if kinds.contains(where: { $0.kind == rule.kind }) { entry.complain(.standsTwice(rule.kind.rawValue), at: "kind") }
        kinds.append(rule)
      }
      for kind in Clearance.Kind.allCases where !kinds.contains(where: { $0.kind == kind }) {
        root.complain(.kindMissing(kind.rawValue), at: "kinds")
      }
      var roles: [RoleRule] = []
      for entry in root.list("roles") {
        guard let rule = RoleRule(entry) else { continue }
        if roles.contains(where: { $0.role == rule.role }) { entry.complain(.standsTwice(rule.role.rawValue), at: "role") }
        roles.append(rule)
      }
      for role in Role.meetingChildren where !roles.contains(where: { $0.role == role }) {
        root.complain(.roleNeedsClearance(role.rawValue), at: "roles")
      }
      return ClearanceFile(kinds: kinds, roles: roles)
    }
  }

  private init(kinds: [KindRule], roles: [RoleRule]) {
    (self.kinds, self.roles) = (kinds, roles)
  }

  package func rule(of kind: Clearance.Kind) -> KindRule {
    guard let rule = kinds.first(where: { $0.kind == kind }) else { preconditionFailure("the reader wants every kind") }
    return rule
  }

  /// What a role asks for on that day; nothing for one that does not stand here, or not yet.
  package func kinds(of role: Role, on day: Day) -> [Clearance.Kind] {
    guard let rule = roles.first(where: { $0.role == role }), rule.from.map({ $0 <= day }) ?? true else { return [] }
    return rule.kinds
  }

  package func asks(_ role: Role, on day: Day) -> Bool { !kinds(of: role, on: day).isEmpty }

  /// The roles that ask on that day, in the order of the house.
  package func asking(on day: Day) -> [Role] { Role.allCases.filter { asks($0, on: day) } }

  /// When a role asks, from today on: today, or the day that is still to come; nil for one that does not stand here.
  package func askingDay(of role: Role, from today: Day) -> Day? {
    roles.first { $0.role == role }.map { max(today, $0.from ?? today) }
  }
}

extension ClearanceFile.KindRule {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("kind", "months", "version", "title", "what")
    let kind: Clearance.Kind? = entry.choice("kind")
    // What lasts for ever is asked for once and never again: five years at most.
    let (months, version) = (entry.whole("months", in: 1...60), entry.whole("version", in: 1...1_000))
    let (title, what) = (entry.said("title"), entry.said("what"))
    guard let kind, let months, let version, let title, let what else { return nil }
    self.init(kind: kind, months: months, version: version, title: title, what: what)
  }
}

extension ClearanceFile.RoleRule {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("role", "kinds", "from")
    let role = entry.text("role", atMost: 40).flatMap { word in
      Self.possible.first { $0.rawValue == word }
        ?? entry.fail(.keyUnknown(word, Self.possible.map(\.rawValue).joined(separator: ", ")), at: "role")
    }
    let from = entry.day(ifAny: "from")
    if let role, from != nil, Role.meetingChildren.contains(role) { entry.complain(.fromTheStart(role.rawValue), at: "from") }
    let known = Clearance.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    let kinds = entry.texts("kinds")?.compactMap { word in
      Clearance.Kind(rawValue: word) ?? entry.fail(.keyUnknown(word, known), at: "kinds")
    }
    guard let role, let kinds, !kinds.isEmpty else { return nil }
    if Set(kinds).count < kinds.count { entry.complain(.listedTwice, at: "kinds") }
    self.init(role: role, kinds: Clearance.Kind.allCases.filter(kinds.contains), from: from)
  }

  /// Adults whom the programme itself lets in; whoever answers for a child of her own needs no leave to see it.
  private static let possible = Role.allCases.filter { $0 != .applicant && $0 != .guardian }
}

extension ProgrammePart where Content == ClearanceFile {
  package static var clearance: Self {
    ProgrammePart(
      "clearance.yaml", read: ClearanceFile.init(yaml:),
      otherwise: { try ClearanceFile(yaml: ProgrammeFolder.shipped().bytes("clearance.yaml") ?? []) },
      follow: { next, now, tx in PartChange(touches: try ClearanceFile.touched(by: next[.clearance], now[.clearance], tx)) })
  }
}

extension Phrase {
  static func kindMissing(_ kind: String) -> Phrase {
    Phrase(
      kk: "«\(kind)» түрі сипатталмаған: background, conduct және module түрлерінің әрқайсысы керек.",
      ru: "Вид «\(kind)» не описан: нужен каждый из видов background, conduct и module.",
      en: "The kind “\(kind)” is not described: each of background, conduct and module is needed.")
  }
  static func roleNeedsClearance(_ role: String) -> Phrase {
    Phrase(
      kk: "«\(role)» рөлі жоқ: ол балалармен жұмыс істейді, сондықтан рұқсатсыз болмайды.",
      ru: "Нет роли «\(role)»: она работает с детьми и без допуска невозможна.",
      en: "The role “\(role)” is missing: it works with children and cannot be without clearance.")
  }
  static func fromTheStart(_ role: String) -> Phrase {
    Phrase(
      kk: "«\(role)» рөлінен рұқсат басынан бастап талап етіледі: from күні қойылмайды.",
      ru: "От роли «\(role)» допуск требуется с самого начала: дата from не ставится.",
      en: "Clearance is asked of the role “\(role)” from the start: it has no day `from`.")
  }
  static let listedTwice = Phrase(
    kk: "Тізімде бір мән екі рет тұр.", ru: "В списке одно значение стоит дважды.", en: "One value stands in the list twice.")
}
