import Testing
import Words

@Suite struct KazakhOrder {
  static let vectors = Vectors("collation_vectors").rows

  static let lists: [[String]] = Dictionary(grouping: vectors) { $0["list"] ?? "" }.values.map { rows in
    rows.sorted { Int($0["order_kk"] ?? "") ?? 0 < Int($1["order_kk"] ?? "") ?? 0 }.map { $0["item"] ?? "" }
  }

  @Test func theTableIsRead() {
    #expect(Self.lists.map(\.count).sorted() == [21, 28, 42])
  }

  @Test(arguments: lists)
  func everyListOfTheTableSortsByBytes(items: [String]) {
    #expect(byKey(items.reversed()) == items)
    #expect(byKey(items.shuffled()) == items)
  }

  @Test(arguments: lists)
  func capitalsSortLikeSmallLetters(items: [String]) {
    let capitals = items.map { $0.uppercased() }
    #expect(byKey(capitals.reversed()) == capitals)
  }

  @Test(arguments: [
    ["", " ", "-", "7", "a", "Z", "а", "я", "漢"],
    ["9-сынып", "10-сынып", "11-сынып"], ["№ 2 мектеп", "№ 10 мектеп"],
    ["Ақ", "Ақ бота", "Ақбота"], ["асан", "Асан", "асанов"],
    ["Абай", "Әбіш", "Бота", "Ұлан", "Үміт", "Ырысты", "Іңкәр", "Эльмира"],
    ["Aigul", "Айгүл"],
  ])
  func spacesNumbersLatinThenKazakh(items: [String]) {
    #expect(byKey(items.reversed()) == items)
  }

  @Test func bothWritingsOfShortISortTheSame() {
    #expect(sortKey("Майра") == sortKey("Маи\u{306}ра"))
  }

  @Test func noLetterHoldsTheEndMark() {
    #expect(sortKey("Ақбота 007 x").filter { $0 == 0 }.count == 1)
  }

  private func byKey(_ items: [String]) -> [String] {
    items.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) }
  }
}

@Suite struct SearchFolding {
  @Test(arguments: [
    ("Қазақстан", "казакстан"), ("ӘҒҚҢӨҰҮҺІ", "агкноуухи"), ("Ёлка", "елка"), ("Ырысты Іңкәр", "иристи инкар"),
    ("  Шиелі \u{A0}\t ауданы\n", "шиели аудани"), ("Маи\u{306}ра", "майра"), ("Е\u{308}лка", "елка"),
    ("Aigul", "aigul"), ("Айгүл Smith", "айгул smith"), ("Cания", "сания"), ("Aсель", "асель"), ("Шаhар", "шахар"),
    ("KАМИЛА", "камила"), ("Кїшік жал", "кушик жал"), ("Жўмба", "жумба"), ("Кјркес", "каркес"),
    ("Ќабырғатал", "кабиргатал"), ("Єани", "гани"), ("Ґмір", "омир"), ("Жаѕа", "жана"), ("Усть–Каменогорск", "усть-каменогорск"),
    ("Äigúl Ǵ", "aigul g"), ("", ""), ("   ", ""),
  ])
  func whatIsTypedFindsWhatIsStored(text: String, expected: String) {
    #expect(folded(text) == expected)
  }

  @Test func everyKazakhLetterFoldsLikeTheLetterTypedForIt() {
    for row in Vectors("kk_letters").rows {
      let stand = row["typed_on_russian_keyboard_as"] ?? ""
      guard !stand.isEmpty, let upper = row["upper"], let lower = row["lower"] else { continue }
      #expect(folded(lower) == folded(stand))
      #expect(folded(upper) == folded(stand))
      let legacy = row["legacy_font_letter"] ?? ""
      if !legacy.isEmpty { #expect(folded(legacy) == folded(lower)) }
    }
  }

  @Test(arguments: ["Қазақстан Шиелі", "Cания 12", "Ёлка–И"]) func foldingTwiceChangesNothing(text: String) {
    #expect(folded(folded(text)) == folded(text))
  }
}
