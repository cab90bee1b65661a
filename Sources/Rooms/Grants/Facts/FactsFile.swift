import Programme
import Words

/// `grants.yaml` of the programme's folder: what is known of ways to a grant in the country, each with where it was read and when, and the doors
/// a girl may knock at. Without the file that of Kazakhstan which ships.
struct FactsFile: Sendable {
  /// Where and when something was read.
  struct Standing: Sendable, Hashable {
    let from: Day
    let until: Day
    let source: String
    let checkedOn: Day
    let checkedBy: String
  }

  struct Fact: Sendable, Hashable {
    let key: String
    let title: Said
    let value: Said
    let standing: Standing
  }

  /// A way to a grant, with its dates in the year they were published for.
  struct Door: Sendable, Hashable {
    let key: String
    let title: Said
    let who: Said
    let documents: [Said]
    let letter: GrantType.Letter
    let opens: Day?
    let closes: Day?
    /// Nil where it says nothing that could grow old.
    let standing: Standing?
    let facts: [String]
  }

  /// A quota of the state, by which an offer may ask for a paper.
  struct Quota: Sendable, Hashable {
    let key: String
    let title: Said
  }

  let facts: [Fact]
  let doors: [Door]
  let quotas: [Quota]

  /// What grows old, facts first: each is confirmed anew every spring.
  var statements: [Statement] {
    facts.map { Statement(key: $0.key, title: $0.title, standing: $0.standing, says: [$0.value]) }
      + doors.compactMap { door in
        door.standing.map { Statement(key: door.key, title: door.title, standing: $0, says: [door.who]) }
      }
  }

  struct Statement: Sendable, Hashable {
    let key: String
    let title: Said
    let standing: Standing
    let says: [Said]
  }

  /// Throws all that is wrong, each with its line.
  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("facts", "doors", "quotas")
      var keys: Set<String> = []
      func isNew(_ entry: YAMLEntry, _ key: String?) {
        guard let key else { return }
        if !keys.insert(key).inserted { entry.complain(.standsTwice(key), at: "key") }
      }
      var facts: [Fact] = []
      for entry in root.list("facts") {
        entry.know("key", "title", "value", "from", "until", "source", "checked_on", "checked_by")
        let (key, title, value, standing) = (entry.key(), entry.said("title"), entry.said("value"), Standing(entry))
        isNew(entry, key)
        if let key, let title, let value, let standing {
          facts.append(Fact(key: key, title: title, value: value, standing: standing))
        }
      }
      var doors: [Door] = []
      for entry in root.list("doors") {
        entry.know(
          "key", "title", "who", "documents", "letter", "opens", "closes", "facts", "from", "until", "source", "checked_on",
          "checked_by")
        let (key, title, who) = (entry.key(), entry.said("title"), entry.said("who"))
        isNew(entry, key)
        let documents = entry.list("documents").compactMap(\.said)
        let letter: GrantType.Letter? = entry.choice("letter")
        let (opens, closes) = (entry.day(ifAny: "opens"), entry.day(ifAny: "closes"))
        if let opens, let closes, closes < opens { entry.complain(.doorClosesBefore, at: "closes") }
        // Dates without a source would be somebody's guess.
        let growsOld = opens != nil || closes != nil || entry.has("source")
        let standing = growsOld ? Standing(entry) : nil
        let named = entry.texts(ifAny: "facts") ?? []
        for name in named where !facts.contains(where: { $0.key == name }) {
          entry.complain(.keyUnknown(name, facts.map(\.key).joined(separator: ", ")), at: "facts")
        }
        guard let key, let title, let who, let letter, !growsOld || standing != nil else { continue }
        doors.append(
          Door(
            key: key, title: title, who: who, documents: documents, letter: letter, opens: opens, closes: closes,
            standing: standing,
            facts: named))
      }
      var quotas: [Quota] = []
      for entry in root.list(ifAny: "quotas") {
        entry.know("key", "title")
        let (key, title) = (entry.key(), entry.said("title"))
        if let key, quotas.contains(where: { $0.key == key }) { entry.complain(.standsTwice(key), at: "key") }
        if let key, let title { quotas.append(Quota(key: key, title: title)) }
      }
      return FactsFile(facts: facts, doors: doors, quotas: quotas)
    }
  }

  private init(facts: [Fact], doors: [Door], quotas: [Quota]) {
    (self.facts, self.doors, self.quotas) = (facts, doors, quotas)
  }

  static func shipped(_ assets: Assets = .shipped) throws -> FactsFile {
    guard let file = assets["Programmes/kazakhstan/grants.yaml"] else { throw ShippedFault.missing("grants.yaml") }
    return try FactsFile(yaml: file.bytes)
  }
}

extension FactsFile.Standing {
  fileprivate init?(_ entry: YAMLEntry) {
    let (from, until, source) = (entry.day("from"), entry.day("until"), entry.text("source", atMost: 300))
    let (checkedOn, checkedBy) = (entry.day("checked_on"), entry.text("checked_by", atMost: 120))
    guard let from, let until, let source, let checkedOn, let checkedBy else { return nil }
    if until < from { entry.complain(.factEndsBefore, at: "until") }
    self.init(from: from, until: until, source: source, checkedOn: checkedOn, checkedBy: checkedBy)
  }
}

extension ProgrammePart where Content == FactsFile {
  static var grants: Self {
    ProgrammePart("grants.yaml", read: FactsFile.init(yaml:), otherwise: { try FactsFile.shipped() }, ships: false)
  }
}

extension Phrase {
  fileprivate static let doorClosesBefore = Phrase(
    kk: "closes opens-тен бұрын тұр.", ru: "closes стоит раньше opens.", en: "`closes` is before `opens`.")
  fileprivate static let factEndsBefore = Phrase(
    kk: "until from-нан бұрын тұр.", ru: "until стоит раньше from.", en: "`until` is before `from`.")
}
