import Documents
import Exchange
import Intake
import Markup
import Programme
import Rules
import Storage
import Words

/// Offers in a table, as universities send them: each line is seats of one kind in one programme. The desk brings it, so the university confirms
/// each line; brought again it changes nothing.
struct OfferIntake: TableIntake {
  let kind = "grant-offers"
  let home: Link = "/desk/grants/imports"
  let isOfCycle = false
  let words = IntakeWords(
    title: .offersTable, explained: .offersTableExplained, above: "/desk/grants", notYet: .noRoundTakesOffers,
    added: .offersToAdd,
    changed: .offersToChange)

  func targets(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) throws -> [IntakeTarget] {
    guard try tx.roundTakingOffers(on: house.outside.now().day()) != nil else { return [] }
    return OfferColumn.allCases.map { IntakeTarget($0.rawValue, $0.title, synonyms: $0.synonyms) }
  }

  func reading(_ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction) throws -> OfferReading {
    let organisations = try tx.organisations()
    return OfferReading(
      batch.choice, organisations,
      Dictionary(uniqueKeysWithValues: try organisations.map { ($0.id, try tx.studyProgrammes(of: $0.id)) }).filter {
        !$0.value.isEmpty
      },
      try tx.grantTypes(), try tx.roundTakingOffers(on: house.outside.now().day()))
  }

  /// What stands in the round already.
  struct Known {
    let round: Round
    let offers: [GrantOffer]
  }

  func known(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> Known {
    guard let round = try tx.roundTakingOffers(on: house.outside.now().day()) else {
      throw Refusal(.conflict, .noRoundTakesOffers)
    }
    return Known(round: round, offers: try tx.offers(of: round.id).filter { $0.state == .entered || $0.state == .confirmed })
  }

  func plans(
    _ lines: [OfferLine], _ known: Known, _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) -> [IntakePlan<Never>] {
    lines.map { line in
      let same = known.offers.first { offer in
        offer.programme.id == line.programme.id && offer.type.id == line.type.id && offer.terms.kind == line.terms.kind
          && offer.terms.discount == line.terms.discount
      }
      guard let same else { return .add }
      return same.seats == line.terms.plan.seats && same.terms.answersBy == line.terms.answersBy
        ? .unchanged : .refuse(.offerStandsOtherwise(same.code, same.seats))
    }
  }

  func carryOut(
    _ work: [(line: OfferLine, plan: IntakePlan<Never>)], _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) throws {
    guard let maker = batch.maker, let round = try tx.roundTakingOffers(on: house.outside.now().day()) else {
      throw Refusal(.conflict, .noRoundTakesOffers)
    }
    // Whoever may bring a table is of the desk; which of its roles she holds says the text of the log.
    let actor = Actor(person: maker, role: batch.madeBy.hasPrefix("coordinator:") ? .coordinator : .partnerships)
    for (line, _) in work {
      let id = try tx.enter(line.terms, in: round.id, programme: line.programme.id, type: line.type.id, by: actor, house)
      try tx.run("UPDATE grants_offer SET batch_id = \(batch.id) WHERE id = \(id)")
    }
  }

  func changes(
    _ lines: [(line: OfferLine, change: Never)], _ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction
  ) -> [IntakeChange] { [] }

  var undo: (any IntakeUndo)? { OfferUndo() }

  func shown(_ lines: [OfferLine], _ batch: IntakeBatch, _ visit: Visit) -> [Column<OfferLine>] {
    let t = visit.language
    return [
      Column("№") { HTML(String($0.number)) }, Column(t(.roundWord)) { HTML($0.round?.name(t) ?? "") },
      Column(t(.organisationWord)) { HTML(t($0.organisation.name)) },
      Column(t(.programmeWord)) {
        HTML("\($0.programme.said.group) \(t($0.programme.name)), \(t($0.programme.said.language.stream))")
      },
      Column(t(.typeWord)) { HTML(t($0.type.name)) }, Column(t(.seatKindTitle)) { HTML($0.terms.says(t)) },
      Column(t(.seatsTitle), isNumeric: true) { HTML(t.number($0.terms.plan.seats)) },
      Column(t(.answersByTitle)) { HTML($0.terms.answersBy.map { t.date($0) } ?? "") },
    ]
  }
}

/// Takes a table of offers back: what nobody has confirmed yet is dropped, the rest stays.
struct OfferUndo: IntakeUndo {
  func standing(
    _ batch: IntakeBatch, after: String, limit: Int, _ house: House, _ tx: Transaction
  ) throws -> [IntakeStanding] {
    let ids: [ID<GrantOffer>] = try tx.rows(
      "SELECT id FROM grants_offer WHERE batch_id = \(batch.id) AND id > \(after) ORDER BY id LIMIT \(limit)"
    ) { try $0[0] }
    return try ids.map { id in
      let offer = try tx.offer(id)
      return IntakeStanding(
        key: id.text, subject: "\(offer.code) \(Language.kk(offer.programme.name))", isNew: true,
        keeps: offer.state == .entered ? nil : .offerIsSettled)
    }
  }

