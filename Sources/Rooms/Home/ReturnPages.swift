import Exchange
import Markup
import Programme
import Words

extension Return {
  static func page(_ visit: Visit, errors: [(field: String, message: String)]) -> Page {
    let t = visit.language
    func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
    let isIn: HTML =
      visit.who.session?.kind == .applicant
      ? notice("<p>\(t(.youAreInAlready))</p>\(linkButton(t(.toYourPage), "/status"))", .good) : .nothing
    return Page(
      title: t(.returnTitle), language: t,
      body: """
        \(t.back(to: "/"))\(t.errorSummary(errors))<h1>\(t(.returnTitle))</h1>\(isIn)
        <h2>\(t(.byCode))</h2>
        \(form(
          "/return",
          """
          \(visit.formToken)\(t.textField(
            Field("contact", t(.phoneOrEmail), hint: t(.asInApplication), error: error("contact")), value: visit.form["contact"] ?? ""))\
          \(button(t(.sendCode)))
          """))
        <h2>\(t(.byKey))</h2>
        \(form(
          "/return/key",
          """
          \(visit.formToken)\(t.textField(Field("key", t(.returnKey), hint: t(.keyLooksLike), error: error("key")), autocomplete: .off))\
          \(sharedBox(t))\(button(t(.goOn), look: .plain))
          """))
        """)
  }

  static func codePage(_ visit: Visit, _ id: ID<Return.Code>, error: String?) -> Page {
    let t = visit.language
    return Page(
      title: t(.enterCode), language: t,
      body: """
        \(t.back(to: "/return"))\(t.errorSummary(error.map { [(field: "code", message: $0)] } ?? []))
        <h1>\(t(.enterCode))</h1><p>\(t(.codeSentIfKnown))</p>
        \(form(
          "/return/code", hidden: [(name: "id", value: id.text)],
          "\(visit.formToken)\(t.codeField(Field("code", t(.sixDigits), error: error)))\(sharedBox(t))\(button(t(.goOn)))"))
        """)
  }

  static func choicePage(_ visit: Visit, _ id: ID<Return.Code>, _ code: String, _ owners: [Homecoming.Owner]) -> Page {
    let t = visit.language
    return Page(
      title: t(.whichApplication), language: t,
      body: """
        \(t.back(to: "/return"))<h1>\(t(.whichApplication))</h1><p>\(t(.sharedPhone))</p>
        \(form(
          "/return/code", hidden: [(name: "id", value: id.text), (name: "code", value: code)],
          """
          \(visit.formToken)\(t.choice(Field("label", t(.applicationCode)), owners.map { owner in
            Option(owner.label, owner.role == .applicant ? owner.label : "\(t(owner.role.name)) · \(owner.label)")
          }))\
          \(visit.form["shared"] == nil ? HTML.nothing : hidden("shared", "yes"))\(button(t(.goOn)))
          """))
        """)
  }

  private static func sharedBox(_ t: Language) -> HTML {
    t.checkBox(Field("shared", t(.sharedDevice)))
  }
}

extension Phrase {
  static let youAreInAlready = Phrase(
    kk: "Осы құрылғыда өз бетің ашық тұр.", ru: "На этом устройстве ваша страница уже открыта.",
    en: "Your page is open on this device already.")
  static let toYourPage = Phrase(kk: "Өз бетіме өту", ru: "На свою страницу", en: "To my page")
  static let byCode = Phrase(kk: "Телефон немесе пошта арқылы", ru: "По телефону или электронной почте", en: "By phone or e-mail")
  static let phoneOrEmail = Phrase(
    kk: "Телефон нөмірі немесе пошта", ru: "Номер телефона или адрес электронной почты", en: "Phone number or e-mail")
  static let asInApplication = Phrase(
    kk: "Өтінімде көрсеткен нөмірің немесе поштаң.", ru: "Тот, который указан в заявке.", en: "The one given in the application.")
  static let sendCode = Phrase(kk: "Код жіберу", ru: "Отправить код", en: "Send a code")
  static let byKey = Phrase(kk: "Қайта кіру кілтімен", ru: "По запасному ключу", en: "With the return key")
  static let keyLooksLike = Phrase(
    kk: "12 таңба, мысалы: 7GQ2-M4KD-P9XT", ru: "12 знаков, например: 7GQ2-M4KD-P9XT",
    en: "12 characters, for example: 7GQ2-M4KD-P9XT")
  static let writeContact = Phrase(
    kk: "Телефон нөмірін немесе поштаны дұрыс жаз", ru: "Напишите номер телефона или адрес электронной почты без ошибок",
    en: "Write a phone number or an e-mail address")
  static let wrongKey = Phrase(
    kk: "Кілт сәйкес келмейді. Әріптері мен цифрларын тексер.", ru: "Ключ не подходит. Проверьте буквы и цифры.",
    en: "The key does not match. Check its letters and digits.")
  static let enterCode = Phrase(kk: "Кодты енгіз", ru: "Введите код", en: "Enter the code")
  static let codeSentIfKnown = Phrase(
    kk: "Бұл нөмір немесе пошта өтінімде болса, код жіберілді. 15 минут жарамды.",
    ru: "Если этот телефон или адрес есть в заявке, код отправлен. Он действует 15 минут.",
    en: "If this phone or e-mail is in an application, a code was sent. It is valid for 15 minutes.")
  static let sixDigits = Phrase(kk: "6 цифрдан тұратын код", ru: "Код из 6 цифр", en: "Code of 6 digits")
  static let wrongCode = Phrase(
    kk: "Код дұрыс емес немесе мерзімі өтті. Жаңа код сұра.", ru: "Код неверный или устарел. Запросите новый.",
    en: "The code is wrong or has expired. Ask for a new one.")
  static let whichApplication = Phrase(
    kk: "Қай өтінімді ашамыз?", ru: "Какую заявку открыть?", en: "Which application shall we open?")
  static let sharedPhone = Phrase(
    kk: "Бұл телефонмен бірнеше өтінім берілген.", ru: "С этим телефоном связано несколько заявок.",
    en: "Several applications were made with this phone.")
}
