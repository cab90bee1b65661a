import Programme
import Words

/// Towns in which people study; the programme's own register of places holds three regions only.
enum CityName {
  static func isCode(_ text: String) -> Bool { text.utf8.count == 9 && text.utf8.allSatisfy { (48...57).contains($0) } }

  /// The town's name; its code where nobody named it.
  static func of(_ code: String, _ gazetteer: Gazetteer, _ t: Language) -> String { t(phrase(code, gazetteer)) }

  static func phrase(_ code: String, _ gazetteer: Gazetteer) -> Phrase {
    if let phrase = known.first(where: { $0.code == code })?.name { return phrase }
    return gazetteer[code]?.name ?? Phrase(verbatim: code)
  }

  /// The towns of the register that ships, the nearest to the programme's regions first.
  static let known: [(code: String, name: Phrase)] = [
    ("631010000", Phrase(kk: "Өскемен", ru: "Усть-Каменогорск", en: "Oskemen")),
    ("101010000", Phrase(kk: "Семей", ru: "Семей", en: "Semey")),
    ("431010000", Phrase(kk: "Қызылорда", ru: "Кызылорда", en: "Kyzylorda")),
    ("710000000", Phrase(kk: "Астана", ru: "Астана", en: "Astana")),
    ("750000000", Phrase(kk: "Алматы", ru: "Алматы", en: "Almaty")),
    ("790000000", Phrase(kk: "Шымкент", ru: "Шымкент", en: "Shymkent")),
    ("351010000", Phrase(kk: "Қарағанды", ru: "Караганда", en: "Karaganda")),
  ]
}
