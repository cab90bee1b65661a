package import Exchange
import Markup
package import Words

extension Exercise {
  /// What the page's script needs to ask and judge without a network (Public/lesson.js): of each variant the places for an answer as the page
  /// shows them, by what it is judged, and what is said. Only what a phone may know: of a check nothing of this goes out.
  ///
  ///     {"kind", "skill", "hints", "variants": [{"id", "fields", "rule", "remarks": […], "right", "wrong", "solution"}]}
  ///
  /// Hints with numbers of the variant in them stand in each variant.
  package func phoneSheet(_ variants: [Variant], _ t: Words.Language, drawing: ExerciseDrawing? = nil) -> JSON {
    let isHintedAlike = hints.allSatisfy(\.isTheSameInEachVariant)
    func hinted(_ variant: Variant) -> [(String, JSON)] {
      hints.isEmpty ? [] : [("hints", .string(ExerciseSheet(self, variant, number: 1, of: 1).hints(t).text))]
    }
    let sheets = variants.map { variant -> JSON in
      let sheet = ExerciseSheet(self, variant, number: 1, of: 1, drawing: drawing)
      func said(_ text: ExerciseText?) -> JSON { text.map { .string($0.shown(t, variant).text) } ?? .null }
      return .object(
        [
          ("id", .whole(variant.id)), ("fields", .string(ExerciseFields(sheet: sheet, t).shown.text)),
          ("rule", rule(variant) ?? .null),
          ("remarks", .array(remarks.map { said($0) })), ("right", said(right)), ("wrong", said(wrong)),
          ("solution", said(solution)),
        ] + (isHintedAlike ? [] : hinted(variant)))
    }
    return .object(
      [("kind", .string(kind.rawValue)), ("skill", skill.map(JSON.string) ?? .null)] + (isHintedAlike ? hinted(.unchanging) : [])
        + [("variants", .array(sheets))])
  }

  /// The words by which the script says what became of an answer.
  package static func phoneWords(_ t: Words.Language) -> JSON {
    let words: [(String, Phrase)] = [
      ("right", .answerRight), ("wrong", .answerWrong), ("unreadable", .answerUnreadable), ("unitMissing", .unitIsMissing),
      ("unitWrong", .unitIsWrong), ("unreadableHow", .writeItAnew), ("unitMissingHow", .writeTheUnit),
      ("unitWrongHow", .lookAtTheUnit),
      ("check", .checkAnswer), ("checkAgain", .checkAgain), ("another", .anotherOne), ("readAs", .readAs),
    ]
    return .object((words + Obstacle.phoneWords).map { ($0.0, .string(t($0.1))) })
  }
}
