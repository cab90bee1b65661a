package import Markup
import Security
import Words

/// How the programme looks: what stands in the header and the colour of what may be pressed. Part of `programme.yaml`.
package struct Look: Sendable {
  /// Short, for the header and the title of a window.
  package let name: Said
  package let colour: Colour?
  /// A picture's file in the folder.
  package let logo: String?
  /// A picture in place of the drawing on the landing page.
  package let scene: String?

  /// Of a programme that does not say.
  package static let plain = Look(name: Said(kk: "Керуен", ru: "Керуен", en: "Keruen"), colour: nil, logo: nil, scene: nil)

  package var pictures: [String] { [logo, scene].compactMap { $0 } }
}

extension Look {
  init?(_ entry: YAMLEntry) {
    entry.know("name", "colour", "logo", "scene")
    let name = entry.said("name")
    for language in [name?.kk, name?.ru, name?.en].compactMap({ $0 }) where language.count > 30 {
      entry.complain(.textExpected("name", 30), at: "name")
    }
    let colour = entry.text(ifAny: "colour", atMost: 7).flatMap { text -> Colour? in
      Colour(text) ?? entry.fail(.notAColour(text), at: "colour")
    }
    let pictures = ["logo", "scene"].map { key in
      entry.text(ifAny: key, atMost: 60).flatMap { name -> String? in
        Picture.isName(name) ? name : entry.fail(.notAPictureName(name), at: key)
      }
    }
    guard let name else { return nil }
    self.init(name: name, colour: colour, logo: pictures[0], scene: pictures[1])
  }
}

/// The files that the look needs, by their addresses.
package struct LookFiles: Sendable {
  package struct File: Sendable {
    package let type: String
    package let bytes: [UInt8]
    package let link: Link
  }

  package let name: Said
  /// What browsers colour their own frame with.
  package let themeColour: String
  /// Nil where the house's own colours stay.
  package let sheet: Link?
  package let logo: Link?
  package let scene: Link?
  private let files: [File]

  package init(_ look: Look, _ pictures: [String: Picture]) {
    name = look.name
    themeColour = look.colour?.header.hex ?? "#073f5c"
    let style = look.colour.map { colour in
      let bytes = Array(colour.style.utf8)
      return File(type: "text/css; charset=utf-8", bytes: bytes, link: Picture.link("colours.css", bytes))
    }
    (sheet, logo, scene) = (style?.link, look.logo.flatMap { pictures[$0]?.link }, look.scene.flatMap { pictures[$0]?.link })
    files = pictures.values.map { File(type: $0.type, bytes: $0.bytes, link: $0.link) } + (style.map { [$0] } ?? [])
  }

  /// By the last part of its address. Of an earlier edition's file the one of that name now, for a page may still ask for it.
  package func file(_ name: String) -> (file: File, isExact: Bool)? {
    if let file = files.first(where: { $0.link.text == "/look/\(name)" }) { return (file, true) }
    let parts = name.split(separator: ".")
    guard parts.count == 3 else { return nil }
    return files.first { $0.link.text.hasPrefix("/look/\(parts[0]).") && $0.link.text.hasSuffix(".\(parts[2])") }.map {
      ($0, false)
    }
  }
}

extension Phrase {
  static func notAColour(_ text: String) -> Phrase {
    Phrase(
      kk: "«\(text)» — түс емес: #0a6c94 сияқты жазылады.", ru: "«\(text)» — не цвет: пишется так: #0a6c94.",
      en: "“\(text)” is not a colour: it is written like #0a6c94.")
  }
  static func notAPictureName(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» — сурет файлының аты емес: logo.svg сияқты, кіші латын әріптері, цифр, сызықша.",
      ru: "«\(name)» — не имя файла картинки: как logo.svg, строчные латинские буквы, цифры, дефис.",
      en: "“\(name)” is not a picture's file name: like logo.svg, small Latin letters, digits, hyphens.")
  }
}
