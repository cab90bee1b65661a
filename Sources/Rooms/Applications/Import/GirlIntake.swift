import Documents
import Forms
import Intake
import Markup
import Programme
import Security
import Storage
import Words

/// A table of girls: each line becomes a draft, which she goes on with.
struct GirlIntake: TableIntake {
  let kind = "applications"
  let home: Link = "/desk/imports"
  /// Longer is faster but lets a girl's answer wait longer for its turn: a tenth of a second for this many.
  let chunk: Int? = 400
  let words = IntakeWords(
    title: .importTable, explained: .importExplained, above: "/desk/applications", added: .addedCount, changed: .changedCount)

  static let fullName = "full_name"
  static let districtName = "district_name"

  /// Called as the staff call it ("Тегі"); the synonyms are what the girl is asked ("Тегің") and what tables of schools and departments
  /// say.
  func targets(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) -> [IntakeTarget] {
    let fields = house.applicationForm.pages.flatMap { page in
      page.fields.filter { !($0.kind is FileField) }.map { field in
        let asked = Language.allCases.map { Self.named(field.key, field.asked(on: page).phrase)($0) }
        return (field.key, Self.name(field, on: page), asked)
      }
    }
    return fields.map { key, title, asked in
      IntakeTarget(
        key, title, synonyms: (Meaning(rawValue: key).flatMap { Self.synonyms[$0] } ?? []) + asked,
        of: key.hasPrefix("guardian_") ? Self.guardian : nil, beside: Meaning(rawValue: key).flatMap { Self.ofGuardian[$0] } ?? []
      )
    } + [
      IntakeTarget(
        Self.fullName, .fullNameColumn,
        synonyms: [
          "аты-жөні", "толық аты", "толық аты-жөні", "фио", "ф.и.о.", "ф.и.о", "фамилия имя отчество", "фамилия имя",
          "full name", "аты жөні тегі", "тегі аты әкесінің аты",
        ]),
      IntakeTarget(Self.districtName, .districtColumn, synonyms: ["аудан", "район", "district", "аудан / қала"]),
    ]
  }

  func reading(_ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction) throws -> GirlReading {
    let context = house.fieldContext(language, on: house.outside.now().day())
    return GirlReading(
      batch.choice, house.applicationForm, context, try tx.schoolNames(in: house.programme.regions), house.vault,
      rules: house.programme.eligibility)
  }

  func known(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) {}

  func plans(
    _ girls: [ImportedGirl], _ known: Void, _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) throws -> [IntakePlan<Application>] {
    try tx.plans(girls, try batch.ofCycle(), house)
  }

  func carryOut(
    _ work: [(line: ImportedGirl, plan: IntakePlan<Application>)], _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) throws {
    var new: [ImportedGirl] = []
    for (girl, plan) in work {
      if case .change(let application) = plan { try tx.change(application, girl, batch, house) } else { new.append(girl) }
    }
    try tx.add(new, batch, house)
  }

  /// Each answer that a line would change, as it stands and as it would be.
  func changes(
    _ lines: [(line: ImportedGirl, change: Application)], _ batch: IntakeBatch, _ language: Language, _ house: House,
    _ tx: Transaction
  ) throws -> [IntakeChange] {
    let context = house.fieldContext(language, on: house.outside.now().day())
    return try lines.map { girl, application in
      let before = try tx.answers(of: application.id, try tx.safe(of: application.person, house.vault))
      let school = try ID<School>(before[.school]).flatMap { try tx.school($0) }
      let knowing = context.knowing([girl.school, school].compactMap(\.self))
      let fields = house.form(of: application).fields.compactMap { field -> IntakeChange.Field? in
        guard let typed = girl.typed[field.key], before[field.key] != typed else { return nil }
        return IntakeChange.Field(
          Self.name(field, in: house.form(of: application)),
          before: before[field.key].isEmpty ? "" : field.told(before[field.key], knowing),
          after: field.told(typed, knowing))
      }
      return IntakeChange(line: girl.line, subject: application.code, fields: fields)
    }
  }

  func shown(_ girls: [ImportedGirl], _ batch: IntakeBatch, _ visit: Visit) -> [Column<ImportedGirl>] {
    let context = visit.fieldContext.knowing(girls.compactMap(\.school))
    let fields = visit.house.applicationForm.pages.flatMap { page in page.fields.map { (page: page, field: $0) } }.filter {
      asked in
      girls.contains { $0.typed[asked.field.key] != nil }
    }
    return [Column(visit.language(.lineColumn)) { HTML(String($0.line)) }]
      + fields.map { page, field in
        Column(visit.language(Self.name(field, on: page))) { girl in
          HTML(girl.typed[field.key].map { field.told($0, context) } ?? "")
        }
      }
  }

  var undo: (any IntakeUndo)? { GirlUndo() }

