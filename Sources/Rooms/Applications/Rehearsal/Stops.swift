import Forms
import Markup
import Programme
import Storage
import Words

extension Applications {
  static let stops = [
    TourStop(
      .application, .applicationStop, says: .applicationStopSays, tip: .applicationTip,
      doors: [
        TourDoor(.beginNew, .beginNewWhat, as: .stranger, at: "/apply"),
        .hers(.goOnWithDraft, .goOnWithDraftWhat, at: "/status") { tx, _ in
          try tx.first(.draft)
        },
      ]),
    TourStop(
      .consent, .consentStop, says: .consentStopSays,
      doors: [
        TourDoor(
          .asGuardian, .asGuardianWhat,
          as: .found(.guardian, { tx, _ in try tx.awaited() }, becomes: { try $0.askGuardian(of: $2, $1) }),
          at: "/consent")
      ]),
    TourStop(
      .checking, .checkingStop, says: .checkingStopSays, tip: .checkingTip,
      doors: [
        TourDoor(.asCoordinator, .asCoordinatorWhat, as: .staff(.coordinator), at: "/desk", of: TourDoor.running),
        TourDoor(
          .asCoordinatorList, .asCoordinatorListWhat, as: .staff(.coordinator), at: "/desk/applications", of: TourDoor.running),
        .hers(.asReturned, .asReturnedWhat, at: "/status") { tx, _ in
          try tx.first(.returned)
        },
      ]),
  ]
}

extension Transaction {
  fileprivate func first(_ state: Application.State) throws -> ID<Person>? {
    try value("SELECT person_id FROM application WHERE state = \(state) ORDER BY code LIMIT 1")
  }

  /// Somebody who has sent her application and whose guardian has not answered.
  fileprivate func awaited() throws -> ID<Person>? {
    try value(
      """
      SELECT person_id FROM application WHERE state = 'submitted' AND NOT EXISTS (
        SELECT 1 FROM consent WHERE consent.person_id = application.person_id AND consent.cycle_id = application.cycle_id
          AND consent.signer = 'guardian') ORDER BY code LIMIT 1
      """)
  }

  /// The guardian who is asked about her; asked now, unless somebody holds an open link.
  fileprivate func askGuardian(of person: ID<Person>, _ house: House) throws -> ID<Person>? {
    guard let application = try application(of: person) else { return nil }
    if try !GuardianRequest.isOpen(application.id, house, in: self) {
      let girl = try Girl.read(application, house, in: self)
      let checked = girl.checked(house.fieldContext(.kk, on: house.outside.now().day()), house)
      let language = try self.person(application.person, house.vault).language
      try GuardianRequest.send(for: girl, checked, language: language, house, in: self)
    }
    return try value(
      "SELECT guardian_id FROM consent_request WHERE application_id = \(application.id) ORDER BY created_at DESC LIMIT 1")
  }
}

extension Phrase {
  static let applicationStop = Phrase(kk: "Өтінім", ru: "Заявка", en: "The application")
  static let applicationStopSays = Phrase(
    kk: "Өтінім телефоннан 15 минутта, бір бетте бір сұрақтан толтырылады, желі үзілсе де жазылғаны жоғалмайды.",
    ru: "Заявку заполняют с телефона за 15 минут, по вопросу на странице, и при обрыве связи написанное не пропадает.",
    en: "An application takes 15 minutes on a phone, one question a page, and nothing written is lost when the network drops.")
  static let applicationTip = Phrase(
    kk: "Желіні өшіріп, әрі қарай жазып көріңіз.", ru: "Попробуйте выключить сеть и писать дальше.",
    en: "Try switching the network off and writing on.")
  static let beginNew = Phrase(kk: "Жаңа өтінім бастау", ru: "Начать новую заявку", en: "Begin an application")
  static let beginNewWhat = Phrase(kk: "тіркелусіз", ru: "без регистрации", en: "without an account")
  static let goOnWithDraft = Phrase(
    kk: "Басталған өтінімді жалғастыру", ru: "Продолжить начатую заявку", en: "Go on with one begun")
  static let goOnWithDraftWhat = Phrase(
    kk: "не толтырылды, не қалды", ru: "что заполнено и что осталось", en: "what is done and what is left")
  static let consentStop = Phrase(kk: "Ата-ананың келісімі", ru: "Согласие родителя", en: "The guardian's consent")
  static let consentStopSays = Phrase(
    kk: "Ата-ана SMS-тегі сілтемемен кіріп, әр мақсатқа бөлек жауап береді және кім қарағанын көреді.",
    ru: "Родитель входит по ссылке из SMS, отвечает на каждую цель отдельно и видит, кто смотрел данные.",
    en: "A guardian comes by the link in an SMS, answers each purpose by itself and sees who looked.")
  static let asGuardian = Phrase(kk: "Ата-ана ретінде", ru: "Как родитель", en: "As the guardian")
  static let asGuardianWhat = Phrase(
    kk: "SMS-тегі сілтеме осында апарады", ru: "сюда ведёт ссылка из SMS", en: "where the link in the SMS leads")
  static let checkingStop = Phrase(kk: "Тексеру", ru: "Проверка", en: "Checking")
  static let checkingStopSays = Phrase(
    kk: "Үйлестіруші өтінімдерді тексереді, түзетуді сұрайды, қайталанғандарын біріктіреді.",
    ru: "Координатор проверяет заявки, просит исправить, объединяет повторные.",
    en: "A coordinator checks applications, asks for corrections and joins duplicates.")
  static let checkingTip = Phrase(
    kk: "Бір өтінімді ашып, түзетуді сұрап көріңіз.", ru: "Откройте одну заявку и попросите что-нибудь исправить.",
    en: "Open one and ask for a correction.")
  static let asCoordinator = Phrase(kk: "Үйлестіруші ретінде", ru: "Как координатор", en: "As the coordinator")
  static let asCoordinatorWhat = Phrase(kk: "бүгін не істеу керек", ru: "что сделать сегодня", en: "what needs doing today")
  static let asCoordinatorList = Phrase(kk: "Өтінімдер тізімі", ru: "Список заявок", en: "The list of applications")
  static let asCoordinatorListWhat = Phrase(
    kk: "сүзгі, іздеу, экспорт", ru: "отбор, поиск, выгрузка", en: "filters, search, export")
  static let asReturned = Phrase(
    kk: "Түзету сұралған өтінім", ru: "Заявка, в которой просят исправить", en: "An application to correct")
  static let asReturnedWhat = Phrase(kk: "не түзету керек", ru: "что исправить", en: "what to correct")
}
