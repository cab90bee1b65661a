package import Exchange
import Grading
package import Markup
package import Words

/// One question of a check as it stands in the check's one form: what is asked, the places for an answer and how a typed number was read.
/// Nothing of it says whether an answer is right.
package struct CheckQuestion: Sendable {
  package let item: Exercise
  package let variant: Variant
  package let answer: Answer?

  package init(_ item: Exercise, _ variant: Variant, answer: Answer?) {
    (self.item, self.variant, self.answer) = (item, variant, answer)
  }

  /// Before the names of its places in the form.
  private static func prefix(_ item: Exercise) -> String { "q.\(item.key)." }

  package func shown(_ t: Words.Language, number: Int, of count: Int) -> HTML {
    let sheet = ExerciseSheet(item, variant, number: number, of: count, answer: answer, judgement: reading(t))
    let id = ExerciseSheet.id(item.key)
    return """
      <section class="ex" id="\(id)" aria-labelledby="\(id)-n"><header><span id="\(id)-n">\(t(.questionNumber(number, of: count)))</span>\
      <span>\(unread(t).map { tag($0, .waiting) })</span></header>\(ExerciseFields(sheet: sheet, t, names: Self.prefix(item)).shown)</section>
      """
  }

  /// What was sent of an item in a check's form; nil: nothing.
  package static func answer(_ form: Fields, to item: Exercise) -> Answer? {
    Answer(form: form, to: item, names: prefix(item))
  }

  /// Places in which something is written that cannot be read, with what to do about it; what is not finished is none of them.
  package func unreadPlaces(_ t: Words.Language) -> [(field: String, says: Phrase)] {
    guard let answer, let parts = item.judge(answer, variant, t)?.parts else { return [] }
    return parts.sorted { $0.key < $1.key }.compactMap { place, part in
      answer.isEmpty(place) ? nil : part.obstacle.map { ("\(ExerciseSheet.id(item.key))-\(place)", $0.phrase) }
    }
  }

  /// Only how numbers were read, and why one was not.
  private func reading(_ t: Words.Language) -> Judgement? {
    guard let answer, let parts = item.judge(answer, variant, t)?.parts else { return nil }
    return Judgement(
      .right,
      parts: Dictionary(
        uniqueKeysWithValues: parts.map { place, part in
          let obstacle = answer.isEmpty(place) ? nil : part.obstacle
          return (place, Judgement.Part(obstacle == nil ? .right : .unreadable, readAs: part.readAs, obstacle: obstacle))
        }))
  }

  private func unread(_ t: Words.Language) -> String? {
    guard let answer, !answer.isBlank, let judgement = item.judge(answer, variant, t), judgement.verdict == .unreadable else {
      return nil
    }
    return judgement.obstacle.map { t($0.phrase) } ?? t(.answerUnreadable)
  }
}

extension Exercise {
  /// What is asked, as it stands above the places for an answer.
  package func asked(_ variant: Variant, _ t: Words.Language) -> HTML { ask.shown(t, variant) }

  /// On paper: what is asked, what can be chosen by number, and lines to write on.
  package func printed(_ variant: Variant, _ t: Words.Language) -> HTML {
    func list(_ texts: [ExerciseText]) -> HTML { "<ol>\(texts.map { "<li>\($0.shown(t, variant))</li>" as HTML })</ol>" }
    let (asked, shown) = (ask.shown(t, variant, gap: { _ in "________" }), shownOrder(variant))
    return switch body {
    case .choice(let body): "<p>\(asked)</p>\(list(shown.map { body.options[$0].text }))"
    case .match(let body):
      """
      <p>\(asked)</p>\(list(shown.map { body.pairs[$0].text }))<p>\(body.targets.map { $0.text.plain(t, variant) }.joined(separator: " · "))</p>
      """
    case .order(let items): "<p>\(asked)</p>\(list(shown.map { items[$0] }))"
    case .point(let body): "<p>\(asked)</p>\(list(body.areas.map(\.label)))"
    default: "<p>\(asked)</p>"
    }
  }
}

extension Phrase {
  static func questionNumber(_ number: Int, of count: Int) -> Phrase {
    Phrase(kk: "\(number)-сұрақ, барлығы \(count)", ru: "вопрос \(number) из \(count)", en: "question \(number) of \(count)")
  }
}