  func takeBack(_ standing: [IntakeStanding], _ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws {
    guard let maker = batch.maker else { return }
    for id in standing.compactMap({ ID<GrantOffer>($0.key) }) {
      try tx.drop(id, by: Actor(person: maker, role: .partnerships), house)
    }
  }
}

/// What a column of a table of offers may hold.
enum OfferColumn: String, CaseIterable, Sendable {
  case organisation, bin, group, programme, language, type, seats, kind, discount, answers

  var title: Phrase {
    switch self {
    case .organisation: .organisationWord
    case .bin: .binTitle
    case .group: .groupTitle
    case .programme: .programmeWord
    case .language: .streamTitle
    case .type: .typeWord
    case .seats: .seatsTitle
    case .kind: .seatKindTitle
    case .discount: .discountTitle
    case .answers: .answersByTitle
    }
  }

  var synonyms: [String] {
    switch self {
    case .organisation: ["университет", "жоо", "вуз", "организация", "ұйым", "university"]
    case .bin: ["бсн", "бин", "bin"]
    case .group: ["топ", "топ коды", "гоп", "код гоп", "группа", "код группы", "group", "group code", "code"]
    case .programme:
      ["бағдарлама", "мамандық", "программа", "специальность", "образовательная программа", "programme", "program"]
    case .language: ["тілі", "оқу тілі", "оқыту тілі", "бөлім", "язык", "язык обучения", "отделение", "language", "stream"]
    case .type: ["грант", "грант түрі", "вид гранта", "grant", "grant type", "kind of grant"]
    case .seats: ["орын", "орындар", "орын саны", "мест", "места", "количество мест", "число мест", "seats", "places"]
    case .kind: ["орын мәртебесі", "статус места", "что дает место", "kind", "seat kind", "what a seat is"]
    case .discount: ["жеңілдік", "скидка", "скидка процентов", "discount"]
    case .answers:
      [
        "жауап беретін күні", "жауап күні", "ответит до", "срок ответа", "день ответа", "дата ответа", "answer by", "answers by",
        "the day of the answer", "day of the answer",
      ]
    }
  }
}

/// One offer as a line says it.
struct OfferLine: Sendable {
  let number: Int
  /// The round that takes offers while it is read.
  let round: Round?
  let organisation: Organisation
  let programme: StudyProgramme
  let type: GrantType
  let terms: GrantOffer.Terms
}

struct OfferReading: IntakeReading {
  private let choice: IntakeChoice
  private let organisations: [Organisation]
  private let programmes: [ID<Organisation>: [StudyProgramme]]
  private let types: [GrantType]
  private let round: Round?
  private var seen: [String: Int] = [:]

  init(
    _ choice: IntakeChoice, _ organisations: [Organisation], _ programmes: [ID<Organisation>: [StudyProgramme]],
    _ types: [GrantType], _ round: Round?
  ) {
    (self.choice, self.organisations, self.programmes, self.types) = (choice, organisations, programmes, types)
    self.round = round
  }

  private struct Unclear: Error { let says: Phrase }

  mutating func read(_ record: Record) throws(RefusedLine) -> OfferLine {
    func cell(_ column: OfferColumn) -> String? {
      guard let position = choice.column(column.rawValue) else { return nil }
      return CellText.isNothing(record[position]) ? nil : record[position].trimmed
    }
    do throws(Unclear) {
      let organisation = try organisation(cell(.organisation), cell(.bin))
      let programme = try programme(of: organisation, cell(.group), cell(.programme), cell(.language))
      let type = try type(cell(.type), of: organisation)
      let terms = try terms(cell(.seats), cell(.kind), cell(.discount), cell(.answers))
      let key = "\(programme.id) \(type.id) \(terms.kind.rawValue) \(terms.discount)"
      if let first = seen[key] { throw Unclear(says: .offerOnLine(first)) }
      seen[key] = record.line
      return OfferLine(
        number: record.line, round: round, organisation: organisation, programme: programme, type: type, terms: terms)
    } catch {
      throw RefusedLine(line: record.line, says: error.says)
    }
  }

