import Allocation
import ArgumentParser
import Exchange

/// `keruen order`: minimum shares of every beginning of a list.
struct Ordering: ScienceCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Orders a ranked list so that every beginning keeps one or two minimum shares.",
    discussion: ScienceStream.discussion)

  @OptionGroup var stream: ScienceStream

  static func answer(_ input: JSONInput) throws(JSONRefusal) -> JSON {
    let fields = try input.fields("shares", "ranked")
    let shares = try shares(fields.optional("shares"))
    let ranked = try ranked(fields.required("ranked"), shares.map(\.attribute))
    let order = PrefixShares.order(percents: shares.map(\.percent), has: ranked.map(\.has))
    return .object([("order", .strings(order.map { ranked[Int($0)].id }))])
  }

  private static func shares(_ input: JSONInput?) throws(JSONRefusal) -> [(attribute: String, percent: Int)] {
    var shares: [(attribute: String, percent: Int)] = []
    guard let input else { return [] }
    for element in try input.array() {
      let fields = try element.fields("attribute", "percent")
      let attribute = try fields.required("attribute")
      let name = try attribute.string()
      guard !shares.contains(where: { $0.attribute == name }) else { throw attribute.refused("\"\(name)\" stands twice") }
      shares.append((name, try fields.required("percent").whole(in: 0...100)))
    }
    guard shares.count <= 2 else { throw input.refused("at most two shares, not \(shares.count)") }
    return shares
  }

  private static func ranked(_ input: JSONInput, _ attributes: [String]) throws(JSONRefusal) -> [(id: String, has: UInt32)] {
    var ranked: [(id: String, has: UInt32)] = []
    var seen: Set<String> = []
    for element in try input.array() {
      let fields = try element.fields("id", "has")
      let id = try fields.required("id")
      let name = try id.string()
      guard seen.insert(name).inserted else { throw id.refused("\"\(name)\" stands twice") }
      var has: UInt32 = 0
      for attribute in try fields.optional("has")?.distinct() ?? [] {
        if let place = attributes.firstIndex(of: attribute) { has |= 1 << UInt32(place) }
      }
      ranked.append((name, has))
    }
    return ranked
  }

  static let schema = """
    {"input":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
    "required":["ranked"],"properties":{
    "shares":{"type":"array","maxItems":2,"items":{"type":"object","additionalProperties":false,
    "required":["attribute","percent"],"properties":{"attribute":{"type":"string"},
    "percent":{"description":"0 binds never, 100 at every step","type":"integer","minimum":0,"maximum":100}}}},
    "ranked":{"description":"best first","type":"array","items":{"type":"object","additionalProperties":false,
    "required":["id"],"properties":{"id":{"type":"string"},
    "has":{"type":"array","uniqueItems":true,"items":{"type":"string"}}}}}}},
    "output":{"type":"object","required":["order"],"properties":{"order":{"type":"array","items":{"type":"string"}}}}}
    """
}
