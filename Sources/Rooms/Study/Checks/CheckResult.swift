import Exercises
import Markup
import Measurement
import Programme
import Storage
import Words

/// What she is told once the window is over: question by question in words; of a unit's check the share; of a measure her own gain.
enum CheckResult {
  static func page(_ sight: CheckPage.Sight, _ visit: Visit) -> Page {
    let (t, found) = (visit.language, sight.found)
    let items = found.read.items
    let sat = sight.sitting?.kept != nil
    let lines = items.map { item -> HTML in
      let answer = sight.answers[item.key]
      let variant = answer.flatMap { item.variant($0.variant) } ?? item.printed
      let isRight = answer?.verdict == .right
      let written = answer.map { item.exercise.written($0.answer, variant, t) } ?? ""
      return """
        <li><p>\(item.exercise.asked(variant, t))</p><p>\(t(.answerGiven)): <b>\(written.isEmpty ? t(.nothingAnswered) : written)</b> \
        \(tag(t(isRight ? .answerRight : answer?.verdict == .unread ? .answerUnreadable : .answerWrong), isRight ? .good : .plain))</p></li>
        """
    }
    var page = Page(
      title: found.title(t), language: t,
      body: """
        \(t.back(to: "/study"))<p class="step">\(found.courseTitle(t))</p><h1>\(found.read.form.title(t))</h1>
        \(sat ? "\(told(sight, t))<ol class=\"lessons\">\(lines)</ol>" : notice("\(t(.checkIsOverUnsat))"))
        """)
    page.sheets = ["lesson.css"]
    return page
  }

  private static func told(_ sight: CheckPage.Sight, _ t: Language) -> HTML {
    guard let sitting = sight.sitting else { return .nothing }
    if sight.found.read.form.isMeasure {
      return "<p>\(t(.measureWasFor))</p>\(sight.change.map { notice("\(t($0.says))", $0.change == .clear ? .good : .plain) })"
    }
    let attended: Phrase = sitting.attended == nil ? .satUnattended : .satAttended
    return "<p><b>\(t(.rightOf(sitting.points, sight.found.check.items)))</b></p><p>\(t(attended))</p>"
  }
}

extension Phrase {
  static let answerGiven = Phrase(kk: "Жауабың", ru: "Ваш ответ", en: "Your answer")
  static let nothingAnswered = Phrase(kk: "жазылмады", ru: "не записан", en: "not written")
  static let checkIsOverUnsat = Phrase(
    kk: "Тексеру аяқталды. Сенен жауап келмеді.", ru: "Проверка закончилась. Ваших ответов нет.",
    en: "The check is over. There are no answers of yours.")
  static let measureWasFor = Phrase(
    kk: "Бұл тексеруге баға қойылмайды: ол курстың не бергенін көрсетеді.",
    ru: "За эту проверку отметок нет: она показывает, что дал курс.",
    en: "This check has no marks: it shows what the course gives.")
  static let satAttended = Phrase(
    kk: "Тренер сенің кездесуде өзің тапсырғаныңды растады: сертификатқа есептеледі.",
    ru: "Тренер подтвердил, что вы писали на встрече: учитывается для сертификата.",
    en: "The trainer confirmed that you sat it at the meeting: it counts for the certificate.")
  static let satUnattended = Phrase(
    kk: "Тренер кездесуде тапсырғаныңды растаған жоқ, сондықтан сертификатқа есептелмейді. Тапсырған болсаң, тренеріңе айт.",
    ru: "Тренер не подтвердил, что вы писали на встрече, поэтому для сертификата не учитывается. Если писали, скажите тренеру.",
    en:
      "The trainer has not confirmed that you sat it at the meeting, so it does not count for the certificate. If you did, tell your trainer."
  )
  static func rightOf(_ points: Int, _ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) сұрақтың \(points)-і дұрыс", ru: "Верно \(points) из \(count)",
      en: "\(points) of \(counted(count, one: "question", other: "questions")) right")
  }
}
