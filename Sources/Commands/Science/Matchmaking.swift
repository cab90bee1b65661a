import Allocation
import ArgumentParser
import Exchange

/// `keruen match`: student-optimal stable matching.
struct Matchmaking: ScienceCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Matches students and programmes stably, as well for the students as can be.",
    discussion: ScienceStream.discussion)

  @OptionGroup var stream: ScienceStream

  static func answer(_ input: JSONInput) throws(JSONRefusal) -> JSON {
    let market = try Market(input)
    let matching = market.preferences.deferredAcceptance()
    var matched: [(key: String, value: JSON)] = []
    var unmatched: [String] = []
    for (student, id) in market.students.enumerated() {
      if let programme = matching.programme(of: student, market.preferences) {
        matched.append((id, .string(market.programmes[programme])))
      } else {
        unmatched.append(id)
      }
    }
    let answer: [(key: String, value: JSON)] = [("matching", .object(matched)), ("unmatched", .strings(unmatched))]
    return .object(market.isExplained ? answer + [("reasons", reasons(matching, market))] : answer)
  }

  private static func reasons(_ matching: Matching, _ market: Market) -> JSON {
    .object(
      market.students.enumerated().compactMap { student, id in
        let reasons = matching.reasons(of: student, market.preferences)
        guard !reasons.isEmpty else { return nil }
        return (
          id,
          .array(
            reasons.map { programme, reason in
              .object([("programme", .string(market.programmes[Int(programme)]))] + said(reason, market.students))
            })
        )
      })
  }

  private static func said(_ reason: Matching.Reason, _ students: [String]) -> [(key: String, value: JSON)] {
    switch reason {
    case .notRanked: [("because", .string("notRanked"))]
    case .noSeats: [("because", .string("noSeats"))]
    case .cutOff(let last): [("because", .string("cutOff")), ("last", .string(students[Int(last)]))]
    }
  }

  static let schema = """
    {"input":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
    "required":["students","programmes"],"properties":{
    "students":{"description":"each student's programmes, the most wanted first","type":"object",
    "additionalProperties":{"type":"array","uniqueItems":true,"items":{"type":"string"}}},
    "programmes":{"type":"object","additionalProperties":{"type":"object","additionalProperties":false,
    "required":["seats"],"oneOf":[{"required":["ranking"]},{"required":["scores"]}],"properties":{
    "seats":{"type":"integer","minimum":0,"maximum":1000000},
    "ranking":{"description":"best first; who is not in it is not taken","type":"array","uniqueItems":true,
    "items":{"type":"string"}},
    "scores":{"description":"higher is better; who is not in it is not taken","type":"object",
    "additionalProperties":{"type":"number"}},
    "reserves":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["seats","students"],
    "properties":{"seats":{"type":"integer","minimum":0},
    "students":{"type":"array","uniqueItems":true,"items":{"type":"string"}}}}}}}},
    "lottery":{"description":"decides between equal scores, the lower number first; all different","type":"object",
    "additionalProperties":{"type":"integer","minimum":0}},
    "explain":{"type":"boolean"}}},
    "output":{"type":"object","required":["matching","unmatched"],"properties":{
    "matching":{"type":"object","additionalProperties":{"type":"string"}},
    "unmatched":{"type":"array","items":{"type":"string"}},
    "reasons":{"description":"with explain: the programmes wanted more","type":"object",
    "additionalProperties":{"type":"array","items":{"type":"object","required":["programme","because"],"properties":{
    "programme":{"type":"string"},"because":{"enum":["notRanked","noSeats","cutOff"]},"last":{"type":"string"}}}}}}}}
    """
}
