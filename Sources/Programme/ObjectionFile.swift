/// What may be objected to: `Programmes/<name>/objections.yaml`.
package struct ObjectionFile: Sendable {
  package let processings: [Processing]

  package struct Processing: Sendable {
    package let key: String
    package let title: Said
    package let what: Said
    /// Where its key stands in the file, from 1.
    let line: Int?
  }

  /// Throws all that is wrong, each with its line.
  package init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("processings")
      var processings: [Processing] = []
      for entry in root.list("processings") {
        entry.know("key", "title", "what")
        guard let key = entry.key(), let title = entry.said("title"), let what = entry.said("what") else {
          continue
        }
        if processings.contains(where: { $0.key == key }) { entry.complain(.standsTwice(key), at: "key") }
        processings.append(Processing(key: key, title: title, what: what, line: entry.line(of: "key")))
      }
      return ObjectionFile(processings: processings)
    }
  }

  private init(processings: [Processing]) {
    self.processings = processings
  }

  /// What can be objected to: a purpose that can be refused, and messages to many. Of anything else nothing would stop.
  func complaints(_ consents: ConsentFile?) -> [FileComplaint] {
    guard let consents else { return [] }
    let known = consents.purposes.filter { !$0.required }.map(\.key) + [Mailing.processing]
    return processings.filter { !known.contains($0.key) }.map {
      FileComplaint(line: $0.line, .keyUnknown($0.key, known.sorted().joined(separator: ", ")))
    }
  }

  package func processing(_ key: String) -> Processing? { processings.first { $0.key == key } }
}
