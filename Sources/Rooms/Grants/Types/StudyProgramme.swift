import Programme
import Storage
import Words

/// What somebody can study at an organisation, in one language: the Kazakh and the Russian stream are two.
struct StudyProgramme: Sendable {
  enum Level: String, Sendable, CaseIterable, Bindable, Readable {
    case bachelor, college
  }

  enum Dormitory: String, Sendable, CaseIterable, Bindable, Readable {
    case yes, no, ask
  }

  let id: ID<StudyProgramme>
  let organisation: ID<Organisation>
  let said: Entry
  let isClosed: Bool

  struct Entry: Sendable, Hashable {
    /// The group of programmes, such as B057.
    let group: String
    let name: Said
    let language: Language
    let level: Level
    /// ISCED-F, two to four digits: the broad fields 05, 06 and 07 are what is counted as STEM.
    let isced: String
    /// KATO code.
    let city: String
    /// Tenge a year without a grant; nil where nobody said.
    let cost: Int?
    let dormitory: Dormitory
  }

  var name: Phrase { said.name.phrase }
}

extension StudyProgramme {
  /// Whether a text is a code of ISCED-F: two to four digits, of one of the broad fields 00 to 10.
  static func isISCED(_ text: String) -> Bool {
    (2...4).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
      && Int(text.prefix(2)).map { $0 <= 10 } ?? false
  }

  /// Whether a text names a group of programmes: one Latin letter and three digits (B057), or the seven digits and more of a college's.
  static func isGroup(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    let digits = text.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
    if (65...90).contains(first) { return digits && text.utf8.count == 4 }
    return (48...57).contains(first) && digits && (7...8).contains(text.utf8.count)
  }
}

extension StudyProgramme.Entry {
  /// A college's speciality is called by digits, a bachelor's group by a letter and digits.
  static func fits(_ group: String, _ level: StudyProgramme.Level) -> Bool {
    (group.utf8.first.map { (48...57).contains($0) } ?? false) == (level == .college)
  }

  /// What its form shows, field by field.
  func told(_ gazetteer: Gazetteer) -> [Told] {
    name.told + [
      Told(.groupTitle, group), Told(.streamTitle, language.rawValue, says: language.stream),
      Told(.levelTitle, level.rawValue, says: level.name), Told(.iscedTitle, isced),
      Told(.cityTitle, city, says: CityName.phrase(city, gazetteer)), Told(.costTitle, cost.map(String.init) ?? ""),
      Told(.dormitoryTitle, dormitory.rawValue, says: dormitory.says),
    ]
  }

  /// Whether an offer would read the same: all but the code by which it is counted.
  func isAgreed(with other: Self) -> Bool {
    (group, name, language, level, city) == (other.group, other.name, other.language, other.level, other.city)
      && (cost, dormitory) == (other.cost, other.dormitory)
  }
}

extension StudyProgramme.Level {
  var name: Phrase {
    switch self {
    case .bachelor: Phrase(kk: "бакалавриат", ru: "бакалавриат", en: "bachelor's degree")
    case .college: Phrase(kk: "колледж", ru: "колледж", en: "college")
    }
  }
}

extension StudyProgramme.Dormitory {
  var says: Phrase {
    switch self {
    case .yes: Phrase(kk: "жатақхана беріледі", ru: "общежитие есть", en: "there is a dormitory")
    case .no: Phrase(kk: "жатақхана жоқ", ru: "общежития нет", en: "there is no dormitory")
    case .ask:
      Phrase(kk: "жатақхананы университеттен сұрау керек", ru: "об общежитии спросите университет", en: "ask about a dormitory")
    }
  }
}

/// In which language a stream is taught.
extension Language {
  var stream: Phrase {
    switch self {
    case .kk: Phrase(kk: "қазақ тілінде", ru: "на казахском", en: "Kazakh stream")
    case .ru: Phrase(kk: "орыс тілінде", ru: "на русском", en: "Russian stream")
    case .en: Phrase(kk: "ағылшын тілінде", ru: "на английском", en: "English stream")
    }
  }
}

extension Transaction {
  /// Those of an organisation that are not closed, by name.
  func studyProgrammes(of organisation: ID<Organisation>) throws -> [StudyProgramme] {
    try rows(
      Self.selectProgramme
        + "WHERE organisation_id = \(organisation) AND closed_at IS NULL ORDER BY sort_key, language, id LIMIT 500",
      StudyProgramme.init(row:))
  }

  func studyProgramme(_ id: ID<StudyProgramme>) throws -> StudyProgramme {
    guard let row = try row(Self.selectProgramme + "WHERE id = \(id)") else { throw Refusal.missing }
    return try StudyProgramme(row: row)
  }

  /// Another programme of the organisation that is called and taught the same; nil where there is none.
  func twin(of said: StudyProgramme.Entry, at organisation: ID<Organisation>) throws -> ID<StudyProgramme>? {
    try value(
      """
      SELECT id FROM grants_programme WHERE organisation_id = \(organisation) AND group_code = \(said.group)
        AND language = \(said.language) AND level = \(said.level) AND name_kk = \(said.name.kk)
      """)
  }

  /// Adds one, or changes one that there is.
  @discardableResult
  func keep(
    _ said: StudyProgramme.Entry, as known: ID<StudyProgramme>?, of organisation: ID<Organisation>, by actor: Actor,
    _ house: House
  ) throws -> ID<StudyProgramme> {
    let (id, now): (ID<StudyProgramme>, Moment) = (known ?? house.outside.id(), house.outside.now())
    let key = sortKey(said.name.kk)
    let changed =
      try known == nil
      ? run(
        """
        INSERT INTO grants_programme (id, organisation_id, group_code, name_kk, name_ru, name_en, sort_key, language, level, isced, city,
          cost, dormitory, kept_by, kept_at)
        VALUES (\(id), \(organisation), \(said.group), \(said.name.kk), \(said.name.ru), \(said.name.en), \(key), \(said.language),
          \(said.level), \(said.isced), \(said.city), \(said.cost), \(said.dormitory), \(actor.person), \(now))
        """)
      : run(
        """
        UPDATE grants_programme SET group_code = \(said.group), name_kk = \(said.name.kk), name_ru = \(said.name.ru),
          name_en = \(said.name.en), sort_key = \(key), language = \(said.language), level = \(said.level), isced = \(said.isced),
          city = \(said.city), cost = \(said.cost), dormitory = \(said.dormitory), kept_by = \(actor.person), kept_at = \(now)
        WHERE id = \(id) AND organisation_id = \(organisation) AND closed_at IS NULL
        """)
    if changed == 0 { throw Refusal.missing }
    try record(.grantProgrammeKept, id.text, by: actor.text, house)
    return id
  }

  private static let selectProgramme: SQL = """
    SELECT id, organisation_id, group_code, name_kk, name_ru, name_en, language, level, isced, city, cost, dormitory, closed_at
    FROM grants_programme 
    """
}

extension StudyProgramme {
  init(row: Row) throws {
    let closed: Moment? = try row["closed_at"]
    self.init(
      id: try row["id"], organisation: try row["organisation_id"],
      said: Entry(
        group: try row["group_code"], name: Said(kk: try row["name_kk"], ru: try row["name_ru"], en: try row["name_en"]),
        language: try row["language"], level: try row["level"], isced: try row["isced"], city: try row["city"],
        cost: try row["cost"], dormitory: try row["dormitory"]),
      isClosed: closed != nil)
  }
}
