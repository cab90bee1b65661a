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

  /// The field's label is for the girl ("Тегің"); the synonyms are what tables of schools and departments say.
  func targets(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) -> [IntakeTarget] {
    let fields = house.applicationForm.pages.flatMap { page in
      page.fields.filter { !($0.kind is FileField) }.map { field in
        let title = field.asked(on: page).phrase
        return (field.key, field.key.hasPrefix("guardian_") ? .ofGuardian(title) : title)
      }
    }
    return fields.map { key, title in
      IntakeTarget(
        key, title, synonyms: Meaning(rawValue: key).flatMap { Self.synonyms[$0] } ?? [],
        of: key.hasPrefix("guardian_") ? Self.guardian : nil, beside: Meaning(rawValue: key).flatMap { Self.ofGuardian[$0] } ?? []
      )
    } + [
      IntakeTarget(
        Self.fullName, .fullNameColumn,
        synonyms: ["аты-жөні", "толық аты", "фио", "ф.и.о.", "фамилия имя отчество", "full name", "аты жөні тегі"]),
      IntakeTarget(Self.districtName, .districtColumn, synonyms: ["аудан", "район", "district", "аудан / қала"]),
    ]
  }

  func reading(_ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction) throws -> GirlReading {
    let context = house.fieldContext(language, on: house.outside.now().day())
    return GirlReading(batch.choice, house.applicationForm, context, try tx.schoolNames(in: house.programme.regions), house.vault)
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
          Self.name(field).phrase, before: before[field.key].isEmpty ? "" : field.kind.shown(before[field.key], knowing),
          after: field.kind.shown(typed, knowing))
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
        Column(field.asked(on: page)(visit.language)) { girl in
          HTML(girl.typed[field.key].map { field.kind.shown($0, context) } ?? "")
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
      "телефон", "телефоны", "ұялы телефон", "телефон нөмірі", "нөмірі", "номер телефона", "моб телефон", "phone", "mobile",
    ],
    .guardianEmail: ["пошта", "электрондық пошта", "почта", "электронная почта", "эл почта", "e-mail", "email"],
  ]

  /// What a field is called in a report for officials: "Тегі", where the form asks her "Тегің".
  static func name(_ field: Form.Field) -> Said {
    guard let meaning = Meaning(rawValue: field.key), [.surname, .given, .patronymic, .birthDay].contains(meaning),
      let name = synonyms[meaning]?.first
    else { return field.label }
    return Said(kk: name.prefix(1).uppercased() + name.dropFirst(), ru: field.label.ru, en: field.label.en)
  }

  private static let synonyms: [Meaning: [String]] = [
    .surname: ["тегі", "тек", "фамилия", "surname", "last name", "family name"],
    .given: ["аты", "есімі", "имя", "given name", "first name", "name"],
    .patronymic: ["әкесінің аты", "отчество", "patronymic", "middle name"],
    .birthDay: ["туған күні", "туған жылы", "дата рождения", "birth date", "date of birth", "birthday", "др"],
    .iin: ["жсн", "иин", "iin", "жеке сәйкестендіру нөмірі"],
    .phone: ["телефон", "телефоны", "ұялы телефон", "номер телефона", "моб телефон", "phone", "mobile"],
    .email: ["пошта", "электрондық пошта", "почта", "эл почта", "e-mail", "email"],
    .place: ["елді мекен", "ауыл", "село", "населенный пункт", "населённый пункт", "village", "place", "като", "kato", "әаож"],
    .school: ["мектеп", "мектебі", "школа", "school"],
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
