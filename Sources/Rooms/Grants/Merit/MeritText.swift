import Exchange
import Markup
import Programme
import Rules
import Words

/// A merit rule as the chair writes it: the text, and beside it the draw in fields of its own.
struct MeritText: Sendable {
  var yaml = ""
  var source = Said(kk: "", ru: "", en: "")
  var published = TypedDate()

  /// As it was sent. A form's lines end with CR LF.
  init(_ form: Fields) {
    yaml = (form["yaml"] ?? "").replacing("\r\n", with: "\n")
    source = Said(kk: Self.line(form["source-kk"]), ru: Self.line(form["source-ru"]), en: Self.line(form["source-en"]))
    published = form.date("drawn")
  }

  /// From a rule: one source is shown in the fields, several stay in the text.
  init(_ rule: MeritRule) {
    guard let lottery = rule.lottery, lottery.sources.count == 1 else {
      yaml = rule.yaml
      return
    }
    yaml = Self.withoutDraw(rule.yaml)
    (source, published) = (lottery.sources[0], TypedDate(lottery.published))
  }

  private var hasDraw: Bool { !source.kk.isEmpty || !source.ru.isEmpty || !source.en.isEmpty || !published.isEmpty }

  /// Lines before the draw's.
  var lines: Int { head.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

  private var head: String { yaml.hasSuffix("\n") || yaml.isEmpty ? yaml : yaml + "\n" }

  /// The whole rule.
  var whole: String {
    guard hasDraw else { return yaml }
    let day = published.date?.iso ?? ""
    return head + """
      lottery:
        sources:
          - {kk: \(Self.quoted(source.kk)), ru: \(Self.quoted(source.ru)), en: \(Self.quoted(source.en))}
        published: \(Self.quoted(day))

      """
  }

  /// What is missing of the draw, at its field.
  func complaints() -> [(field: String, says: Phrase)] {
    guard hasDraw else { return [] }
    var found: [(field: String, says: Phrase)] = []
    for (field, text) in [("source-kk", source.kk), ("source-ru", source.ru), ("source-en", source.en)] where text.isEmpty {
      found.append((field, .nameDrawSource))
    }
    if published.date == nil { found.append(("drawn", .whenDrawPublished)) }
    return found
  }

  private static func line(_ text: String?) -> String {
    (text ?? "").split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// Without the block of the draw: its line, and those that are set in below it.
  private static func withoutDraw(_ yaml: String) -> String {
    var isWithin = false
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("lottery:") {
        isWithin = true
        return false
      }
      if isWithin, let first = line.first, first != " ", first != "-" { isWithin = false }
      return !isWithin || line.isEmpty
    }
    return lines.joined(separator: "\n")
  }
}

extension Phrase {
  static let nameDrawSource = Phrase(
    kk: "Дереккөзді үш тілде де атаңыз", ru: "Назовите источник на всех трёх языках", en: "Name the source in all three languages"
  )
  static let whenDrawPublished = Phrase(
    kk: "Сандар қай күні жарияланатынын жазыңыз", ru: "Укажите, в какой день появятся числа",
    en: "Say on which day the numbers are published")
}
