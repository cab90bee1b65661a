import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// Giving a group one more of what its courses have, until a last day: an assignment for each girl, or a project for teams.
struct Giving: Sendable {
  /// What the group has not got.
  let exercises: [HandedExercise]
  /// Of the cohort; nil where it has no days.
  let last: Day?
  private var chosen = ""
  private var typed: TypedDate
  private(set) var errors: [(field: String, message: String)] = []

  /// `day` is proposed.
  init(_ exercises: [HandedExercise], until last: Day?, proposing day: Day) {
    (self.exercises, self.last, typed) = (exercises, last, TypedDate(day))
  }

  /// Takes `exercise` as `course/exercise`, and the day; nil where something is missing or wrong, or only the language was asked for.
  mutating func read(_ visit: Visit, choose: Phrase) -> (exercise: HandedExercise, day: Day)? {
    let t = visit.language
    (chosen, typed) = (visit.form["exercise"] ?? "", visit.form.date("day"))
    if visit.asksOnlyLanguage { return nil }
    let exercise = exercises.first { $0.key == chosen }
    if exercise == nil { errors.append(("exercise", t(choose))) }
    if let wrong = LastDay.wrong(typed.date, until: last, visit.now) { errors.append(("day", t(wrong))) }
    guard let exercise, let day = typed.date, errors.isEmpty else { return nil }
    return (exercise, day)
  }

  func form(
    _ action: Link, what: Phrase, day: Phrase, hint: Phrase, give: Phrase, _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let options = exercises.map { Option($0.key, "\($0.shelved.course.title(t)): \($0.lesson.title(t))") }
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    return Markup.form(
      action, id: "give",
      """
      \(visit.formToken)\(t.select(field("exercise", what), options, chosen: chosen))\
      \(t.dateField(field("day", day, hint: hint), value: typed))\(button(t(give)))
      """)
  }
}

/// The last day of what a group is given: at most a year away, and not after its cohort has ended.
enum LastDay {
  private static let furthest = 366

  /// `mayBeOver`: of what stands already, whose day may have passed.
  static func wrong(_ day: Day?, until last: Day?, _ now: Moment, mayBeOver: Bool = false) -> Phrase? {
    guard let day else { return .noSuchDayOfStudy }
    let today = now.day()
    let first = mayBeOver ? today.adding(days: -furthest) : today
    let end = max(min(last ?? today.adding(days: furthest), today.adding(days: furthest)), today)
    return day < first || day > end ? .dueWithin(end) : nil
  }
}

extension HandedExercise {
  /// As forms send it.
  var key: String { "\(shelved.key)/\(found.exercise.key)" }

  func isOf(_ course: String, _ exercise: String) -> Bool { shelved.key == course && found.exercise.key == exercise }
}

extension Phrase {
  static func dueWithin(_ last: Day) -> Phrase {
    Phrase(
      kk: "Бүгіннен бастап \(Language.kk.until(last))гі күнді таңдаңыз",
      ru: "Выберите день с сегодняшнего дня \(Language.ru.until(last))", en: "Choose a day from today \(Language.en.until(last))")
  }
}
