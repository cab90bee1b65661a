import Exchange
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// Every route, asked by every role through the whole house. Schema/permissions.txt is what came out; the rule is checked
/// besides, whatever the text says.
@Suite struct PermissionTests {
  /// Nobody, then the roles.
  private static let roles: [Role?] = [nil] + Role.allCases

  private struct Cell {
    let verdict: String
    /// Whether the route's roles hold the one who asked.
    let isAllowed: Bool
  }

  @Test func eachRoleReachesItsOwnRoutesAndNoOthers() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let names = try await Self.names(kit)
    let routes = kit.house.rooms.flatMap(\.routes)
    #expect(routes.count > 70)
    // Those who may not ask first: whatever they leave behind stands out.
    let before = try await Self.sums(kit)
    var cells: [[Cell?]] = Array(repeating: Array(repeating: nil, count: Self.roles.count), count: routes.count)
    for mayAct in [false, true] {
      for (line, route) in routes.enumerated() {
        for (column, role) in Self.roles.enumerated() where Self.isAllowed(role, route) == mayAct {
          let verdict = try await Self.verdict(route, role, names, kit, number: line * 16 + column)
          cells[line][column] = Cell(verdict: verdict, isAllowed: mayAct)
        }
      }
      if !mayAct { #expect(try await Self.sums(kit) == before) }
    }
    for (line, route) in routes.enumerated() {
      for (column, cell) in cells[line].enumerated() where cell?.isAllowed == false {
        let who = Self.roles[column]?.rawValue ?? "nobody"
        #expect(["403", "404", "sign-in"].contains(cell?.verdict), "\(route.method.rawValue) \(route.pattern.text) as \(who)")
      }
    }
    #expect(try Golden.difference(Self.text(routes, cells), from: "Schema/permissions.txt") == nil)
  }

  private static func isAllowed(_ role: Role?, _ route: Route) -> Bool {
    guard let roles = route.roles else { return true }
    // A guardian's session exists on the consent pages alone, a girl's and the staff's everywhere else.
    let isConsentPage = SessionCookie.name(for: route.pattern.text) != SessionCookie.name(for: "/")
    guard let role, (role == .guardian) == isConsentPage else { return false }
    return roles.contains(role)
  }

  private static func verdict(
    _ route: Route, _ role: Role?, _ names: [String: String], _ kit: HouseKit, number: Int
  ) async throws -> String {
    var browser: Browser
    switch role {
    case nil: browser = kit.browser()
    case .applicant?: browser = try await kit.applicant(names["girl"].flatMap { ID($0) })
    case .guardian?: browser = try await kit.guardian()
    case let role?: browser = try await kit.staff(role)
    }
    browser.peer = "192.0.\(2 + number / 250).\(1 + number % 250)"
    let path = route.pattern.filled { names[$0] ?? "00000000-0000-7000-8000-000000000000" }
    switch route.method {
    case .get, .head: await browser.get(path)
    case .post: await browser.post(path)
    case .put, .delete: await browser.put(path, [1])
    }
    let leadsToSignIn = browser.location.map { $0.hasPrefix("/sign-in") || $0.hasPrefix("/return") } ?? false
    switch browser.status {
    case 401: return "sign-in"
    case 303 where leadsToSignIn && route.roles != nil: return "sign-in"
    case 403: return "403"
    case 404: return "404"
    case 500...: return "fault"
    default: return "yes"
    }
  }

  /// Real things for the paths to name: a girl's application, a colleague, a cycle.
  private static func names(_ kit: HouseKit) async throws -> [String: String] {
    var girl = kit.browser()
    await girl.post("/apply")
    let page = girl.location?.split(separator: "/").last.map(String.init)
    let colleague = try await kit.staff(.administrator)
    let (code, person, cycle) = try await kit.house.database.read { tx in
      (
        try tx.value("SELECT code FROM application", as: String.self),
        try tx.value("SELECT person_id FROM application", as: String.self), try tx.cycles().first?.id.text
      )
    }
    return [
      "code": try #require(code), "girl": try #require(person), "cycle": try #require(cycle), "page": try #require(page),
      "stage": "applications", "person": try #require(colleague.person).text, "position": "0",
      "token": String(repeating: "A", count: 43),
    ]
  }

  /// All that is kept, but for what signing in and counting tries leaves.
  private static func sums(_ kit: HouseKit) async throws -> [TableSum] {
    try await kit.house.database.read { tx in
      // The people themselves come with each new browser.
      try tx.tables().filter { !["session", "rate", "person", "person_key", "membership"].contains($0) }.map { table in
        try tx.sum(table, { digest($0) })
      }
    }
  }

  private static func text(_ routes: [Route], _ cells: [[Cell?]]) -> String {
    func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
    let heads = roles.map { $0?.rawValue ?? "nobody" }
    let head = padded("", 68) + heads.map { padded($0, $0.count + 2) }.joined()
    let lines = zip(routes, cells).map { route, cells in
      padded("\(route.method.rawValue) \(route.pattern.text)", 68)
        + zip(heads, cells).map { padded($1?.verdict ?? "?", $0.count + 2) }.joined()
    }
    return ([head] + lines.sorted()).map { line in
      String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
