import Postbox
import Storage
import Words

/// What is kept about a person whoever she is: details, sign-ins, roles, and the letters she was sent.
extension PersonalData {
  static let person: PersonalData = {
    var data = PersonalData(
      title: .personTitle, tables: personTables,
      export: { tx, house, person, t in
        guard let row = try tx.row("SELECT created_at, language, restricted_at FROM person WHERE id = \(person)") else {
          return []
        }
        let restricted: Moment? = try row["restricted_at"]
        let created: Moment = try row["created_at"]
        let language: Language = try row["language"]
        let details = try tx.details(try tx.safe(of: person, house.vault))
        let sessions = try tx.rows(
          "SELECT created_at, seen_at FROM session WHERE person_id = \(person) ORDER BY created_at LIMIT 100"
        ) {
          (name: t(.signedIn), value: "\(t.dateTime(try $0[0])) – \(t.dateTime(try $0[1]))")
        }
        let roles = try tx.rows(
          "SELECT role, given_at, ended_at FROM membership WHERE person_id = \(person) ORDER BY given_at, id"
        ) { row in
          let (role, given, ended): (Role, Moment, Moment?) = (try row[0], try row[1], try row[2])
          return (name: t(role.name), value: "\(t.dateTime(given)) – \(ended.map { t.dateTime($0) } ?? "")")
        }
        let credential: Moment? = try tx.value("SELECT changed_at FROM credential WHERE person_id = \(person)")
        return [
          Section(
            .personTitle,
            [(t(.personNumber), person.text), (t(.knownSince), t.dateTime(created)), (t(.herLanguage), language.name)]
              + details.sorted { $0.key.rawValue < $1.key.rawValue }.map { (t($0.key.title), Self.shown($0.key, $0.value)) }
              + (restricted.map { [(t(.restrictedSince), t.dateTime($0))] } ?? [])
              + (credential.map { [(t(.passwordSince), t.dateTime($0))] } ?? []) + roles + sessions)
        ]
      },
      erase: { tx, house, person in
        let now = house.outside.now()
        var erased: [Erased] = []
        for hash in try tx.rows(
          "SELECT hash FROM person_hash WHERE person_id = \(person) AND kind IN ('phone', 'email')", { try $0[0] as [UInt8] })
        {
          erased.append(Erased("sign_in_code", try tx.run("DELETE FROM sign_in_code WHERE contact_hash = \(hash)")))
        }
        erased.append(Erased("recovery_code", try tx.run("DELETE FROM recovery_code WHERE person_id = \(person)")))
        erased.append(Erased("invitation", try tx.run("DELETE FROM invitation WHERE person_id = \(person)")))
        erased.append(Erased("credential", try tx.run("DELETE FROM credential WHERE person_id = \(person)")))
        erased.append(Erased("session", try tx.run("DELETE FROM session WHERE person_id = \(person)")))
        erased.append(Erased("person_hash", try tx.run("DELETE FROM person_hash WHERE person_id = \(person)")))
        erased.append(Erased("person_detail", try tx.run("DELETE FROM person_detail WHERE person_id = \(person)")))
        erased.append(Erased("person_key", try tx.run("DELETE FROM person_key WHERE person_id = \(person)")))
        try tx.run("UPDATE membership SET ended_at = \(now) WHERE person_id = \(person) AND ended_at IS NULL")
        try tx.run("UPDATE person SET erased_at = \(now) WHERE id = \(person) AND erased_at IS NULL")
        return erased
      })
    data.find = { tx, house, typed in
      var found: [ID<Person>] = []
      if let phone = try? Phone(parsing: typed) { found += try tx.people(with: house.vault.hash(phone.e164, .phone), .phone) }
      if let email = try? EMail(parsing: typed) {
        found += try tx.people(with: house.vault.hash(email.address.lowercased(), .email), .email)
      }
      if let iin = try? IIN(parsing: typed) { found += try tx.people(with: house.vault.hash(iin.digits, .iin), .iin) }
      return found
    }
    return data
  }()