  /// Writing to all whom the table brought in: once, by the mailings of the desk.
  func followUps(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> [(says: Phrase, link: Link)] {
    var filter = DeskFilter()
    filter.table = batch.id
    let list = (says: Phrase.applicationsOfTable, link: filter.link("/desk/applications"))
    guard batch.counts.added > 0 else { return [list] }
    if let message = try tx.invitation(of: batch.id), let link = Link(own: "/desk/messages/\(message)") {
      return [list, (.invitationOfTable, link)]
    }
    return [list, (.inviteTable, filter.link("/desk/messages/new"))]
  }

  let others = [
    IntakeOwner(["директор", "учител", "мұғалім", "руководител", "жетекші", "куратор", "teacher", "principal"])
  ]

  /// "Мать", "әкесінің", "родителя": folded, as words begin.
  private static let guardian = IntakeOwner(
    [
      "родител", "законн", "заңды", "матер", "отц", "опекун", "попечител", "представител", "анас", "анан", "әкес", "әкен",
      "қамқоршы",
      "қорғаншы", "өкіл", "guardian", "parent", "mother", "father",
    ], words: ["ата", "ана", "әке", "мать", "мама", "мамы", "отец", "папа", "папы"])

  /// What is a guardian's where the heading or the group above it names one.
  private static let ofGuardian: [Meaning: [String]] = [
    .guardianName: [
      "аты-жөні", "тегі аты", "фио", "ф.и.о.", "фамилия имя отчество", "фамилия, имя и отчество", "имя", "full name", "name",
    ],
    .guardianPhone: [
      "телефон", "телефоны", "ұялы телефон", "ұялы телефоны", "телефон нөмірі", "нөмірі", "байланыс нөмірі", "байланыс телефоны",
      "номер телефона", "контактный телефон", "контактный номер", "моб телефон", "мобильный телефон", "сотовый телефон",
      "сот телефон", "сот тел", "моб тел", "тел", "phone", "mobile",
    ],
    .guardianEmail: ["пошта", "электрондық пошта", "почта", "электронная почта", "эл почта", "e-mail", "email"],
  ]

  /// What the staff call a question: "Тегі", where the form asks her "Тегің". A guardian's says whose it is, unless the form says so.
  static func name(_ field: Form.Field, on page: Form.Page) -> Phrase {
    field.staff.map(\.phrase) ?? named(field.key, field.asked(on: page).phrase)
  }

  static func name(_ field: Form.Field, in form: Form) -> Phrase {
    form.pages.first { page in page.fields.contains { $0.key == field.key } }.map { name(field, on: $0) } ?? field.label.phrase
  }

  private static func named(_ key: String, _ title: Phrase) -> Phrase { key.hasPrefix("guardian_") ? .ofGuardian(title) : title }

  private static let synonyms: [Meaning: [String]] = [
    .surname: ["тегі", "тек", "фамилия", "surname", "last name", "family name"],
    .given: ["аты", "есімі", "имя", "given name", "first name", "name"],
    .patronymic: ["әкесінің аты", "отчество", "patronymic", "middle name"],
    .birthDay: [
      "туған күні", "туған жылы", "туған күні айы жылы", "туған жылы айы күні", "дата рождения", "дата рожд", "дата рожд.",
      "число месяц год рождения", "день месяц год рождения", "год рождения", "birth date", "date of birth", "birthday", "др",
    ],
    .iin: ["жсн", "иин", "iin", "жеке сәйкестендіру нөмірі"],
    .phone: [
      "телефон", "телефоны", "телефон нөмірі", "ұялы телефон", "ұялы телефоны", "байланыс телефоны", "байланыс нөмірі",
      "номер телефона", "контактный телефон", "контактный номер", "моб телефон", "мобильный телефон", "сотовый телефон",
      "сот телефон", "сот тел", "моб тел", "тел", "phone", "mobile",
    ],
    .email: ["пошта", "электрондық пошта", "почта", "эл почта", "e-mail", "email"],
    .place: [
      "елді мекен", "елді мекені", "ауыл", "ауылы", "тұратын жері", "тұрғылықты жері", "село", "населенный пункт",
      "населённый пункт", "нас пункт", "место жительства", "место проживания", "village", "place", "като", "kato", "әаож",
    ],
    .school: [
      "мектеп", "мектебі", "мектептің атауы", "мектеп атауы", "школа", "наименование школы", "название школы", "школа обучения",
      "school",
    ],
    .grade: ["сынып", "сыныбы", "класс", "grade", "class"],
    .teachingLanguage: ["оқу тілі", "оқыту тілі", "язык обучения", "teaching language", "language"],
    .gender: ["жынысы", "пол", "gender", "sex"],
    .guardianName: [
      "ата-анасы", "ата-анасының аты-жөні", "заңды өкіл", "заңды өкілінің аты-жөні", "родитель", "фио родителя", "родитель фио",
      "законный представитель", "guardian", "parent", "parent name",
    ],
    .guardianPhone: ["ата-анасының телефоны", "телефон родителя", "родитель телефон", "guardian phone", "parent phone"],
  ]
}

extension Phrase {
  static let importExplained = Phrase(
    kk:
      "Кестедегі әр жол — бір қатысушы. Алдымен не болатыны көрсетіледі; сіз растағанша ештеңе жазылмайды. Бір кестені екі рет жүктеу ештеңені өзгертпейді.",
    ru:
      "Каждая строка таблицы — один человек. Сначала показывается, что получится; до подтверждения ничего не записывается. Повторная загрузка той же таблицы ничего не меняет.",
    en:
      "Each line of the table is one applicant. First you see what would happen; nothing is written until you confirm. Importing the same table again changes nothing."
  )
  static let fullNameColumn = Phrase(kk: "Аты-жөні бір бағанда", ru: "ФИО в одном столбце", en: "Full name in one column")
  static let districtColumn = Phrase(
    kk: "Аудан (елді мекенді табу үшін)", ru: "Район (чтобы найти село)", en: "District (to find the place)")
  /// "Телефон" is hers; the guardian's columns say whose they are.
  static func ofGuardian(_ title: Phrase) -> Phrase {
    Phrase(kk: "Ата-ана: \(title(.kk))", ru: "Родитель: \(title(.ru))", en: "Guardian: \(title(.en))")
  }
  static let lineColumn = Phrase(kk: "Жол", ru: "Строка", en: "Line")
  static let addedCount = Phrase(kk: "жаңа өтінім", ru: "новые заявки", en: "new applications")
  static let changedCount = Phrase(kk: "өзгереді", ru: "изменится", en: "to change")
  static let schoolsFound = Phrase(
    kk: "мектеп тізілімнен табылды", ru: "школ найдено в реестре", en: "schools found in the register")
}
