package import Exchange
package import Markup
import Programme
package import Words

/// A place of the register. What is typed is one of
/// - a code: the place itself;
/// - `code|name`: a place that is not listed, under this okrug or district;
/// - `?letters`: she is searching;  `@code`: she is going down the list.
/// The checked form is one of the first two. Searching and browsing are kept too: a broken network loses no step.
package struct PlaceField: FieldKind {
  package init(_ file: FieldFile) throws(FieldFault) {}

  package func typed(_ form: Fields, _ key: String) -> String {
    switch form["go"] {
    case "search": return "?\(form["\(key)-search"] ?? "")"
    case "browse": return "@\(form["\(key)-under"] ?? "")"
    case "unlisted": return "\(form["\(key)-okrug"] ?? form["\(key)-under"] ?? "")|\(form["\(key)-unlisted"] ?? "")"
    case "up": return "@"
    default: break
    }
    if let code = form[key] { return code }
    if let written = form["\(key)-unlisted"] { return "\(form["\(key)-okrug"] ?? "")|\(written)" }
    if let search = form["\(key)-search"] { return "?\(search)" }
    return form["\(key)-under"].map { "@\($0)" } ?? ""
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    let gazetteer = context.gazetteer
    if typed.hasPrefix("?") || typed.hasPrefix("@") { throw FieldComplaint(.choosePlace) }
    if let (code, name) = Self.unlisted(typed) {
      guard let above = gazetteer[code], above.level != .region else { throw FieldComplaint(.chooseDistrictFirst) }
      guard name.contains(where: \.isLetter) else { throw FieldComplaint(.writePlace) }
      guard name.count <= 100 else { throw FieldComplaint(.tooLong(100)) }
      return "\(code)|\(name)"
    }
    guard let place = gazetteer[typed],
      place.level == .settlement || (place.level != .region && gazetteer.children(of: typed).isEmpty)
    else { throw FieldComplaint(.choosePlace) }
    return place.code
  }

  package func shown(_ typed: String, _ context: FieldContext) -> String {
    let gazetteer = context.gazetteer
    if let (code, name) = Self.unlisted(typed) {
      return [gazetteer.fullName(code, in: context.language), name].filter { !$0.isEmpty }.joined(separator: " · ")
    }
    return gazetteer[typed] == nil
      ? String(typed.drop { $0 == "?" || $0 == "@" }) : gazetteer.fullName(typed, in: context.language)
  }

  package func target(_ key: String) -> String { "\(key)-search" }

  /// Works without a script: search and list are buttons that save and show the next choice. A script adds type-ahead.
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    let t = context.language
    let gazetteer = context.gazetteer
    let search = typed.hasPrefix("?") ? String(typed.dropFirst()) : ""
    let chosen = gazetteer[typed]
    let found = search.isEmpty ? [] : gazetteer.search(search, under: nil, regions: context.regions)
    return """
      \(chosen.map { "<p>\(tag(t(.chosen), .good)) \(gazetteer.fullName($0.code, in: t))</p>\(hidden(field.name, typed))" })\
      <div data-places="/places">\(t.textField(field.renamed("\(field.name)-search", t(.typeTheName)), value: search))\
      \(button(t(.find), look: .plain, name: "go", value: "search"))\
      <div data-found>\(found.isEmpty ? HTML.nothing : results(field, found, typed, context))</div></div>\
      \(search.isEmpty || !found.isEmpty ? HTML.nothing : notice("\(t(.nothingFound))"))\
      \(list(field, typed, context))
      """
  }

  private func results(_ field: Markup.Field, _ places: [Place], _ typed: String, _ context: FieldContext) -> HTML {
    let t = context.language
    return t.choice(
      Field(field.name, t(.choosePlaceLegend)),
      places.map { Option($0.code, t($0.name), hint: context.gazetteer.fullName($0.code, in: t)) }, chosen: typed)
  }

  /// Region, district, okrug, place: one level at a time, and at the end "my place is not listed".
  private func list(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    let t = context.language
    let gazetteer = context.gazetteer
    let here = typed.hasPrefix("@") ? String(typed.dropFirst()) : Self.unlisted(typed)?.code ?? ""
    let below =
      gazetteer[here] == nil ? context.regions.compactMap { gazetteer[$0] } : gazetteer.children(of: here)
    let settlements = below.filter { $0.level == .settlement || gazetteer.children(of: $0.code).isEmpty }
    let groups = below.filter { place in !settlements.contains { $0.code == place.code } }
    let isOpen = typed.hasPrefix("@") || typed.contains("|")
    return """
      <details\(" open", if: isOpen)><summary>\(t(.chooseFromList))</summary>\
      \(gazetteer[here].map { "<p>\(t.text($0, gazetteer)) \(button(t(.fromTheStart), look: .plain, name: "go", value: "up"))</p>" })\
      \(groups.isEmpty ? HTML.nothing : """
        \(t.select(Field("\(field.name)-under", t(.districtOrOkrug)), groups.map { Option($0.code, t($0.name)) }))\
        \(button(t(.show), look: .plain, name: "go", value: "browse"))
        """)\
      \(settlements.isEmpty ? HTML.nothing : results(field, settlements, typed, context))\
      \(gazetteer[here].map { $0.level == .region ? HTML.nothing : unlisted(field, here, typed, t) })</details>
      """
  }

  private func unlisted(_ field: Markup.Field, _ here: String, _ typed: String, _ t: Language) -> HTML {
    """
    \(hidden("\(field.name)-okrug", here))\
    \(t.textField(Field("\(field.name)-unlisted", t(.placeNotListed)), value: Self.unlisted(typed)?.name ?? ""))
    """
  }

  private static func unlisted(_ typed: String) -> (code: String, name: String)? {
    let parts = typed.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), String(parts[1]).trimmed) : nil
  }
}

