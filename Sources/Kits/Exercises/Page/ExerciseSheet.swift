import Grading
package import Lessons
package import Markup
import Programme
package import Words

/// A drawing with its words in the reader's language.
package typealias ExerciseDrawing = (drawing: Drawing, words: [String: String])

/// An exercise as a page shows it: the question, the places for an answer, what was said of the last one, the hints. A form that works
/// without a script; with one (Public/exercises.js) the phone judges by itself.
package struct ExerciseSheet: Sendable {
  package let exercise: Exercise
  package let variant: Variant
  /// Which of the page's exercises it is, from 1, and how many there are.
  package let number: Int
  package let count: Int
  /// What was answered last, if anything.
  package let answer: Answer?
  /// What is said of it.
  package let judgement: Judgement?
  /// Where another variant of it is asked, once it is solved.
  package let again: Link?
  /// Nothing readable was answered to it before, since it was solved last.
  package let isFirst: Bool
  /// The drawing of an exercise in which one points at something.
  package let drawing: Drawing?
  package let words: [String: String]
  /// Above it instead of its number: where it stands alone.
  package let heading: String?

  package init(
    _ exercise: Exercise, _ variant: Variant, number: Int, of count: Int, answer: Answer? = nil, judgement: Judgement? = nil,
    again: Link? = nil, isFirst: Bool = true, drawing: ExerciseDrawing? = nil, heading: String? = nil
  ) {
    (self.exercise, self.variant, self.number, self.count) = (exercise, variant, number, count)
    (self.answer, self.judgement, self.again, self.isFirst, self.drawing) = (answer, judgement, again, isFirst, drawing?.drawing)
    words = drawing?.words ?? [:]
    self.heading = heading
  }

  /// Where the form goes, and what goes along with it.
  package struct Way: Sendable {
    package let isPost: Bool
    package let action: Link
    package let hidden: HTML

    package init(isPost: Bool, action: Link, hidden: HTML = .nothing) {
      (self.isPost, self.action, self.hidden) = (isPost, action, hidden)
    }
  }

  /// The id of its part of the page.
  package static func id(_ key: String) -> String { "x-\(key)" }

  package func shown(_ t: Words.Language, _ way: Way) -> HTML {
    let key = exercise.key
    if let handIn = exercise.handIn { return handed(handIn, t) }
    return """
      <section class="ex" id="\(Self.id(key))" aria-labelledby="\(Self.id(key))-n" data-exercise="\(key)" data-variant="\(variant.id)"\(" data-first=\"no\"", if: !isFirst)>\
      <header><span id="\(Self.id(key))-n">\(heading ?? t(.exerciseNumber(number, of: count)))</span><span data-state>\(state(t))</span></header>\
      <form method="\(way.isPost ? "post" : "get" as HTML)" action="\(way.action.at(Self.id(key)))" autocomplete="off">\(way.hidden)\
      \(hidden("x", key))\(hidden("v", "\(variant.id)"))<div data-asked>\(question(t))</div>\
      <div data-said>\(said(t))</div><div data-hints>\(hints(t))</div>\
      <div class="row"><button class="btn">\(t(answer == nil ? .checkAnswer : .checkAgain))</button>\
      \(again.map { "<a class=\"again\" href=\"\($0.at(Self.id(key)))\">\(t(.anotherOne))</a>" })</div></form></section>
      """
  }

  /// An empty one, into which a page's script puts what the phone knows (`phoneSheet`).
  package static func blank(_ t: Words.Language, _ way: Way) -> HTML {
    """
    <section class="ex" data-exercise="" data-variant=""><header><span></span><span data-state></span></header>\
    <form method="post" action="\(way.action)" autocomplete="off">\(way.hidden)\(hidden("x", ""))\(hidden("v", ""))<div data-asked></div>\
    <div data-said></div><div data-hints></div><div class="row"><button class="btn">\(t(.checkAnswer))</button></div></form></section>
    """
  }

  /// What a person judges: nothing is sent from here, so there is nothing to press; by what it is judged everybody may read.
  private func handed(_ handIn: HandIn, _ t: Words.Language) -> HTML {
    let criteria = handIn.rubric.table(t) { handIn.shown($0, t, variant) }
    return """
      <section class="ex" id="\(Self.id(exercise.key))" aria-labelledby="\(Self.id(exercise.key))-n">\
      <header><span id="\(Self.id(exercise.key))-n">\(t(.exerciseNumber(number, of: count)))</span></header>\
      <p>\(exercise.ask.shown(t, variant))</p><p class="hint">\(t(.judgedByAPerson))</p>\
      <details><summary>\(t(.howItIsJudged))</summary>\(criteria)</details></section>
      """
  }

  private func question(_ t: Words.Language) -> HTML {
    let fields = ExerciseFields(sheet: self, t)
    return fields.shown
  }

  private func state(_ t: Words.Language) -> HTML? {
    guard let judgement else { return nil }
    return switch judgement.verdict {
    case .right: tag(t(.answerRight), .good)
    case .wrong: tag(t(.answerWrong), .bad)
    case .unreadable: tag(t(.answerUnreadable), .waiting)
    case .unitMissing: tag(t(.unitIsMissing), .waiting)
    case .unitWrong: tag(t(.unitIsWrong), .bad)
    }
  }

  /// What was said of the answer: the mistakes that were recognised, else what is said of every right or wrong one.
  private func said(_ t: Words.Language) -> HTML {
    guard let judgement else { return .nothing }
    let isRight = judgement.verdict == .right
    var lines = judgement.remarks.compactMap { exercise.remarks.indices.contains($0) ? exercise.remarks[$0] : nil }
    if lines.isEmpty, isRight, let right = exercise.right { lines = [right] }
    if lines.isEmpty, judgement.verdict == .wrong, let wrong = exercise.wrong { lines = [wrong] }
    let asked = judgement.questions.compactMap { exercise.remarks.indices.contains($0) ? exercise.remarks[$0] : nil }
    var shown: [HTML] = lines.map { "<p>\($0.shown(t, variant))</p>" }
    if let obstacle = judgement.obstacle {
      shown.append("<p>\(t(obstacle.phrase)) \(t(.costsNothing))</p>")
    } else if let how = judgement.verdict.how {
      shown.append("<p>\(t(how))</p>")
    }
    if isRight, let solution = exercise.solution { shown.append("<p>\(solution.shown(t, variant))</p>") }
    let tone: Tone = isRight ? .good : judgement.verdict == .wrong || judgement.verdict == .unitWrong ? .bad : .waiting
    let first = shown.isEmpty ? HTML.nothing : notice("\(shown)", tone)
    return first + (asked.isEmpty ? .nothing : notice("\(asked.map { "<p>\($0.shown(t, variant))</p>" as HTML })", .waiting))
  }

  /// Each within the one before: the second cannot be opened before the first, with a script or without.
  func hints(_ t: Words.Language) -> HTML {
    exercise.hints.enumerated().reversed().reduce(HTML.nothing) { after, hint in
      """
      <details data-hint="\(hint.offset + 1)"><summary>\(t(.hintNumber(hint.offset + 1, of: exercise.hints.count)))</summary>\
      <p>\(hint.element.shown(t, variant))</p>\(after)</details>
      """
    }
  }
}

