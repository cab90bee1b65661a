import Foundation
import Testing

@testable import Learning

enum Cases {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func file(_ name: String) -> URL { root.appending(path: "Tests/Cases/\(name)") }
  static func text(_ name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }
  static func script() throws -> String { try String(contentsOf: root.appending(path: "Public/practice.js"), encoding: .utf8) }

  /// The first moment of a day on Kazakhstan's clocks.
  static func start(_ day: Int) -> Int64 { Int64(day) * 86_400_000 - 18_000_000 }
}

/// xorshift32 (Marsaglia 2003), which both languages have in whole numbers of 32 bits.
struct Draw {
  var state: UInt32 = 2_463_534_242

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    return Int(state % UInt32(limit))
  }

  mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  mutating func shuffle<Value>(_ values: inout [Value]) {
    for place in values.indices { values.swapAt(place, below(place + 1)) }
  }
}

/// FNV-1a of 32 bits.
struct Hash {
  var state: UInt32 = 2_166_136_261

  mutating func add(_ text: String) { for byte in text.utf8 { state = (state ^ UInt32(byte)) &* 16_777_619 } }

  var text: String { String(state, radix: 16) }
}

/// An attempt in one line; the id is its number.
func attempt(
  _ id: Int, _ skill: String = "s", _ variant: String = "v", at: Int64, first: Bool = true, hints: Int = 0,
  _ verdict: Attempt.Verdict = .right
) throws -> Attempt {
  try #require(
    Attempt(
      id: AttemptID(high: 0, low: UInt64(id)), skill: skill, variant: variant, at: at, isFirstTry: first, hints: hints,
      verdict: verdict
    ))
}

/// Attempts at one skill in the notation of practice-rules.txt; days count from one in 2026.
func history(_ text: some StringProtocol, _ skill: String = "s", from first: Int = 20_500, ids: Int = 0) throws -> [Attempt] {
  try text.split(separator: " ").enumerated().map { place, token in
    let halves = token.split(separator: ":")
    let time = try #require(halves.first).split(separator: ".")
    let day = try #require(time.first.flatMap { Int($0) })
    let hour = time.count > 1 ? try #require(Int(time[1])) : 8
    let (variant, mark) = (String(halves[1].dropLast()), try #require(halves[1].last))
    return try attempt(
      ids + place, skill, variant, at: Cases.start(first + day) + Int64(hour) * 3_600_000 + Int64(place) * 60_000,
      first: !"lx".contains(mark), hints: mark == "h" ? 1 : 0, "-x".contains(mark) ? .wrong : mark == "?" ? .unread : .right)
  }
}
