import Allocation
import ArgumentParser
import Exchange

/// `keruen lottery`: a draw that anybody can repeat.
struct Drawing: ScienceCommand {
  static let configuration = CommandConfiguration(
    commandName: "lottery", abstract: "Draws from a list by RFC 3797, so that anybody can repeat it.",
    discussion: ScienceStream.discussion)

  @OptionGroup var stream: ScienceStream

  static func answer(_ input: JSONInput) throws(JSONRefusal) -> JSON {
    let fields = try input.fields("source", "entries", "pick")
    let lottery = try lottery(fields.required("source"))
    let entries = try fields.required("entries").distinct()
    var wanted = entries.count
    if let pick = fields.optional("pick") {
      wanted = try pick.whole(in: 0...Int(UInt32.max))
      guard wanted <= entries.count else { throw pick.refused("\(wanted) of \(entries.count) entries cannot be picked") }
    }
    return .object([("picked", .strings(lottery.pick(wanted, of: entries.count).map { entries[$0] }))])
  }

  /// A string is the RFC's key itself; an array are sources, to be written as the RFC wants them.
  private static func lottery(_ input: JSONInput) throws(JSONRefusal) -> Lottery {
    if case .string(let key) = input.value {
      guard !key.isEmpty else { throw input.refused("the source is empty") }
      return Lottery(key: key)
    }
    guard case .array = input.value else { throw input.refused("a string or an array of strings is wanted") }
    var key = ""
    for element in try input.array() { key += try written(element) }
    guard !key.isEmpty else { throw input.refused("there is no source") }
    return Lottery(key: key)
  }

  private static func written(_ input: JSONInput) throws(JSONRefusal) -> String {
    let text = try input.string()
    let isNumbers = text.unicodeScalars.allSatisfy { "0123456789., ;\t".unicodeScalars.contains($0) }
    let numbers = text.split { " ,;\t".contains($0) }.map(String.init)
    do throws(LotterySource.Refusal) {
      return try (isNumbers ? LotterySource.numbers(numbers) : .text(text)).written()
    } catch {
      throw input.refused(said(error))
    }
  }

  private static func said(_ refusal: LotterySource.Refusal) -> String {
    switch refusal {
    case .empty: "the source has no number, letter or digit"
    case .notDecimal(let place): "number \(place + 1) is not a decimal number"
    case .beyondASCII(let character): "\"\(character)\" is not ASCII: say how it is transcribed"
    }
  }

  static let schema = """
    {"input":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
    "required":["source","entries"],"properties":{
    "source":{"description":"the key of RFC 3797 as published, or its sources: numbers apart by spaces or commas, or a text",
    "oneOf":[{"type":"string","minLength":1},{"type":"array","minItems":1,"items":{"type":"string"}}]},
    "entries":{"description":"the published pool, in its order","type":"array","uniqueItems":true,"items":{"type":"string"}},
    "pick":{"type":"integer","minimum":0}}},
    "output":{"type":"object","required":["picked"],"properties":{
    "picked":{"description":"in the order drawn","type":"array","items":{"type":"string"}}}}}
    """
}
