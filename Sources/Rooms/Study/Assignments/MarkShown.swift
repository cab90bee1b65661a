import Courses
import Exercises
import Markup
import Programme
import Words

/// A mark in words, as she and the adults of her group read it.
struct MarkShown {
  let exercise: HandedExercise?
  let language: Language
  /// When the girl it is about reads it; nil: an adult does. A word of an adult comes to her by day, as on the board.
  var hers: Moment? = nil

  /// Each criterion with its level and what it says.
  func levels(_ levels: MarkLevels) -> HTML {
    let lines = levels.lines.map { "<div><dt>\(title($0.key))</dt><dd>\(level($0))</dd></div>" as HTML }
    return "<dl class=\"levels\">\(lines)</dl>"
  }

  private func title(_ key: String) -> String { exercise?.handIn.rubric[key]?.title.says(language) ?? key }

  /// Where the rubric has another number of levels by now, its words are not those that she was marked by.
  private func level(_ line: MarkLevels.Line) -> HTML {
    let number: HTML = "<b>\(line.level) / \(line.most)</b>"
    guard let exercise, let criterion = exercise.handIn.rubric[line.key], criterion.levels.count == line.most else {
      return number
    }
    return "\(number) \(exercise.handIn.shown(criterion.levels[line.level - 1], language, exercise.found.first))"
  }

  /// Who said it and when, the levels, the word.
  func whole(_ mark: Mark) -> HTML {
    let t = language
    let comment: HTML
    if mark.comment.isEmpty {
      comment = .nothing
    } else if let hers, !mark.saysItsWord(at: hers) {
      comment = "<p class=\"hint\">\(t(.wordComesAt(t.dateTime(mark.opens))))</p>"
    } else {
      comment = "<blockquote>\(lines(mark.comment))</blockquote>"
    }
    return """
      <div class="judged"><p class="hint">\(mark.name?.full ?? t(.nameless)) · \(t.dateTime(mark.at)) · \(t(mark.way.name))</p>
      \(levels(mark.levels))\(comment)</div>
      """
  }

  private func lines(_ text: String) -> HTML {
    text.split(separator: "\n").map { "<p>\(String($0))</p>" as HTML }.joined()
  }
}

extension Mark {
  /// When its word comes to the girl: what was written by night at eight in the morning (`BoardHours`).
  var opens: Moment { BoardHours.opening(from: at) }

  func saysItsWord(at now: Moment) -> Bool { comment.isEmpty || opens <= now }
}

extension Phrase {
  static func wordComesAt(_ time: String) -> Phrase {
    Phrase(
      kk: "Пікірі мына уақыттан бастап көрінеді: \(time)", ru: "Отзыв станет виден: \(time)",
      en: "The feedback can be read from \(time)")
  }
}

extension Mark.Way {
  var name: Phrase {
    switch self {
    case .first: Phrase(kk: "баға", ru: "оценка", en: "mark")
    case .second: Phrase(kk: "екінші баға", ru: "вторая оценка", en: "second mark")
    case .look: Phrase(kk: "қайта қарау", ru: "взгляд другого человека", en: "another look")
    }
  }
}
