import Allocation
import ArgumentParser
import Exchange

/// `keruen assign`: reviewers to applications.
struct Assigning: ScienceCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Assigns reviewers to applications with the highest sum of scores, or says why nobody can.",
    discussion: ScienceStream.discussion)

  @OptionGroup var stream: ScienceStream

  static func answer(_ input: JSONInput) throws(JSONRefusal) -> JSON {
    let board = try Board(input)
    do throws(Shortage) {
      if board.isFair { return fair(try board.problem.assignFairly(), board) }
      let found = try board.problem.assign()
      let answer: [(key: String, value: JSON)] = [
        ("feasible", .bool(true)), ("total", .number(board.total(found.reviewers))), ("assignment", pairs(found.reviewers)),
      ]
      return .object(board.isExplained ? answer + proof(found, board) : answer)
    } catch {
      return .object([("feasible", .bool(false)), ("because", .strings(error.sentences))])
    }
  }

  private static func fair(_ found: FairAssignment, _ board: Board) -> JSON {
    .object([
      ("feasible", .bool(true)), ("total", .number(board.total(found.assignment.reviewers))),
      ("assignment", pairs(found.assignment.reviewers)), ("worstPair", .number(Double(found.floor) / board.unit)),
      ("worstSum", .number(Double(found.worstSum) / board.unit)),
    ])
  }

  /// [application, reviewer]
  private static func pairs(_ assignment: [[Int32]]) -> JSON {
    .array(assignment.enumerated().flatMap { application, own in own.map { .numbers([application, Int($0)]) } })
  }

  private static func proof(_ found: ReviewAssignment, _ board: Board) -> [(key: String, value: JSON)] {
    let (total, bound) = (found.total, found.certificate.bound)
    return [
      ("prices", .array(found.certificate.prices.map { .number(Double($0) / board.unit) })),
      (
        "certificate",
        .object([
          ("primal", .number(Double(total) / board.unit)), ("dual", .number(Double(bound) / board.unit)),
          ("optimal", .bool(total == bound)),
        ])
      ),
    ]
  }

  static let schema = """
    {"input":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
    "required":["scores","perApplication"],"properties":{
    "scores":{"description":"a row for each application, all of one length, a column for each reviewer; rounded so that the largest has eight digits","type":"array","items":{"type":"array",
    "items":{"type":"number","minimum":-1000000000,"maximum":1000000000}}},
    "conflicts":{"description":"[application, reviewer], from 0","type":"array","uniqueItems":true,
    "items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":0}}},
    "perApplication":{"type":"integer","minimum":0},
    "minLoad":{"description":"of all, or one for each reviewer","oneOf":[{"type":"integer","minimum":0},
    {"type":"array","items":{"type":"integer","minimum":0}}]},
    "maxLoad":{"description":"of all, or one for each reviewer","oneOf":[{"type":"integer","minimum":0},
    {"type":"array","items":{"type":"integer","minimum":0}}]},
    "explain":{"type":"boolean"},
    "fair":{"description":"the worst assigned pair as good as can be, then the highest total","type":"boolean"}}},
    "output":{"type":"object","required":["feasible"],"properties":{"feasible":{"type":"boolean"},
    "total":{"type":"number"},
    "assignment":{"description":"pairs [application, reviewer]","type":"array",
    "items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer"}}},
    "because":{"type":"array","items":{"type":"string"}},
    "worstPair":{"description":"with fair: no assignment has a higher lowest score","type":"number"},
    "worstSum":{"description":"with fair: the lowest sum of any application","type":"number"},
    "prices":{"description":"with explain: what one place more with each reviewer is worth","type":"array",
    "items":{"type":"number"}},
    "certificate":{"description":"with explain: dual is a bound for every assignment","type":"object"}}}}
    """
}
