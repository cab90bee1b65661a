import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// What a learner did on a device that is not hers, or on a phone that finds no network: sealed there as it was written, brought by
/// whoever is online next or by somebody with a file, and opened into her own journal.
enum StudyParcels {
  private static let word = "study"

  static let lane = SealedLane(thread: word, mostEvents: 2_000, mostBytes: 4 << 20, days: 60, opens: take)

  /// On her own pages: what her device seals with (Public/kit/parcel.js).
  static func key(of learner: Learner, _ house: House) -> HTML {
    let thread = "\(word)/\(learner.tag)"
    return """
      data-key="\(base64URL(SealedLane.key(thread, of: learner.person, house)))" \
      data-token="\(SealedLane.token(thread, of: learner.person, house))"
      """
  }

  /// Each into the journal it was written for: what she practised, and what she wrote in a check (`CheckJournal`).
  private static func take(
    _ events: [SealedEvent], _ thread: String, _ person: ID<Person>, _ tx: Transaction, _ house: House
  ) throws -> [SealedEvent] {
    guard let learner = try tx.learner(of: person), thread == "\(word)/\(learner.tag)" else { return events }
    let (begun, safe) = (try tx.begun(learner), try tx.safe(of: person, house.vault))
    func written(_ event: SealedEvent) -> JournalEvent? {
      let place = sha256(Array("\(thread)/\(event.device)/\(event.seq)".utf8))
      // As long as what comes by the open journal may be.
      guard event.body.utf8.count <= JournalEvent.longest else { return nil }
      return (event.id ?? ID<JournalEvent>(bytes: Array(place.prefix(16)))).map {
        JournalEvent(id: $0, kind: event.kind, about: event.about, body: event.body, at: event.at)
      }
    }
    var (practised, checked, refused): ([StudyEvent], [(event: SealedEvent, written: WrittenCheck)], [SealedEvent]) = ([], [], [])
    for event in events {
      if let open = written(event), let check = try? WrittenCheck(open) {
        checked.append((event, check))
      } else if let open = written(event), let study = try? StudyEvent(open) {
        practised.append(study.within(begun, house.outside.now()))
      } else {
        refused.append(event)
      }
    }
    try tx.keep(practised, of: learner, safe, in: try tx.shelvedCourses(), house)
    return refused + (try tx.keep(checked, of: learner, safe, house))
  }
}

/// Where a trainer or the coordinator brings the file of a phone that found no network.
enum ParcelPages {
  static let link: Link = "/desk/parcels"
  private static let longest = 2 << 20

  /// GET /desk/parcels
  static func show(_ visit: Visit, _ permit: Permit<BringParcels>) async throws -> Reply {
    let t = visit.language
    let brought = visit.query["events"].flatMap { wholeNumber($0, in: 1...1_000_000) }
    let refused = visit.query["refused"].flatMap { wholeNumber($0, in: 1...1_000_000) }
    let said = brought.map { events -> HTML in
      let left: HTML = refused.map { "<p>\(t(.parcelsRefused($0)))</p>" } ?? .nothing
      return notice("<p>\(t(.parcelsArrived(events)))</p>\(left)", refused == nil ? .good : .waiting)
    }
    return visit.page(page(visit, notice: said))
  }

  /// POST /desk/parcels: `file`.
  static func take(_ visit: Visit, _ permit: Permit<BringParcels>) async throws -> Reply {
    let house = visit.house
    guard let upload = visit.uploads.first(where: { $0.field == "file" }), !upload.bytes.isEmpty else {
      return visit.page(page(visit, error: .chooseParcel), status: 422)
    }
    do {
      let (events, people, refused) = try await SealedJournal.take(file: upload.bytes, house)
      try await house.database.write {
        try $0.record(.parcelsBrought, permit.actor.person.text, "events=\(events) people=\(people)", by: permit, house)
      }
      return .seeOther(link.with("events", String(events)).with("refused", refused == 0 ? nil : String(refused)).text)
    } catch let refusal as Refusal where refusal.kind != .busy {
      return visit.page(page(visit, error: refusal.kind == .missing ? .parcelTooOld : refusal.phrase), status: 422)
    }
  }

