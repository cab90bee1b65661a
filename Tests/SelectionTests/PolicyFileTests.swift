import Allocation
import Programme
import Rules
import Testing
import Words

@testable import Selection

@Suite struct PolicyFileTests {
  @Test("a right file is read, and said in three languages")
  func right() throws {
    let file = try Samples.file()
    #expect(file.policy.places == 2)
    #expect(file.policy.evidence.map(\.weight) == [3, 1])
    #expect(file.title(attribute: "remote")(.kk) == "шалғай")
    #expect(file.offerDays == 10)
    #expect(file.inWords.count == 7)
    for phrase in file.inWords { for language in Language.allCases { #expect(!phrase(language).isEmpty) } }
    #expect(file.inWords[0](.kk) == "Орын саны: 2. Ұпай мынадан құралады: Тест 75%, Эссе 25%.")
  }

  /// What is spoilt, the line the complaint points at, and what it says in English.
  private static let spoilt: [(String, String, Int?, String)] = [
    ("places: 2", "places: 0", 2, "at least one place"),
    ("places: 2", "places: two", 2, "whole number"),
    ("places: 2", "plaecs: 2", 2, "no key “plaecs”"),
    ("weight: 3", "weight: -3", 5, "above zero"),
    ("range: [0, 100]", "range: [100, 0]", 5, "begin below its end"),
    ("minimum: 10", "minimum: 200", 5, "outside the range"),
    ("missing: lowest", "missing: zero", 16, "missing is one of"),
    ("scale: raw\n    range: [0, 10]\n", "scale: cubic\n", 13, "“cubic” is unknown"),
    ("name: essay", "name: test", 11, "appears twice"),
    ("attribute: remote, places: 1", "attribute: remote, places: 5", 19, "3 more places"),
    ("kk: Іріктеу, ", "", 1, "three languages"),
    ("caps:", "shares:\n  - {attribute: far, percent: 20, title: {kk: a, ru: b, en: c}}\ncaps:", 21, "cannot be used together"),
    ("\"2027-03-20\"", "soon", 24, "a day is written"),
    ("evidence:\n", "evidence: [\n", nil, "cannot be read as YAML"),
  ]

  @Test("a contradiction is named with its line", arguments: spoilt.indices)
  func contradictions(_ index: Int) {
    let (old, new, line, says) = Self.spoilt[index]
    #expect(Samples.policy.contains(old))
    do throws(FileComplaints) {
      _ = try PolicyFile(yaml: Samples.policy.replacing(old, with: new))
      Issue.record("\(new) was accepted")
    } catch {
      #expect(error.complaints.contains { $0.says(.en).contains(says) }, "\(error.complaints.map { ($0.line, $0.says(.en)) })")
      if let line { #expect(error.complaints.contains { $0.line == line }, "\(error.complaints.map(\.line))") }
    }
  }

  @Test("all complaints come at once")
  func together() {
    do throws(FileComplaints) {
      _ = try PolicyFile(
        yaml: Samples.policy.replacing("weight: 3", with: "weight: x").replacing("parts: 2", with: "parts: many"))
      Issue.record("accepted")
    } catch {
      #expect(error.complaints.map(\.line) == [9, 17])
    }
  }
}
