import Programme
import Storage
import Words

/// Which applications stand where in a list, and which are beside one of them.
struct DeskNeighbours: Sendable {
  /// Nil for one that has left the list: the neighbours are those of the row it had.
  let position: Int?
  let total: Int
  let previous: String?
  let next: String?
}

extension Transaction {
  /// So many of a list, from the so-manieth on.
  func deskOrder(_ view: DeskView, _ sort: DeskSort, from: Int, count: Int, _ house: House) throws -> [ID<Application>] {
    if sort.key == .name { return try namedOrder(view, sort, from: from, count: count, house) }
    // The inner SELECT of a page finds it in the index alone.
    return try rows(
      """
      SELECT id FROM application WHERE \(try view.condition(self, house)) ORDER BY \(sort.order) LIMIT \(count) OFFSET \(from)
      """
    ) { try $0[0] }
  }

  /// Where one application stands in a list, and which are beside it; nil when it is not in it. `row` is where its link said it was:
  /// while that is so, nobody counts who comes before it.
  func deskNeighbours(
    of application: Application, _ view: DeskView, _ sort: DeskSort, row: Int?, _ reach: [Scope], _ house: House
  ) throws -> DeskNeighbours? {
    if let row {
      let around = try deskOrder(view, sort, from: max(0, row - 2), count: row == 1 ? 2 : 3, house)
      let here = row == 1 ? 0 : 1
      if around.indices.contains(here), around[here] == application.id {
        let total = try deskTotal(view, reach, house)
        return DeskNeighbours(
          position: row, total: total, previous: here == 0 ? nil : try code(of: around[0]),
          next: around.indices.contains(here + 1) ? try code(of: around[here + 1]) : nil)
      }
    }
    let view = try view.searched(self, house)
    let condition = try view.condition(self, house)
    guard try exists("SELECT 1 FROM application WHERE id = \(application.id) AND \(condition)") else {
      guard let row else { return nil }
      let around = try deskOrder(view, sort, from: max(0, row - 2), count: row == 1 ? 1 : 2, house)
      let (before, after) = (row == 1 ? nil : around.first, row == 1 ? around.first : around.dropFirst().first)
      return DeskNeighbours(
        position: nil, total: try deskTotal(view, reach, house), previous: try before.flatMap(code), next: try after.flatMap(code)
      )
    }
    return sort.key == .name
      ? try namedNeighbours(of: application, view, sort, house) : try neighbours(of: application.id, condition, sort)
  }

  /// How many the list has: chips are counted once in some seconds for everybody who sees the same.
  private func deskTotal(_ view: DeskView, _ reach: [Scope], _ house: House) throws -> Int {
    let counts =
      view.filter.isOfChips
      ? try house.deskCounts.remembered("list", view.cycle, reach, at: house.outside.now()) { try deskCounts(view, house) }
      : try deskCounts(view, house)
    return counts.count(view.filter)
  }

  private func code(of application: ID<Application>) throws -> String? {
    try value("SELECT code FROM application WHERE id = \(application)")
  }

  private func neighbours(of application: ID<Application>, _ condition: SQL, _ sort: DeskSort) throws -> DeskNeighbours? {
    let here: SQL = "(SELECT \(sort.column) AS k, id AS i FROM application WHERE id = \(application)) AS here"
    func beside(_ isNext: Bool) throws -> String? {
      try value(
        """
        SELECT code FROM application, \(here) WHERE \(condition) AND \(sort.lies(after: isNext))
        ORDER BY \(isNext ? sort.order : sort.reversed) LIMIT 1
        """)
    }
    guard
      let counts = try row(
        """
        SELECT count(*) AS n, sum(CASE WHEN \(sort.lies(after: false)) THEN 1 ELSE 0 END) AS before
        FROM application, \(here) WHERE \(condition)
        """)
    else { return nil }
    return DeskNeighbours(
      position: (try counts["before"] as Int) + 1, total: try counts["n"], previous: try beside(false), next: try beside(true))
  }
}

/// By the name: the order is made in memory from the book of names; what the list holds, the database says.
extension Transaction {
  /// The order of names is walked while the page is near its beginning and the filter lets many through; else all that it lets through
  /// are put in order.
  private func namedOrder(_ view: DeskView, _ sort: DeskSort, from: Int, count: Int, _ house: House) throws -> [ID<Application>] {
    try readNames(view.cycle, house)
    let condition = try view.condition(self, house)
    let wanted = from + count
    if wanted <= NamedWalk.furthest, let walked = try walk(condition, sort, to: wanted, view.cycle, house) {
      return Array(walked.dropFirst(from))
    }
    let people = try named(condition, sort, view.cycle, house).dropFirst(from).prefix(count)
    let ids = Dictionary(
      uniqueKeysWithValues: try rows(
        "SELECT person_id, id FROM application WHERE cycle_id = \(view.cycle) AND person_id IN (\(list: people))"
      ) { (try $0[0] as ID<Person>, try $0[1] as ID<Application>) })
    return people.compactMap { ids[$0] }
  }

  private func namedNeighbours(of application: Application, _ view: DeskView, _ sort: DeskSort, _ house: House) throws
    -> DeskNeighbours?
  {
    try readNames(view.cycle, house)
    let people = try named(try view.condition(self, house), sort, view.cycle, house)
    guard let place = people.firstIndex(of: application.person) else { return nil }
    func beside(_ place: Int) throws -> String? {
      guard people.indices.contains(place) else { return nil }
      return try value("SELECT code FROM application WHERE cycle_id = \(view.cycle) AND person_id = \(people[place])")
    }
    return DeskNeighbours(
      position: place + 1, total: people.count, previous: try beside(place - 1), next: try beside(place + 1))
  }

  /// The first of the list by name; nil where so few of the first names are in it that walking on would cost more than sorting.
  private func walk(_ condition: SQL, _ sort: DeskSort, to wanted: Int, _ cycle: ID<Cycle>, _ house: House) throws
    -> [ID<Application>]?
  {
    var found: [ID<Application>] = []
    var start = 0
    for _ in 0..<NamedWalk.steps {
      let people = house.nameBook.inOrder(from: start, count: NamedWalk.step, isDescending: sort.isDescending, cycle)
      if people.isEmpty { return nil }
      let here = try rows("SELECT person_id, id FROM application WHERE \(condition) AND person_id IN (\(list: people))") {
        (person: try $0[0] as ID<Person>, id: try $0[1] as ID<Application>)
      }
      let known = Dictionary(uniqueKeysWithValues: here.map { ($0.person, $0.id) })
      found += people.compactMap { known[$0] }
      if found.count >= wanted { return Array(found.prefix(wanted)) }
      start += NamedWalk.step
    }
    return nil
  }

  /// All that a condition lets through, by name; whoever has none comes last either way. Nobody applies twice in an intake.
  private func named(_ condition: SQL, _ sort: DeskSort, _ cycle: ID<Cycle>, _ house: House) throws -> [ID<Person>] {
    let people = try rows("SELECT person_id FROM application WHERE \(condition)") { try $0[0] as ID<Person> }
    return house.nameBook.inOrder(people, isDescending: sort.isDescending, cycle)
  }
}

private enum NamedWalk {
  static let step = 400
  static let steps = 4
  /// Rows from the beginning that are worth walking to.
  static let furthest = 1_000
}
