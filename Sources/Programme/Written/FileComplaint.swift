package import Words

/// One thing wrong in a file that people write, and the line to look at.
package struct FileComplaint: Sendable, Equatable {
  /// The file's name in its folder; nil where there is one file only.
  package let file: String?
  /// From 1; nil: the file as a whole.
  package let line: Int?
  package let says: Phrase

  package init(file: String? = nil, line: Int? = nil, _ says: Phrase) {
    self.file = file
    self.line = line
    self.says = says
  }

  /// "form.yaml:12: “key” is missing."
  package func text(_ language: Language) -> String {
    let place = [file, line.map { String($0) }].compactMap { $0 }.joined(separator: ":")
    return place.isEmpty ? says(language) : "\(place): \(says(language))"
  }
}

/// All that is wrong in a file, or in the files of a folder.
package struct FileComplaints: Error, Equatable, CustomStringConvertible {
  package let complaints: [FileComplaint]

  package init(_ complaints: [FileComplaint]) {
    self.complaints = complaints
  }

  package init(_ says: Phrase) {
    complaints = [FileComplaint(says)]
  }

  /// The same with the file's name, where a complaint has none yet.
  package func within(_ file: String) -> FileComplaints {
    FileComplaints(complaints.map { FileComplaint(file: $0.file ?? file, line: $0.line, $0.says) })
  }

  package var description: String { complaints.map { $0.text(.en) }.joined(separator: "\n") }
}
