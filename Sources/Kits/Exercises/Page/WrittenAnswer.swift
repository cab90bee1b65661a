import Lessons
package import Words

extension ExerciseText {
  /// Short and without the numbers that change from variant to variant: says which exercise is meant, in a list.
  package func outline(_ language: Language) -> String {
    let text = (pieces[language] ?? []).map { piece -> String in
      switch piece {
      case .words(let words): words
      case .number, .gap: "…"
      case .code(let parts), .formula(let parts):
        if parts.contains(where: \.isNumber) {
          "…"
        } else if case .formula = piece {
          Self.formula(parts, .unchanging)?.line(language) ?? ""
        } else {
          Self.filled(parts, .unchanging, language, .code)
        }
      }
    }.joined()
    return Self.shortened(text)
  }

  /// At a space, where there is one.
  package static func shortened(_ text: String, to limit: Int = 100) -> String {
    guard text.count > limit else { return text }
    let head = text.prefix(limit)
    let end = head.lastIndex(of: " ").map { head[..<$0] } ?? head
    return end.trimmingSuffix { ",;:.".contains($0) } + "…"
  }
}

extension ExerciseText.Part {
  fileprivate var isNumber: Bool {
    if case .number = self { true } else { false }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isOver: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isOver(last) { text.removeLast() }
    return String(text)
  }
}

extension Exercise {
  /// An answer as it stood before whoever gave it: options by their texts, numbers as they were typed.
  package func written(_ answer: Answer, _ variant: Variant, _ language: Language) -> String {
    let shown = shownOrder(variant)
    /// The written place of what was shown at this one, from 1.
    func at(_ place: Substring) -> Int? {
      Answer.whole(place).flatMap { shown.indices.contains($0 - 1) ? shown[$0 - 1] : nil }
    }
    let chosen = answer["a"].split(separator: " ")
    switch body {
    case .choice(let body):
      return chosen.compactMap(at).map { body.options[$0].text.plain(language, variant) }.joined(separator: "; ")
    case .match(let body):
      let lines = shown.enumerated().compactMap { place, pair -> String? in
        guard let target = body.targets.first(where: { $0.key == answer["\(place + 1)"] }) else { return nil }
        return "\(body.pairs[pair].text.plain(language, variant)) – \(target.text.plain(language, variant))"
      }
      return lines.joined(separator: "; ")
    case .order(let items): return chosen.compactMap(at).map { items[$0].plain(language, variant) }.joined(separator: " → ")
    case .point(let body): return body.areas.first { $0.key == answer["a"] }?.label.plain(language, variant) ?? ""
    case .typed(let gaps): return gaps.map { answer[$0.name] }.filter { !$0.isEmpty }.joined(separator: "; ")
    case .text: return answer["a"]
    case .measured(let body):
      let lines = body.fields.compactMap { field -> String? in
        let values = field.places.map { answer[$0] }.filter { !$0.isEmpty }
        return values.isEmpty ? nil : "\(field.label.plain(language, variant)): \(values.joined(separator: ", "))"
      }
      return lines.joined(separator: "; ")
    case .trace: return answer.texts.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: "; ")
    case .reorder(let body):
      let lines = body.lines + body.extra
      return chosen.compactMap { at($0.prefix { $0 != ":" }) }
        .map { ExerciseText.filled(lines[$0].parts, variant, language, .code) }.joined(separator: "; ")
    case .handed: return ""
    }
  }
}