extension Language {
  fileprivate func text(_ place: Place, _ gazetteer: Gazetteer) -> String {
    gazetteer.path(to: place.code).map { self($0.name) }.joined(separator: " · ")
  }
}

extension Phrase {
  static let chooseDistrictFirst = Phrase(
    kk: "Алдымен ауданды және ауылдық округті таңдау керек", ru: "Сначала выберите район и сельский округ",
    en: "Choose the district and rural okrug first")
  static let choosePlace = Phrase(
    kk: "Елді мекенді тізімнен таңдау керек, тізімде болмаса, атауын жазу керек",
    ru: "Выберите населённый пункт из списка или напишите, если его там нет",
    en: "Choose the place from the list, or write it if it is not listed")
  static let writePlace = Phrase(
    kk: "Ауылдың атауын жазу керек", ru: "Напишите название села", en: "Write the name of the village")
  static let chosen = Phrase(kk: "таңдалды", ru: "выбрано", en: "chosen")
  static let typeTheName = Phrase(kk: "Атауын жаза баста", ru: "Начните вводить название", en: "Begin to type the name")
  static let find = Phrase(kk: "Іздеу", ru: "Найти", en: "Find")
  static let nothingFound = Phrase(
    kk: "Мұндай атау табылмады. Төмендегі тізімнен таңда.", ru: "Такого названия не нашлось. Выберите из списка ниже.",
    en: "No such name was found. Choose from the list below.")
  static let choosePlaceLegend = Phrase(kk: "Елді мекенді таңда", ru: "Выберите населённый пункт", en: "Choose the place")
  static let chooseFromList = Phrase(kk: "Тізімнен таңдау", ru: "Выбрать из списка", en: "Choose from the list")
  static let fromTheStart = Phrase(kk: "Басынан бастау", ru: "Начать сначала", en: "From the start")
  static let districtOrOkrug = Phrase(
    kk: "Облыс, аудан немесе ауылдық округ", ru: "Область, район или сельский округ", en: "Region, district or rural okrug")
  package static let show = Phrase(kk: "Көрсету", ru: "Показать", en: "Show")
  static let placeNotListed = Phrase(
    kk: "Ауылым тізімде жоқ, атауын жазамын", ru: "Моего села нет в списке, напишу название",
    en: "My village is not listed, I will write its name")
}
