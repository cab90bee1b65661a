package import Exchange
package import Intake
package import Markup
package import Programme
import Storage
import Words

/// What a list on the desk shows: read from the address, written back into links, turned into SQL.
package struct DeskFilter: Sendable, Hashable {
  /// Any of these; none for all. So for the others that are several.
  package var states: [Application.State] = []
  package var consents: [Application.ConsentState] = []
  package var sources: [Application.Source] = []
  package var regions: [String] = []
  package var teachingLanguages: [String] = []
  package var grades: [Int] = []
  package var assigned: [DeskAssigned] = []
  package var district: String?
  package var school: ID<School>?
  /// Only those with notes.
  package var isNoted = false
  /// Ticked one by one; none for all.
  package var picked: [String] = []
  /// Begun by this table.
  package var table: ID<IntakeBatch>?
  /// See `found`.
  package var search: DeskSought?

  package init() {}

  /// Values that mean nothing are left out. What is looked for is read by a visit; see `Visit.deskFilter`.
  package init(_ query: Fields) {
    func several<Value: Hashable>(_ name: String, most: Int = Self.most, _ read: (String) -> Value?) -> [Value] {
      query.all(name).prefix(most).compactMap { read($0.trimmed) }.reduce(into: []) { known, value in
        if !known.contains(value) { known.append(value) }
      }
    }
    states = several("state", Application.State.init(rawValue:))
    consents = several("consent", Application.ConsentState.init(rawValue:))
    sources = several("source", Application.Source.init(rawValue:))
    regions = several("region", Self.katoCode)
    teachingLanguages = several("teaching") { $0.isEmpty || $0.utf8.count > 20 ? nil : $0 }
    grades = several("grade") { Int($0).flatMap { (1...12).contains($0) ? $0 : nil } }
    assigned = several("assigned", DeskAssigned.init)
    isNoted = query["notes"] == "yes"
    district = query["district"].flatMap(Self.katoCode)
    school = query["school"].flatMap { ID<School>($0) }
    picked = several("pick", most: Self.mostPicked, ApplicationCode.read)
    table = query["table"].flatMap { ID<IntakeBatch>($0) }
    search = query[Self.soughtField].map(DeskSought.init(unread:))
  }

  static let soughtField = "find"

  /// The filter as the address says it, search included.
  package var fields: Fields {
    var fields = stored
    if let search { fields.add(Self.soughtField, search.sealed) }
    return fields
  }

  /// Without the search, which may hold a name: as it may be stored and logged.
  package var stored: Fields {
    var pairs = states.map { ("state", $0.rawValue) } + consents.map { ("consent", $0.rawValue) }
    pairs += sources.map { ("source", $0.rawValue) } + regions.map { ("region", $0) }
    pairs += [("district", district), ("school", school?.text), ("table", table?.text)].compactMap { name, value in
      value.map { (name, $0) }
    }
    pairs += assigned.map { ("assigned", $0.text) } + (isNoted ? [("notes", "yes")] : []) + picked.map { ("pick", $0) }
    return Fields(pairs + teachingLanguages.map { ("teaching", $0) } + grades.map { ("grade", String($0)) })
  }

  /// Whether it narrows by nothing but what the list counts.
  var isOfChips: Bool {
    search == nil && district == nil && school == nil && table == nil && picked.isEmpty && !isNoted
  }

  /// As it is for this person: what is "mine" is hers.
  func seen(by person: ID<Person>) -> DeskFilter {
    var filter = self
    filter.assigned = assigned.map { $0.seen(by: person) }.reduce(into: []) { known, one in
      if !known.contains(one) { known.append(one) }
    }
    return filter
  }

  /// For the audit log: which filter, and that something was searched, not what.
  package var described: String {
    ([stored.urlEncoded] + (search == nil ? [] : ["search"])).filter { !$0.isEmpty }.joined(separator: " ")
  }

  package func link(_ page: Link) -> Link {
    fields.pairs.isEmpty ? page : Link(own: "\(page.text)?\(fields.urlEncoded)") ?? page
  }

  /// No facet has more values that are worth combining.
  private static let most = 30
  /// Rows of the longest page.
  private static let mostPicked = 100

  private static func katoCode(_ text: String) -> String? {
    text.utf8.count == 9 && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
  }
}

/// A filter within what a permit reaches, in one cycle: the only way to a list of applications.
package struct DeskView: Sendable {
  package let filter: DeskFilter
  package let cycle: ID<Cycle>
  /// Nil for every region.
  package let regions: [String]?
  /// Whom its search means, once somebody has looked.
  private var found: SQL?

  package init<A>(_ filter: DeskFilter, _ cycle: ID<Cycle>, _ permit: Permit<A>) {
    self.filter = filter.seen(by: permit.actor.person)
    self.cycle = cycle
    regions = permit.reach.regions(in: cycle)
  }

  /// The condition after WHERE, about `application`.
  func condition(_ tx: Transaction, _ house: House) throws -> SQL {
    var parts = [try ground(tx, house)]
    if !filter.states.isEmpty { parts.append("state IN (\(list: filter.states))") }
    if !filter.consents.isEmpty { parts.append("consent IN (\(list: filter.consents))") }
    if !filter.sources.isEmpty { parts.append("source IN (\(list: filter.sources))") }
    if !filter.regions.isEmpty { parts.append("region IN (\(list: filter.regions))") }
    if !filter.teachingLanguages.isEmpty { parts.append("teaching_language IN (\(list: filter.teachingLanguages))") }
    if !filter.grades.isEmpty { parts.append("grade IN (\(list: filter.grades))") }
    if !filter.assigned.isEmpty {
      let colleagues = try tx.colleagues(in: cycle, house)
      parts.append("(\(filter.assigned.map(colleagues.condition).joined(" OR ")))")
    }
    return parts.joined(" AND ")
  }

  /// The same without what stands as chips beside its counts: what the chips count among. Who is erased is nowhere in it.
  func ground(_ tx: Transaction, _ house: House) throws -> SQL {
    // Few have notes: they are found from these, not among all of the intake.
    let isOfCycle: SQL = filter.isNoted ? "cycle_id || '' = \(cycle)" : "cycle_id = \(cycle)"
    var parts: [SQL] = [isOfCycle, "substr(code, 1, 1) <> \(Application.erasedSign)"]
    if let regions { parts.append("region IN (\(list: regions))") }
    if let district = filter.district { parts.append("district = \(district)") }
    if let school = filter.school { parts.append("school_id = \(school)") }
    if let table = filter.table {
      parts.append(
        """
        id IN (SELECT application_id FROM application_event WHERE kind = 'imported' AND details = \(table.text))
        """)
    }
    if filter.isNoted {
      // In the words of its index.
      parts.append("id IN (SELECT application_id FROM application_event WHERE kind = 'noted')")
    }
    if !filter.picked.isEmpty { parts.append("code IN (\(list: filter.picked))") }
    if let search = filter.search { parts.append("(\(try found ?? tx.found(search, cycle, house)))") }
    return parts.joined(" AND ")
  }

  /// The same with its search done, for whoever asks by it more than once.
  func searched(_ tx: Transaction, _ house: House) throws -> DeskView {
    var other = self
    other.found = try filter.search.map { try tx.found($0, cycle, house) }
    return other
  }
}
