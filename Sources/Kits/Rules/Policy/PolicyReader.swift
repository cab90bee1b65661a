import Allocation
import Programme
import Words

/// Reads `policy.yaml` or a merit rule and keeps all complaints, each with its line, instead of stopping at the first.
final class PolicyReader {
  struct Read {
    var title: Said
    var policy: Policy
    var lottery: LotteryRule?
    var offerDays: Int
    var evidenceTitles: [String: Said] = [:]
    var attributeTitles: [String: Said] = [:]
    var columnTitles: [String: Said] = [:]
  }

  static let longest = 256 << 10

  private(set) var evidenceTitles: [String: Said] = [:]
  private var attributeTitles: [String: Said] = [:]
  private var columnTitles: [String: Said] = [:]
  /// What a contradiction can be about: by name, and the keys at the top with a slash before them.
  var told: [String: (entry: YAMLEntry, key: String?)] = [:]

  static func read(_ yaml: String) throws(FileComplaints) -> Read {
    try YAMLFile.read(Array(yaml.utf8), atMost: longest) { PolicyReader().read($0) }
  }

  private func read(_ root: YAMLEntry) -> Read? {
    root.know("title", "places", "decimals", "evidence", "reserves", "shares", "caps", "lottery", "offers")
    let title = root.said("title")
    let places = root.whole("places")
    let decimals = root.has("decimals") ? root.whole("decimals") : 2
    let evidence = root.list(ifAny: "evidence").map { self.evidence($0) }
    let reserves = root.list(ifAny: "reserves").map { reserve($0) }
    let shares = root.list(ifAny: "shares").map { share($0) }
    let caps = root.list(ifAny: "caps").map { cap($0) }
    let lottery = root.entry(ifAny: "lottery").flatMap { self.lottery($0) }
    let days = root.entry(ifAny: "offers").map { offerDays($0) } ?? PolicyFile.usualOfferDays
    refuseNamesOfOneColumn(root, evidence.compactMap { $0 })
    if root.has("reserves"), root.has("shares") { root.complain(.reservesAndShares, at: "shares") }
    for key in ["places", "decimals", "evidence", "reserves", "shares"] { told["/\(key)"] = (root, key) }
    guard let title, let places, let decimals, let evidence = whole(evidence), let reserves = whole(reserves),
      let shares = whole(shares), let caps = whole(caps)
    else { return nil }
    do throws(PolicyFaults) {
      let protection: Policy.Protection = !reserves.isEmpty ? .reserves(reserves) : !shares.isEmpty ? .shares(shares) : .none
      return Read(
        title: title,
        policy: try Policy(places: places, evidence: evidence, decimals: decimals, protection: protection, caps: caps),
        lottery: lottery, offerDays: days, evidenceTitles: evidenceTitles, attributeTitles: attributeTitles,
        columnTitles: columnTitles)
    } catch {
      complain(of: error, root)
      return nil
    }
  }

  func complain(of faults: PolicyFaults, _ root: YAMLEntry) {
    for fault in faults.faults {
      let (entry, key) = told[fault.about] ?? (root, nil)
      entry.complain(fault.says, at: key)
    }
  }

  /// "test" and "Test" would be one column of the candidates.
  func refuseNamesOfOneColumn(_ root: YAMLEntry, _ evidence: [Policy.Evidence]) {
    var known: [String: String] = [:]
    for piece in evidence {
      let name = piece.name.lowercased()
      if let other = known[name], other != piece.name {
        (told[piece.name]?.entry ?? root).complain(.sameColumn(other, piece.name), at: "name")
      }
      known[name] = piece.name
    }
  }

  /// Nil when one of them could not be read.
  func whole<Value>(_ read: [Value?]) -> [Value]? {
    let values = read.compactMap { $0 }
    return values.count == read.count ? values : nil
  }

  func evidence(_ entry: YAMLEntry) -> Policy.Evidence? {
    entry.know("name", "title", "scale", "range", "weight", "minimum", "missing", "parts")
    guard let name = entry.text("name") else { return nil }
    told[name] = (entry, nil)
    evidenceTitles[name] = entry.said("title")
    let scale = self.scale(entry)
    let weight = entry.number("weight")
    let minimum = entry.number(ifAny: "minimum")
    let parts = entry.whole(ifAny: "parts")
    let missing = self.missing(entry)
    guard let scale, let weight, let missing else { return nil }
    return Policy.Evidence(name: name, scale: scale, weight: weight, minimum: minimum, missing: missing, parts: parts)
  }

  private func scale(_ entry: YAMLEntry) -> Policy.Scale? {
    guard let name = entry.text("scale") else { return nil }
    switch name {
    case "standard": return .standard
    case "logit": return .logit
    case "raw":
      let ends = entry.has("range") ? entry.list(ifAny: "range").map(\.number) : []
      guard ends.count == 2, let low = ends[0], let high = ends[1] else { return entry.fail(.rangeMissing, at: "range") }
      return .raw(lowest: low, highest: high)
    default: return entry.fail(.scaleUnknown(name), at: "scale")
    }
  }

  private func missing(_ entry: YAMLEntry) -> Policy.Missing? {
    guard entry.has("missing") else { return .notConsidered }
    let word = entry.text("missing")
    switch word {
    case nil: return nil
    case "not considered": return .notConsidered
    case "lowest": return .lowest
    case "average": return .average
    case let word?:
      guard let points = Decimal.read(word) else { return entry.fail(.missingUnknown, at: "missing") }
      return .points(points)
    }
  }

  private func reserve(_ entry: YAMLEntry) -> Policy.Reserve? {
    entry.know("attribute", "title", "places")
    guard let name = entry.text("attribute") else { return nil }
    told[name] = (entry, nil)
    attributeTitles[name] = entry.said("title")
    return entry.whole("places").map { Policy.Reserve(attribute: name, places: $0) }
  }

  private func share(_ entry: YAMLEntry) -> Policy.Share? {
    entry.know("attribute", "title", "percent")
    guard let name = entry.text("attribute") else { return nil }
    told[name] = (entry, nil)
    attributeTitles[name] = entry.said("title")
    return entry.whole("percent").map { Policy.Share(attribute: name, percent: $0) }
  }

  private func cap(_ entry: YAMLEntry) -> Policy.Cap? {
    entry.know("column", "title", "places")
    guard let name = entry.text("column") else { return nil }
    told[name] = (entry, nil)
    columnTitles[name] = entry.said("title")
    return entry.whole("places").map { Policy.Cap(column: name, places: $0) }
  }

  func lottery(_ entry: YAMLEntry) -> LotteryRule? {
    entry.know("sources", "published")
    let sources = entry.list(ifAny: "sources").map(\.said)
    if sources.isEmpty { entry.complain(.sourcesMissing) }
    guard let day = entry.day("published"), let sources = whole(sources) else { return nil }
    return LotteryRule(sources: sources, published: day)
  }

  private func offerDays(_ entry: YAMLEntry) -> Int {
    entry.know("days")
    let days = entry.whole("days") ?? PolicyFile.usualOfferDays
    if !(1...60).contains(days) { entry.complain(.offerDaysOutOfRange, at: "days") }
    return days
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
