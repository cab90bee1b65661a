package import Documents
package import Programme
import Security
package import Words

extension Recommendation {
  /// The letter in one language: A4, one or two pages. `notice` says what the letter does not do; it stands there in every language, because
  /// whoever reads it may know only one.
  package func paper(_ signed: SignedStatement, _ issuer: Issuer, notice: Phrase, in t: Language) -> PDF {
    var paper = PDF(
      title: "\(t(.recommendationTitle)) \(number): \(bearer.name(t))", language: t.rawValue,
      footer: "\(number) · \(issuer.host)/\(Self.kind.prefix)")
    paper.blocks =
      [
        .headed(issuer.operatorName(t), corner: "№ \(number)"), .note("\(issuer.name(t)) · \(issuer.host) · \(t.date(day))"),
        .title(t(.recommendationTitle)), .paragraph(t(.toAdmissions(place.organisation(t)))), .pairs(facts(t)),
        .heading(t(.whatSheLearnt)), .table(table(t)), .note(t(.noRankHere(issuer.host))), .heading(t(.stillRequired)),
        open.isEmpty ? .paragraph(t(.nothingMoreRequired)) : .bullets(open.map { $0(t) }),
        .box(heading: nil, ([t] + Language.allCases.filter { $0 != t }).map { $0(notice) }),
        .signature(signatories.map { "\($0.name)\n\($0.office(t))" }),
        .qr(
          signed.address(Self.kind, at: issuer.address), caption: t(.howLetterIsChecked(issuer.host, code.shown)), side: 38),
        .note(t(.letterWithoutNetwork(issuer.host))),
      ]
    // The name of a file is the same in each language: whoever checks it has been told which.
    paper.attachments = [
      .init(
        name: "statement.txt", type: "text/plain", says: t(.attachedStatement), bytes: Array(signed.statement.text.utf8)),
      .init(name: "statement.sig", type: "application/octet-stream", says: t(.attachedSignature), bytes: signed.signature),
    ]
    return paper
  }

  private func facts(_ t: Language) -> [(name: String, value: String)] {
    let name = bearer.name(t)
    return [
      (t(.recommendedPerson), name == bearer.name.en ? name : "\(name) · \(bearer.name.en)"),
      (t(.birthYearAndSchool), "\(bearer.birthYear) · \(bearer.school(t))"),
      (t(.programmeOfStudy), "\(place.group) \(place.programme(t))"), (t(.grantOfLetter), place.grant(t)),
      (t(.whatSeatIs), place.seat(t)), (t(.letterHolds), t.dates(day, until)),
    ]
  }

  private func table(_ t: Language) -> PDF.Table {
    PDF.Table(
      columns: [.init(t(.learntColumn), share: 3), .init(t(.hoursColumn), isNumber: true), .init(t(.levelColumn), share: 2)],
      rows: learnt.map { [$0.title(t), $0.hours.map(String.init) ?? "–", $0.level(t)] })
  }
}

extension Phrase {
  package static let recommendationTitle = Phrase(
    kk: "Ұсыным хат", ru: "Рекомендательное письмо", en: "Letter of recommendation")
  static func toAdmissions(_ organisation: String) -> Phrase {
    Phrase(
      kk: "Кімге: \(organisation), қабылдау комиссиясы", ru: "Кому: \(organisation), приёмная комиссия",
      en: "To: \(organisation), admissions office")
  }
  static let recommendedPerson = Phrase(kk: "Кім ұсынылады", ru: "Кого рекомендуем", en: "Recommended")
  static let birthYearAndSchool = Phrase(kk: "Туған жылы, мектебі", ru: "Год рождения, школа", en: "Year of birth, school")
  static let programmeOfStudy = Phrase(
    kk: "Білім беру бағдарламасы", ru: "Образовательная программа", en: "Programme of study")
  static let grantOfLetter = Phrase(kk: "Грант", ru: "Грант", en: "Grant")
  static let whatSeatIs = Phrase(kk: "Орынның мәні", ru: "Что значит место", en: "What the seat is")
  static let letterHolds = Phrase(kk: "Қолданылу мерзімі", ru: "Действует", en: "Valid")
  static let whatSheLearnt = Phrase(kk: "Нені меңгерді", ru: "Чему научилась", en: "What she has learnt")
  static let learntColumn = Phrase(kk: "Курс, жұмыс", ru: "Курс, работа", en: "Course, work")
  static let hoursColumn = Phrase(kk: "Сағат", ru: "Часов", en: "Hours")
  static let levelColumn = Phrase(kk: "Деңгейі", ru: "Уровень", en: "Level")
  static func noRankHere(_ host: String) -> Phrase {
    Phrase(
      kk: "Басқа қыздардың арасындағы орны көрсетілмейді. Деңгейлердің мағынасы: \(host)/merit",
      ru: "Место среди других не указывается. Что значат уровни: \(host)/merit",
      en: "Her rank among others is not told. What the levels mean: \(host)/merit")
  }
  static let stillRequired = Phrase(kk: "Әлі керек", ru: "Ещё требуется", en: "Still required")
  static let nothingMoreRequired = Phrase(
    kk: "Университеттің бұл орынға қойған бөлек талабы жоқ.", ru: "Отдельных требований к этому месту у университета нет.",
    en: "The university has no further requirement for this seat.")
  static func howLetterIsChecked(_ host: String, _ code: String) -> Phrase {
    Phrase(
      kk: "Тексеру: \(host)/v мекенжайын өзіңіз теріңіз, кодты енгізіңіз: \(code). Қағаздағы QR-код басқа жерге апаруы мүмкін.",
      ru: "Проверка: наберите адрес \(host)/v сами и введите код: \(code). QR-код на бумаге может вести на чужую страницу.",
      en: "To check: type the address \(host)/v yourself and enter the code: \(code). A QR code on paper can lead elsewhere.")
  }
  static func letterWithoutNetwork(_ host: String) -> Phrase {
    Phrase(
      kk:
        "Интернетсіз: файлға тіркелген statement.txt мәтіні мен statement.sig қолтаңбасы Ed25519 құралымен тексеріледі, кілттер \(host)/.well-known/keruen-keys.txt бетінде. Хаттың кейін қайтарып алынғанын бұл тексеру білмейді. Бұл – Қазақстан заңы бойынша ЭЦҚ емес.",
      ru:
        "Без интернета: приложенные к файлу текст statement.txt и подпись statement.sig проверяет любая программа для Ed25519, ключи на странице \(host)/.well-known/keruen-keys.txt. Отозвано ли письмо позже, такая проверка не знает. Это не ЭЦП по закону Казахстана.",
      en:
        "Without a network: the text statement.txt and the signature statement.sig attached to this file are checked by any program for Ed25519, keys at \(host)/.well-known/keruen-keys.txt. Whether the letter was withdrawn later this check cannot know. It is not an electronic digital signature under the law of Kazakhstan."
    )
  }
  static let attachedStatement = Phrase(kk: "Қол қойылған мәтін", ru: "Подписанный текст", en: "The text that is signed")
  static let attachedSignature = Phrase(
    kk: "Ed25519 қолтаңбасы, 64 байт", ru: "Подпись Ed25519, 64 байта", en: "Its Ed25519 signature, 64 bytes")
}
