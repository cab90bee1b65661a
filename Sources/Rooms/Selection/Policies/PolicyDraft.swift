import Allocation
import Exchange
import Markup
import Programme
import Rules
import Words

/// A policy as the form holds it: every field as it was typed, also where it is wrong.
struct PolicyDraft: Sendable, Hashable {
  struct Titles: Sendable, Hashable {
    var kk = ""
    var ru = ""
    var en = ""
    var isBlank: Bool { [kk, ru, en] == ["", "", ""] }
  }

  struct Evidence: Sendable, Hashable {
    var name = ""
    var title = Titles()
    var scale = ""
    var lowest = ""
    var highest = ""
    var weight = ""
    var minimum = ""
    /// As the text writes it; `points` stands for a number of its own.
    var missing = ""
    var points = ""
    var parts = ""
  }

  /// Whom a reserve or a share protects: `number` is places or per cent.
  struct Group: Sendable, Hashable {
    var attribute = ""
    var title = Titles()
    var number = ""
  }

  struct Cap: Sendable, Hashable {
    var column = ""
    var title = Titles()
    var places = ""
  }

  enum Protection: String, Sendable { case none, reserves, shares }

  var title = Titles()
  var places = ""
  var decimals = ""
  var evidence: [Evidence] = []
  var protection = Protection.none
  var groups: [Group] = []
  var caps: [Cap] = []
  var sources: [Titles] = []
  var published = TypedDate()
  var days = ""

  /// The rows of a list that the form takes.
  static let most = 30
}

extension PolicyDraft {
  /// From a form; a row in which nothing is typed stays a blank row, so that each keeps its number.
  init(_ form: Fields) {
    func rows<Row: Equatable>(_ list: String, _ blank: Row, _ read: (String) -> Row) -> [Row] {
      var rows = (1...Self.most).map { read("\(list)-\($0)") }
      while rows.last == blank { rows.removeLast() }
      return rows
    }
    title = Titles(form, "title")
    places = form["places"] ?? ""
    decimals = form["decimals"] ?? ""
    evidence = rows("evidence", Evidence()) { Evidence(form, $0) }
    protection = form["protection"].flatMap(Protection.init) ?? .none
    groups = rows("group", Group()) { Group(form, $0) }
    caps = rows("cap", Cap()) { Cap(form, $0) }
    sources = rows("source", Titles()) { Titles(form, $0) }
    published = form.date("published")
    days = form["days"] ?? ""
  }

  /// From a policy that is right.
  init(_ file: PolicyFile) {
    title = Titles(file.title.phrase)
    places = String(file.policy.places)
    decimals = String(file.policy.decimals)
    evidence = file.policy.evidence.map { Evidence($0, file.title(evidence: $0.name)) }
    switch file.policy.protection {
    case .none: protection = .none
    case .reserves(let reserves):
      protection = .reserves
      groups = reserves.map { Group($0.attribute, file.title(attribute: $0.attribute), $0.places) }
    case .shares(let shares):
      protection = .shares
      groups = shares.map { Group($0.attribute, file.title(attribute: $0.attribute), $0.percent) }
    }
    caps = file.policy.caps.map {
      Cap(column: $0.column, title: Titles(file.title(column: $0.column)), places: String($0.places))
    }
    sources = file.lottery?.sources.map { Titles($0.phrase) } ?? []
    published = file.lottery.map { TypedDate($0.published) } ?? TypedDate()
    days = String(file.offerDays)
  }
}

extension PolicyDraft.Titles {
  fileprivate init(_ form: Fields, _ name: String) {
    self.init(kk: form["\(name)-kk"] ?? "", ru: form["\(name)-ru"] ?? "", en: form["\(name)-en"] ?? "")
  }

  init(_ phrase: Phrase) { self.init(kk: phrase(.kk), ru: phrase(.ru), en: phrase(.en)) }
}

extension PolicyDraft.Evidence {
  fileprivate init(_ form: Fields, _ row: String) {
    func typed(_ name: String) -> String { form["\(row)-\(name)"] ?? "" }
    self.init(
      name: typed("name"), title: PolicyDraft.Titles(form, row), scale: typed("scale"), lowest: typed("lowest"),
      highest: typed("highest"), weight: typed("weight"), minimum: typed("minimum"), missing: typed("missing"),
      points: typed("points"), parts: typed("parts"))
  }

  fileprivate init(_ evidence: Policy.Evidence, _ title: Phrase) {
    self.init(
      name: evidence.name, title: PolicyDraft.Titles(title), weight: plain(evidence.weight),
      minimum: evidence.minimum.map(plain) ?? "", parts: evidence.parts.map { String($0) } ?? "")
    switch evidence.scale {
    case .raw(let low, let high): (scale, lowest, highest) = ("raw", plain(low), plain(high))
    case .standard: scale = "standard"
    case .logit: scale = "logit"
    }
    switch evidence.missing {
    case .notConsidered: missing = "not considered"
    case .lowest: missing = "lowest"
    case .average: missing = "average"
    case .points(let given): (missing, points) = ("points", plain(given))
    }
  }
}

extension PolicyDraft.Group {
  fileprivate init(_ form: Fields, _ row: String) {
    self.init(
      attribute: form["\(row)-attribute"] ?? "", title: PolicyDraft.Titles(form, row), number: form["\(row)-number"] ?? "")
  }

  fileprivate init(_ attribute: String, _ title: Phrase, _ number: Int) {
    self.init(attribute: attribute, title: PolicyDraft.Titles(title), number: String(number))
  }
}

extension PolicyDraft.Cap {
  fileprivate init(_ form: Fields, _ row: String) {
    self.init(column: form["\(row)-column"] ?? "", title: PolicyDraft.Titles(form, row), places: form["\(row)-places"] ?? "")
  }
}

/// "2", not "2.0".
private func plain(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
}
