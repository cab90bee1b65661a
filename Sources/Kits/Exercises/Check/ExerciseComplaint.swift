import Programme
package import Words

/// One thing wrong with the exercises of a course.
package struct ExerciseComplaint: Sendable {
  package enum Rule: String, Sendable, CaseIterable { case exercise, frozen, worked, check }

  /// In the course's folder.
  package let file: String
  /// From 1; nil: the file as a whole.
  package let line: Int?
  package let rule: Rule
  package let says: Phrase

  init(_ rule: Rule, _ file: String, _ line: Int?, _ says: Phrase) {
    (self.rule, self.file, self.line, self.says) = (rule, file, line, says)
  }

  init(_ rule: Rule, _ file: String, _ says: Phrase) { self.init(rule, file, nil, says) }

  init(_ rule: Rule, _ complaint: FileComplaint) { self.init(rule, complaint.file ?? "", complaint.line, complaint.says) }

  package func text(_ language: Language) -> String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place) [\(rule.rawValue)] \(says(language))"
  }
}