  private func organisation(_ name: String?, _ bin: String?) throws(Unclear) -> Organisation {
    if let bin {
      let digits = bin.filter { !$0.isWhitespace }
      guard let found = organisations.first(where: { $0.said.bin == digits }) else { throw Unclear(says: .noSuchBIN(digits)) }
      return found
    }
    guard let name else { throw Unclear(says: .whichOrganisation) }
    let found = organisations.filter { organisation in
      Language.allCases.contains { folded($0(organisation.name)) == folded(name) }
    }
    guard found.count == 1, let first = found.first else { throw Unclear(says: .noSuchOrganisation(name)) }
    return first
  }

  private func programme(
    of organisation: Organisation, _ group: String?, _ name: String?, _ language: String?
  ) throws(Unclear) -> StudyProgramme {
    var found = programmes[organisation.id] ?? []
    guard group != nil || name != nil else { throw Unclear(says: .whichProgramme) }
    if let group {
      guard let code = StudyProgramme.group(group) else { throw Unclear(says: .groupWrong) }
      found = found.filter { $0.said.group == code }
    }
    if let name {
      found = found.filter { programme in Language.allCases.contains { folded($0(programme.name)) == folded(name) } }
    }
    if let language {
      guard let stream = Self.streams[folded(language)] else { throw Unclear(says: .noSuchStream(language)) }
      found = found.filter { $0.said.language == stream }
    }
    guard let first = found.first else { throw Unclear(says: .noSuchProgramme) }
    guard found.count == 1 else { throw Unclear(says: .severalProgrammes) }
    return first
  }

  private func type(_ name: String?, of organisation: Organisation) throws(Unclear) -> GrantType {
    guard let name else { throw Unclear(says: .chooseType) }
    let called = types.filter { type in
      type.said.kind != .state && Language.allCases.contains { folded($0(type.name)) == folded(name) }
    }
    let found = called.filter { $0.isOffered(by: organisation.id) }
    if found.isEmpty, !called.isEmpty { throw Unclear(says: .grantOfAnother) }
    guard found.count == 1, let first = found.first else { throw Unclear(says: .noSuchType(name)) }
    return first
  }

  private func terms(_ seats: String?, _ kind: String?, _ discount: String?, _ answers: String?) throws(Unclear)
    -> GrantOffer.Terms
  {
    guard let count = seats.flatMap({ CellText.whole($0) }) else { throw Unclear(says: .seatsBetween(SeatPlan.most)) }
    guard let kind, let seatKind = Self.kinds[folded(kind)] else { throw Unclear(says: .chooseSeatKind) }
    let percent = discount.map { $0.filter { $0 != "%" && !$0.isWhitespace } }
    let day = try answers.map { text throws(Unclear) in
      guard !CellText.isDateTwoWays(text), let said = CellText.date(text),
        let day = Day(year: said.year, month: said.month, day: said.day)
      else { throw Unclear(says: .dayUnclear(text)) }
      return day
    }
    let terms = GrantOffer.Terms(
      plan: SeatPlan(seats: count), kind: seatKind, discount: seatKind == .discount ? percent.flatMap { Int($0) } ?? 0 : 0,
      answersBy: seatKind == .considered ? day : nil, weights: nil, requirements: [])
    let complaints = round.map { OfferRules.complaints(terms, in: $0) } ?? OfferRules.complaints(terms)
    if let complaint = complaints.first { throw Unclear(says: complaint.says) }
    return terms
  }

  /// As people write the language of a stream, folded.
  private static let streams: [String: Language] = {
    let said: [(Language, [String])] = [
      (
        .kk, ["қазақ", "қазақ тілі", "қазақ тілінде", "қазақша", "каз", "казахский", "на казахском", "kazakh", "in kazakh", "kk"]
      ),
      (.ru, ["орыс", "орыс тілі", "орыс тілінде", "орысша", "рус", "русский", "на русском", "russian", "in russian", "ru"]),
      (
        .en,
        [
          "ағылшын", "ағылшын тілі", "ағылшын тілінде", "ағылшынша", "англ", "английский", "на английском", "english",
          "in english", "en",
        ]
      ),
    ]
    return Dictionary(said.flatMap { language, words in words.map { (folded($0), language) } }) { first, _ in first }
  }()

