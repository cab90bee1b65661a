package import Words

/// What can be wrong on a line of a course's files, and how it is said.
package protocol LineFault: Sendable, Hashable {
  var phrase: Phrase { get }
}

/// One thing wrong in a text or a figure, and its line.
package struct LineComplaint<Fault: LineFault>: Error, Sendable, Hashable {
  /// From 1.
  package let line: Int
  package let fault: Fault

  init(_ line: Int, _ fault: Fault) {
    self.line = line
    self.fault = fault
  }

  package var phrase: Phrase { fault.phrase }
}

/// All that is wrong, by line.
package struct LineComplaints<Fault: LineFault>: Error, Sendable, Hashable {
  package let all: [LineComplaint<Fault>]

  init(_ complaints: [LineComplaint<Fault>]) { all = complaints.sorted { $0.line < $1.line } }
}
