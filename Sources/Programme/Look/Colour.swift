import Foundation

/// A colour of the screen; each channel from 0 to 1 as it is written (sRGB).
package struct Colour: Sendable, Hashable {
  package let red, green, blue: Double

  package init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#0a6c94`
  package init?(_ text: String) {
    guard text.utf8.count == 7, text.hasPrefix("#"), let number = UInt32(text.dropFirst(), radix: 16) else { return nil }
    self.init(
      red: Double(number >> 16 & 255) / 255, green: Double(number >> 8 & 255) / 255, blue: Double(number & 255) / 255)
  }

  package var hex: String {
    "#"
      + [red, green, blue].map { channel in
        let text = String(Int((channel * 255).rounded()), radix: 16)
        return text.utf8.count == 1 ? "0" + text : text
      }.joined()
  }

  /// Relative luminance, 0 to 1 (WCAG 2.2).
  package var luminance: Double {
    func linear(_ channel: Double) -> Double { channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast with another, 1 to 21 (WCAG 2.2).
  package func contrast(with other: Colour) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }

  static let white = Colour(red: 1, green: 1, blue: 1)
  static let black = Colour(red: 0, green: 0, blue: 0)

  private func mixed(with other: Colour, _ share: Double) -> Colour {
    Colour(
      red: red + (other.red - red) * share, green: green + (other.green - green) * share, blue: blue + (other.blue - blue) * share
    )
  }

  /// As little of `other` in it as makes it stand out from the ground so much.
  func mixed(with other: Colour, untilContrast least: Double, on ground: Colour) -> Colour {
    let steps = 64
    let mixed = (0...steps).lazy.map { self.mixed(with: other, Double($0) / Double(steps)) }
    return mixed.first { Colour($0.hex)?.contrast(with: ground) ?? 0 >= least } ?? other
  }
}

extension Colour {
  /// What a school's one colour makes of the house's: text, buttons and the header stay readable whatever it is. The grounds are those
  /// of `keruen.css`.
  package var style: String {
    let (coolByDay, coolAtNight) = (Colour("#e6eef3") ?? .white, Colour("#1d3444") ?? .black)
    let byDay = mixed(with: .black, untilContrast: 4.6, on: coolByDay)
    let atNight = mixed(with: .white, untilContrast: 5, on: coolAtNight)
    let button = mixed(with: .black, untilContrast: 4.6, on: .white)
    return """
      :root{--sky:\(byDay.hex);--btn:\(byDay.hex);--deep:\(header.hex)}
      @media (prefers-color-scheme:dark){:root{--sky:\(atNight.hex);--btn:\(button.hex);\
      --deep:\(mixed(with: .black, untilContrast: 13, on: .white).hex)}}

      """
  }

  /// Behind the white letters of the header.
  package var header: Colour { mixed(with: .black, untilContrast: 10, on: .white) }
}
