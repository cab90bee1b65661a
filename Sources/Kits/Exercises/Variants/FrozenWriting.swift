import Exchange
import Grading

extension Exercise {
  /// The file that keeps these variants, a line a variant.
  func frozenText(_ variants: [Variant]) -> String {
    var head: [(String, JSON)] = [("exercise", .string(key)), ("version", .string(version)), ("kind", .string(kind.rawValue))]
    if case .typed(let gaps) = body {
      if kind == .number, let gap = gaps.first {
        head += gap.frozen
      } else {
        head.append(("gaps", .object(gaps.map { ($0.name, .object($0.frozen)) })))
      }
    } else {
      head.append(("right", .object(facts.map { ($0.subject, .string($0.text)) })))
    }
    let fields = head.map { "\(JSON.string($0.0).text): \($0.1.spaced)" }.joined(separator: ", ")
    guard !numbers.isEmpty || kind == .number || kind == .gaps else { return "{\(fields)}\n" }
    let rows = variants.map { "  \(row($0).spaced)" }.joined(separator: ",\n")
    return "{\(fields), \"variants\": [\n\(rows)\n]}\n"
  }

  private func row(_ variant: Variant) -> JSON {
    let shownNames = Set(texts.flatMap(\.numbers) + numbers.drawn.map(\.name) + namesOfParts)
    let show = numbers.params.filter { shownNames.contains($0.name) }.compactMap { param in
      variant.shown[param.name].map { (param.name, $0.json) }
    }
    var fields: [(String, JSON)] = [("id", .whole(variant.id)), ("show", .object(show))]
    guard case .typed(let gaps) = body else { return .object(fields) }
    let answers = gaps.compactMap { gap in variant.answers[gap.name].map { (gap.name, JSON.string($0.value.text)) } }
    if kind == .number, let answer = answers.first {
      fields.append(("answer", answer.1))
    } else {
      fields.append(("answers", .object(answers)))
    }
    let mistakes = gaps.flatMap { variant.answers[$0.name]?.mistakes ?? [] }
    fields.append(("mistakes", .strings(mistakes.map(\.text))))
    return .object(fields)
  }

  private var namesOfParts: [String] {
    body.parts.joined().compactMap { part in
      guard case .number(let name) = part else { return nil }
      return name
    }
  }
}

extension Gap {
  fileprivate var frozen: [(String, JSON)] {
    var fields: [(String, JSON)] = unit.map { [("unit", .string($0.key))] } ?? []
    fields += [("unitNeeded", .bool(isUnitNeeded)), ("tolerance", tolerance.frozen)]
    if allowsFraction { fields.append(("fractions", .bool(true))) }
    return fields
  }
}

extension Tolerance {
  /// Sizes as texts, as they are written.
  fileprivate var frozen: JSON {
    switch self {
    case .absolute(let size): .object([("absolute", .string(PlainDecimal(size).text))])
    case .relative(let share): .object([("relative", .string(PlainDecimal(share).text))])
    case .digits(let count): .object([("digits", .whole(count))])
    }
  }
}

extension ShownNumber {
  var json: JSON {
    switch self {
    case .one(let number): .string(number.text)
    case .list(let list): .strings(list.map(\.text))
    }
  }
}

extension JSON {
  /// On one line, with spaces for whoever reads the file.
  var spaced: String {
    switch self {
    case .array(let values): "[" + values.map(\.spaced).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(JSON.string($0.key).text): \($0.value.spaced)" }.joined(separator: ", ") + "}"
    default: text
    }
  }
}
