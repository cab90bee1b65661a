import Allocation
import Programme
import Words

extension PolicyReader {
  /// What a merit rule says.
  struct Merit {
    var title: Said
    var common: Policy
    var sets: [MeritRule.WeightSet]
    var lottery: LotteryRule?
    var evidenceTitles: [String: Said]
  }

  /// The same file without places and whom they go to.
  static func readMerit(_ yaml: String) throws(FileComplaints) -> Merit {
    try YAMLFile.read(Array(yaml.utf8), atMost: longest) { PolicyReader().merit($0) }
  }

  /// Keys of a policy that a merit rule has no place for.
  private static let ofPolicyOnly = ["places", "reserves", "shares", "caps", "offers"]

  private func merit(_ root: YAMLEntry) -> Merit? {
    let others = Self.ofPolicyOnly.filter(root.has)
    for key in others { root.complain(.notOfMerit(key), at: key) }
    if root.has("quotas") { root.complain(.lowerQuotaOverSeveral, at: "quotas") }
    root.know(["title", "decimals", "evidence", "weights", "lottery"] + others + (root.has("quotas") ? ["quotas"] : []))
    let title = root.said("title")
    let decimals = root.has("decimals") ? root.whole("decimals") : 2
    let evidence = root.list("evidence").map { self.evidence($0) }
    let lottery = root.entry(ifAny: "lottery").flatMap { self.lottery($0) }
    refuseNamesOfOneColumn(root, evidence.compactMap { $0 })
    for piece in evidence.compactMap({ $0 }) where !MeritRule.isPlain(piece.name) {
      (told[piece.name]?.entry ?? root).complain(.evidenceNotPlain(piece.name), at: "name")
    }
    for key in ["decimals", "evidence"] { told["/\(key)"] = (root, key) }
    let sets = root.list(ifAny: "weights").map { weights($0, evidence.compactMap { $0 }) }
    refuseSetsTwice(root)
    guard let title, let decimals, let evidence = whole(evidence), let common = policy(evidence, decimals, root),
      let sets = whole(sets)
    else { return nil }
    return Merit(
      title: title, common: common,
      sets: sets.compactMap { set in
        let weighed = evidence.map { $0.weighing(set.weights[$0.name] ?? 1) }
        return policy(weighed, decimals, root).map { MeritRule.WeightSet(name: set.name, title: set.title, policy: $0) }
      }, lottery: lottery, evidenceTitles: evidenceTitles)
  }

  /// With one place that nobody reads.
  private func policy(_ evidence: [Policy.Evidence], _ decimals: Int, _ root: YAMLEntry) -> Policy? {
    do throws(PolicyFaults) {
      return try Policy(places: 1, evidence: evidence, decimals: decimals)
    } catch {
      complain(of: error, root)
      return nil
    }
  }

  private func weights(_ entry: YAMLEntry, _ evidence: [Policy.Evidence]) -> (
    name: String, title: Said, weights: [String: Double]
  )? {
    entry.know("name", "title", "evidence")
    let name = entry.key("name")
    let title = entry.said("title")
    guard let weights = entry.entry("evidence") else { return nil }
    weights.know(evidence.map(\.name))
    var read: [String: Double] = [:]
    for piece in evidence {
      guard let weight = weights.number(piece.name) else { continue }
      read[piece.name] = weight
      if !(weight > 0) { weights.complain(PolicyFault.weightNotPositive(piece.name).says, at: piece.name) }
    }
    guard let name, let title, read.count == evidence.count, read.values.allSatisfy({ $0 > 0 }) else { return nil }
    return (name, title, read)
  }

  private func refuseSetsTwice(_ root: YAMLEntry) {
    var known: Set<String> = []
    for entry in root.list(ifAny: "weights") {
      guard let name = entry.value(of: "name") else { continue }
      if !known.insert(name).inserted { entry.complain(.weightsTwice(name), at: "name") }
    }
  }
}

extension Policy.Evidence {
  fileprivate func weighing(_ weight: Double) -> Policy.Evidence {
    Policy.Evidence(name: name, scale: scale, weight: weight, minimum: minimum, missing: missing, parts: parts)
  }
}
