import HouseKit
import Programme
import Storage
import Testing
import Words

@Suite struct GazetteerTests {
  private static let east = "630000000", south = "430000000"

  private static func gazetteer() async throws -> Gazetteer { try await HouseKit.house(.sqlite).house.gazetteer }

  @Test func thePathRunsFromTheRegionToThePlace() async throws {
    let gazetteer = try await Self.gazetteer()
    #expect(
      gazetteer.path(to: "431033100").map(\.nameKazakh) == ["Қызылорда облысы", "Қызылорда Қ.Ә.", "Ақжарма а.о.", "Баймұрат а."])
    #expect(gazetteer.district(of: "431033100")?.code == "431000000")
    #expect(gazetteer.fullName("431033100", in: .ru) == "Кызылорда г. а. · Акжарминский с.о. · с.Баймурат")
    #expect(gazetteer.path(to: "999999999").isEmpty)
  }

  @Test("what nobody would type costs no more than a name", .timeLimit(.minutes(1)))
  func longTexts() async throws {
    let gazetteer = try await Self.gazetteer()
    let long = [String(repeating: "а", count: 1_000_000), "а" + String(repeating: "\u{301}", count: 1_000_000)]
    for typed in long { #expect(gazetteer.search(typed, under: nil, regions: []).isEmpty) }
    #expect(gazetteer.search("ақ" + String(repeating: " ", count: 5_000), under: nil, regions: []).count == 12)
  }

  @Test func everyPlaceHasAParentOneStepAbove() async throws {
    let gazetteer = try await Self.gazetteer()
    var checked = 0
    var waiting = [Self.east, Self.south, "100000000"]
    while let code = waiting.popLast() {
      for child in gazetteer.children(of: code) {
        #expect(child.parent == code)
        #expect(child.region == gazetteer.path(to: child.code).first?.code)
        checked += 1
        waiting.append(child.code)
      }
    }
    #expect(checked == gazetteer.count - 3)
  }

  /// As typed on a Russian keyboard, in Latin look-alikes, in capitals, and in full: one and the same place first.
  @Test(arguments: [
    ("Баймұрат", "431033100"), ("баймурат", "431033100"), ("БАЙМҰРАТ", "431033100"), ("  баймурат  ", "431033100"),
    ("Бaймұрат", "431033100"), ("Бірқазан", "431037200"), ("Бирказан", "431037200"), ("Қарауылтөбе", "431041100"),
    ("Караултобе", "431041100"), ("карауылтобе", "431041100"), ("Сексеуіл", "433257100"), ("сексеуил", "433257100"),
  ]) func aPlaceIsFoundHoweverItIsTyped(_ typed: String, _ code: String) async throws {
    let found = try await Self.gazetteer().search(typed, under: nil, regions: [Self.south])
    #expect(found.first?.code == code, "\(typed): \(found.map(\.code))")
  }

  @Test func oneLetterAsksNothing() async throws {
    let gazetteer = try await Self.gazetteer()
    for typed in ["", "а", " қ ", "."] { #expect(gazetteer.search(typed, under: nil, regions: []).isEmpty) }
  }

  @Test func theSearchStaysInsideRegionsDistrictAndLimit() async throws {
    let gazetteer = try await Self.gazetteer()
    let everywhere = gazetteer.search("ақ", under: nil, regions: [], limit: 12)
    #expect(everywhere.count == 12)
    let east = gazetteer.search("ақ", under: nil, regions: [Self.east], limit: 100)
    #expect(!east.isEmpty)
    #expect(east.allSatisfy { $0.region == Self.east })
    let district = gazetteer.search("ақ", under: "433600000", regions: [], limit: 100)
    #expect(!district.isEmpty)
    #expect(district.allSatisfy { gazetteer.district(of: $0.code)?.code == "433600000" })
  }

  @Test func ruralIsWhatTheRegistersSignSays() async throws {
    let gazetteer = try await Self.gazetteer()
    // A settlement of urban type that calls itself кент, and a village inside the same administration.
    #expect(gazetteer["431037100"]?.isRural == false)
    #expect(gazetteer["431037200"]?.isRural == true)
    #expect(gazetteer["431037000"]?.isRural == nil)
    #expect(gazetteer[Self.south]?.isRural == nil)
  }

  @Test func slipsOfTheOfficialNamesAreMended() async throws {
    let gazetteer = try await Self.gazetteer()
    #expect(gazetteer["634647308"]?.nameKazakh == "Күшік жал а.")
    let legacy = CharacterSet.legacyFontLetters
    var waiting = [Self.east, Self.south, "100000000"]
    while let code = waiting.popLast() {
      for child in gazetteer.children(of: code) {
        #expect(!child.nameKazakh.contains { legacy.contains($0) }, "\(child.nameKazakh)")
        waiting.append(child.code)
      }
    }
  }

  @Test func childrenStandInKazakhOrder() async throws {
    let names = try await Self.gazetteer().children(of: "430000000").map(\.nameKazakh)
    #expect(names == names.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) })
    #expect(names.count > 6)
  }
}

private enum CharacterSet {
  /// What stood for Kazakh letters in fonts from before Unicode.
  static let legacyFontLetters: Set<Character> = ["ї", "ў", "ќ", "є", "ѕ", "ґ", "ј", "Ї", "Ў", "Ќ"]
}
