import Programme
import Words

/// A question about a list before it is kept. Each may be answered "yes, I mean it".
enum ListCheck: Sendable {
  /// The same programme stands higher without the grant, or with a smaller discount, than with it.
  case fundedBelow(GrantOffer, GrantOffer)
  case onlyOne
  case onlyOneUniversity(Organisation)
  case otherLanguage(GrantOffer)
  /// By what is known she cannot meet what the offer asks later.
  case cannotMeet(GrantOffer, Requirement)
  /// The merit rule does not rank her as things stand today.
  case notRanked
  /// Fewer than five, while so many others fit her.
  case short(others: Int)
  /// None in her own region, where so many fit her.
  case homeLeftOut(others: Int)

  /// By which an answer names it; stands in the form and with the kept list.
  var key: String {
    switch self {
    case .fundedBelow(let above, _): "funded-\(above.code)"
    case .onlyOne: "one"
    case .onlyOneUniversity: "university"
    case .otherLanguage(let offer): "language-\(offer.code)"
    case .cannotMeet(let offer, let requirement): "\(requirement.kind.rawValue)-\(offer.code)"
    case .notRanked: "rank"
    case .short: "short"
    case .homeLeftOut: "home"
    }
  }

  /// The offer beside which it is asked; nil: about the whole list.
  var offer: GrantOffer? {
    switch self {
    case .fundedBelow(let above, _): above
    case .otherLanguage(let offer), .cannotMeet(let offer, _): offer
    case .notRanked, .onlyOne, .onlyOneUniversity, .short, .homeLeftOut: nil
    }
  }
}

enum ListChecks {
  /// A list shorter than this is asked about.
  static let enough = 5

  /// The questions about a list, in its order and then about the whole. `all`: the offers of the round.
  static func find(_ list: [GrantOffer], among all: [GrantOffer], _ girl: Chooser) -> [ListCheck] {
    guard !list.isEmpty else { return [] }
    var found: [ListCheck] = []
    for (place, offer) in list.enumerated() {
      if let better = list[(place + 1)...].first(where: { $0.programme.id == offer.programme.id && $0.gives > offer.gives }) {
        found.append(.fundedBelow(offer, better))
      }
      if !girl.speaks(offer.programme.said.language) { found.append(.otherLanguage(offer)) }
      for requirement in offer.terms.requirements
      where requirement.kind.due != .list && girl.stands(to: requirement, of: offer.programme) == .unmet {
        found.append(.cannotMeet(offer, requirement))
      }
    }
    if girl.isNotRanked { found.append(.notRanked) }
    if list.count == 1 {
      found.append(.onlyOne)
    } else if Set(list.map(\.organisation.id)).count == 1 {
      found.append(.onlyOneUniversity(list[0].organisation))
    }
    let listed = Set(list.map(\.id))
    let others = all.filter { !listed.contains($0.id) && girl.isFitted(by: $0) }
    if list.count < enough, !others.isEmpty { found.append(.short(others: others.count)) }
    let home = others.count(where: girl.isAtHome)
    if home > 0, !list.contains(where: girl.isAtHome) { found.append(.homeLeftOut(others: home)) }
    return found
  }
}

extension GrantOffer {
  /// How much of the fee a seat surely pays, per cent. What is only considered pays nothing yet.
  fileprivate var gives: Int {
    switch terms.kind {
    case .granted: 100
    case .discount: terms.discount
    case .considered: 0
    }
  }
}
