import Grading
package import Words

extension Judgement {
  package var isRight: Bool { verdict == .right }
}

extension Exercise {
  /// What is right, as it would be typed: for the key that a teacher prints, and for people that are invented. Nil: a person judges it, or it
  /// hangs on her own readings.
  package func rightAnswer(_ variant: Variant, _ language: Words.Language) -> Answer? {
    let shown = shownOrder(variant)
    func places(_ written: [Int]) -> [Int] { written.compactMap { shown.firstIndex(of: $0) }.map { $0 + 1 } }
    switch body {
    case .choice(let body):
      let right = body.options.indices.filter { body.options[$0].isRight }
      return Answer(["a": places(right).sorted().map(String.init).joined(separator: " ")])
    case .match(let body):
      return Answer(
        Dictionary(shown.enumerated().map { ("\($0.offset + 1)", body.pairs[$0.element].target) }) { first, _ in first })
    case .order(let items): return Answer(["a": places(Array(items.indices)).map(String.init).joined(separator: " ")])
    case .point(let body): return Answer(["a": body.answer])
    case .typed(let gaps):
      var texts: [String: String] = [:]
      for gap in gaps {
        guard let answer = variant.answers[gap.name] else { return nil }
        let unit = gap.unit.map { " " + $0.shown(language.forGrading) } ?? ""
        texts[gap.name] = ShownNumber.one(answer.value).text(language, in: .words) + unit
      }
      return Answer(texts)
    case .text(let body): return body.accept.first.flatMap { Answer(["a": $0]) }
    case .trace(let body):
      let cells = body.rows.enumerated().dropFirst(body.given).flatMap { row, cells in
        zip(body.columns, cells).map { ("\(row + 1).\($0)", ExerciseText.filled($1, variant, language, .code)) }
      }
      return Answer(Dictionary(cells) { first, _ in first })
    case .reorder(let body):
      let lines = body.lines.enumerated().compactMap { place, line in
        shown.firstIndex(of: place).map { "\($0 + 1):\(line.indent)" }
      }
      return Answer(["a": lines.joined(separator: " ")])
    case .measured, .handed: return nil
    }
  }
}
