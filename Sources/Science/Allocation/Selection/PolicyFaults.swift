/// Where a policy contradicts itself or asks for what cannot be.
package enum PolicyFault: Sendable, Hashable {
  case noPlaces
  case noEvidence
  case evidenceTwice(String)
  case weightNotPositive(String)
  case emptyRange(String)
  case minimumOutOfRange(String)
  /// Points given for missing evidence must lie between 0 and 100.
  case pointsOutOfRange(String)
  case noParts(String)
  case decimals
  case attributeTwice(String)
  case reserveNotPositive(String)
  /// The reserves together ask for more places than there are: lower them by `excess`.
  case reservesExceedPlaces(excess: Int)
  case percentOutOfRange(String)
  case moreThanTwoShares
  /// Two shares that together leave nothing to merit.
  case sharesExceedAll(total: Int)
  case capTwice(String)
  case capNotPositive(String)
}

/// All that is wrong with a policy, in the order of its text.
package struct PolicyFaults: Error, Sendable, Hashable {
  package let faults: [PolicyFault]
}

extension Policy {
  func contradictions() -> [PolicyFault] {
    var faults: [PolicyFault] = []
    if places < 1 { faults.append(.noPlaces) }
    if evidence.isEmpty { faults.append(.noEvidence) }
    if !(0...6).contains(decimals) { faults.append(.decimals) }
    faults += repeated(evidence.map(\.name)).map(PolicyFault.evidenceTwice)
    for piece in evidence { faults += piece.contradictions }
    faults += repeated(attributes).map(PolicyFault.attributeTwice)
    for reserve in reserves where reserve.places < 1 { faults.append(.reserveNotPositive(reserve.attribute)) }
    let reserved = reserves.map { max(0, min($0.places, 1 << 40)) }.reduce(0, +)
    if reserved > places { faults.append(.reservesExceedPlaces(excess: reserved - places)) }
    for share in shares where !(1...99).contains(share.percent) { faults.append(.percentOutOfRange(share.attribute)) }
    if shares.count > 2 { faults.append(.moreThanTwoShares) }
    let total = shares.map { max(0, min($0.percent, 1000)) }.reduce(0, +)
    if total > 100 { faults.append(.sharesExceedAll(total: total)) }
    faults += repeated(caps.map(\.column)).map(PolicyFault.capTwice)
    for cap in caps where cap.places < 1 { faults.append(.capNotPositive(cap.column)) }
    return faults
  }

  private func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}

extension Policy.Evidence {
  fileprivate var contradictions: [PolicyFault] {
    var faults: [PolicyFault] = []
    if !(weight > 0 && weight.isFinite) { faults.append(.weightNotPositive(name)) }
    if case .raw(let lowest, let highest) = scale {
      if !(lowest < highest && (highest - lowest).isFinite) { faults.append(.emptyRange(name)) }
      if let minimum, !(lowest...max(lowest, highest)).contains(minimum) { faults.append(.minimumOutOfRange(name)) }
    } else if let minimum, !minimum.isFinite {
      faults.append(.minimumOutOfRange(name))
    }
    if case .points(let points) = missing, !(0...100).contains(points) { faults.append(.pointsOutOfRange(name)) }
    if let parts, parts < 1 { faults.append(.noParts(name)) }
    return faults
  }
}
