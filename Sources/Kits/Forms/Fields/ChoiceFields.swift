package import Exchange
import Programme
package import Words

/// One of a few.
package struct ChoiceField: FieldKind {
  package static let settings = ["options"]

  package let options: [FieldFile.Option]

  package init(_ file: FieldFile) throws(FieldFault) {
    guard let options = file.options, options.count >= 2 else {
      throw FieldFault("options", .twoOptions)
    }
    self.options = options
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    guard options.contains(where: { $0.key == typed }) else { throw FieldComplaint(.chooseOne) }
    return typed
  }

  package func shown(_ typed: String, _ context: FieldContext) -> String {
    options.first { $0.key == typed }?.label(context.language) ?? typed
  }

  /// The answer as it is told to those who read it.
  package func told(_ typed: String, _ language: Language) -> String {
    options.first { $0.key == typed }.map { ($0.staff ?? $0.label)(language) } ?? typed
  }
}

/// A day as three numbers; typed text is "31 3 2011", checked form is ISO.
package struct DateField: FieldKind {
  package static let settings = ["min", "max", "autocomplete"]

  package let earliest: Day?
  package let latest: Day?
  let isBirthDay: Bool

  package init(_ file: FieldFile) throws(FieldFault) {
    earliest = try file.bound("min", file.min) { Day($0) }
    latest = try file.bound("max", file.max) { Day($0) }
    try file.between(earliest, latest)
    isBirthDay = file.autocomplete == "bday"
  }

  package func typed(_ form: Fields, _ key: String) -> String {
    let parts = ["day", "month", "year"].map { part in form["\(key)-\(part)"] ?? "" }
    return parts.allSatisfy(\.isEmpty) ? "" : parts.map { $0.isEmpty ? "-" : $0 }.joined(separator: " ")
  }

  /// Day, month and year as they were typed, for the three controls.
  package static func parts(_ typed: String) -> (day: String, month: String, year: String) {
    let parts = typed.split(separator: " ").map { $0 == "-" ? "" : String($0) }
    return parts.count == 3 ? (parts[0], parts[1], parts[2]) : ("", "", "")
  }

  /// The day that was typed, if there is such a day.
  package static func day(_ typed: String) -> Day? {
    let numbers = typed.split(separator: " ").map { Int($0) }
    guard numbers.count == 3, let day = numbers[0], let month = numbers[1], let year = numbers[2] else { return nil }
    return Day(year: year, month: month, day: day)
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    let numbers = typed.split(separator: " ").map { Int($0) }
    guard numbers.count == 3, let day = numbers[0], let month = numbers[1], let year = numbers[2] else {
      throw FieldComplaint(.wholeDate)
    }
    guard year > 999 else { throw FieldComplaint(.fourDigitYear) }
    guard let date = Day(year: year, month: month, day: day) else { throw FieldComplaint(.noSuchDay) }
    guard date <= context.today else { throw FieldComplaint(.dayAhead) }
    guard date >= earliest ?? date, date <= latest ?? date else { throw FieldComplaint(.checkYear) }
    return date.iso
  }

  package func shown(_ typed: String, _ context: FieldContext) -> String {
    guard let iso = try? checked(typed, context), let day = Day(iso) else { return typed }
    return context.language.date(day)
  }
}

/// A school of the register by its id, or the name as she writes it until schools are imported.
package struct SchoolField: FieldKind {
  package static let settings = ["max"]

  package let longest: Int

  package init(_ file: FieldFile) throws(FieldFault) {
    longest = try file.longest(160)
  }

  package func typed(_ form: Fields, _ key: String) -> String {
    form[key] ?? form["\(key)-unlisted"] ?? ""
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    guard typed.count <= longest else { throw FieldComplaint(.tooLong(longest)) }
    guard ID<School>(typed) != nil || typed.contains(where: \.isLetter) || typed.contains(where: \.isNumber) else {
      throw FieldComplaint(.writeSchool)
    }
    return typed
  }

  package func shown(_ typed: String, _ context: FieldContext) -> String {
    context.schools.first { $0.id.text == typed }.map { context.language($0.name) } ?? typed
  }
}

/// A photo or a PDF; the text is the id of the stored file.
package struct FileField: FieldKind {
  package static let settings = ["max"]

  package let longest: Int

  package init(_ file: FieldFile) throws(FieldFault) {
    longest = try file.bound("max", file.max) { Int($0).flatMap { (1...8_000_000).contains($0) ? $0 : nil } } ?? 8_000_000
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    guard ID<AddedFile>(typed) != nil else { throw FieldComplaint(.addFileAgain) }
    return typed
  }

  /// Its name and size; an id says nothing to anybody.
  package func shown(_ typed: String, _ context: FieldContext) -> String {
    context.files.first { $0.id == typed }.map { context.language.file($0) } ?? ""
  }
}

extension Language {
  /// "photo.jpg, 207 КБ".
  package func file(_ file: AddedFile) -> String {
    "\(file.name), \(size(file.size))"
  }

  /// "207 КБ".
  package func size(_ bytes: Int) -> String { "\(number(max(1, bytes / 1000))) \(self(.kilobytes))" }
}

extension Phrase {
  static let chooseOne = Phrase(kk: "Бір жауапты таңдау керек", ru: "Выберите один ответ", en: "Choose one answer")
  static let wholeDate = Phrase(
    kk: "Күнін, айын және жылын санмен жазу керек", ru: "Укажите день, месяц и год числами",
    en: "Write day, month and year as numbers")
  static let fourDigitYear = Phrase(
    kk: "Жылды төрт цифрмен жазу керек, мысалы 2011", ru: "Напишите год четырьмя цифрами, например 2011",
    en: "Write the year with four digits, for example 2011")
  static let noSuchDay = Phrase(kk: "Мұндай күн жоқ", ru: "Такой даты нет", en: "There is no such date")
  static let dayAhead = Phrase(kk: "Бұл күн әлі болған жоқ", ru: "Эта дата ещё не наступила", en: "This date is still ahead")
  static let checkYear = Phrase(kk: "Туған жылын тексеру керек", ru: "Проверьте год рождения", en: "Check the year")
  static let writeSchool = Phrase(
    kk: "Мектептің атауын жазу керек", ru: "Напишите название школы", en: "Write the name of the school")
  package static let addFileAgain = Phrase(kk: "Файлды қайта қос", ru: "Добавьте файл ещё раз", en: "Add the file again")
}
