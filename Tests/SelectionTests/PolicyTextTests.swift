import Foundation
import Programme
import Rules
import Selection
import Testing
import Words

/// A policy's text is read in the house's own process: whatever somebody writes there, it is read or refused, soon.
@Suite struct PolicyTextTests {
  private static let pieces = [
    "*a", "&a ", "[", "{", "}", "]", "? ", ": ", "- ", "!!binary ", "!<x> ", "%YAML 9.9\n", "---\n", "...\n", "\t", "\u{0}", "\"",
    "'", "|\n",
    ">\n", "1e999", ".inf", ".nan", "99999999999999999999", "-9223372036854775808", "0x7fffffffffffffff", "~", "<<: ", "\u{feff}",
    "ә", "\r",
  ]

  @Test("texts spoilt at random are read or refused") func spoilt() {
    var state: UInt64 = 2026
    func chance(_ most: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return Int((mixed ^ mixed >> 31) % UInt64(most))
    }
    var read = 0
    for _ in 0..<(getenv("KERUEN_LONG") == nil ? 1000 : 100_000) {
      var text = Array(Samples.policy.utf8)
      for _ in 0...chance(3) {
        let (at, length) = (chance(text.count), chance(12))
        let end = min(text.count, at + length)
        switch chance(4) {
        case 0: text.removeSubrange(at..<end)
        case 1: text.insert(contentsOf: Array(text[at..<end]), at: chance(text.count))
        default: text.replaceSubrange(at..<end, with: Self.pieces[chance(Self.pieces.count)].utf8)
        }
        if text.isEmpty { text = [0x20] }
      }
      if (try? PolicyFile(yaml: String(decoding: text, as: UTF8.self))) != nil { read += 1 }
    }
    #expect(read > 0)
  }

  @Test("aliases within aliases are refused with their line", .timeLimit(.minutes(1)))
  func aliases() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    text += "? *a11\n: 1\n"
    do throws(FileComplaints) {
      _ = try PolicyFile(yaml: text)
      Issue.record("accepted")
    } catch {
      #expect(error.complaints.map(\.line) == [2])
    }
  }

  @Test("a star that is no alias is a letter like others")
  func stars() throws {
    let text = Samples.policy.replacing("{kk: Іріктеу, ", with: "{kk: \"Іріктеу * 5*3 *тест*\", ")
    try #require(text != Samples.policy)
    #expect(try PolicyFile(yaml: text).title(.kk) == "Іріктеу * 5*3 *тест*")
  }

  @Test("brackets without end are refused", arguments: ["[", "{a: ", "- ", "? "])
  func depth(_ opening: String) {
    #expect(throws: FileComplaints.self) { try PolicyFile(yaml: "title: " + String(repeating: opening, count: 60_000)) }
  }
}
