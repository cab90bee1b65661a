import Programme
import Rules

extension ProgrammePart where Content == PolicyFile {
  /// What a new policy begins with.
  static var policy: Self {
    @Sendable func read(_ bytes: [UInt8]) throws -> PolicyFile {
      guard let yaml = String(validating: bytes, as: UTF8.self) else { throw FileComplaints(.fileIsNotUTF8) }
      let file = try PolicyFile(yaml: yaml)
      try file.refuseUnknownColumns()
      return file
    }
    return ProgrammePart(
      "policy.yaml", read: { try read($0) }, otherwise: { try read(ProgrammeFolder.shipped().bytes("policy.yaml") ?? []) })
  }
}
