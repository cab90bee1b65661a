import Lessons
import Programme
package import Words

/// One thing wrong in a course's folder.
package struct CourseComplaint: Sendable {
  package let file: String
  /// From 1; nil: the file as a whole.
  package let line: Int?
  /// Of the checker; `file` for a file that cannot be read as what it is, `figure` for a drawing or a photograph.
  package let rule: String
  package let says: Phrase
  /// What stands there, and what the source has for it.
  package let here, source: String

  /// Of another kit that looks at the same folder.
  package init(file: String, line: Int?, rule: String, says: Phrase) {
    (self.file, self.line, self.rule, self.says) = (file, line, rule, says)
    (here, source) = ("", "")
  }

  init(_ finding: Finding, in folder: String) {
    file = folder + finding.file
    line = finding.line
    rule = finding.rule.rawValue
    says = finding.phrase
    here = finding.here
    source = finding.source
  }

  init(_ complaint: FileComplaint) {
    file = complaint.file ?? ""
    line = complaint.line
    rule = "file"
    says = complaint.says
    here = ""
    source = ""
  }

  init(_ complaint: FigureComplaint, in file: String) { self.init(figure: file, complaint.line, complaint.phrase) }

  init(figure file: String, _ line: Int?, _ says: Phrase) {
    self.file = file
    self.line = line
    rule = "figure"
    self.says = says
    here = ""
    source = ""
  }

  /// A course file that two lessons read is complained about once.
  struct Place: Hashable {
    let file: String
    let line: Int?
    let rule, says: String
  }

  var place: Place { Place(file: file, line: line, rule: rule, says: says(.en)) }

  package func text(_ language: Language) -> String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place) [\(rule)] \(says(language))"
  }
}
