import Allocation
import Programme
import Words
import Yams

/// Reads `policy.yaml` and keeps all complaints, each with its line, instead of stopping at the first.
struct PolicyReader {
  struct Read {
    var title: Said
    var policy: Policy
    var lottery: PolicyFile.LotteryRule?
    var offerDays: Int
    var evidenceTitles: [String: Said] = [:]
    var attributeTitles: [String: Said] = [:]
    var columnTitles: [String: Said] = [:]
  }

  private(set) var complaints: [PolicyComplaint] = []
  private var evidenceTitles: [String: Said] = [:]
  private var attributeTitles: [String: Said] = [:]
  private var columnTitles: [String: Said] = [:]
  /// Lines of what a contradiction can be about: by name, and of the keys at the top with a slash before them.
  private var lines: [String: Int] = [:]

  static let longest = 256 << 10

  mutating func read(_ yaml: String) -> Read? {
    guard yaml.utf8.count <= Self.longest else { return fail(nil, .policyTooLong) }
    // Ten lines of aliases within aliases stand for a milliard of nodes, and reading looks at each.
    if let line = Self.lineOfAlias(yaml) { return fail(line, .policyAlias) }
    let root: Node
    do {
      guard let node = try Yams.compose(yaml: yaml) else { return fail(nil, .policyEmpty) }
      root = node
    } catch {
      return fail(Self.line(of: error), .policyNotYAML)
    }
    guard root.mapping != nil else { return fail(1, .policyNotYAML) }
    know(root, ["title", "places", "decimals", "evidence", "reserves", "shares", "caps", "lottery", "offers"])
    for key in ["places", "decimals", "evidence", "reserves", "shares"] { lines["/\(key)"] = root[key]?.mark?.line }
    let title = said(root, "title")
    let places = whole(root, "places") ?? 0
    let decimals = root["decimals"] == nil ? 2 : whole(root, "decimals") ?? 2
    let evidence = list(root, "evidence").compactMap { self.evidence($0) }
    let reserves = list(root, "reserves").compactMap { reserve($0) }
    let shares = list(root, "shares").compactMap { share($0) }
    let caps = list(root, "caps").compactMap { cap($0) }
    let lottery = self.lottery(root["lottery"])
    let days = offerDays(root["offers"])
    if root["reserves"] != nil, let line = root["shares"]?.mark?.line { complain(line, .reservesAndShares) }
    guard complaints.isEmpty, let title else { return nil }
    do throws(PolicyFaults) {
      let protection: Policy.Protection = !reserves.isEmpty ? .reserves(reserves) : !shares.isEmpty ? .shares(shares) : .none
      let policy = try Policy(places: places, evidence: evidence, decimals: decimals, protection: protection, caps: caps)
      return Read(
        title: title, policy: policy, lottery: lottery, offerDays: days, evidenceTitles: evidenceTitles,
        attributeTitles: attributeTitles, columnTitles: columnTitles)
    } catch {
      for fault in error.faults { complain(lines[fault.about], fault.says) }
      return nil
    }
  }

  /// Where `*name` begins a word. Only letters that an anchor may have count, and no text in quotes is told apart.
  private static func lineOfAlias(_ yaml: String) -> Int? {
    var (line, before) = (1, UInt8(ascii: "\n"))
    var bytes = yaml.utf8.makeIterator()
    var next = bytes.next()
    while let byte = next {
      next = bytes.next()
      if byte == UInt8(ascii: "*"), " \t\r\n[{,:".utf8.contains(before), let next, isOfName(next) { return line }
      if byte == UInt8(ascii: "\n") { line += 1 }
      before = byte
    }
    return nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func line(of error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }
}

extension PolicyReader {
  private mutating func evidence(_ node: Node) -> Policy.Evidence? {
    know(node, ["name", "title", "scale", "range", "weight", "minimum", "missing", "parts"])
    guard let name = text(node, "name") else { return nil }
    lines[name] = node.mark?.line
    evidenceTitles[name] = said(node, "title")
    let scale = self.scale(node)
    let weight = number(node, "weight")
    let minimum = node["minimum"] == nil ? nil : number(node, "minimum")
    let parts = node["parts"] == nil ? nil : whole(node, "parts")
    let missing = self.missing(node)
    guard let scale, let weight, let missing else { return nil }
    return Policy.Evidence(name: name, scale: scale, weight: weight, minimum: minimum, missing: missing, parts: parts)
  }

  private mutating func scale(_ node: Node) -> Policy.Scale? {
    guard let name = text(node, "scale") else { return nil }
    switch name {
    case "standard": return .standard
    case "logit": return .logit
    case "raw":
      guard let ends = node["range"]?.sequence, ends.count == 2, let low = Self.number(ends[0]), let high = Self.number(ends[1])
      else { return fail(line(node, "range"), .rangeMissing) }
      return .raw(lowest: low, highest: high)
    default: return fail(line(node, "scale"), .scaleUnknown(name))
    }
  }

  private mutating func missing(_ node: Node) -> Policy.Missing? {
    guard let value = node["missing"] else { return .notConsidered }
    switch value.scalar?.string {
    case "not considered": return .notConsidered
    case "lowest": return .lowest
    case "average": return .average
    default:
      guard let points = Self.number(value) else { return fail(line(node, "missing"), .missingUnknown) }
      return .points(points)
    }
  }

