import Programme
import Storage
import Words

/// Whether everybody who meets children's data is asked for clearance, and has it.
struct ClearanceCheck: Sendable {
  let database: Database
  let now: Moment

  /// The roles of the staff that see children today, whatever the programme asks of them.
  private static let seeing: [Role] = [.coordinator, .assistant, .reviewer, .chair, .safeguarding] + Role.meetingChildren

  private struct Holder: Sendable {
    let person: ID<Person>
    let role: Role
    let clearance: Clearance
  }

  func finding() async throws -> Finding {
    let (what, today) = ("clearance", now.day())
    let (bytes, holders) = try await database.read { tx in
      let files = try tx.newestEdition(.programme).map { try tx.editionFiles($0.id) }
      return (files?["clearance.yaml"] ?? ProgrammeFolder.shipped().bytes("clearance.yaml") ?? [], try Self.holders(tx))
    }
    let rules = try ClearanceFile(yaml: bytes)
    let shut = holders.filter { !$0.clearance.lacks(for: $0.role, on: today, rules).isEmpty }
    let unasked = holders.filter { !rules.asks($0.role, on: today) }
    let later = rules.roles.filter { rule in rule.from.map { today < $0 } ?? false && unasked.contains { $0.role == rule.role } }
    guard shut.isEmpty, unasked.isEmpty else {
      var says: [String] = []
      if !shut.isEmpty {
        says.append("\(Set(shut.map(\.person)).count) who are asked are not cleared: children's data are closed to them")
      }
      if !unasked.isEmpty { says.append("nobody asks for it yet from \(Self.counts(unasked))") }
      for rule in later {
        guard let from = rule.from else { continue }
        let without = unasked.filter { $0.role == rule.role && !$0.clearance.valid(for: rule.role, on: from, rules) }
        says.append("from \(from.iso) it is asked of \(rule.role.rawValue), and \(without.count) of them have none")
      }
      return .look(
        what, says.joined(separator: "; "),
        "give a role a day some weeks ahead in clearance.yaml, {role: coordinator, kinds: [background, conduct], from: 2027-09-01}; "
          + "until then record what was seen on the page \"Clearance to work with children\"")
    }
    return .fine(what, holders.isEmpty ? "nobody meets children's data yet" : "everybody who meets children's data is cleared")
  }

  private static func holders(_ tx: Transaction) throws -> [Holder] {
    let held = try tx.rows(
      """
      SELECT DISTINCT person_id, role FROM membership
      WHERE role IN (\(list: seeing)) AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY person_id, role LIMIT 5000
      """
    ) { (person: try $0["person_id"] as ID<Person>, role: try $0["role"] as Role) }
    let known = try tx.clearances(of: Array(Set(held.map(\.person))))
    return held.map { Holder(person: $0.person, role: $0.role, clearance: known[$0.person] ?? .nothing) }
  }

  private static func counts(_ holders: [Holder]) -> String {
    seeing.compactMap { role in
      let count = holders.count { $0.role == role }
      return count == 0 ? nil : "\(count) \(role.rawValue)"
    }.joined(separator: ", ")
  }
}
