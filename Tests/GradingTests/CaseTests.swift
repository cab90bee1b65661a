import Testing

@testable import Grading

/// The table both engines are held against.
@Suite struct CaseTests {
  @Test("every line of grading.csv is judged and read as it says")
  func table() throws {
    let grader = Grader(try shippedUnits())
    let cases = try Case.all()
    #expect(cases.count > 1_800)
    for line in cases {
      let grade = grader.grade(line.typed, try line.question(grader), line.language)
      let why = line.verdict.contains("/") ? "/\(grade.unread?.rawValue ?? "")" : ""
      let said = grade.verdict.rawValue + (grade.mistake.map { " \($0)" } ?? "") + why
      #expect(
        said == line.verdict && (grade.readAs ?? "").unicodeScalars.elementsEqual(line.readAs.unicodeScalars),
        "line \(line.line): \(line.specification) <\(line.typed)> \(said) <\(grade.readAs ?? "")>, not \(line.verdict) <\(line.readAs)>"
      )
    }
  }

  @Test("the table has every verdict in every language, and no line twice")
  func shape() throws {
    let cases = try Case.all()
    for language in Language.allCases {
      let verdicts = Set(cases.filter { $0.language == language }.map { String($0.verdict.prefix { $0 != " " && $0 != "/" }) })
      #expect(verdicts == Set(Verdict.allCases.map(\.rawValue)))
    }
    let keys = cases.map {
      [$0.specification, $0.language.rawValue, $0.typed.unicodeScalars.map { String($0.value) }.joined(separator: " ")]
    }
    #expect(Set(keys).count == keys.count)
  }
}
