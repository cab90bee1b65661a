import Storage
import Words

/// Finds the school of the register that somebody means by a name of her own spelling: "СШ №3 им. Абая" or
/// "Абай атындағы №3 орта мектеп". It answers only when one school alone fits, in her place or else in her district.
package struct SchoolNames: Sendable {
  private var named: [String: [School]] = [:]

  package init(_ schools: [School]) {
    for school in schools {
      for name in Set([Self.bare(school.nameKazakh), Self.bare(school.nameRussian)]) where !name.isEmpty {
        named[name, default: []].append(school)
      }
    }
  }

  package func school(_ written: String, in place: String) -> School? {
    let found = named[Self.bare(written)] ?? []
    for near in [found.filter { $0.place == place }, found.filter { $0.place.prefix(4) == place.prefix(4) }] where near.count == 1
    {
      return near[0]
    }
    return nil
  }

  /// What tells one school from another: number and name, without the words every school has.
  package static func bare(_ name: String) -> String {
    let words = folded(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return words.filter { !common.contains($0) }.sorted().joined(separator: " ")
  }

  private static let common = Set(
    [
      "мектеп", "мектебі", "орта", "негізгі", "бастауыш", "жалпы", "білім", "беретін", "коммуналдық", "мемлекеттік",
      "мекеме", "мекемесі", "кмм", "ммк", "атындағы", "ат", "школа", "средняя", "основная", "начальная",
      "общеобразовательная", "общеобразовательной", "коммунальное", "государственное", "учреждение", "кгу", "имени", "им",
      "сш", "ош", "сош", "осш", "нш", "мкк", "ауылының", "село", "села", "school", "secondary", "no",
    ].map(folded))
}

extension Transaction {
  /// The open schools of these regions, for finding one by its name.
  package func schoolNames(in regions: [String]) throws -> SchoolNames {
    SchoolNames(try regions.flatMap { try schools(placePrefix: String($0.prefix(2)), limit: 10_000) })
  }
}
