import Forms
import Programme
import Words

/// A form that is nobody's application: of a teacher who would like to be trained.
enum TestForm {
  static func form(_ pages: String = shipped) throws -> Form { try Form(yaml: Array((head + pages).utf8)) }

  static func context(_ language: Language = .en, schools: [School] = []) throws -> FieldContext {
    guard let today = Day("2026-11-20") else { throw FileComplaints(Phrase(verbatim: "no such day")) }
    let files = try ["kato_kyzylorda_2026.csv", "kato_name_fixes.csv"].map { name -> [UInt8] in
      guard let file = Assets.shipped["Programmes/kazakhstan/\(name)"] else {
        throw FileComplaints(Phrase(verbatim: "\(name) is missing"))
      }
      return file.bytes
    }
    let gazetteer = try Gazetteer(edition: today, files: [files[0]], fixes: files[1])
    return FieldContext(language: language, today: today, gazetteer: gazetteer, regions: ["430000000"]).knowing(schools)
  }

  static let head = """
    version: "1"
    sections:
      - {key: you, name: {kk: "Сіз", ru: "Вы", en: "You"}}
      - {key: work, name: {kk: "Жұмыс", ru: "Работа", en: "Work"}}
    pages:

    """

  static let shipped = """
      - key: name
        section: you
        title: {kk: "Атыңыз", ru: "Имя", en: "Your name"}
        fields:
          - {key: name, kind: name, label: {kk: "Аты", ru: "Имя", en: "Name"}}
          - {key: born, kind: date, required: never, label: {kk: "Туған күні", ru: "Дата рождения", en: "Birth day"}}
      - key: guardian
        section: you
        when: {field: born, under: 18}
        title: {kk: "Өкіл", ru: "Представитель", en: "Guardian"}
        fields:
          - {key: guardian, kind: name, label: {kk: "Өкіл", ru: "Представитель", en: "Guardian"}}
      - key: subject
        section: work
        title: {kk: "Пән", ru: "Предмет", en: "Subject"}
        fields:
          - key: subject
            kind: choice
            label: {kk: "Таңдаңыз", ru: "Выберите", en: "Choose"}
            options:
              - {key: physics, label: {kk: "физика", ru: "физика", en: "physics"}}
              - {key: other, label: {kk: "басқа", ru: "другое", en: "another"}}
          - {key: other, kind: text, max: 20, when: {field: subject, is: [other]}, label: {kk: "Қайсы", ru: "Какой", en: "Which"}}
      - key: later
        section: work
        title: {kk: "Кейін", ru: "Позже", en: "Later"}
        fields:
          - {key: years, kind: number, min: 0, max: 60, decimals: 0, required: "2027-01-01", label: {kk: "Жыл", ru: "Лет", en: "Years"}}
    """
}
