import ArgumentParser
import Exchange
import Grading
import Programme

/// `keruen grade`: what is said of a typed answer.
struct Judging: ScienceCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Judges a typed number with its unit, and says how it was read.",
    discussion: ScienceStream.discussion)

  @OptionGroup var stream: ScienceStream

  private static let grader: Grader? = Assets.shipped["Sources/Science/Grading/units.csv"].flatMap { file in
    (try? UnitTable(reading: String(decoding: file.bytes, as: UTF8.self))).map(Grader.init)
  }

  static func answer(_ input: JSONInput) throws(JSONRefusal) -> JSON {
    guard let grader else { throw input.refused("this program was built without a table of units") }
    let fields = try input.fields(
      "kind", "value", "unit", "unitNeeded", "tolerance", "fractions", "mistakes", "language", "answer")
    if let kind = fields.optional("kind"), try kind.string() != "number" { throw kind.refused("\"number\" is wanted") }
    let question = Question(
      value: try number(fields.required("value")), unit: try unit(fields.optional("unit"), grader),
      isUnitNeeded: try fields.optional("unitNeeded")?.bool() ?? false, tolerance: try tolerance(fields.required("tolerance")),
      allowsFraction: try fields.optional("fractions")?.bool() ?? false, mistakes: try mistakes(fields.optional("mistakes")))
    let grade = grader.grade(try fields.required("answer").string(), question, try language(fields.required("language")))
    return .object([
      ("verdict", .string(grade.verdict.rawValue)), ("readAs", grade.readAs.map(JSON.string) ?? .null),
      ("value", grade.value.map(JSON.number) ?? .null), ("unit", grade.unit.map { .string($0.key) } ?? .null),
      ("mistake", grade.mistake.map(JSON.whole) ?? .null),
    ])
  }

  private static func number(_ input: JSONInput) throws(JSONRefusal) -> Double { try input.number(in: -1e300...1e300) }

  private static func unit(_ input: JSONInput?, _ grader: Grader) throws(JSONRefusal) -> WrittenUnit? {
    guard let input else { return nil }
    if case .null = input.value { return nil }
    let text = try input.string()
    guard let unit = grader.unit(text) else { throw input.refused("\"\(text)\" is no unit") }
    return unit
  }

  private static func tolerance(_ input: JSONInput) throws(JSONRefusal) -> Tolerance {
    let fields = try input.fields("absolute", "relative", "digits")
    guard fields.members.count == 1 else { throw input.refused("one of absolute, relative and digits is wanted") }
    if let distance = fields.optional("absolute") { return .absolute(try distance.number(in: 0...1e300)) }
    if let share = fields.optional("relative") { return .relative(try share.number(in: 0...1)) }
    return .digits(try fields.required("digits").whole(in: 1...15))
  }

  private static func mistakes(_ input: JSONInput?) throws(JSONRefusal) -> [Double] {
    guard let input else { return [] }
    var values: [Double] = []
    for mistake in try input.array() { values.append(try number(mistake.fields("value").required("value"))) }
    return values
  }

  private static func language(_ input: JSONInput) throws(JSONRefusal) -> Grading.Language {
    guard let language = Grading.Language(rawValue: try input.string()) else { throw input.refused("kk, ru or en is wanted") }
    return language
  }

  static let schema = """
    {"input":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
    "required":["value","tolerance","language","answer"],"properties":{
    "kind":{"const":"number"},
    "value":{"description":"in the unit named","type":"number","minimum":-1e300,"maximum":1e300},
    "unit":{"description":"as m/s^2 or kW*h; absent: a bare number is asked for","type":["string","null"]},
    "unitNeeded":{"description":"a bare number is not enough","type":"boolean"},
    "tolerance":{"type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{
    "absolute":{"type":"number","minimum":0,"maximum":1e300},"relative":{"type":"number","minimum":0,"maximum":1},
    "digits":{"description":"half a unit of the value's digit of this place","type":"integer","minimum":1,"maximum":15}}},
    "fractions":{"description":"3/4 may be typed","type":"boolean"},
    "mistakes":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["value"],
    "properties":{"value":{"type":"number","minimum":-1e300,"maximum":1e300}}}},
    "language":{"enum":["kk","ru","en"]},
    "answer":{"type":"string"}}},
    "output":{"type":"object","required":["verdict","readAs","value","unit","mistake"],"properties":{
    "verdict":{"enum":["right","wrong","unreadable","unitMissing","unitWrong"]},
    "readAs":{"description":"of an unreadable answer what may have been meant","type":["string","null"]},
    "value":{"description":"in the unit asked for","type":["number","null"]},
    "unit":{"description":"as typed, in international symbols","type":["string","null"]},
    "mistake":{"description":"place in the list, from 0","type":["integer","null"]}}}}
    """
}
