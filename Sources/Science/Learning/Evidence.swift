/// What speaks for a skill being held, since two answers in a row were wrong.
///
/// Held: three right answers at first try, without hints, on three variants, on at least two days. Three such answers exist where there
/// are three variants and two days at all: if the variants fell on one day and one of them came again on another, that one is taken from
/// the other day. So three variants, the first day and whether there was a second are all that has to be kept.
struct Evidence: Hashable, Sendable {
  static let wanted = 3

  /// The first three different ones.
  private(set) var variants: [String] = []
  private(set) var firstDay: Int?
  private(set) var hasTwoDays = false

  var isEnough: Bool { variants.count == Self.wanted && hasTwoDays }

  init() {}

  /// As a row keeps it; nil: not what attempts leave behind.
  init?(firstDay: Int?, hasTwoDays: Bool, _ variants: [String]) {
    guard variants.count <= Self.wanted, Set(variants).count == variants.count, variants.allSatisfy(Attempt.isKey),
      (firstDay == nil) == variants.isEmpty, !hasTwoDays || firstDay != nil
    else { return nil }
    self.firstDay = firstDay
    self.variants = variants
    self.hasTwoDays = hasTwoDays
  }

  mutating func add(_ variant: String, on day: Int) {
    if variants.count < Self.wanted, !variants.contains(variant) { variants.append(variant) }
    if let firstDay { hasTwoDays = hasTwoDays || day != firstDay } else { firstDay = day }
  }
}
