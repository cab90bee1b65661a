import Programme
import Testing
import Words

/// A programme's own places: the register's form, any region of the country, every complaint with its line.
@Suite struct RegisterTests {
  private static let head = "edition,2026-07-17\ncode,parent,level,kind,name_kk,name_ru,k,rural\n"
  private static let lines = """
    470000000,,1,region,Маңғыстау облысы,Мангистауская область,0,
    473600000,470000000,2,district,Бейнеу ауданы,Бейнеуский район,4,mixed
    473630000,473600000,3,rural_okrug,Бейнеу а.о.,Бейнеуский с.о.,2,1
    473630100,473630000,4,village,Бейнеу а.,с.Бейнеу,2,1

    """

  private static func complaints(_ csv: String) -> [String] {
    do throws(FileComplaints) {
      _ = try Gazetteer(csv: Array(csv.utf8))
      return []
    } catch {
      return error.complaints.map { $0.text(.en) }
    }
  }

  @Test("a register is read with its day") func right() throws {
    let register = try Gazetteer(csv: Array((Self.head + Self.lines).utf8))
    #expect(register.edition == Day("2026-07-17") && register.count == 4)
    #expect(register.search("бейн", under: nil, regions: ["470000000"]).map(\.code) == ["473630100", "473630000"])
    #expect(register["473630100"]?.isRural == true)
  }

  /// What is spoilt, what stands there instead, and what is said.
  private static let spoilt: [(old: String, new: String, says: String)] = [
    ("edition,2026-07-17", "edition,soon", "1: The first line must hold the day"), ("level", "depth", "2: The columns are: code"),
    ("473630100,", "4736301,", "6: “4736301” is no KATO code."),
    ("473630100,473630000,4", "473630100,473630000,5", "6: level: 1 a region"),
    ("473600000,3", "479900000,3", "5: parent: “479900000” is not in this register"),
    ("470000000,,1", "473630000,470000000,3", "5: “473630000” appears twice."),
    ("с.Бейнеу,", ",", "6: A name in two languages is needed"), (lines, "", "The file is empty."),
  ]

  @Test("what is wrong is said with its line", arguments: spoilt.indices)
  func wrong(_ index: Int) {
    let (old, new, says) = Self.spoilt[index]
    let said = Self.complaints((Self.head + Self.lines).replacing(old, with: new))
    #expect(said.contains { $0.hasPrefix(says) }, "\(said)")
  }

  @Test("places that stand above one another in a ring are refused, and nothing hangs") func ring() {
    let ring = "473600000,473630000,2,district,а,а,4,\n473630000,473600000,2,district,б,б,4,\n470000000,,1,region,в,в,0,\n"
    #expect(Self.complaints(Self.head + ring).count == 2)
    let settlements = "473630101,473630100,4,village,а,а,2,1\n473630102,473630101,4,village,б,б,2,1\n"
    #expect(
      Self.complaints(Self.head + Self.lines + settlements) == [
        "8: parent: “473630101” is not in this register, or stands below."
      ])
  }
}
