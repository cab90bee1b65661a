import Forms
import Markup
import Programme
import Words

extension FormPlace {
  /// Where girls fill in their application.
  static let application = FormPlace(
    home: "/apply", before: "/", after: "/apply/consent", later: "/apply/later",
    phone: PhonePart(
      script: "apply.js", shell: Applications.shell, steps: ["consent", "check"], unsent: .unsent, unsentWhat: .unsentWhat,
      door: "/return", signIn: .returnTitle))
}

extension Applications {
  /// What her own phone keeps: her questions, to go on without a network.
  static let shell = Shell(
    name: AnswerJournal.thread, prefixes: ["/apply", "/status"],
    doors: ["/apply", "/return/code", "/return/key", "/sign-out"], offline: "/offline",
    unsent: ["/apply/consent": "/offline?what=consent", "/apply/submission": "/offline?what=submission"])
}

extension Girl {
  func filled(_ form: Form) -> FilledForm {
    FilledForm(
      form, at: .application, answers, owner: application.id.text, changedAt: application.changedAt, readAt: readAt)
  }
}

extension Phrase {
  static let unsent = Phrase(
    kk: "Өтінім ӘЛІ ЖІБЕРІЛГЕН ЖОҚ", ru: "Заявка ЕЩЁ НЕ ОТПРАВЛЕНА", en: "The application is NOT SENT YET")
  static let unsentWhat = Phrase(
    kk:
      "Қазір желі жоқ. Осы бетті ашық қалдыр немесе желі шыққанда қайта аш: өтінім сонда өзі жіберіледі. Бізге жеткенде SMS келеді. SMS келмесе, өтінім жетпеген.",
    ru:
      "Сейчас нет сети. Оставьте эту страницу открытой или откройте её снова, когда сеть появится: тогда заявка уйдёт сама. Когда она дойдёт, придёт SMS. Нет SMS — заявка не дошла.",
    en:
      "There is no network now. Leave this page open, or open it again when there is one: the application is sent then. An SMS comes when it has arrived. No SMS means that it has not."
  )
}
