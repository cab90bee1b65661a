import Testing
import Words

@testable import Programme

/// `schools.csv` of a programme's folder.
@Suite struct SchoolRegisterTests {
  private static func read(_ csv: String) -> Result<RegisterOfSchools, FileComplaints> {
    do { return .success(try RegisterOfSchools(csv: Array(csv.utf8))) } catch let wrong as FileComplaints {
      return .failure(wrong)
    } catch { return .failure(FileComplaints(Phrase(verbatim: "\(error)"))) }
  }

  @Test("a line a school; without a Russian name the Kazakh one stands for it") func lines() throws {
    let csv = "place,name_kk,name_ru,bin\n431000000,№1 мектеп,Школа № 1,000000000001\n431000000,№2 мектеп,,\n"
    let lines = try Self.read(csv).get().lines
    #expect(lines.map(\.kazakh) == ["№1 мектеп", "№2 мектеп"] && lines.map(\.russian) == ["Школа № 1", "№2 мектеп"])
    #expect(lines.map(\.bin) == ["000000000001", nil])
  }

  @Test(
    "what is wrong is said with its line",
    arguments: [
      ("name\nx\n", "The columns are place"), ("place,name_kk,colour\n1,x,red\n", "The columns are place"),
      ("place,name_kk\n431000000,\n", "2: The school's name in Kazakh"),
      ("place,name_kk,bin\n431000000,x,12\n", "2: A BIN has 12 digits"),
      ("place,name_kk\n431000000,x\n431000000,x\n", "3: “x” appears twice"),
      ("place,name_kk\n431000000\n", "2: The line must have 2"),
      ("", "The columns are place"), ("place,name_kk\n\"431000000,x\n", "The columns are place"),
    ])
  func faults(csv: String, said: String) {
    guard case .failure(let wrong) = Self.read(csv) else {
      Issue.record("taken: \(csv)")
      return
    }
    #expect("\(wrong)".contains(said), "\(wrong)")
  }

  @Test("a school stands in a settlement of the register") func nowhere() throws {
    let shipped = ProgrammeFolder.shipped()
    func folder(_ place: String) -> ProgrammeFolder {
      ProgrammeFolder("a folder") {
        $0 == "schools.csv" ? Array("place,name_kk\n\(place),мектеп\n".utf8) : shipped.bytes($0)
      }
    }
    let nowhere = #expect(throws: FileComplaints.self) { try ProgrammeData(folder("999999999")) }
    #expect(nowhere?.complaints.map(\.line) == [2])
    #expect(throws: FileComplaints.self) { try ProgrammeData(folder("430000000")) }
    let data = try ProgrammeData(shipped)
    var place = try #require(data[.places]["430000000"])
    while place.level != .settlement { place = try #require(data[.places].children(of: place.code).first) }
    #expect(try ProgrammeData(folder(place.code))[.schools].lines.count == 1)
    #expect(data[.schools].lines.isEmpty && !data.borrowed.contains("schools.csv"))
  }
}
