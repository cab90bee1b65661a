import Exchange
import Markup
import Programme
import Words

extension PublicSite {
  static func contact(_ visit: Visit) -> Reply {
    let t = visit.language
    let contacts = visit.house.programme.contacts
    return visit.page(
      Page(
        title: t(.contacts), language: t,
        body: """
          \(t.back(to: "/"))<h1>\(t(.contacts))</h1><p>\(t(.whyHidden))</p>
          \(contacts.map { contact in
            card("""
              <h2>\(contact.title(t))</h2>
              \(contact.email.flatMap { try? EMail(parsing: $0) }.map { t.reveal(t(.showEmail), $0) })
              \(contact.phone.flatMap { try? Phone(parsing: $0) }.map { t.reveal(t(.showPhone), $0) })
              """)
          })
          """), mayBeStored: true)
  }

  static func privacy(_ visit: Visit) -> Reply {
    let t = visit.language
    let programme = visit.house.programme
    return visit.page(
      Page(
        title: t(.privacyTitle), language: t,
        body: """
          \(t.back(to: "/"))<h1>\(t(.privacyTitle))</h1>
          <p>\(t(.privacyWho)): \(programme.operatorName(t)), \(t(.bin)) \(programme.operatorBIN).</p>
          <p>\(t(.privacyHow))</p><p>\(t(.privacyRights))</p><p>\(t(.privacyCookies))</p>
          """), mayBeStored: true)
  }
}

extension Phrase {
  static let contacts = Phrase(kk: "Байланыс", ru: "Контакты", en: "Contact")
  static let whyHidden = Phrase(
    kk: "Мекенжай батырманы басқанда ғана көрінеді: осылай ол жаппай хат таратушылардың қолына түспейді.",
    ru: "Адрес скрыт от спам-роботов. Нажмите, чтобы его увидеть.",
    en: "The address is hidden from spam robots. Press to see it.")
  static let showEmail = Phrase(
    kk: "Электрондық поштаны көрсету", ru: "Показать адрес электронной почты", en: "Show the e-mail address")
  static let showPhone = Phrase(kk: "Телефонды көрсету", ru: "Показать телефон", en: "Show the phone")
  static let privacyTitle = Phrase(
    kk: "Дербес деректер қалай сақталады", ru: "Как хранятся персональные данные", en: "How personal data are kept")
  static let privacyWho = Phrase(kk: "Деректер операторы", ru: "Оператор данных", en: "Operator of the data")
  static let bin = Phrase(kk: "БСН", ru: "БИН", en: "BIN")
  static let privacyHow = Phrase(
    kk:
      "Аты-жөн, телефон, туған күн, ЖСН және жауаптардың мәтіні әр адамның өз кілтімен шифрланады. Дерек жойылғанда кілт те жойылады, содан кейін оларды оқу мүмкін емес. Аудан, ауыл, мектеп және сынып шифрланбайды.",
    ru:
      "Имя, телефон, дата рождения, ИИН и тексты ответов зашифрованы отдельным ключом для каждого человека. После удаления ключ уничтожается, и прочитать их нельзя. Район, село, школа и класс не шифруются.",
    en:
      "Names, phones, birth dates, IINs and the texts of answers are encrypted with a separate key for each person. After an erasure the key is destroyed and they cannot be read. District, village, school and grade are not encrypted."
  )
  static let privacyRights = Phrase(
    kk:
      "Қатысушы да, заңды өкіл де деректерді көре алады, көшірмесін сұрай алады, келісімін кері қайтарып ала алады және жоюды талап ете алады.",
    ru:
      "Тот, кто подал заявку, и законный представитель могут увидеть данные, получить их копию, отозвать согласие и потребовать удаления.",
    en: "The applicant and the guardian can see the data, ask for a copy, withdraw consent and demand erasure.")
  static let privacyCookies = Phrase(
    kk: "Бұл сайтта сырттан бақылайтын код та, жарнама да жоқ. Тілді таңдау және кіру үшін ғана cookie қолданылады.",
    ru: "На сайте нет сторонних счётчиков и рекламы. Файлы cookie используются только для выбора языка и для входа.",
    en: "There are no trackers and no advertising on this site. Cookies are used only for the language and for signing in.")
}
