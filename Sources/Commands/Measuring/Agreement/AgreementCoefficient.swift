import Words

/// One coefficient, or why the design does not allow it.
struct AgreementCoefficient: Sendable {
  enum Name: String, Sendable, CaseIterable {
    case percentAgreement, cohen, cohenLinear, cohenQuadratic, fleiss
    case icc11, icc21, icc31, icc1k, icc2k, icc3k
    case alphaNominal, alphaOrdinal, alphaInterval, alphaRatio

    /// As the literature writes it.
    var label: Phrase {
      switch self {
      case .percentAgreement: Phrase(kk: "Бірдей бағалар үлесі", ru: "Доля одинаковых оценок", en: "Share of same ratings")
      case .cohen: Phrase(verbatim: "Cohen κ")
      case .cohenLinear: Phrase(verbatim: "Cohen κ (linear)")
      case .cohenQuadratic: Phrase(verbatim: "Cohen κ (quadratic)")
      case .fleiss: Phrase(verbatim: "Fleiss κ")
      case .icc11, .icc21, .icc31, .icc1k, .icc2k, .icc3k:
        Phrase(verbatim: "ICC(\(rawValue.dropFirst(3).prefix(1)),\(rawValue.suffix(1)))")
      case .alphaNominal: Phrase(verbatim: "Krippendorff α (nominal)")
      case .alphaOrdinal: Phrase(verbatim: "Krippendorff α (ordinal)")
      case .alphaInterval: Phrase(verbatim: "Krippendorff α (interval)")
      case .alphaRatio: Phrase(verbatim: "Krippendorff α (ratio)")
      }
    }
  }

  let name: Name
  var value: Double?
  var lower: Double?
  var upper: Double?
  var standardError: Double?
  /// Pairs of raters over which it is averaged.
  var pairs: Int?
  var reason: Phrase?
}
