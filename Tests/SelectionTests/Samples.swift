import Rules

@testable import Selection

/// A policy and candidates that are right, to be spoilt one way at a time.
enum Samples {
  static let policy = """
    title: {kk: Іріктеу, ru: Отбор, en: Selection}
    places: 2
    decimals: 1
    evidence:
      - name: test
        title: {kk: Тест, ru: Тест, en: Test}
        scale: raw
        range: [0, 100]
        weight: 3
        minimum: 10
      - name: essay
        title: {kk: Эссе, ru: Эссе, en: Essay}
        scale: raw
        range: [0, 10]
        weight: 1
        missing: lowest
        parts: 2
    reserves:
      - {attribute: remote, places: 1, title: {kk: шалғай, ru: отдалённое, en: remote}}
    caps:
      - {column: school, places: 1, title: {kk: мектеп, ru: школа, en: school}}
    lottery:
      sources: [{kk: тираж, ru: тираж, en: a draw}]
      published: "2027-03-20"
    """

  static let candidates = """
    code,test,test_error,essay,remote,school
    A,90,2,8,no,s1
    B,80,2,9,no,s1
    C,70,2,,yes,s2
    D,60,2,7,иә,s3
    E,5,2,9,no,s4
    F,,2,9,no,s5
    """

  static func file(_ change: (String, String)? = nil) throws -> PolicyFile {
    try PolicyFile(yaml: change.map { policy.replacing($0.0, with: $0.1) } ?? policy)
  }

  static func selected() throws -> Selected {
    let file = try file()
    return try Selected.run(file, try CandidateFile.read(Array(candidates.utf8), for: file), key: "1./2.3./")
  }
}
