/// A unit that was understood, as it was put together: `м·с⁻²` stays that and is not made `м/с²`.
package struct WrittenUnit: Sendable, Hashable {
  struct Factor: Sendable, Hashable {
    let symbol: Symbol
    let power: Int
  }

  let over: [Factor]
  let under: [Factor]
  let dimension: Dimension
  let scale: Scale

  init(over: [Factor], under: [Factor]) {
    self.over = over
    self.under = under
    var dimension = Dimension.number
    var scale = Scale.one
    for factor in over + under.map({ Factor(symbol: $0.symbol, power: -$0.power) }) {
      dimension = dimension.times(factor.symbol.measure.dimension, factor.power)
      scale.multiply(by: factor.symbol, factor.power)
    }
    self.dimension = dimension
    self.scale = scale
  }

  /// Degrees Celsius on their own are a place on a scale; in `J/(kg·°C)` they are kelvins.
  var isCelsius: Bool { under.isEmpty && over.count == 1 && over[0].power == 1 && over[0].symbol.measure.isCelsius }

  /// As it is printed: `м/с²`.
  package func shown(_ language: Language) -> String {
    text(product: "·") { $0.symbol.shown(language) + ($0.power == 1 ? "" : raised($0.power)) }
  }

  /// As exercises name it: `m/s^2`.
  package var key: String { text(product: "*") { $0.symbol.key + ($0.power == 1 ? "" : "^\($0.power)") } }

  private func text(product: String, _ write: (Factor) -> String) -> String {
    let top = over.isEmpty ? "1" : over.map(write).joined(separator: product)
    guard !under.isEmpty else { return top }
    let bottom = under.map(write).joined(separator: product)
    return under.count == 1 ? "\(top)/\(bottom)" : "\(top)/(\(bottom))"
  }

  /// What stands between the number and this unit: nothing before the degrees of an angle and, but in Russian, before per cent.
  func space(_ language: Language) -> String {
    switch over.first?.symbol.measure.key {
    case "deg": ""
    case "%" where language != .ru: ""
    default: " "
    }
  }
}
