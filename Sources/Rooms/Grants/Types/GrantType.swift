import Programme
import Storage
import Words

/// A way of paying for study, and whether the programme's letter counts there.
struct GrantType: Sendable {
  enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
    case state, university, foundation, local, partner
  }

  /// What the programme's letter does there.
  enum Letter: String, Sendable, CaseIterable, Bindable, Readable {
    case yes, no, ask
  }

  let id: ID<GrantType>
  let said: Entry
  let isClosed: Bool

  struct Entry: Sendable, Hashable {
    let kind: Kind
    /// Who gives it; nil where that is the university of the programme itself, or the state.
    let organisation: ID<Organisation>?
    let name: Said
    let letter: Letter
  }

  var name: Phrase { said.name.phrase }

  /// Whether an organisation may offer it for its own programmes. A university's grant is its own alone; what a foundation or somebody else gives
  /// is offered wherever it pays.
  func isOffered(by organisation: ID<Organisation>) -> Bool {
    switch said.kind {
    case .state: false
    case .university: said.organisation.map { $0 == organisation } ?? true
    case .foundation, .local, .partner: true
    }
  }
}

extension GrantType.Kind {
  /// Who gives such a grant, where that is said by name.
  var givers: Set<Organisation.Kind> {
    switch self {
    case .state, .local: [.office]
    case .university: [.university, .college]
    case .foundation: [.foundation]
    case .partner: [.company, .foundation, .office]
    }
  }
}

extension GrantType.Kind {
  var name: Phrase {
    switch self {
    case .state: Phrase(kk: "мемлекеттік грант", ru: "государственный грант", en: "state grant")
    case .university: Phrase(kk: "университет гранты", ru: "грант университета", en: "university grant")
    case .foundation: Phrase(kk: "қор гранты", ru: "грант фонда", en: "foundation grant")
    case .local: Phrase(kk: "жергілікті бюджет гранты", ru: "грант местного бюджета", en: "local budget grant")
    case .partner: Phrase(kk: "серіктес гранты", ru: "грант партнёра", en: "partner's grant")
    }
  }
}

extension GrantType.Letter {
  var says: Phrase {
    switch self {
    case .yes: Phrase(kk: "хат ескеріледі", ru: "письмо учитывают", en: "the letter counts")
    case .no: Phrase(kk: "хат ескерілмейді", ru: "письмо не учитывают", en: "the letter does not count")
    case .ask:
      Phrase(kk: "хат ескеріле ме, сұрау керек", ru: "учитывают ли письмо, нужно спросить", en: "ask whether the letter counts")
    }
  }
}

extension Transaction {
  /// All kinds that are not closed, by kind and name.
  func grantTypes() throws -> [GrantType] {
    try rows(Self.selectType + "WHERE closed_at IS NULL ORDER BY kind, name_kk, id LIMIT 500", GrantType.init(row:))
  }

  func grantType(_ id: ID<GrantType>) throws -> GrantType {
    guard let row = try row(Self.selectType + "WHERE id = \(id)") else { throw Refusal.missing }
    return try GrantType(row: row)
  }

  /// Adds one, or changes one that there is.
  @discardableResult
  func keep(_ said: GrantType.Entry, as known: ID<GrantType>?, by actor: Actor, _ house: House) throws -> ID<GrantType> {
    let (id, now): (ID<GrantType>, Moment) = (known ?? house.outside.id(), house.outside.now())
    let changed =
      try known == nil
      ? run(
        """
        INSERT INTO grants_type (id, kind, organisation_id, name_kk, name_ru, name_en, letter, kept_by, kept_at)
        VALUES (\(id), \(said.kind), \(said.organisation), \(said.name.kk), \(said.name.ru), \(said.name.en), \(said.letter),
          \(actor.person), \(now))
        """)
      : run(
        """
        UPDATE grants_type SET kind = \(said.kind), organisation_id = \(said.organisation), name_kk = \(said.name.kk),
          name_ru = \(said.name.ru), name_en = \(said.name.en), letter = \(said.letter), kept_by = \(actor.person), kept_at = \(now)
        WHERE id = \(id) AND closed_at IS NULL
        """)
    if changed == 0 { throw Refusal.missing }
    try record(.grantTypeKept, id.text, by: actor.text, house)
    return id
  }

  private static let selectType: SQL = """
    SELECT id, kind, organisation_id, name_kk, name_ru, name_en, letter, closed_at FROM grants_type 
    """
}

extension GrantType {
  init(row: Row) throws {
    let closed: Moment? = try row["closed_at"]
    self.init(
      id: try row["id"],
      said: Entry(
        kind: try row["kind"], organisation: try row["organisation_id"],
        name: Said(kk: try row["name_kk"], ru: try row["name_ru"], en: try row["name_en"]), letter: try row["letter"]),
      isClosed: closed != nil)
  }
}