extension Verdict {
  /// What to do about an answer that is neither right nor wrong.
  fileprivate var how: Phrase? {
    switch self {
    case .right, .wrong: nil
    case .unreadable: .writeItAnew
    case .unitMissing: .writeTheUnit
    case .unitWrong: .lookAtTheUnit
    }
  }
}

extension Phrase {
  static func exerciseNumber(_ number: Int, of count: Int) -> Phrase {
    Phrase(
      kk: "\(number)-жаттығу, барлығы \(count)", ru: "упражнение \(number) из \(count)", en: "exercise \(number) of \(count)")
  }
  static func hintNumber(_ number: Int, of count: Int) -> Phrase {
    count == 1
      ? Phrase(kk: "Кеңес", ru: "Подсказка", en: "Hint")
      : Phrase(kk: "Кеңес, \(count)-ден \(number)-і", ru: "Подсказка \(number) из \(count)", en: "Hint \(number) of \(count)")
  }
  static let checkAnswer = Phrase(kk: "Тексеру", ru: "Проверить", en: "Check")
  static let judgedByAPerson = Phrase(
    kk: "Мұны дәптерде орында. Ондай жұмысты бағдарлама емес, адам бағалайды; осы беттен ештеңе жіберілмейді.",
    ru: "Выполните это в тетради. Такую работу оценивает человек, а не программа; с этой страницы ничего не отправляется.",
    en: "Do this in your notebook. Such work is judged by a person, not by the program; nothing is sent from this page.")
  static let howItIsJudged = Phrase(kk: "Қалай бағаланады", ru: "Как это оценивается", en: "How it is judged")
  static let anotherOne = Phrase(kk: "Тағы біреуі", ru: "Ещё одно такое", en: "Another one")
  static let checkAgain = Phrase(kk: "Қайта тексеру", ru: "Проверить ещё раз", en: "Check again")
  package static let answerRight = Phrase(kk: "дұрыс", ru: "верно", en: "right")
  package static let answerWrong = Phrase(kk: "әлі дұрыс емес", ru: "пока неверно", en: "not right yet")
  package static let answerUnreadable = Phrase(kk: "оқылмады", ru: "не прочитано", en: "not read")
  static let unitIsMissing = Phrase(kk: "бірлігі жоқ", ru: "нет единицы", en: "no unit")
  static let unitIsWrong = Phrase(kk: "бірлігі басқа", ru: "другая единица", en: "another unit")
  static let writeItAnew = Phrase(
    kk: "Жауап жазылмаған не оқылмады. Бұл қате болып есептелмейді: қайта жаз.",
    ru: "Ответа нет, или он не читается. Это не считается ошибкой: запишите ещё раз.",
    en: "There is no answer, or it cannot be read. That does not count as a mistake: write it again.")
  static let writeTheUnit = Phrase(
    kk: "Санның қасына өлшем бірлігін жаз.", ru: "Допишите к числу единицу измерения.", en: "Write the unit beside the number.")
  static let lookAtTheUnit = Phrase(
    kk: "Өлшем бірлігіне қара: бұл басқа шаманың бірлігі.", ru: "Посмотрите на единицу: она от другой величины.",
    en: "Look at the unit: it belongs to another quantity.")
}