  static let letters = PersonalData(
    title: .lettersTitle, tables: letterTables,
    export: { tx, house, person, t in
      let safe = try tx.safe(of: person, house.vault)
      let lines = try tx.rows(
        """
        SELECT created_at, channel, recipient, subject, body, state FROM outbox WHERE person_id = \(person)
        ORDER BY created_at, id LIMIT 1000
        """
      ) { row in
        let created: Moment = try row["created_at"]
        let channel: Letter.Channel = try row["channel"]
        let recipient = try safe.open(try row["recipient"], "outbox.recipient")
        let subject = try (try row["subject"] as [UInt8]?).map { try safe.open($0, "outbox.subject") + "\n" } ?? ""
        return (
          name: "\(t.dateTime(created)), \(channel.rawValue), \(recipient)",
          value: subject + (try safe.open(try row["body"], "outbox.body"))
        )
      }
      return lines.isEmpty ? [] : [Section(.lettersTitle, lines)]
    },
    erase: { tx, house, person in
      // A letter's name may carry the code of what it was about.
      let names: [String] = try tx.rows("SELECT id FROM outbox WHERE person_id = \(person)") { try $0[0] }
      let none: [UInt8] = []
      for name in names {
        try tx.run(
          """
          UPDATE outbox SET id = \("erased:\(house.outside.id(of: Letter.self))"), recipient = \(none), subject = NULL, body = \(none),
            batch = NULL, error = NULL,
            state = CASE WHEN state IN ('queued', 'failed', 'uncertain') THEN 'cancelled' ELSE state END,
            ended_at = COALESCE(ended_at, \(house.outside.now()))
          WHERE id = \(name)
          """)
      }
      let isOpen = try tx.exists("SELECT 1 FROM person_key WHERE person_id = \(person)")
      let details = isOpen ? try tx.details(try tx.safe(of: person, house.vault)) : [:]
      let counted = try [details[.phone], details[.email]].compactMap { $0 }.map { try tx.forgetTries(to: $0, house) }
      return [Erased("outbox", names.count), Erased("rate", counted.reduce(0, +))]
    })

  private static func shown(_ detail: Detail, _ value: String) -> String {
    detail == .name ? PersonName(packed: value)?.full ?? value : value
  }
}

extension Detail {
  var title: Phrase {
    switch self {
    case .name: Phrase(kk: "Аты-жөні", ru: "Имя", en: "Name")
    case .phone: Phrase(kk: "Телефон", ru: "Телефон", en: "Phone")
    case .email: Phrase(kk: "Электрондық пошта", ru: "Электронная почта", en: "E-mail")
    case .birthDay: Phrase(kk: "Туған күні", ru: "Дата рождения", en: "Date of birth")
    case .iin: Phrase(kk: "ЖСН", ru: "ИИН", en: "IIN")
    case .relation: Phrase(kk: "Қатысушыға кім болады", ru: "Кем приходится", en: "Relation")
    }
  }
}

extension Phrase {
  static let personTitle = Phrase(kk: "Адам туралы", ru: "О человеке", en: "About the person")
  static let lettersTitle = Phrase(kk: "Жіберілген хабарламалар", ru: "Отправленные сообщения", en: "Messages sent")
  static let personNumber = Phrase(kk: "Жүйедегі нөмірі", ru: "Номер в системе", en: "Number in the system")
  static let knownSince = Phrase(kk: "Тіркелген уақыты", ru: "Запись создана", en: "Known since")
  static let herLanguage = Phrase(kk: "Тілі", ru: "Язык", en: "Language")
  static let restrictedSince = Phrase(kk: "Өңдеу шектелген уақыт", ru: "Обработка ограничена с", en: "Restricted since")
  static let passwordSince = Phrase(kk: "Құпиясөзі қойылған", ru: "Пароль задан", en: "Password set")
  static let signedIn = Phrase(kk: "Кірген уақыты", ru: "Вход", en: "Signed in")
}

/// What an erasure takes from each table, in words.
private let personTables: [String: Phrase] = [
  "sign_in_code": Phrase(
    kk: "кіру кодтары", ru: "коды для входа",
    en: "codes to sign in with"),
  "recovery_code": Phrase(
    kk: "қосалқы кодтар", ru: "запасные коды",
    en: "spare codes to sign in with"),
  "invitation": Phrase(
    kk: "шақыру сілтемелері", ru: "ссылки с приглашением",
    en: "links with an invitation"),
  "credential": Phrase(
    kk: "құпиясөз бен екінші фактор", ru: "пароль и второй фактор",
    en: "the password and the second factor"),
  "session": Phrase(
    kk: "ашық сеанстар", ru: "открытые сеансы",
    en: "sessions that were open"),
  "person_hash": Phrase(
    kk: "телефон, пошта және ЖСН бойынша іздеу іздері", ru: "отпечатки телефона, почты и ИИН для поиска",
    en: "fingerprints of phone, e-mail and IIN to search by"),
  "person_detail": Phrase(
    kk: "аты-жөні, телефоны, поштасы, ЖСН-і", ru: "имя, телефон, почта, ИИН",
    en: "name, phone, e-mail, IIN"),
  "person_key": Phrase(
    kk: "деректер шифрланған кілт", ru: "ключ, которым зашифрованы данные",
    en: "the key that the data were encrypted with"),
]

/// What an erasure takes from each table, in words.
private let letterTables: [String: Phrase] = [
  "outbox": Phrase(
    kk: "хабарлардың мәтіні мен мекенжайы", ru: "тексты и адреса сообщений",
    en: "texts and addresses of messages"),
  "rate": Phrase(
    kk: "осы мекенжайға жіберу санағы", ru: "счётчики отправки на этот адрес",
    en: "counts of what was sent to the address"),
]
