package import Words

/// The register of places: what stands under what, and search by the first letters as people type them.
package struct Gazetteer: Sendable {
  /// The day of the official workbook; stored with each address.
  package let edition: Day
  private let places: [String: Place]
  private let below: [String: [String]]
  private let index: [Entry]

  private struct Entry: Sendable {
    let folded: String
    let code: String
  }

  /// From the files of `Programmes/kazakhstan`: one file a region, then the corrections of slips in the official names.
  package init(edition: Day, files: [[UInt8]], fixes: [UInt8]) throws {
    self.edition = edition
    var places: [String: Place] = [:]
    for file in files {
      for row in try Table(file).rows {
        guard let level = Int(row["level"] ?? "").flatMap(Place.Level.init(rawValue:)) else { continue }
        let code = row["code"] ?? ""
        places[code] = Place(
          code: code, parent: row["parent"].flatMap { $0.isEmpty ? nil : $0 }, level: level, nameKazakh: row["name_kk"] ?? "",
          nameRussian: row["name_ru"] ?? "", sign: Int(row["k"] ?? ""))
      }
    }
    for fix in try Table(fixes).rows {
      guard let code = fix["code"], let place = places[code], let name = fix["suggested"] else { continue }
      let isKazakh = fix["column"] == "name_kk"
      places[code] = Place(
        code: code, parent: place.parent, level: place.level, nameKazakh: isKazakh ? name : place.nameKazakh,
        nameRussian: isKazakh ? place.nameRussian : name, sign: place.sign)
    }
    self.places = places
    let sorted = places.values.map { (key: sortKey($0.nameKazakh), place: $0) }
      .sorted { $0.key != $1.key ? $0.key.lexicographicallyPrecedes($1.key) : $0.place.code < $1.place.code }.map(\.place)
    below = Dictionary(grouping: sorted.filter { $0.parent != nil }, by: { $0.parent! }).mapValues { $0.map(\.code) }
    index = sorted.filter { $0.level == .settlement || $0.level == .okrug }.flatMap { place in
      Set([place.nameKazakh, place.nameRussian].map(Self.bare)).map { Entry(folded: $0, code: place.code) }
    }
  }

  package subscript(_ code: String) -> Place? { places[code] }

  package var count: Int { places.count }

  /// The places directly below, in Kazakh order.
  package func children(of code: String) -> [Place] {
    below[code]?.compactMap { places[$0] } ?? []
  }

  /// Region first, the place itself last.
  package func path(to code: String) -> [Place] {
    var path: [Place] = []
    var next = places[code]
    while let place = next, path.count < 6 {
      path.insert(place, at: 0)
      next = place.parent.flatMap { places[$0] }
    }
    return path
  }

  /// The district or city administration a place lies in.
  package func district(of code: String) -> Place? {
    path(to: code).first { $0.level == .district }
  }

  /// "Шиелі ауданы · Ақмая а.о. · Ақмая ауылы": the district and what lies below, since names repeat.
  package func fullName(_ code: String, in language: Language) -> String {
    path(to: code).dropFirst().map { language($0.name) }.joined(separator: " · ")
  }

  /// Settlements, and okrugs for those whose place is not listed, whose name begins with what was typed, as folded letters;
  /// then those that hold it.
  package func search(_ typed: String, under code: String?, regions: [String], limit: Int = 12) -> [Place] {
    let wanted = Self.bare(typed)
    guard wanted.count >= 2 else { return [] }
    var found: [(rank: Int, place: Place)] = []
    var seen: Set<String> = []
    for entry in index {
      guard entry.folded.contains(wanted), let place = places[entry.code], seen.insert(place.code).inserted else { continue }
      guard regions.isEmpty || regions.contains(place.region) else { continue }
      if let code, !path(to: place.code).contains(where: { $0.code == code }) { continue }
      let rank = (entry.folded == wanted ? 0 : entry.folded.hasPrefix(wanted) ? 1 : 2) + (place.level == .okrug ? 3 : 0)
      found.append((rank, place))
    }
    return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .prefix(limit).map(\.element.place)
  }

  /// Settlements of exactly this name, as tables give it, with or without its abbreviation.
  package func settlements(named typed: String, under code: String?) -> [Place] {
    let wanted = Self.bare(typed)
    guard !wanted.isEmpty else { return [] }
    var seen: Set<String> = []
    return index.filter { $0.folded == wanted && seen.insert($0.code).inserted }.compactMap { places[$0.code] }.filter { place in
      place.level == .settlement && (code == nil || path(to: place.code).contains { $0.code == code })
    }
  }

  /// Districts and cities of this name, with or without the word for district.
  package func districts(named typed: String) -> [Place] {
    let words = Set(["ауданы", "аудан", "район", "р-н"].map { folded($0) })
    func plain(_ name: String) -> String {
      Self.bare(name).split(separator: " ").filter { !words.contains(String($0)) }.joined(separator: " ")
    }
    let wanted = plain(typed)
    guard !wanted.isEmpty else { return [] }
    return places.values.filter { $0.level == .district && (plain($0.nameKazakh) == wanted || plain($0.nameRussian) == wanted) }
      .sorted { $0.code < $1.code }
  }

  /// The name without its abbreviation (а., с., а.о., қ., г. …), folded.
  private static func bare(_ name: String) -> String {
    folded(name.replacing(".", with: ". ")).split(separator: " ").filter { !$0.hasSuffix(".") }.joined(separator: " ")
  }
}
