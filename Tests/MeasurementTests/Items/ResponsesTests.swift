import Measurement
import Testing

@Suite struct ResponsesTests {
  static let tables: [[[Int?]]] = [
    [[0, 1, 1, 0, 0, 0, 0, 1, 1], [1, 1, 1, 0, 1, 0, 1, 0, 1]],
    [[0, nil, 1], [nil, nil, nil], [1, 1, 0]],
    [[0, 4, 1], [nil, 2, nil], [1, 1, 3]],
  ]

  @Test("what goes in comes out, packed or not", arguments: tables)
  func roundTrip(_ rows: [[Int?]]) throws {
    let responses = try Responses(rows)
    for (person, row) in rows.enumerated() {
      for (item, answer) in row.enumerated() { #expect(responses[person, item] == answer) }
    }
    #expect(responses.bytes() == rows.flatMap { $0.map { $0.map { UInt8($0) } ?? 255 } })
    #expect(responses.isComplete == rows.allSatisfy { !$0.contains(nil) })
  }

  @Test("categories come from the answers unless given")
  func categories() throws {
    #expect(try Responses([[0, 4, 0]]).categories == [2, 5, 2])
    #expect(try Responses([[0, 4, 0]], categories: [3, 5, 2]).categories == [3, 5, 2])
  }

  @Test("numbers that are no responses are refused by place")
  func refusals() {
    #expect(throws: ResponsesFault.noPersons) { try Responses([]) }
    #expect(throws: ResponsesFault.noItems) { try Responses([[]]) }
    #expect(throws: ResponsesFault.ragged(person: 1)) { try Responses([[0, 1], [0]]) }
    #expect(throws: ResponsesFault.answer(person: 0, item: 1, value: -1)) { try Responses([[0, -1]]) }
    #expect(throws: ResponsesFault.answer(person: 0, item: 0, value: 200)) { try Responses([[200]]) }
    #expect(throws: ResponsesFault.answer(person: 0, item: 0, value: 200)) { try Responses(bytes: [200], persons: 1, items: 1) }
    #expect(throws: ResponsesFault.categories(item: 1, count: 2)) { try Responses([[0, 2]], categories: [2, 2]) }
    #expect(throws: ResponsesFault.weight(person: 1)) { try Responses([[0], [1]], weights: [1, .nan]) }
    #expect(throws: ResponsesFault.count(expected: 2, given: 1)) { try Responses([[0], [1]], weights: [1]) }
    #expect(throws: ResponsesFault.group(person: 1)) { try Responses([[0], [1]], groups: [0, -1]) }
    #expect(throws: ResponsesFault.group(person: 1)) { try Responses([[0], [1]], groups: [0, 9]) }
  }
}
