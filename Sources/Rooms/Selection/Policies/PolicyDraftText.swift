import Markup
import Programme
import Words

extension PolicyDraft {
  /// The draft as `policy.yaml`, and for each of its lines the field of the form it was typed in. One value a line, so that what the
  /// reader says of a line is said at the right field: form and text are checked by the same eyes.
  func text() -> (yaml: String, fields: [String]) {
    var writer = PolicyWriter()
    writer.titles("", "title", title, "title")
    writer.line("places: \(number(places))", "places")
    writer.line("decimals: \(number(decimals.isEmpty ? "2" : decimals))", "decimals")
    writer.list("evidence", "evidence", evidence.filled) { $0.write(evidence[$1], "evidence-\($1 + 1)") }
    if protection != .none {
      let unit = protection == .reserves ? "places" : "percent"
      writer.list(protection.rawValue, "group", groups.filled) { writer, index in
        let row = "group-\(index + 1)"
        writer.item("attribute: \(quoted(groups[index].attribute))", "\(row)-attribute")
        writer.titles("    ", "title", groups[index].title, row)
        writer.line("    \(unit): \(number(groups[index].number))", "\(row)-number")
      }
    }
    if !caps.filled.isEmpty {
      writer.list("caps", "cap", caps.filled) { writer, index in
        let row = "cap-\(index + 1)"
        writer.item("column: \(quoted(caps[index].column))", "\(row)-column")
        writer.titles("    ", "title", caps[index].title, row)
        writer.line("    places: \(number(caps[index].places))", "\(row)-places")
      }
    }
    if !sources.filled.isEmpty || !published.isEmpty { lottery(&writer) }
    writer.line("offers:", "days")
    writer.line("  days: \(number(days))", "days")
    return (writer.yaml, writer.fields)
  }

  private func lottery(_ writer: inout PolicyWriter) {
    writer.line("lottery:", "source-1-kk")
    writer.line("  sources:\(sources.filled.isEmpty ? " []" : "")", "source-1-kk")
    for index in sources.filled {
      for (line, (key, value)) in sources[index].pairs.enumerated() {
        writer.line("    \(line == 0 ? "- " : "  ")\(key): \(quoted(value))", "source-\(index + 1)-\(key)")
      }
    }
    let day = published.date?.iso ?? [published.year, published.month, published.day].joined(separator: "-")
    writer.line("  published: \(quoted(day))", "published")
  }
}

extension PolicyWriter {
  fileprivate mutating func write(_ piece: PolicyDraft.Evidence, _ row: String) {
    item("name: \(quoted(piece.name))", "\(row)-name")
    titles("    ", "title", piece.title, row)
    line("    scale: \(quoted(piece.scale))", "\(row)-scale")
    if piece.scale == "raw" { line("    range: [\(number(piece.lowest)), \(number(piece.highest))]", "\(row)-lowest") }
    line("    weight: \(number(piece.weight))", "\(row)-weight")
    if !piece.minimum.isEmpty { line("    minimum: \(number(piece.minimum))", "\(row)-minimum") }
    switch piece.missing {
    case "points": line("    missing: \(number(piece.points))", "\(row)-points")
    case "": line("    missing: not considered", "\(row)-missing")
    default: line("    missing: \(quoted(piece.missing))", "\(row)-missing")
    }
    if !piece.parts.isEmpty { line("    parts: \(number(piece.parts))", "\(row)-parts") }
  }
}

private struct PolicyWriter {
  private var lines: [String] = []
  private(set) var fields: [String] = []

  var yaml: String { lines.map { $0 + "\n" }.joined() }

  mutating func line(_ text: String, _ field: String) {
    lines.append(text)
    fields.append(field)
  }

  mutating func item(_ text: String, _ field: String) { line("  - \(text)", field) }

  mutating func titles(_ indent: String, _ key: String, _ titles: PolicyDraft.Titles, _ field: String) {
    line("\(indent)\(key):", "\(field)-kk")
    for (language, text) in titles.pairs { line("\(indent)  \(language): \(quoted(text))", "\(field)-\(language)") }
  }

  /// The rows that are not blank, each under its own number.
  mutating func list(_ key: String, _ field: String, _ rows: [Int], _ write: (inout PolicyWriter, Int) -> Void) {
    line("\(key):\(rows.isEmpty ? " []" : "")", "\(field)-1-\(field == "evidence" ? "name" : "attribute")")
    for row in rows { write(&self, row) }
  }
}

extension PolicyDraft.Titles {
  fileprivate var pairs: [(String, String)] { [("kk", kk), ("ru", ru), ("en", en)] }
}

/// Which rows of a list say anything.
private protocol Blank: Equatable { init() }
extension PolicyDraft.Evidence: Blank {}
extension PolicyDraft.Group: Blank {}
extension PolicyDraft.Cap: Blank {}
extension PolicyDraft.Titles: Blank {}

extension Array where Element: Blank {
  fileprivate var filled: [Int] { indices.filter { self[$0] != Element() } }
}

/// A number as YAML writes it, or what was typed instead, for the reader to refuse.
private func number(_ typed: String) -> String {
  let written = typed.replacing(",", with: ".").replacing("\u{2212}", with: "-")
  let isPlain = !written.isEmpty && written.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e || $0 == 0x2d }
  return isPlain ? written : quoted(typed)
}

/// A double-quoted scalar of YAML 1.2 (5.7): any text on one line.
private func quoted(_ text: String) -> String {
  let escaped = text.unicodeScalars.map { scalar -> String in
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case _
    where scalar.value < 0x20 || scalar.value == 0x7f || scalar.value == 0x85 || scalar.value == 0x2028
      || scalar.value == 0x2029:
      " "
    default: String(scalar)
    }
  }
  return "\"\(escaped.joined())\""
}
