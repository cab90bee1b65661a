import Exchange
import Programme
import Security
import Words

/// The order of a list, and what a press on the page does to it.
struct ListOrder: Sendable, Hashable {
  static let most = 30

  private(set) var offers: [ID<GrantOffer>]

  /// Each once, thirty at most.
  init(_ offers: [ID<GrantOffer>]) {
    var seen: Set<ID<GrantOffer>> = []
    self.offers = Array(offers.filter { seen.insert($0).inserted }.prefix(Self.most))
  }

  /// As a phone or a draft writes it: ids between spaces. Nil for anything else, or for more than fit.
  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count <= Self.most else { return nil }
    let ids = words.compactMap { ID<GrantOffer>(String($0)) }
    guard ids.count == words.count, Set(ids).count == ids.count else { return nil }
    offers = ids
  }

  var text: String { offers.map(\.text).joined(separator: " ") }

  /// By which what she read is what is kept.
  func seal(_ vault: Vault, of person: ID<Person>) -> String {
    hex(Array(vault.hash(secret: "\(person)\n\(text)", for: "grants list").prefix(16)))
  }

  /// What a button or a select asks for.
  enum Press: Sendable, Hashable {
    case up(ID<GrantOffer>)
    case down(ID<GrantOffer>)
    case out(ID<GrantOffer>)
    case add(ID<GrantOffer>)
    /// The first comes to stand right before the second.
    case before(ID<GrantOffer>, ID<GrantOffer>)

    /// `up:<offer>`, `before:<offer>:<offer>`; nil for anything else.
    init?(_ text: String) {
      let words = text.split(separator: ":").map(String.init)
      guard words.count >= 2, let offer = ID<GrantOffer>(words[1]) else { return nil }
      switch (words[0], words.count) {
      case ("up", 2): self = .up(offer)
      case ("down", 2): self = .down(offer)
      case ("out", 2): self = .out(offer)
      case ("add", 2): self = .add(offer)
      case ("before", 3):
        guard let other = ID<GrantOffer>(words[2]), other != offer else { return nil }
        self = .before(offer, other)
      default: return nil
      }
    }
  }

  /// Changes nothing where the offer is not in the list, or the list is full.
  mutating func take(_ press: Press) {
    switch press {
    case .up(let offer):
      guard let place = offers.firstIndex(of: offer), place > 0 else { return }
      offers.swapAt(place, place - 1)
    case .down(let offer):
      guard let place = offers.firstIndex(of: offer), place + 1 < offers.count else { return }
      offers.swapAt(place, place + 1)
    case .out(let offer): offers.removeAll { $0 == offer }
    case .add(let offer):
      if !offers.contains(offer), offers.count < Self.most { offers.append(offer) }
    case .before(let offer, let other):
      guard offers.contains(offer), offers.contains(other) else { return }
      offers.removeAll { $0 == offer }
      offers.insert(offer, at: offers.firstIndex(of: other) ?? 0)
    }
  }

  /// By the numbers that were chosen beside the offers of `shown`, the order of the page: what got another number stands there, the rest
  /// keeps its order. What another phone added meanwhile comes last; what it took out stays out.
  mutating func take(numbers: [ID<GrantOffer>: Int], shown: [ID<GrantOffer>]) {
    let here = shown.filter(offers.contains)
    let moved = here.filter { offer in
      guard let number = numbers[offer], let place = shown.firstIndex(of: offer) else { return false }
      return number != place + 1
    }.sorted { (numbers[$0] ?? 0) < (numbers[$1] ?? 0) }
    guard !moved.isEmpty else { return }
    var order = here.filter { !moved.contains($0) }
    for offer in moved {
      let wanted = (numbers[offer] ?? 1) - 1
      order.insert(offer, at: min(max(wanted, 0), order.count))
    }
    offers = order + offers.filter { !here.contains($0) }
  }
}