  static func tooLarge(_ visit: Visit, _ permit: Permit<BringParcels>) async throws -> Reply {
    visit.page(page(visit, error: .noParcelFile), status: 413)
  }

  private static func page(_ visit: Visit, error: Phrase? = nil, notice: HTML? = nil) -> Page {
    let t = visit.language
    let field = Field("file", t(.parcelFile), hint: t(.parcelFileHint), error: error.map { t($0) })
    return Page(
      title: t(.parcelsTitle), language: t, notice: notice,
      body: """
        \(t.back(to: "/desk/groups"))\(t.errorSummary(error.map { [(field: "file", message: t($0))] } ?? []))
        <h1>\(t(.parcelsTitle))</h1><p>\(t(.whatParcelsAre))</p>
        \(form(link, isMultipart: true, "\(visit.formToken)\(t.fileField(field, accept: [".json", "application/json"]))\(button(t(.bringParcel)))"))
        """)
  }
}

extension Phrase {
  static let saveToFile = Phrase(
    kk: "Жіберілмегенін файлға сақтау", ru: "Сохранить неотправленное в файл", en: "Save what is not sent to a file")
  static let parcelsTitle = Phrase(
    kk: "Телефоннан келген жауаптар файлы", ru: "Файл с ответами с телефона", en: "A file of answers from a phone")
  static let whatParcelsAre = Phrase(
    kk:
      "Қыздың телефоны көптен бері желі таппаса, ол сабақ не тексеру бетінде жіберілмеген жауаптарын файлға сақтап, сізге береді. Файл шифрланған: оны ешкім оқи алмайды, жауаптар тек оның өз оқуына түседі.",
    ru:
      "Если телефон долго без сети, на странице урока или проверки неотправленные ответы сохраняют в файл и передают вам. Файл зашифрован: прочитать его нельзя, ответы попадут только в её учёбу.",
    en:
      "When a girl's phone finds no network for long, she saves the answers that are not sent to a file, on the page of a lesson or a check, and gives it to you. It is sealed: nobody reads it, and the answers go into her own learning only."
  )
  static let parcelFile = Phrase(kk: "Файл", ru: "Файл", en: "File")
  static let parcelFileHint = Phrase(
    kk: "keruen-….json, 2 МБ-қа дейін", ru: "keruen-….json, до 2 МБ", en: "keruen-….json, up to 2 MB")
  static let chooseParcel = Phrase(kk: "Файлды таңдаңыз", ru: "Выберите файл", en: "Choose a file")
  static let bringParcel = Phrase(kk: "Жүктеу", ru: "Загрузить", en: "Upload")
  static let parcelTooOld = Phrase(
    kk: "Бұл файлды енді қабылдау мүмкін емес: 60 күннен асқан не иесі жойылған.",
    ru: "Этот файл уже не принять: ему больше 60 дней или его владелица удалена.",
    en: "This file cannot be taken any more: it is older than 60 days, or whose it was is erased.")
  static func parcelsRefused(_ count: Int) -> Phrase {
    Phrase(
      kk:
        "Қабылданбаған жазбалар: \(count). Олар жабық, тапсырылып қойған не нәтижесі айтылған тексеруге жазылған болуы мүмкін. Қыздың телефоны желі тапқанда, себебін өзіне айтады.",
      ru:
        "Не принято записей: \(count). Возможно, проверка уже закрыта, сдана или её результаты объявлены. Когда телефон найдёт сеть, он скажет девочке почему.",
      en:
        "Records that were not taken: \(count). The check they belong to may be closed, handed in, or told already. Once her phone finds a network it tells her why."
    )
  }
  static func parcelsArrived(_ events: Int) -> Phrase {
    Phrase(
      kk: "Серверге келген жазбалар: \(events).", ru: "На сервере записей: \(events).",
      en: "\(counted(events, one: "record is", other: "records are")) on the server.")
  }
}
