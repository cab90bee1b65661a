import Testing

@testable import Programme

@Suite struct ExportingTests {
  private let one = ID<Person>("01900000-0000-7000-8000-000000000001")
  private let two = ID<Person>("01900000-0000-7000-8000-000000000002")
  private let three = ID<Person>("01900000-0000-7000-8000-000000000003")

  /// Five copies of one person at once held 827 MB.
  @Test func aPersonHasOnePlaceAndTheHouseFew() async throws {
    let (one, two, three) = (try #require(one), try #require(two), try #require(three))
    let looking = Looking()
    let isRefused = try await looking.export(of: one) { () -> Bool in
      await #expect(throws: Refusal.self) { try await looking.export(of: one) {} }
      try await looking.export(of: two) { () -> Void in
        await #expect(throws: Refusal.self) { try await looking.export(of: three) {} }
      }
      try await looking.export(of: three) {}
      return true
    }
    #expect(isRefused)
    try await looking.export(of: one) {}
  }
}
