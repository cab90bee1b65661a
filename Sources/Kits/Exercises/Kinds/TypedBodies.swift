import Grading
import Words

/// A number that is asked for, with or without a unit.
struct Gap: Sendable {
  struct Mistake: Sendable {
    let value: Expression
    let remark: Int
    let line: Int?
  }

  let name: String
  let value: Expression
  let unit: WrittenUnit?
  let isUnitNeeded: Bool
  let tolerance: Tolerance
  let allowsFraction: Bool
  let mistakes: [Mistake]
  let line: Int?

  func question(_ answer: Variant.TypedAnswer) -> Question {
    Question(
      value: answer.value.value, unit: unit, isUnitNeeded: isUnitNeeded, tolerance: tolerance, allowsFraction: allowsFraction,
      mistakes: answer.mistakes.map(\.value))
  }

  /// Of `number`.
  static let only = "a"
}

struct TextBody: Sendable {
  struct Mistake: Sendable {
    let accept: [String]
    let remark: Int
  }

  /// Of all languages, as they are compared.
  let accept: [String]
  let folds: Bool
  let mistakes: [Mistake]
}

/// Her own readings.
struct MeasuredBody: Sendable {
  struct Field: Sendable {
    let name: String
    let unit: WrittenUnit?
    /// Nil: one value; else a list.
    let times: Int?
    let label: ExerciseText
    let between: ClosedRange<Double>?

    /// What is said of a value that nobody measures; nil: any is plausible.
    var outside: Phrase? {
      guard let between else { return nil }
      let ends = [between.lowerBound, between.upperBound].map { ShownNumber.one(PlainDecimal($0)) }
      let unit = unit
      func said(_ language: Words.Language) -> String {
        let sizes = ends.map { $0.text(language, in: .words) }.joined(separator: "–")
        return unit.map { "\(sizes)\u{A0}\($0.shown(language.forGrading))" } ?? sizes
      }
      let (kk, ru, en) = (said(.kk), said(.ru), said(.en))
      return Phrase(
        kk: "Мұндай мән болуы екіталай, әдетте \(kk). Сан мен бірлікті қайта қараңыз.",
        ru: "Такое значение маловероятно, обычно \(ru). Проверьте число и единицу.",
        en: "Such a value is unlikely, it is usually \(en). Look at the number and the unit again.")
    }

    /// Where the values are written: `L`, or `t.1`, `t.2`, …
    var places: [String] { times.map { count in (1...count).map { "\(name).\($0)" } } ?? [name] }
  }

  struct Check: Sendable {
    let that: Expression
    let remark: Int
    /// A question to her, which makes nothing wrong.
    let isQuestion: Bool
  }

  let fields: [Field]
  let checks: [Check]
}

extension Grader {
  /// By the table of units that is built in; nil: the program was built without.
  static let shipped: Grader? = ShippedUnits.table.map(Grader.init)
}
