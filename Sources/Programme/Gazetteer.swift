package import Words

/// The register of places: what stands under what, and search by the first letters as people type them.
package struct Gazetteer: Sendable {
  /// The day of the official workbook; stored with each address.
  package let edition: Day
  private let places: [String: Place]
  private let below: [String: [String]]
  private let index: [Entry]
  /// Settlements and districts by their plain names.
  private let named: [String: [String]]

  /// A folded name as bytes: a search goes through all of them.
  private struct Entry: Sendable {
    let folded: [UInt8]
    let code: String

    func holds(_ wanted: [UInt8]) -> Bool {
      guard let first = wanted.first, wanted.count <= folded.count else { return false }
      return (0...(folded.count - wanted.count)).contains { start in
        folded[start] == first && folded[start..<(start + wanted.count)].elementsEqual(wanted)
      }
    }
  }

  /// Letters of what was typed that are looked for; no name is longer.
  private static let longestTyped = 80

  /// From the files of `Programmes/kazakhstan`: one file a region, then the corrections of slips in the official names.
  package init(edition: Day, files: [[UInt8]], fixes: [UInt8]) throws {
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
    self.init(edition: edition, places: places)
  }

  init(edition: Day, places: [String: Place]) {
    self.edition = edition
    self.places = places
    let sorted = places.values.map { (key: sortKey($0.nameKazakh), place: $0) }
      .sorted { $0.key != $1.key ? $0.key.lexicographicallyPrecedes($1.key) : $0.place.code < $1.place.code }.map(\.place)
    below = Dictionary(grouping: sorted.filter { $0.parent != nil }, by: { $0.parent! }).mapValues { $0.map(\.code) }
    index = sorted.filter { $0.level == .settlement || $0.level == .okrug }.flatMap { place in
      Set([place.nameKazakh, place.nameRussian].map(Self.bare)).map { Entry(folded: Array($0.utf8), code: place.code) }
    }
    var named: [String: [String]] = [:]
    for place in sorted where place.level == .settlement || place.level == .district {
      for name in Set([place.nameKazakh, place.nameRussian].map(Self.plain)) where !name.isEmpty {
        named[name, default: []].append(place.code)
      }
    }
    self.named = named
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
    let bare = Self.bare(String(String.UnicodeScalarView(typed.unicodeScalars.prefix(Self.longestTyped))))
    guard bare.count >= 2 else { return [] }
    let wanted = Array(bare.utf8)
    var found: [(rank: Int, place: Place)] = []
    var seen: Set<String> = []
    for entry in index {
      guard entry.holds(wanted), let place = places[entry.code], seen.insert(place.code).inserted else { continue }
      guard regions.isEmpty || regions.contains(place.region) else { continue }
      if let code, !path(to: place.code).contains(where: { $0.code == code }) { continue }
      let rank = (entry.folded == wanted ? 0 : entry.folded.starts(with: wanted) ? 1 : 2) + (place.level == .okrug ? 3 : 0)
      found.append((rank, place))
    }
    return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .prefix(limit).map(\.element.place)
  }

  /// The name without its abbreviation (а., с., а.о., қ., г. …), folded.
  static func bare(_ name: String) -> String {
    folded(name.replacing(".", with: ". ")).split(separator: " ").filter { !$0.hasSuffix(".") }.joined(separator: " ")
  }
}

/// Why the words of a table name no single place.
package enum PlaceUnclear: Error, Sendable, CaseIterable {
  case unknownCode, codeOfRegion, missing, unknownDistrict, unknownSettlement, several
}

extension Gazetteer {
  /// The place a line of a table means: by its KATO code, in whichever column it stands, or the one settlement of this name, in
  /// the district where one is given. `regions` empty for all of them.
  package func place(
    code: String?, settlement: String?, district: String?, regions: [String]
  ) throws(PlaceUnclear) -> Place {
    if let code = code ?? settlement.flatMap({ Self.isCode($0) ? $0 : nil }) {
      guard let place = self[code] else { throw .unknownCode }
      guard place.level != .region else { throw .codeOfRegion }
      return place
    }
    guard let settlement else { throw .missing }
    var found = settlements(named: settlement, regions)
    if let district {
      let above = Set(districts(named: district).map(\.code))
      if above.isEmpty { throw .unknownDistrict }
      found = found.filter { place in path(to: place.code).contains { above.contains($0.code) } }
    }
    guard let first = found.first else { throw .unknownSettlement }
    guard found.count == 1 else { throw .several }
    return first
  }

  private static func isCode(_ text: String) -> Bool { text.utf8.count == 9 && text.utf8.allSatisfy { (48...57).contains($0) } }

  private func settlements(named typed: String, _ regions: [String]) -> [Place] {
    (named[Self.plain(typed)] ?? []).compactMap { self[$0] }.filter {
      $0.level == .settlement && (regions.isEmpty || regions.contains($0.region))
    }
  }

  /// Districts and cities of this name; of its first five letters where none has it whole ("Шиели" for "Шиелийский").
  private func districts(named typed: String) -> [Place] {
    let wanted = Self.plain(typed)
    let exact = (named[wanted] ?? []).compactMap { self[$0] }.filter { $0.level == .district }
    guard exact.isEmpty, wanted.count >= 5 else { return exact }
    return named.filter { $0.key.hasPrefix(wanted.prefix(5)) }.flatMap(\.value).compactMap { self[$0] }.filter {
      $0.level == .district
    }
  }

  /// Bare, and without the word for what it is: "Ақмая ауылы", "село Акмая", "Шиелі ауданы".
  fileprivate static func plain(_ name: String) -> String {
    bare(name).split(separator: " ").filter { !kinds.contains(String($0)) }.joined(separator: " ")
  }

  private static let kinds = Set(
    [
      "ауылы", "ауыл", "село", "аул", "станциясы", "станция", "ауданы", "аудан", "район", "р-н", "поселок", "посёлок", "кенті",
    ].map { folded($0) })
}

extension PlaceUnclear {
  package var says: Phrase {
    switch self {
    case .unknownCode:
      Phrase(
        kk: "тізілімде мұндай ӘАОЖ (КАТО) коды жоқ", ru: "такого кода КАТО нет в реестре", en: "the register has no such code")
    case .codeOfRegion:
      Phrase(
        kk: "бұл облыс коды, елді мекен коды керек", ru: "это код области, нужен код населённого пункта",
        en: "this is a region's code, a settlement's is needed")
    case .missing: Phrase(kk: "елді мекен жоқ", ru: "нет населённого пункта", en: "there is no place")
    case .unknownDistrict:
      Phrase(
        kk: "тізілімде мұндай аудан жоқ", ru: "такого района нет в реестре", en: "the register has no such district")
    case .unknownSettlement:
      Phrase(
        kk: "тізілімде мұндай елді мекен жоқ: ауданын тексеріңіз немесе ӘАОЖ (КАТО) кодын жазыңыз",
        ru: "такого населённого пункта нет: проверьте район или укажите код КАТО",
        en: "there is no such place: check the district or add the KATO code")
    case .several:
      Phrase(
        kk: "мұндай атау бірнешеу: ауданын қосыңыз немесе ӘАОЖ (КАТО) кодын жазыңыз",
        ru: "таких названий несколько: добавьте район или укажите код КАТО",
        en: "there are several of this name: add the district or add the KATO code")
    }
  }
}
