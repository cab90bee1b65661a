import Exchange
import Foundation
import Testing

@testable import Commands

/// What the commands of science answer to a text.
@Suite struct ScienceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let command: any ScienceCommand.Type
    let input: String
    let output: String
    var testDescription: String { input }

    init(_ command: any ScienceCommand.Type, _ input: String, _ output: String) {
      (self.command, self.input, self.output) = (command, input, output)
    }
  }

  private static let answers = [
    Case(
      Judging.self,
      #"{"kind":"number","value":9.8,"unit":"m/s^2","unitNeeded":true,"tolerance":{"relative":0.01},"language":"kk","answer":"9,81 м/с²"}"#,
      #"{"verdict":"right","readAs":"9,81 м/с²","value":9.81,"unit":"m/s^2","mistake":null}"#),
    Case(
      Judging.self,
      #"{"value":1.44,"unit":"s","tolerance":{"absolute":0.005},"mistakes":[{"value":14.4}],"language":"en","answer":"14 400 мс"}"#,
      "{\"verdict\":\"wrong\",\"readAs\":\"14\u{A0}400 ms\",\"value\":14.4,\"unit\":\"ms\",\"mistake\":0}"),
    Case(
      Judging.self, #"{"value":5,"unit":"kN","tolerance":{"digits":2},"language":"ru","answer":"5 кн"}"#,
      #"{"verdict":"unreadable","readAs":"5 кН?","value":null,"unit":null,"mistake":null}"#),
    Case(
      Judging.self, #"{"value":0.75,"tolerance":{"absolute":0},"fractions":true,"language":"ru","answer":"3/4"}"#,
      #"{"verdict":"right","readAs":"3/4","value":0.75,"unit":null,"mistake":null}"#),
    Case(
      Ordering.self,
      #"{"shares":[{"attribute":"rural","percent":20},{"attribute":"region","percent":30}],"ranked":[{"id":"a","has":["rural"]},{"id":"b","has":[]}]}"#,
      #"{"order":["a","b"]}"#),
    Case(Ordering.self, #"{"ranked":[]}"#, #"{"order":[]}"#),
    Case(
      Ordering.self,
      #"{"shares":[{"attribute":"r","percent":40}],"ranked":[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d","has":["r"]},{"id":"e","has":["r"]}]}"#,
      #"{"order":["d","a","e","b","c"]}"#),
    Case(
      Matchmaking.self,
      #"{"students":{"s1":["p1","p2"],"s2":["p1"],"s3":["p1"]},"programmes":{"p1":{"seats":1,"ranking":["s2","s1"]},"p2":{"seats":1,"ranking":["s1"]}},"explain":true}"#,
      #"{"matching":{"s1":"p2","s2":"p1"},"unmatched":["s3"],"reasons":{"s1":[{"programme":"p1","because":"cutOff","last":"s2"}],"s3":[{"programme":"p1","because":"notRanked"}]}}"#
    ),
    Case(
      Matchmaking.self,
      #"{"students":{"a":["p"],"b":["p"]},"programmes":{"p":{"seats":1,"scores":{"a":1,"b":1}}},"lottery":{"a":2,"b":1}}"#,
      #"{"matching":{"b":"p"},"unmatched":["a"]}"#),
    Case(
      Matchmaking.self,
      #"{"students":{"a":["p"],"b":["p"]},"programmes":{"p":{"seats":1,"ranking":["a","b"],"reserves":[{"seats":1,"students":["b"]}]}}}"#,
      #"{"matching":{"b":"p"},"unmatched":["a"]}"#),
    Case(
      Assigning.self, #"{"scores":[[0.4,0.7]],"conflicts":[[0,1]],"perApplication":1,"minLoad":0,"maxLoad":4}"#,
      #"{"feasible":true,"total":0.4,"assignment":[[0,0]]}"#),
    Case(
      Assigning.self, #"{"scores":[[1,2],[1,3]],"perApplication":1,"maxLoad":[1,1],"explain":true}"#,
      #"{"feasible":true,"total":4,"assignment":[[0,0],[1,1]],"prices":[1,2],"certificate":{"primal":4,"dual":4,"optimal":true}}"#
    ),
    Case(
      Assigning.self, #"{"scores":[[9,5],[6,1]],"perApplication":1,"maxLoad":1,"fair":true}"#,
      #"{"feasible":true,"total":11,"assignment":[[0,1],[1,0]],"worstPair":5,"worstSum":5}"#),
    Case(
      Assigning.self, #"{"scores":[],"perApplication":1,"fair":true}"#,
      #"{"feasible":true,"total":0,"assignment":[],"worstPair":0,"worstSum":0}"#),
    Case(
      Assigning.self, #"{"scores":[[1,2],[1,3]],"perApplication":2,"maxLoad":[1,2]}"#,
      #"{"feasible":false,"because":["Applications 0, 1: reviews needed: 4.","Reviewer 0 can read 1 of them; others without a conflict give 2 more.","Missing: 1. Raise maxLoad, ask for fewer reviews for each, add reviewers, or lift a conflict."]}"#
    ),
    Case(
      Drawing.self, #"{"source":"9319./2.5.8.10.12./9.18.26.34.41.45./","entries":["a","b","c"],"pick":0}"#, #"{"picked":[]}"#),
  ]

  private static let refusals = [
    Case(Judging.self, #"{"value":1,"unit":"ell","tolerance":{"digits":3},"language":"kk","answer":"1"}"#, "$.unit"),
    Case(Judging.self, #"{"value":1,"tolerance":{},"language":"kk","answer":"1"}"#, "$.tolerance"),
    Case(Judging.self, #"{"value":1,"tolerance":{"digits":3},"language":"de","answer":"1"}"#, "$.language"),
    Case(Ordering.self, "", "$"), Case(Ordering.self, "[1,", "$"), Case(Ordering.self, "[]", "$"),
    Case(Ordering.self, #"{"ranked":[],"ranked":[]}"#, "$"),
    Case(Ordering.self, #"{"ranked":{}}"#, "$.ranked"),
    Case(Ordering.self, #"{"ranked":[{"id":"a"},{"id":"a"}]}"#, "$.ranked[1].id"),
    Case(Ordering.self, #"{"ranked":[{"id":1}]}"#, "$.ranked[0].id"),
    Case(Ordering.self, #"{"ranked":[],"shares":[{"attribute":"a","percent":101}]}"#, "$.shares[0].percent"),
    Case(Ordering.self, #"{"ranked":[],"shares":[{"attribute":"a","percent":-1}]}"#, "$.shares[0].percent"),
    Case(Ordering.self, #"{"ranked":[],"shares":[{"attribute":"a","percent":1.5}]}"#, "$.shares[0].percent"),
    Case(
      Ordering.self,
      #"{"ranked":[],"shares":[{"attribute":"a","percent":1},{"attribute":"b","percent":1},{"attribute":"c","percent":1}]}"#,
      "$.shares"),
    Case(Matchmaking.self, #"{"students":{"s1":["p"]},"programmes":{}}"#, "$.students.s1[0]"),
    Case(Matchmaking.self, #"{"students":{"s 1":["p","p"]},"programmes":{}}"#, #"$.students["s 1"][1]"#),
    Case(
      Matchmaking.self, #"{"students":{},"programmes":{"p":{"seats":1,"ranking":["x"]}}}"#, "$.programmes.p.ranking[0]"),
    Case(Matchmaking.self, #"{"students":{},"programmes":{"p":{"seats":-1,"ranking":[]}}}"#, "$.programmes.p.seats"),
    Case(Matchmaking.self, #"{"students":{},"programmes":{"p":{"seats":true,"ranking":[]}}}"#, "$.programmes.p.seats"),
    Case(Matchmaking.self, #"{"students":{},"programmes":{"p":{"seats":1}}}"#, "$.programmes.p"),
    Case(
      Matchmaking.self, #"{"students":{"a":[],"b":[]},"programmes":{"p":{"seats":1,"scores":{"a":1,"b":1}}}}"#,
      "$.programmes.p.scores"),
    Case(Drawing.self, #"{"source":"1./","entries":["a"],"pick":2}"#, "$.pick"),
    Case(Drawing.self, #"{"source":"1./","entries":["a","a"]}"#, "$.entries[1]"),
    Case(Drawing.self, #"{"source":["1 2","1.2.3"],"entries":["a"]}"#, "$.source[1]"),
    Case(Drawing.self, #"{"source":7,"entries":["a"]}"#, "$.source"),
    Case(Assigning.self, #"{"scores":[[1,2],[1]],"perApplication":1}"#, "$.scores[1]"),
    Case(Assigning.self, #"{"scores":[[1,"2"]],"perApplication":1}"#, "$.scores[0][1]"),
    Case(Assigning.self, #"{"scores":[[1,2]],"perApplication":1,"conflicts":[[0,2]]}"#, "$.conflicts[0][1]"),
    Case(Assigning.self, #"{"scores":[[1,2]],"perApplication":1,"conflicts":[[0]]}"#, "$.conflicts[0]"),
    Case(Assigning.self, #"{"scores":[[1,2]],"perApplication":1,"minLoad":3,"maxLoad":2}"#, "$.minLoad"),
    Case(Assigning.self, #"{"scores":[[1,2]],"perApplication":1,"maxLoad":[1]}"#, "$.maxLoad"),
    Case(Assigning.self, #"{"scores":[[1,2]],"perApplication":-1}"#, "$.perApplication"),
    Case(Assigning.self, #"{"scores":[[1e999]],"perApplication":1}"#, "$"),
  ]

  @Test("answers", arguments: answers)
  func answer(_ one: Case) {
    let reply = one.command.reply(to: Array(one.input.utf8))
    #expect(reply.text == one.output)
    #expect(!reply.isRefused)
  }

  @Test("refusals say where", arguments: refusals)
  func refusal(_ one: Case) {
    let reply = one.command.reply(to: Array(one.input.utf8))
    #expect(reply.isRefused)
    #expect(reply.text.hasPrefix("{\"error\":{\"at\":\(JSON.string(one.output).text),"), "\(reply.text)")
  }

  @Test(
    "science 12: the shares 0 and 100 of real registers are orders: 0 binds never, 100 at every step",
    arguments: [
      (#"[{"attribute":"r","percent":0}]"#, #"["a","b","c","d"]"#),
      (#"[{"attribute":"r","percent":100}]"#, #"["b","d","a","c"]"#),
      (#"[{"attribute":"r","percent":0},{"attribute":"s","percent":100}]"#, #"["c","d","a","b"]"#),
      (#"[{"attribute":"r","percent":100},{"attribute":"s","percent":100}]"#, #"["d","b","c","a"]"#),
      (#"[{"attribute":"r","percent":100},{"attribute":"s","percent":0}]"#, #"["b","d","a","c"]"#),
    ])
  func extremeShares(_ shares: String, _ order: String) {
    let ranked = #"[{"id":"a"},{"id":"b","has":["r"]},{"id":"c","has":["s"]},{"id":"d","has":["r","s"]}]"#
    let reply = Ordering.reply(to: Array(#"{"shares":\#(shares),"ranked":\#(ranked)}"#.utf8))
    #expect(reply.text == #"{"order":\#(order)}"#)
  }

  @Test("the RFC's own draw, sources given in any order of their numbers")
  func lottery() {
    let entries = (1...25).map { "\"\($0)\"" }.joined(separator: ",")
    let picked = #"{"picked":["17","7","2","16","25","23","8","24","19","13"]}"#
    for source in [#""9319./2.5.8.10.12./9.18.26.34.41.45./""#, #"["9319","12 2, 5 8 10","9 18 26 34 41 45"]"#] {
      #expect(Drawing.reply(to: Array(#"{"source":\#(source),"entries":[\#(entries)],"pick":10}"#.utf8)).text == picked)
    }
  }

  @Test("schemas are JSON", arguments: [Ordering.schema, Matchmaking.schema, Drawing.schema, Assigning.schema, Judging.schema])
  func schema(_ text: String) throws { _ = try JSONReader.read(Array(text.utf8)) }

  @Test("whatever is damaged is answered or refused, always in JSON", arguments: answers + refusals)
  func damaged(_ one: Case) throws {
    var chance = SystemlessChance(state: UInt64(one.input.utf8.count) + 1)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "-1", "0", "1e308", "1e9", "null", "true", "\\ud800", "\\u0000", "é", "\"s1\"",
    ]
    for _ in 0..<400 {
      var bytes = Array(one.input.utf8)
      for _ in 0...Int.random(in: 0..<3, using: &chance) {
        let at = Int.random(in: 0...bytes.count, using: &chance)
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: bytes.insert(contentsOf: pieces.randomElement(using: &chance)!.utf8, at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0..<9, using: &chance)))
        case 2: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &chance) }
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 12)], at: at)
        }
      }
      let reply = one.command.reply(to: bytes)
      _ = try JSONSerialization.jsonObject(with: Data(reply.text.utf8))
    }
  }
}

/// Chance that repeats (SplitMix64).
private struct SystemlessChance: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
