import Measurement
import Programme
import Storage
import Words

/// What a run says of one girl between the two checks of a course.
struct OwnChange: Sendable {
  let change: Change

  var says: Phrase {
    switch change {
    case .clear: .clearlyMore
    case .probable: .probablyMore
    case .none: .noClearChange
    }
  }
}

extension Transaction {
  /// By the newest run of her cohort; nil before there is one, and where she lacks an occasion.
  func ownChange(of learner: Learner, _ check: Check) throws -> OwnChange? {
    let word: String? = try value(
      """
      SELECT change FROM study_measure WHERE learner = \(learner.number) AND run_id = (SELECT id FROM study_gain_run
        WHERE cohort_id = \(check.cohort) AND course = \(check.course) ORDER BY made_at DESC, id DESC LIMIT 1)
      """)
    return word.flatMap { Change(rawValue: $0) }.map { OwnChange(change: $0) }
  }
}

extension Phrase {
  static let clearlyMore = Phrase(
    kk: "Курстан кейін анық көбірек білесің.", ru: "После курса вы знаете явно больше.",
    en: "After the course you know clearly more.")
  static let probablyMore = Phrase(
    kk: "Курстан кейін көбірек білетін сияқтысың.", ru: "После курса вы, вероятно, знаете больше.",
    en: "After the course you probably know more.")
  static let noClearChange = Phrase(
    kk: "Екі тексерудің арасында анық өсім көрінбейді. Бір тексеру бәрін көрсете бермейді.",
    ru: "Между двумя проверками явного прироста не видно. Одна проверка показывает не всё.",
    en: "Between the two checks no clear gain shows. One check does not show everything.")
}
