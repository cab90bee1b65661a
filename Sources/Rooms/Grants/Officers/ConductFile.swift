import Programme
import Words

/// The code of conduct that people of other organisations sign in the house: `conduct.yaml` of the programme's folder. A higher version asks
/// everybody again.
struct ConductFile: Sendable {
  let version: Int
  let rules: [Said]

  /// Throws all that is wrong, each with its line.
  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("version", "rules")
      let version = root.whole("version", in: 1...1_000)
      let rules = root.list("rules").compactMap(\.said)
      guard let version, !rules.isEmpty else { return nil }
      return ConductFile(version: version, rules: rules)
    }
  }

  private init(version: Int, rules: [Said]) { (self.version, self.rules) = (version, rules) }
}

extension ProgrammePart where Content == ConductFile {
  static var conduct: Self {
    ProgrammePart(
      "conduct.yaml", read: ConductFile.init(yaml:),
      otherwise: { try ConductFile(yaml: ProgrammeFolder.shipped().bytes("conduct.yaml") ?? []) })
  }
}
