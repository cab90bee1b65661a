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

  /// For marking: of each criterion its levels as radio buttons with what such work looks like, in a form of whoever calls. `errors` by the
  /// names of fields.
  package func marking(
    _ t: Language, chosen: [String: Int] = [:], errors: [(field: String, message: String)] = [], shown: Shown? = nil
  ) -> HTML {
    criteria.map { criterion in
      let error = errors.first { $0.field == Self.field(criterion.key) }?.message
      return criterion.choice(t, chosen: chosen[criterion.key], error: error, shown ?? { HTML($0.says(t)) })
    }.joined()
  }

  /// What the criterion of a field is called; nil for a field of another name.
  package func title(ofField name: String, _ t: Language) -> String? {
    criteria.first { Self.field($0.key) == name }?.title.says(t)
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
  fileprivate func choice(_ t: Language, chosen: Int?, error: String?, _ shown: Rubric.Shown) -> HTML {
    let name = Rubric.field(key)
    let options = levels.enumerated().map { index, level -> HTML in
      """
      <label class="opt"><input type="radio"\(attribute: "id", index == 0 ? name : nil) name="\(name)" value="\(index + 1)"\
      \(" checked", if: chosen == index + 1)><b><span class="vh">\(t(.levelTitle)) </span>\(index + 1)</b><span>\(shown(level))</span></label>
      """
    }
    return """
      <fieldset class="field rub\(" bad", if: error != nil)"\(attribute: "aria-describedby", error.map { _ in "\(name)-error" })>\
      <legend>\(shown(title))</legend>\(error.map { "<span class=\"error\" id=\"\(name)-error\">\($0)</span>" as HTML })\(options)</fieldset>
      """
  }

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
  static func noSuchLevel(_ marks: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk: "Мұндай деңгей жоқ: \(marks.lowerBound)–\(marks.upperBound)",
      ru: "Такого уровня нет: от \(marks.lowerBound) до \(marks.upperBound)",
      en: "There is no such level: \(marks.lowerBound) to \(marks.upperBound)")
  }
}
