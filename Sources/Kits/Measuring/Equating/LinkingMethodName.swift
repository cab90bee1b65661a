package import Measurement

extension LinkingMethod {
  /// What commands and answers call a method.
  package enum Name: String, Sendable, CaseIterable {
    case meanMean = "mean-mean", meanSigma = "mean-sigma", haebara, stockingLord = "stocking-lord"

    var method: LinkingMethod {
      switch self {
      case .meanMean: .meanMean
      case .meanSigma: .meanSigma
      case .haebara: .haebara
      case .stockingLord: .stockingLord
      }
    }
  }
}
