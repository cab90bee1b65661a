import Programme
import Words

/// Names as people have them in villages of the east and the south, put together by chance: nobody is meant.
enum InventedNames {
  /// Of women; a man's is without the last letter.
  private static let surnames: [Language: [String]] = [
    .kk: [
      "Ахметова", "Әбдірахманова", "Жұмабаева", "Сәрсенова", "Қасымова", "Оспанова", "Төлегенова", "Ермекова", "Байжанова",
      "Смағұлова", "Кенжебаева", "Мұқанова", "Досжанова", "Сүлейменова", "Нұрғалиева", "Исаева", "Қалиева", "Әлімбекова",
      "Есенова",
      "Құрманова", "Жақсылықова", "Садықова", "Өтегенова", "Ғабдуллина", "Шәріпова", "Тілеубаева", "Рахымова", "Бейсенова",
      "Ізбасарова", "Ыбыраева",
    ],
    .ru: [
      "Кузнецова", "Белова", "Соколова", "Журавлёва", "Зайцева", "Мельникова", "Гусева", "Климова", "Орлова", "Тарасова",
      "Панова",
      "Ермакова", "Шевелева", "Лапина", "Дьякова", "Ахметова", "Рахимова",
    ],
  ]
  private static let girls: [Language: [String]] = [
    .kk: [
      "Аяулым", "Зере", "Ділназ", "Айзере", "Томирис", "Назерке", "Ақбота", "Інжу", "Мөлдір", "Жансая", "Нұрай", "Айдана",
      "Балнұр",
      "Сымбат", "Ажар", "Гүлназ", "Меруерт", "Арайлым", "Еңлік", "Қарлығаш", "Шолпан", "Раушан", "Әсем", "Құралай", "Үміт",
      "Ғазиза",
      "Өрікгүл", "Ұлжан", "Ырысты", "Көркем",
    ],
    .ru: [
      "Дарья", "Алина", "Полина", "Виктория", "Арина", "Ксения", "Милана", "Софья", "Варвара", "Елизавета", "Анастасия", "Камила",
      "Диана", "Мария",
    ],
  ]
  private static let boys: [Language: [String]] = [
    .kk: [
      "Алихан", "Ернар", "Нұрислам", "Әлішер", "Бекзат", "Дәулет", "Санжар", "Мирас", "Ерасыл", "Қуаныш", "Өмір", "Ғалым", "Ұлан",
    ],
    .ru: ["Артём", "Данил", "Максим", "Егор", "Кирилл", "Тимофей", "Руслан", "Илья"],
  ]
  private static let fathers: [Language: [String]] = [
    .kk: ["Ерлан", "Серік", "Бауыржан", "Марат", "Нұрлан", "Қайрат", "Асқар", "Болат", "Дәурен", "Талғат"],
    .ru: ["Андре", "Серге", "Александр", "Виктор", "Иван", "Никола"],
  ]
  private static let mothers: [Language: [String]] = [
    .kk: ["Гүлнар", "Сәуле", "Айгүл", "Бақыт", "Жанар", "Шынар", "Роза", "Күлән"],
    .ru: ["Ольга", "Наталья", "Елена", "Ирина", "Светлана", "Татьяна"],
  ]

  /// A child, and one of the parents.
  struct Family {
    let child: PersonName
    let parent: PersonName
    let isFather: Bool
  }

  /// One child in six has no patronymic, as in papers.
  static func family(_ language: Language, isBoy: Bool, _ chance: Chance) -> Family {
    func one(_ names: [Language: [String]]) -> String { chance.one(of: names[language] ?? names[.kk] ?? [""]) }
    let (surname, father) = (one(surnames), one(fathers))
    let isFather = chance.happens(30)
    let patronymic = chance.below(6) == 0 ? nil : patronymic(of: father, language, isBoy: isBoy)
    let child = PersonName(
      surname: isBoy ? String(surname.dropLast()) : surname, given: one(isBoy ? boys : girls), patronymic: patronymic)
    let parent = PersonName(
      surname: isFather ? String(surname.dropLast()) : surname, given: isFather ? named(father, language) : one(mothers))
    return Family(child: child, parent: parent, isFather: isFather)
  }

  private static func patronymic(of father: String, _ language: Language, isBoy: Bool) -> String {
    guard language == .ru else { return father + (isBoy ? "ұлы" : "қызы") }
    let isSoft = father.hasSuffix("е") || father.hasSuffix("а")
    return father + (isSoft ? (isBoy ? "евич" : "евна") : (isBoy ? "ович" : "овна"))
  }

  /// The stem as the father is called: Сергей, Николай.
  private static func named(_ father: String, _ language: Language) -> String {
    language == .ru && (father.hasSuffix("е") || father.hasSuffix("а")) ? father + "й" : father
  }
}
