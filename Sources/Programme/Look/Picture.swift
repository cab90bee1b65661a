package import Markup
import Security
import Words

/// A picture of the programme's folder: its logo, or what stands on the landing page. It is given to browsers as it is and to nothing
/// else, so the house never opens it.
package struct Picture: Sendable, Hashable {
  package let name: String
  package let type: String
  package let bytes: [UInt8]
  /// Under `/look`, with twelve letters of the content's hash, so it may be kept.
  package let link: Link

  static let longest = 300_000
  /// Every phone unpacks it.
  private static let widest = 4_000
  package static let endings = ["svg", "png", "jpg", "jpeg", "webp"]

  /// Letters, digits, hyphen, and an ending of a picture.
  static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, name.utf8.count <= 60, endings.contains(String(parts[1])), !parts[0].isEmpty else { return false }
    return parts[0].utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }

  package static func isPicture(_ name: String) -> Bool { endings.contains { name.hasSuffix(".\($0)") } }

  /// Throws `FileComplaints` where it is too long, is no picture of its ending, or is a drawing that does something.
  init(_ name: String, _ bytes: [UInt8]) throws {
    guard bytes.count <= Self.longest else { throw FileComplaints(.pictureTooLong(Self.longest)) }
    guard let type = Self.type(bytes), name.hasSuffix(".\(type.ending)") || (type.ending == "jpg" && name.hasSuffix(".jpeg"))
    else {
      throw FileComplaints(.notItsPicture)
    }
    if type.ending == "svg", Self.isActive(bytes) { throw FileComplaints(.activeDrawing) }
    if type.ending == "png", bytes.count > 24, max(Self.number(bytes[16..<20]), Self.number(bytes[20..<24])) > Self.widest {
      throw FileComplaints(.pictureTooWide(Self.widest))
    }
    self.name = name
    self.type = type.mime
    self.bytes = bytes
    link = Self.link(name, bytes)
  }

  /// `/look/logo.1a2b3c4d5e6f.svg`
  static func link(_ name: String, _ bytes: [UInt8]) -> Link {
    let parts = name.split(separator: ".")
    return ("/look" as Link).below("\(parts.first ?? "").\(hex(Array(sha256(bytes).prefix(6)))).\(parts.last ?? "")")
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private static func type(_ bytes: [UInt8]) -> (mime: String, ending: String)? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return ("image/png", "png") }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return ("image/jpeg", "jpg") }
    if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return ("image/webp", "webp")
    }
    guard let text = String(validating: bytes.prefix(1000), as: UTF8.self) ?? String(validating: bytes, as: UTF8.self) else {
      return nil
    }
    return text.contains("<svg") ? ("image/svg+xml", "svg") : nil
  }

  /// Anything but shapes, text and colours: other elements, also under another prefix, events, animation, entities, other addresses.
  private static func isActive(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    if ["javascript:", "@import", "url(h", "url(/"].contains(where: text.contains) { return true }
    let isMarked = text.matches(of: /<([^\s>\/]+|\/)/).contains { tag in
      let name = tag.output.1
      return name != "/" && name != "?xml" && !name.hasPrefix("!--") && !shapes.contains(String(name))
    }
    if isMarked || text.contains(/&(?!(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-f]+);)/) { return true }
    return text.contains(/[\s"'\/]on[a-z]+\s*=/) || text.contains(/href\s*=\s*["']\s*[^#"'\s]/)
  }

  private static let shapes: Set<String> = [
    "svg", "g", "defs", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "tspan", "lineargradient", "radialgradient", "stop", "clippath", "mask", "pattern", "marker", "symbol",
  ]
}

extension Phrase {
  static func pictureTooLong(_ longest: Int) -> Phrase {
    Phrase(
      kk: "Сурет \(longest / 1000) кБ-тан артық: телефонға ауыр.",
      ru: "Картинка больше \(longest / 1000) кБ: для телефона это много.",
      en: "The picture has more than \(longest / 1000) kB: that is too much for a phone.")
  }
  static func pictureTooWide(_ widest: Int) -> Phrase {
    Phrase(
      kk: "Суреттің ені немесе биіктігі \(widest) нүктеден артық.", ru: "Ширина или высота картинки больше \(widest) точек.",
      en: "The picture is wider or higher than \(widest) points.")
  }
  static let notItsPicture = Phrase(
    kk: "Бұл — аты айтқандай сурет емес. SVG, PNG, JPEG немесе WebP керек.",
    ru: "Это не та картинка, которую обещает имя файла. Нужны SVG, PNG, JPEG или WebP.",
    en: "It is not the picture its name says. SVG, PNG, JPEG or WebP is needed.")
  static let activeDrawing = Phrase(
    kk: "Сызбада скрипт, оқиға, кірістірілген құжат немесе сыртқы сілтеме бар. Тек пішіндер болуы керек.",
    ru: "В рисунке есть скрипт, событие, вложенный документ или внешняя ссылка. Должны быть только фигуры.",
    en: "The drawing holds a script, an event, a document within it or an outside link. Only shapes belong there.")
}
