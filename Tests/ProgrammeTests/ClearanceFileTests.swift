import Programme
import Testing
import Words

/// What adults must have shown: read from the programme's folder, each fault with its line.
@Suite struct ClearanceFileTests {
  private static let shipped = String(decoding: ProgrammeFolder.shipped().bytes("clearance.yaml") ?? [], as: UTF8.self)

  private static func complaints(_ yaml: String) -> [String] {
    do {
      _ = try ClearanceFile(yaml: Array(yaml.utf8))
      return []
    } catch { return error.complaints.map { $0.text(.en) } }
  }

  @Test("what ships asks trainers and mentors for every kind from the start, and nobody else") func shipped() throws {
    let file = try ClearanceFile(yaml: Array(Self.shipped.utf8))
    let day = try #require(Day("2026-11-20"))
    #expect(file.asking(on: day) == [.trainer, .mentor])
    for role in Role.meetingChildren { #expect(file.kinds(of: role, on: day) == Clearance.Kind.allCases) }
    #expect(file.rule(of: .module).last(from: day) == Day("2027-11-19"))
    #expect(file.rule(of: .module).last(from: try #require(Day("2027-02-28"))) == Day("2028-02-27"))
  }

  @Test("a role that has a day is asked from that day") func from() throws {
    let more = Self.shipped + "  - {role: coordinator, kinds: [conduct, background], from: 2027-09-01}\n"
    let file = try ClearanceFile(yaml: Array(more.utf8))
    #expect(file.kinds(of: .coordinator, on: try #require(Day("2027-08-31"))).isEmpty)
    #expect(file.kinds(of: .coordinator, on: try #require(Day("2027-09-01"))) == [.background, .conduct])
  }

  @Test(
    "each fault is said with its line",
    arguments: [
      ("months: 12", "months: 0", "“months” is a whole number from 1 to 60."),
      ("version: 1", "version: 0", "“version” is a whole number from 1 to 1000."),
      ("kind: background", "kind: backgruond", "“kind” is one of: background, conduct, module."),
      (
        "kind: background", "kind: conduct",
        "The kind “background” is not described: each of background, conduct and module is needed."
      ),
      ("role: mentor", "role: trainer", "The role “mentor” is missing: it works with children and cannot be without clearance."),
      ("role: mentor", "role: applicant", "There is no key “applicant”. Possible are: teacher, coordinator"),
      ("role: mentor", "from: 2027-01-01\n    role: mentor", "Clearance is asked of the role “mentor” from the start"),
      ("kinds: [background, conduct, module]", "kinds: [background, background]", "One value stands in the list twice."),
      ("kinds: [background, conduct, module]", "kinds: [passport]", "There is no key “passport”. Possible are: background"),
      ("kinds: [background, conduct, module]", "kinds: []", "The list “kinds” is empty."),
      ("roles:", "rolls:", "There is no key “rolls”. Possible are: kinds, roles."),
    ])
  func faults(_ from: String, _ to: String, _ says: String) throws {
    let at = try #require(Self.shipped.firstRange(of: from))
    let told = Self.complaints(Self.shipped.replacingCharacters(in: at, with: to))
    #expect(told.contains { $0.contains(says) && $0.first?.isNumber == true }, "\(told)")
  }

  @Test("a folder without the file is asked for what ships") func borrowed() throws {
    let shipped = ProgrammeFolder.shipped()
    let folder = ProgrammeFolder(shipped.name) { $0 == "clearance.yaml" ? nil : shipped.bytes($0) }
    let data = try ProgrammeData(folder)
    #expect(data.borrowed.contains("clearance.yaml"))
    #expect(data[.clearance].roles.map(\.role) == [.trainer, .mentor])
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
