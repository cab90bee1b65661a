import ArgumentParser
import HouseKit
import Programme
import Storage
import TestKit
import Testing

@testable import Commands

@Suite struct HouseAddressTests {
  @Test(arguments: [
    ("https://stem.example.kz", "https://stem.example.kz"), ("https://stem.example.kz/", "https://stem.example.kz"),
    ("HTTPS://Stem.Example.KZ", "https://stem.example.kz"), ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("https://stem.example.kz:443", "https://stem.example.kz"), ("http://[::1]:8080", "http://[::1]:8080"),
    ("http://localhost", "http://localhost"),
  ])
  func anAddressIsWrittenAsBrowsersDo(text: String, address: String) { #expect(HouseAddress.address(text) == address) }

  @Test(arguments: [
    "stem.example.kz", "", "https://", "ftp://stem.example.kz", "https://stem.example.kz/apply", "https://stem.example.kz//",
    "https://a@stem.example.kz", "https://stem.example.kz:0", "https://stem.example.kz:65536", "https://stem.example.kz:+80",
    "https://stem.example.kz:", "https://stem.example.kz?x", "https://stem..kz", "https://-a.kz", "https://a b.kz",
    "https://стем.қаз",
    "https://[::1", "https://[]", "https://[::1]x", "https://stem.example.kz\r\nx: y",
  ])
  func anythingElseIsRefusedByName(text: String) {
    #expect(HouseAddress.address(text) == nil)
    #expect(throws: (any Error).self) { try HouseOptions.parse(["--address", text]) }
  }

  @Test("what serve was told is known to the other commands", arguments: Databases.engines)
  func kept(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    func address(_ more: [String] = [], isServing: Bool) async throws -> String {
      let options = try HouseOptions.parse(house.place + ["--key", house.key] + more)
      let opened = try await options.house(port: 8080, isDemo: false, mayFound: isServing)
      defer { opened.database.close() }
      return opened.settings.address
    }
    let local = "http://127.0.0.1:8080"
    #expect(try await address(isServing: true) == local)
    #expect(try await address(isServing: false) == local)
    #expect(try await address(["--address", "https://Stem.example.kz/"], isServing: true) == "https://stem.example.kz")
    #expect(try await address(isServing: false) == "https://stem.example.kz")
    #expect(try await address(["--address", "http://localhost:1"], isServing: false) == "http://localhost:1")
    #expect(try await address(isServing: false) == "https://stem.example.kz")
  }
}
