import ApplicationsKit
import Exchange
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// What a stranger may put where a number, a day or a name is expected. Whatever comes, the house answers, and never with a fault.
/// With KERUEN_LONG every value meets every route; else the two ends of Int64 and one more each.
@Suite struct ExtremesTests {
  private static let values = [
    "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-1", "0", "", "x", "1e400", "NaN", "٣", "9999-12-31",
    "0000-00-00", "\u{0}", "\u{202e}", String(repeating: "9", count: 40),
  ]

  private static let isLong = getenv("KERUEN_LONG") != nil

  /// Every key the sources ask a query or a form for by a literal; those with a changing end get some of theirs.
  private static let keys: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "Sources")
    var keys: Set<String> = ["column-0", "column-500", "scope-0", "region", "day", "month", "year"]
    for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) ?? .init()
    where file.pathExtension == "swift" {
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      for found in text.matches(of: /(?:query|form|posted|fields)(?:\[|\.number\(|\.all\()"([^"\\]+)"/) {
        keys.insert(String(found.1))
      }
    }
    return keys.sorted()
  }()

  @Test func theSourcesAskForKeysThatAreFound() {
    #expect(Self.keys.count > 40 && ["page", "lane", "at", "count", "name", "lang"].allSatisfy(Self.keys.contains))
  }

  @Test func noNumberFromOutsideStopsTheHouse() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    let names = ["code": girl.code, "page": "name", "lang": "kk"]
    var asked = 0
    for route in kit.house.rooms.flatMap(\.routes) {
      let visitors = try await Self.visitors(of: route, girl, kit)
      let turn = 2 + asked % (Self.values.count - 2)
      let values = Self.isLong ? Self.values : Self.values[..<2] + [Self.values[turn]]
      for (number, value) in values.enumerated() {
        // By turns as each who may; with KERUEN_LONG as all of them.
        for visitor in Self.isLong ? visitors : [visitors[(asked + number) % visitors.count]] {
          var browser = visitor
          browser.peer = "198.51.\(asked / 250 % 250).\(asked % 250)"
          // All at once, so that whatever is asked for is there; the path by turns real and strange.
          let path = Self.path(route, number.isMultiple(of: 2) ? names : [:], or: value)
          let fields = Self.keys.map { ($0, value) }
          switch route.method {
          case .get, .head: await browser.get("\(path)?\(Fields(fields).urlEncoded)")
          case .post: await browser.post("\(path)?\(Fields(fields).urlEncoded)", fields)
          case .put, .delete: await browser.put(path, Array(value.utf8))
          }
          #expect(browser.status < 500, "\(route.method.rawValue) \(path) with \(value.prefix(40))")
          asked += 1
        }
      }
    }
    #expect(asked > 500)
  }

  /// One after the other, the rest as a list sends it: a key that is refused first hides no other.
  @Test func eachKeyOfAListAlone() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    for route in kit.house.rooms.flatMap(\.routes) where route.method == .get {
      let visitors = try await Self.visitors(of: route, girl, kit)
      let path = Self.path(route, ["code": girl.code, "page": "name"], or: "1")
      for key in Self.isLong ? Self.keys : ["page"] {
        for (number, value) in ["9223372036854775807", "-9223372036854775808"].enumerated() {
          var browser = visitors[number % visitors.count]
          await browser.get("\(path)?\(Fields([(key, value)]).urlEncoded)")
          #expect(browser.status < 500, "\(path) \(key)=\(value)")
        }
      }
    }
  }

  /// One for each role that the route is open to.
  private static func visitors(of route: Route, _ girl: Girl, _ kit: HouseKit) async throws -> [Browser] {
    guard let roles = route.roles else { return [kit.browser()] }
    var visitors: [Browser] = []
    for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
      visitors.append(
        try await role == .applicant
          ? kit.applicant(girl.person) : role == .guardian ? kit.guardian(girl.guardian) : kit.staff(role))
    }
    return visitors
  }

  private static func path(_ route: Route, _ names: [String: String], or value: String) -> String {
    route.pattern.filled { percentEncoded(names[$0] ?? value) }
  }
}
