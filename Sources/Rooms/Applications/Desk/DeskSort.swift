import Exchange
import Markup
import Programme
import Storage
import Words

/// What the list of applications is sorted by: any column that stands open in the database, or the name. Names are sealed one by one, and
/// an order of names kept beside them would tell most of them: that one is made in memory (`DeskOrder`).
package struct DeskSort: Sendable, Hashable {
  enum Key: String, CaseIterable, Sendable {
    case changed, submitted, started, code, place, school, grade, teaching, state, consent, source, district, name
  }

  let key: Key
  let isDescending: Bool

  package static let changedLast = DeskSort(.changed, isDescending: true)

  init(_ key: Key, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }

  /// Whatever means nothing is the usual order.
  init(_ query: Fields) {
    guard let key = query["sort"].flatMap(Key.init(rawValue:)) else {
      self = .changedLast
      return
    }
    self.init(key, isDescending: query["order"] == "down")
  }

  init(_ sort: Markup.Sort) {
    self.init(Key(rawValue: sort.key) ?? .changed, isDescending: sort.isDescending)
  }

  var shown: Markup.Sort { Markup.Sort(key.rawValue, isDescending: isDescending) }

  var column: SQL {
    switch key {
    case .changed: "changed_at"
    case .submitted: "submitted_at"
    case .started: "started_at"
    case .code: "code"
    case .place: "place"
    case .school: "school_id"
    case .grade: "grade"
    case .teaching: "teaching_language"
    case .state: "state"
    case .consent: "consent"
    case .source: "source"
    case .district: "district"
    // The database knows no order of names; nothing is sorted by this.
    case .name: "person_id"
    }
  }

  private var mayBeEmpty: Bool {
    switch key {
    case .submitted, .place, .school, .grade, .teaching, .district: true
    case .changed, .started, .code, .state, .consent, .source, .name: false
    }
  }

  /// After ORDER BY: who has nothing in the column comes last either way.
  var order: SQL { order("\(column)", "id", isDescending, nullsFirst: false) }

  func order(of table: SQL) -> SQL { order("\(table).\(column)", "\(table).id", isDescending, nullsFirst: false) }

  var reversed: SQL { order("\(column)", "id", !isDescending, nullsFirst: true) }

  private func order(_ column: SQL, _ id: SQL, _ isDescending: Bool, nullsFirst: Bool) -> SQL {
    let way: SQL = isDescending ? "DESC" : "ASC"
    let nulls: SQL = mayBeEmpty ? (nullsFirst ? " NULLS FIRST" : " NULLS LAST") : ""
    return "\(column) \(way)\(nulls), \(id) \(way)"
  }

  /// Whether a row lies behind (or before) the one whose column is `here.k` and whose id is `here.i`.
  func lies(after isAfter: Bool) -> SQL {
    let comparison: SQL = isAfter == isDescending ? "<" : ">"
    let empty: SQL =
      isAfter ? "(\(column) IS NULL AND here.k IS NOT NULL)" : "(\(column) IS NOT NULL AND here.k IS NULL)"
    let same: SQL = "((\(column) = here.k OR (\(column) IS NULL AND here.k IS NULL)) AND id \(comparison) here.i)"
    return "(\(column) \(comparison) here.k OR \(empty) OR \(same))"
  }
}

/// Where somebody stands in the working list: what it is narrowed to, in which order, on which page. An application opened from it carries
/// this in its address, so that next, previous and back mean that list.
struct DeskPlace: Sendable, Hashable {
  static let sizes = [50, 100]

  var filter: DeskFilter
  var sort: DeskSort
  var page: Int
  var size: Int
  /// Which row of the list the application that is open was, as its link said; its neighbours are looked for there first.
  var row: Int?

  init(_ query: Fields) {
    filter = DeskFilter(query)
    sort = DeskSort(query)
    page = PageNumber(query).value
    row = query.number("row", in: 1...10_000_000)
    size = query.number("size", in: 1...1000).flatMap { Self.sizes.contains($0) ? $0 : nil } ?? Self.sizes[0]
  }

  var fields: Fields {
    var fields = filter.fields
    if sort != .changedLast {
      fields.add("sort", sort.key.rawValue)
      if sort.isDescending { fields.add("order", "down") }
    }
    if size != Self.sizes[0] { fields.add("size", String(size)) }
    if page > 1 { fields.add("page", String(page)) }
    return fields
  }

  /// The address of an application as it stands in this list.
  func link(to code: String, row: Int) -> Link {
    var other = self
    other.page = (max(row, 1) - 1) / size + 1
    other.row = row
    return other.link(Link("/desk/applications/\(code)"))
  }

  /// The list itself.
  func link() -> Link { link("/desk/applications", fields) }

  /// A page about the application that was opened from it.
  func link(_ page: Link) -> Link { link(page, remembered) }

  /// The list and the row.
  var remembered: Fields {
    var fields = fields
    if let row { fields.add("row", String(row)) }
    return fields
  }

  private func link(_ page: Link, _ fields: Fields) -> Link {
    fields.pairs.isEmpty ? page : Link(own: "\(page.text)?\(fields.urlEncoded)") ?? page
  }

  /// The first page of the list changed so.
  func changed(_ change: (inout DeskPlace) -> Void) -> DeskPlace {
    var other = self
    other.page = 1
    other.row = nil
    change(&other)
    return other
  }
}

extension DeskPlace {
  /// Nil where the application is not in the list it was opened from and nobody knows where it was.
  func neighbours(of application: Application, _ permit: Permit<some Act>, _ house: House, in tx: Transaction) throws
    -> DeskNeighbours?
  {
    try tx.deskNeighbours(of: application, DeskView(filter, application.cycle, permit), sort, row: row, permit.reach, house)
  }

  /// Back to its line, and the ones before and after it. The page of the list moves along.
  func crumbs(_ visit: Visit, _ application: Application, _ beside: DeskNeighbours?) -> HTML {
    let t = visit.language
    func address(_ code: String?, _ position: Int) -> Link? {
      code.map { visit.ofShown(link(to: $0, row: position)) }
    }
    // Where it has left the list, its row is already that of the next.
    let (before, after) = (beside?.position.map { $0 - 1 } ?? (row ?? 1) - 1, beside?.position.map { $0 + 1 } ?? row ?? 1)
    return t.place(
      back: visit.ofShown(link()).at(application.code), title: t(.applications), beside?.position, of: beside?.total ?? 0,
      previous: address(beside?.previous, before), next: address(beside?.next, after))
  }
}
