import Words

/// What a place is called in each language. The register has Kazakh and Russian names with short words for what it is; English has the usual
/// names of the regions, and Latin letters for the rest.
enum PlaceName {
  static func phrase(_ code: String, _ level: Place.Level, kazakh: String, russian: String) -> Phrase {
    let kazakh = kazakh.replacing(" Қ.Ә.", with: " қ. ә.")
    let latin = level == .region ? regions[code] ?? english(russian) : english(russian)
    let russian = russian.replacing(" Г.А.", with: " г. а.")
    return Phrase(kk: kazakh, ru: russian, en: latin)
  }

  private static func english(_ russian: String) -> String {
    var words: [String] = []
    for word in russian.split(separator: " ") {
      if let kind = kinds[word.lowercased()] { words.append(kind) } else { words.append(romanised(name(in: String(word)))) }
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Behind the name; a village and a town are called by their names alone.
  private static let kinds = [
    "район": "District", "область": "Region", "а.о.": "rural district", "с.о.": "rural district", "с.о": "rural district",
    "г.а.": "city administration", "а.": "", "с.": "", "г.": "", "п.": "",
  ]

  /// "с.Карааул" without what it is.
  private static func name(in word: String) -> String {
    for kind in ["с.", "г.", "п."] where word.hasPrefix(kind) && word.count > kind.count {
      return String(word.dropFirst(kind.count))
    }
    return word
  }

  /// By the code of the register: as the ISO 3166-2 list of 2022 and the regions' own English pages write them.
  private static let regions = [
    "100000000": "Abai Region", "110000000": "Akmola Region", "150000000": "Aktobe Region",
    "190000000": "Almaty Region", "230000000": "Atyrau Region", "270000000": "West Kazakhstan Region",
    "310000000": "Zhambyl Region", "330000000": "Jetisu Region", "350000000": "Karaganda Region",
    "390000000": "Kostanay Region", "430000000": "Kyzylorda Region", "470000000": "Mangystau Region",
    "550000000": "Pavlodar Region", "590000000": "North Kazakhstan Region", "610000000": "Turkistan Region",
    "620000000": "Ulytau Region", "630000000": "East Kazakhstan Region", "710000000": "Astana",
    "750000000": "Almaty", "790000000": "Shymkent",
  ]
}
