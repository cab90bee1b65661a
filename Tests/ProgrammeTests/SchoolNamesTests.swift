import Programme
import Testing
import Words

@Suite struct SchoolNamesTests {
  private static func school(_ place: String, _ kazakh: String, _ russian: String) -> School {
    School(
      id: ID(at: Moment(milliseconds: 0), random: Array(kazakh.utf8.prefix(10))), place: place, nameKazakh: kazakh,
      nameRussian: russian)
  }

  private static let names = SchoolNames([
    school("631234100", "Абай атындағы № 3 орта мектеп КММ", "КГУ «Средняя школа № 3 имени Абая»"),
    school("631234200", "№ 3 орта мектеп", "Средняя школа № 3"),
    school("631234300", "№ 7 мектеп-гимназия", "Школа-гимназия № 7"),
    school("631299100", "№ 7 мектеп-лицей", "Школа-лицей № 7"),
    school("635555100", "Сынақ негізгі мектебі", "Сынакская основная школа"),
    school("635555100", "Сынақ орта мектебі", "Сынакская средняя школа"),
  ])

  @Test(
    "a school is found by what people call it, and only when one alone fits",
    arguments: [
      ("СШ №3 им. Абая", "631234100", "Абай атындағы № 3 орта мектеп КММ"),
      ("абай ат. 3 мектеп", "631234100", "Абай атындағы № 3 орта мектеп КММ"),
      ("имени Абая школа N3", "631234200", nil),
      ("№3 мектеп", "631234200", "№ 3 орта мектеп"),
      ("№3 мектеп", "631234900", "№ 3 орта мектеп"),
      ("школа-гимназия 7", "631234300", "№ 7 мектеп-гимназия"),
      ("школа-гимназия 7", "635555100", nil),
      ("Сынакская школа", "635555100", nil),
      ("мектеп", "631234300", nil), ("", "631234300", nil),
    ] as [(String, String, String?)])
  func found(_ written: String, _ place: String, _ expected: String?) {
    #expect(Self.names.school(written, in: place)?.nameKazakh == expected)
  }
}
