package import Exchange
package import Markup
package import Words

/// A rubric on a page: each criterion a small table of two columns, which a narrow screen holds, and under it the levels to choose from.
extension Rubric {
  /// How its words are shown; another where they hold more than words.
  package typealias Shown = (Text) -> HTML

  /// For reading.
  package func table(_ t: Language, shown: Shown? = nil) -> HTML {
    criteria.map { $0.table(t, shown ?? { HTML($0.says(t)) }) }.joined()
  }

  /// For marking: the table of each criterion and its levels as radio buttons, in a form of whoever calls. `errors` by the names of fields.
  package func marking(
    _ t: Language, chosen: [String: Int] = [:], errors: [(field: String, message: String)] = [], shown: Shown? = nil
  ) -> HTML {
    criteria.map { criterion -> HTML in
      let name = Self.field(criterion.key)
      let field = Field(name, criterion.title.says(t), error: errors.first { $0.field == name }?.message)
      let options = criterion.marks.map { Option(String($0), t(.rubricLevel($0))) }
      return """
        \(criterion.table(t, shown ?? { HTML($0.says(t)) }))\
        \(t.choice(field, options, chosen: chosen[criterion.key].map { String($0) }))
        """
    }.joined()
  }

  /// The name of a criterion's field.
  package static func field(_ key: String) -> String { "level-\(key)" }

  /// The levels that were posted, and what is missing or no level of its criterion, by field. Fields of other names are not looked at.
  package func marks(_ form: Fields) -> (marks: [String: Int], errors: [(field: String, says: Phrase)]) {
    var (marks, errors): ([String: Int], [(field: String, says: Phrase)]) = ([:], [])
    for criterion in criteria {
      let name = Self.field(criterion.key)
      if let level = form.number(name, in: criterion.marks) {
        marks[criterion.key] = level
      } else {
        errors.append((name, form[name] == nil ? .chooseLevel : .noSuchLevel(criterion.marks)))
      }
    }
    return (marks, errors)
  }
}

extension Rubric.Criterion {
  fileprivate func table(_ t: Language, _ shown: Rubric.Shown) -> HTML {
    let rows = levels.enumerated().map { index, level -> HTML in
      "<tr><th scope=\"row\">\(index + 1)</th><td>\(shown(level))</td></tr>"
    }
    return """
      <table class="rubric"><caption>\(shown(title))</caption><thead><tr><th scope="col">\(t(.levelTitle))</th>\
      <th scope="col">\(t(.whatItLooksLike))</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }
}

extension Phrase {
  static let levelTitle = Phrase(kk: "Деңгей", ru: "Уровень", en: "Level")
  static let whatItLooksLike = Phrase(kk: "Мұндай жұмыс қандай", ru: "Как выглядит такая работа", en: "What such work looks like")
  static let chooseLevel = Phrase(kk: "Деңгейді таңдаңыз", ru: "Выберите уровень", en: "Choose a level")
  static func rubricLevel(_ level: Int) -> Phrase {
    Phrase(kk: "\(level)-деңгей", ru: "уровень \(level)", en: "level \(level)")
  }
  static func noSuchLevel(_ marks: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk: "Мұндай деңгей жоқ: \(marks.lowerBound)–\(marks.upperBound)",
      ru: "Такого уровня нет: от \(marks.lowerBound) до \(marks.upperBound)",
      en: "There is no such level: \(marks.lowerBound) to \(marks.upperBound)")
  }
}