  private mutating func reserve(_ node: Node) -> Policy.Reserve? {
    know(node, ["attribute", "title", "places"])
    guard let name = text(node, "attribute") else { return nil }
    lines[name] = node.mark?.line
    attributeTitles[name] = said(node, "title")
    return whole(node, "places").map { Policy.Reserve(attribute: name, places: $0) }
  }

  private mutating func share(_ node: Node) -> Policy.Share? {
    know(node, ["attribute", "title", "percent"])
    guard let name = text(node, "attribute") else { return nil }
    lines[name] = node.mark?.line
    attributeTitles[name] = said(node, "title")
    return whole(node, "percent").map { Policy.Share(attribute: name, percent: $0) }
  }

  private mutating func cap(_ node: Node) -> Policy.Cap? {
    know(node, ["column", "title", "places"])
    guard let name = text(node, "column") else { return nil }
    lines[name] = node.mark?.line
    columnTitles[name] = said(node, "title")
    return whole(node, "places").map { Policy.Cap(column: name, places: $0) }
  }

  private mutating func lottery(_ node: Node?) -> PolicyFile.LotteryRule? {
    guard let node else { return nil }
    know(node, ["sources", "published"])
    let sources = list(node, "sources").compactMap { said($0) }
    guard let text = text(node, "published") else { return nil }
    guard let day = Day(text) else { return fail(line(node, "published"), .dayUnreadable) }
    guard !sources.isEmpty else { return fail(node.mark?.line, .sourcesMissing) }
    return PolicyFile.LotteryRule(sources: sources, published: day)
  }

  private mutating func offerDays(_ node: Node?) -> Int {
    guard let node else { return PolicyFile.usualOfferDays }
    know(node, ["days"])
    let days = whole(node, "days") ?? PolicyFile.usualOfferDays
    guard (1...60).contains(days) else {
      complain(line(node, "days"), .offerDaysOutOfRange)
      return PolicyFile.usualOfferDays
    }
    return days
  }
}

extension PolicyReader {
  private mutating func complain(_ line: Int?, _ says: Phrase) {
    complaints.append(PolicyComplaint(line: line, says: says))
  }

  private mutating func fail<Value>(_ line: Int?, _ says: Phrase) -> Value? {
    complain(line, says)
    return nil
  }

  private func line(_ node: Node, _ key: String) -> Int? { node[key]?.mark?.line ?? node.mark?.line }

  /// A misspelt key is a complaint, not a rule silently lost.
  private mutating func know(_ node: Node, _ keys: Set<String>) {
    guard let mapping = node.mapping else { return complain(node.mark?.line, .entryExpected) }
    for key in mapping.keys {
      guard let name = key.scalar?.string, keys.contains(name) else {
        complain(key.mark?.line, .keyUnknown(key.scalar?.string ?? "?", keys.sorted().joined(separator: ", ")))
        continue
      }
    }
  }

  private mutating func list(_ node: Node, _ key: String) -> [Node] {
    guard let value = node[key] else { return [] }
    guard let sequence = value.sequence else { return fail(value.mark?.line, .listExpected(key)) ?? [] }
    return Array(sequence)
  }

  private mutating func text(_ node: Node, _ key: String) -> String? {
    guard let value = node[key] else { return fail(node.mark?.line, .keyMissing(key)) }
    guard let text = value.scalar?.string, !text.isEmpty, text.utf8.count <= 200 else {
      return fail(value.mark?.line, .textExpected(key))
    }
    return text
  }

  private mutating func whole(_ node: Node, _ key: String) -> Int? {
    guard let value = node[key] else { return fail(node.mark?.line, .keyMissing(key)) }
    guard let text = value.scalar?.string, let number = Int(text), (0...10_000_000).contains(number) else {
      return fail(value.mark?.line, .wholeExpected(key))
    }
    return number
  }

  private mutating func number(_ node: Node, _ key: String) -> Double? {
    guard let value = node[key] else { return fail(node.mark?.line, .keyMissing(key)) }
    guard let number = Self.number(value) else { return fail(value.mark?.line, .numberExpected(key)) }
    return number
  }

  /// Decimal point or comma; nothing infinite, nothing beyond a thousand million.
  private static func number(_ node: Node) -> Double? {
    guard let text = node.scalar?.string, let number = Decimal.read(text) else { return nil }
    return number
  }

  private mutating func said(_ node: Node, _ key: String) -> Said? {
    guard let value = node[key] else { return fail(node.mark?.line, .keyMissing(key)) }
    return said(value)
  }

  private mutating func said(_ value: Node) -> Said? {
    guard let kk = value["kk"]?.scalar?.string, let ru = value["ru"]?.scalar?.string, let en = value["en"]?.scalar?.string,
      ![kk, ru, en].contains("")
    else { return fail(value.mark?.line, .threeLanguages) }
    return Said(kk: kk, ru: ru, en: en)
  }
}

extension PolicyFault {
  /// What in `lines` the complaint points at.
  fileprivate var about: String {
    switch self {
    case .evidenceTwice(let name), .weightNotPositive(let name), .emptyRange(let name), .minimumOutOfRange(let name),
      .pointsOutOfRange(let name), .noParts(let name), .attributeTwice(let name), .reserveNotPositive(let name),
      .percentOutOfRange(let name), .capTwice(let name), .capNotPositive(let name):
      name
    case .noPlaces: "/places"
    case .noEvidence: "/evidence"
    case .decimals: "/decimals"
    case .reservesExceedPlaces: "/reserves"
    case .moreThanTwoShares, .sharesExceedAll: "/shares"
    }
  }
}
