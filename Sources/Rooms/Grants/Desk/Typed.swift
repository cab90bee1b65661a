import Exchange
import Markup
import Programme
import Words

/// What is wrong with a form, each at its field.
typealias FieldErrors = [(field: String, message: String)]

extension Fields {
  /// A text without spaces around it.
  func text(_ name: String) -> String { (self[name] ?? "").trimmed }
}

extension String {
  /// Whether it holds what nobody sees: direction marks, joiners, control characters.
  var holdsUnseen: Bool {
    Invisible.stands(in: self) || unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

/// A name in three languages as it was typed.
struct TypedName: Sendable {
  var kk = ""
  var ru = ""
  var en = ""

  init() {}

  init(_ name: Said) { (kk, ru, en) = (name.kk, name.ru, name.en) }

  init(_ form: Fields) { (kk, ru, en) = (form.text("name_kk"), form.text("name_ru"), form.text("name_en")) }

  static let longest = 200

  /// Nil with the errors filled in.
  func read(_ t: Language, _ errors: inout FieldErrors) -> Said? {
    let before = errors.count
    for (field, text) in [("name_kk", kk), ("name_ru", ru), ("name_en", en)] {
      if text.isEmpty { errors.append((field, t(.writeName))) }
      if text.count > Self.longest { errors.append((field, t(.nameTooLong(Self.longest)))) }
      if text.holdsUnseen { errors.append((field, t(.unseenInName))) }
    }
    return errors.count == before ? Said(kk: kk, ru: ru, en: en) : nil
  }

  func fields(_ t: Language, _ errors: FieldErrors) -> HTML {
    let lines: [(String, Phrase, String)] = [
      ("name_kk", .nameInKazakh, kk), ("name_ru", .nameInRussian, ru), ("name_en", .nameInEnglish, en),
    ]
    return lines.map { name, label, value in
      t.textField(Field(name, t(label), error: errors.first { $0.field == name }?.message), value: value)
    }.joined()
  }
}

/// A town as it was chosen, or written by its code.
struct TypedCity: Sendable {
  var chosen = ""
  var code = ""

  init() {}

  init(_ city: String?) {
    guard let city else { return }
    if CityName.known.contains(where: { $0.code == city }) { chosen = city } else { code = city }
  }

  init(_ form: Fields) { (chosen, code) = (form.text("city"), form.text("city_code")) }

  /// Nil with the errors filled in, and nil for nothing where nothing is needed.
  func read(isNeeded: Bool, _ t: Language, _ errors: inout FieldErrors) -> String? {
    if !code.isEmpty {
      if CityName.isCode(code) { return code }
      errors.append(("city_code", t(.cityCodeWrong)))
      return nil
    }
    if CityName.known.contains(where: { $0.code == chosen }) { return chosen }
    if isNeeded || !chosen.isEmpty { errors.append(("city", t(.chooseCity))) }
    return nil
  }

  func fields(_ t: Language, _ errors: FieldErrors) -> HTML {
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    return """
      \(t.select(field("city", .cityTitle), CityName.known.map { Option($0.code, t($0.name)) }, chosen: chosen))\
      \(t.textField(field("city_code", .otherCity, hint: .otherCityHint, isOptional: true), value: code))
      """
  }
}

extension Phrase {
  static let writeName = Phrase(kk: "Атауын жазыңыз", ru: "Напишите название", en: "Write the name")
  static func nameTooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "Атауы тым ұзын: ең көбі \(most) таңба", ru: "Название слишком длинное: не больше \(most) знаков",
      en: "The name is too long: at most \(most) characters")
  }
  static let unseenInName = Phrase(
    kk: "Мәтінде көрінбейтін таңбалар бар, қайта теру керек", ru: "В тексте есть невидимые знаки, наберите его заново",
    en: "The text holds invisible characters, type it again")
  static let nameInKazakh = Phrase(kk: "Қазақша атауы", ru: "Название на казахском", en: "Name in Kazakh")
  static let nameInRussian = Phrase(kk: "Орысша атауы", ru: "Название на русском", en: "Name in Russian")
  static let nameInEnglish = Phrase(kk: "Ағылшынша атауы", ru: "Название на английском", en: "Name in English")
  static let cityTitle = Phrase(kk: "Қаласы", ru: "Город", en: "Town")
  static let otherCity = Phrase(kk: "Басқа қаланың ӘАОЖ коды", ru: "Код КАТО другого города", en: "KATO code of another town")
  static let otherCityHint = Phrase(
    kk: "Қала тізімде болмаса ғана: тоғыз цифр.", ru: "Только если города нет в списке: девять цифр.",
    en: "Only where the town is not in the list: nine digits.")
  static let cityCodeWrong = Phrase(
    kk: "ӘАОЖ коды тоғыз цифрдан тұрады", ru: "Код КАТО состоит из девяти цифр", en: "A KATO code has nine digits")
  static let chooseCity = Phrase(kk: "Қаланы таңдаңыз", ru: "Выберите город", en: "Choose the town")
  static let keepIt = Phrase(kk: "Сақтау", ru: "Сохранить", en: "Save")
}
