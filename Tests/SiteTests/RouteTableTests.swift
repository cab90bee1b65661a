import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse

@testable import Front

@Suite struct RouteTableTests {
  private static func route(_ method: Method, _ path: String) -> Route { .open(method, path) { _ in .text("") } }

  private static func found(_ paths: [String], _ path: String) throws -> String? {
    try RouteTable(paths.map { route(.get, $0) }).find(.get, path)?.route.pattern.text
  }

  @Test(
    "two routes of one method and shape are refused when the house starts",
    arguments: [
      ["/courses/:course", "/courses/:slug"], ["/apply", "/apply"], ["/a/:x/b", "/a/:y/b"],
      ["/courses/:course.epub", "/courses/:slug.epub"],
    ])
  func collision(_ paths: [String]) {
    #expect(throws: RouteTable.Fault.collision(.get, paths[0], paths[1])) {
      try RouteTable(paths.map { Self.route(.get, $0) })
    }
    #expect(throws: Never.self) { try RouteTable([Self.route(.get, paths[0]), Self.route(.post, paths[1])]) }
  }

  @Test("a route that no request can find is refused when the house starts", arguments: ["/:page", "/og/:page.:lang.png"])
  func neverFound(_ path: String) {
    #expect(throws: RouteTable.Fault.neverFound(path)) { try RouteTable([Self.route(.get, path)]) }
  }

  @Test("a literal beside a name wins, in whatever order they are listed")
  func literalWins() throws {
    let paths = ["/courses/:course", "/courses/:course.epub", "/courses/new", "/courses/:course/:lesson", "/courses/new/:x"]
    for paths in [paths, paths.reversed()] {
      #expect(try Self.found(paths, "/courses/new") == "/courses/new")
      #expect(try Self.found(paths, "/courses/algebra.epub") == "/courses/:course.epub")
      #expect(try Self.found(paths, "/courses/algebra") == "/courses/:course")
      #expect(try Self.found(paths, "/courses/new/1") == "/courses/new/:x")
      #expect(try Self.found(paths, "/courses/new/1/2") == nil)
    }
  }

  @Test("a house with a room whose route is taken already does not start")
  func plantedRoom() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let taken = try #require(kit.house.rooms.flatMap(\.routes).first { $0.pattern.text.contains("/:") })
    let planted = Self.route(taken.method, taken.pattern.text.replacing(/:[a-z]+/, with: ":other"))
    #expect(throws: RouteTable.Fault.self) { try RouteTable(kit.house.rooms.flatMap(\.routes) + [planted]) }
  }

  @Test("every route of the house is found by a path that names nothing else")
  func everyRoute() async throws {
    let routes = try await HouseKit.house(.sqlite).house.rooms.flatMap(\.routes)
    // Any order the rooms may have: the table's own order may not hang on it.
    for seed in 0..<20 {
      var order = routes
      for last in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(last, (last &* 7_919 &+ seed &* 104_729) % (last + 1))
      }
      let table = try RouteTable(order)
      for route in routes {
        let found = table.find(route.method, route.pattern.filled { _ in "0" })?.route.pattern.text
        #expect(found == route.pattern.text)
      }
    }
  }
}
