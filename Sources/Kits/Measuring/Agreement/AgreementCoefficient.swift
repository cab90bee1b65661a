import Words

/// One coefficient, or why the design does not allow it.
struct AgreementCoefficient: Sendable {
  enum Name: String, Sendable, CaseIterable {
    case percentAgreement, cohen, cohenLinear, cohenQuadratic, fleiss
    case icc11, icc21, icc31, icc1k, icc2k, icc3k
    case alphaNominal, alphaOrdinal, alphaInterval, alphaRatio

    /// As the literature writes it, the weights and scales in words.
    var label: Phrase {
      switch self {
      case .percentAgreement: Phrase(kk: "Бірдей бағалар үлесі", ru: "Доля одинаковых оценок", en: "Share of same ratings")
      case .cohen: Phrase(verbatim: "Cohen κ")
      case .cohenLinear: Phrase(kk: "Cohen κ, сызықтық салмақ", ru: "Cohen κ, линейные веса", en: "Cohen κ, linear weights")
      case .cohenQuadratic:
        Phrase(kk: "Cohen κ, квадраттық салмақ", ru: "Cohen κ, квадратичные веса", en: "Cohen κ, quadratic weights")
      case .fleiss: Phrase(verbatim: "Fleiss κ")
      case .icc11, .icc21, .icc31, .icc1k, .icc2k, .icc3k:
        Phrase(verbatim: "ICC(\(rawValue.dropFirst(3).prefix(1)),\(rawValue.suffix(1)))")
      case .alphaNominal:
        Phrase(
          kk: "Krippendorff α, атаулар шкаласы", ru: "Krippendorff α, номинальная шкала", en: "Krippendorff α, nominal scale")
      case .alphaOrdinal:
        Phrase(kk: "Krippendorff α, реттік шкала", ru: "Krippendorff α, порядковая шкала", en: "Krippendorff α, ordinal scale")
      case .alphaInterval:
        Phrase(
          kk: "Krippendorff α, интервалдық шкала", ru: "Krippendorff α, интервальная шкала", en: "Krippendorff α, interval scale")
      case .alphaRatio:
        Phrase(kk: "Krippendorff α, қатынастар шкаласы", ru: "Krippendorff α, шкала отношений", en: "Krippendorff α, ratio scale")
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