  private static let kinds: [String: GrantOffer.SeatKind] = {
    let said: [(GrantOffer.SeatKind, [String])] = [
      (.granted, ["грант", "грант дают", "грант беріледі", "granted"]),
      (.considered, ["рассмотрение", "рассмотрят", "қаралады", "considered"]),
      (.discount, ["скидка", "жеңілдік", "discount"]),
    ]
    let names = GrantOffer.SeatKind.allCases.flatMap { kind in Language.allCases.map { (folded($0(kind.name)), kind) } }
    return Dictionary(said.flatMap { kind, words in words.map { (folded($0), kind) } } + names) { first, _ in first }
  }()
}

extension Phrase {
  static let offersTable = Phrase(kk: "Орындар кестесі", ru: "Таблица мест", en: "Table of offers")
  static let offersTableExplained = Phrase(
    kk:
      "Бағандары: университет немесе БСН; топ коды немесе бағдарлама; оқыту тілі; грант түрі; орын саны; орын мәртебесі; жеңілдік; жауап күні. Әр жолды университет растайды.",
    ru:
      "Столбцы: университет или БИН; код группы или программа; язык обучения; вид гранта; число мест; что даёт место; скидка; день ответа. Каждую строку подтверждает университет.",
    en:
      "Columns: university or BIN; group code or programme; language; kind of grant; seats; what a seat is; discount; the day of the answer. The university confirms each line."
  )
  static let offersToAdd = Phrase(kk: "енгізіледі", ru: "будет внесено", en: "to be entered")
  static let offersToChange = Phrase(kk: "өзгереді", ru: "изменится", en: "to be changed")
  static func offerStandsOtherwise(_ code: String, _ seats: Int) -> Phrase {
    Phrase(
      kk: "мұндай ұсыныс бар (\(code), \(seats) орын): өзгерісті оның бетінде ұсыныңыз",
      ru: "такое предложение уже есть (\(code), мест: \(seats)): изменение предложите на его странице",
      en: "this offer is there already (\(code), seats: \(seats)): propose the change on its page")
  }
  static let offerIsSettled = Phrase(
    kk: "екінші тарап шешіп қойған", ru: "другая сторона уже решила", en: "the other side has settled it")
  static func offerOnLine(_ line: Int) -> Phrase {
    Phrase(kk: "\(line)-жолмен бірдей", ru: "повторяет строку \(line)", en: "the same as line \(line)")
  }
  static func noSuchBIN(_ bin: String) -> Phrase {
    Phrase(
      kk: "БСН-і \(bin) ұйым тізілімде жоқ", ru: "организации с БИН \(bin) нет в реестре",
      en: "no organisation has the BIN \(bin)")
  }
  static let whichOrganisation = Phrase(
    kk: "университетін немесе БСН-ін жазыңыз", ru: "укажите университет или БИН", en: "name the university or its BIN")
  static func noSuchOrganisation(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» деген ұйым тізілімде жоқ", ru: "организации «\(name)» нет в реестре",
      en: "no organisation is called “\(name)”")
  }
  static let whichProgramme = Phrase(
    kk: "топ кодын немесе бағдарламаны жазыңыз", ru: "укажите код группы или программу", en: "name the group or the programme")
  static let noSuchProgramme = Phrase(
    kk: "бұл ұйымда мұндай бағдарлама енгізілмеген", ru: "у этой организации нет такой программы",
    en: "the organisation has no such programme")
  static let severalProgrammes = Phrase(
    kk: "бірнеше бағдарлама сәйкес келеді: атауын және оқыту тілін жазыңыз",
    ru: "подходит несколько программ: укажите название и язык обучения",
    en: "several programmes fit: give the name and the language")
  static func noSuchStream(_ text: String) -> Phrase {
    Phrase(
      kk: "«\(text)» деген оқыту тілі танылмады", ru: "язык обучения «\(text)» не распознан",
      en: "“\(text)” is no language of teaching")
  }
  static func dayUnclear(_ text: String) -> Phrase {
    Phrase(
      kk: "«\(text)» күнін түсіну мүмкін емес: 20.08.2027 түрінде жазыңыз",
      ru: "дату «\(text)» не понять: напишите в виде 20.08.2027",
      en: "the day “\(text)” is not clear: write it like 20.08.2027")
  }
  static func noSuchType(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» деген грант түрі жоқ", ru: "вида гранта «\(name)» нет", en: "there is no kind of grant called “\(name)”")
  }
}
