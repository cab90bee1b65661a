package import Measurement

extension ItemModel {
  /// What commands, tables and answers call a model.
  package enum Name: String, Sendable, CaseIterable {
    case rasch, twoParameter = "2pl", threeParameter = "3pl", graded = "grm", generalisedPartialCredit = "gpcm"
    case partialCredit = "pcm", ratingScale = "rsm"

    package var item: ItemModel {
      switch self {
      case .rasch: .rasch
      case .twoParameter: .twoParameter
      case .threeParameter: .threeParameter
      case .graded: .graded
      case .generalisedPartialCredit: .generalisedPartialCredit
      case .partialCredit: .partialCredit
      case .ratingScale: .ratingScale(scale: 0)
      }
    }

    /// Of one scale there is.
    package init?(_ item: ItemModel) {
      guard let model = Self.allCases.first(where: { $0.item == item }) else { return nil }
      self = model
    }
  }
}
