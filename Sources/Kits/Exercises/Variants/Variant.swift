import Words

/// One set of an exercise's numbers with what is right for them; its number also decides in which order options are shown.
package struct Variant: Sendable, Hashable {
  /// From 1.
  package let id: Int
  /// As they were drawn.
  let drawn: [String: ShownNumber]
  /// Everything that a text may show, drawn and computed.
  let shown: [String: ShownNumber]
  /// By the name of the gap; a `number` has one, `a`.
  let answers: [String: TypedAnswer]

  struct TypedAnswer: Sendable, Hashable {
    let value: PlainDecimal
    /// In the order of the gap's mistakes.
    let mistakes: [PlainDecimal]
  }

  /// Of an exercise in which nothing changes but the order.
  static func order(_ id: Int) -> Variant { Variant(id: id, drawn: [:], shown: [:], answers: [:]) }

  /// Empty: there is no such number, which the checker names.
  func text(of name: String, _ language: Language, in place: ShownNumber.Place) -> String {
    shown[name]?.text(language, in: place) ?? ""
  }
}
