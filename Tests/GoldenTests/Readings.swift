import Applications
import Forms
import HouseKit
import Postbox
import Programme
import Security
import Storage
import Words

@testable import Selection

/// What people would be told out of a house: read by the rooms' own functions, one line a matter, each with how many and a hash of all.
/// Words of pages are no part of it, so that a better sentence changes nothing here.
struct Readings: Equatable {
  let lines: [String]

  init(lines: [String]) { self.lines = lines }

  /// Of this house, at its clock.
  init(_ kit: HouseKit) async throws {
    let house = kit.house
    lines = try await house.database.read { tx in
      let applications = try tx.rows("SELECT id FROM application ORDER BY id") { try $0[0] as ID<Application> }.compactMap {
        try tx.application($0)
      }
      let people = try tx.rows("SELECT id, erased_at FROM person ORDER BY id") {
        (id: try $0["id"] as ID<Person>, erased: try $0["erased_at"] as Moment?)
      }
      var safes: [ID<Person>: Safe] = [:]
      for person in people where person.erased == nil { safes[person.id] = try tx.safe(of: person.id, house.vault) }
      let fields = try tx.rows("SELECT DISTINCT field FROM answer ORDER BY field") { try $0[0] as String }
      let purposes = try tx.rows("SELECT DISTINCT purpose FROM consent ORDER BY purpose") { try $0[0] as String }
      var matters: [(name: String, lines: [String])] = []
      func matter(_ name: String, _ lines: [String]) { matters.append((name, lines)) }
      func each(_ read: (Application, Safe) throws -> [String]) rethrows -> [String] {
        try applications.flatMap { application in
          try safes[application.person].map { try read(application, $0) }?.map { "\(application.code) \($0)" } ?? []
        }
      }
      matter("applications", applications.map { Self.text($0) })
      matter(
        "answers",
        try each { application, safe in
          let answers = try tx.answers(of: application.id, safe)
          return fields.filter { !answers[$0].isEmpty }.map { "\($0) \(answers[$0]) \(answers.version($0).milliseconds)" }
        })
      matter(
        "files",
        try each { application, safe in
          try tx.files(of: application.id, safe).map { file in
            "\(file.id) \(file.field) \(file.name) \(file.kind.rawValue) \(hex(digest(try tx.content(of: file.id, safe))))"
          }
        })
      matter(
        "history",
        try each { application, safe in
          try tx.events(of: application.id, safe).map {
            "\($0.at.milliseconds) \($0.kind.rawValue) \($0.actor) \($0.details) \($0.note ?? "")"
          }
        })
      matter(
        "consents",
        try each { application, safe in
          let ledger = try tx.consents(safe, application.cycle, at: house.outside.now())
          return Consent.Signer.allCases.flatMap { signer in
            purposes.compactMap { ledger.answer(signer, $0) }.map(Self.text)
          }
        })
      matter(
        "people",
        try people.map { person in
          let details = try safes[person.id].map { try tx.details($0) } ?? [:]
          let lines = details.map { "\($0.key.rawValue)=\($0.value)" }.sorted()
          return "\(person.id) \(person.erased?.milliseconds ?? 0) \(lines.joined(separator: " "))"
        })
      matter(
        "roles",
        try people.flatMap { person in
          try tx.memberships(of: person.id).map {
            "\(person.id) \($0.role.rawValue) \($0.scope.regions) \($0.scope.cycle?.text ?? "")"
          }
        })
      matter(
        "objections",
        try people.flatMap { person in
          try tx.objections(of: person.id).map { objection in
            let reason = try objection.reason.flatMap { try safes[person.id]?.open($0, "objection.reason") }
            return "\(person.id) \(objection.processing) \(objection.askedBy) \(objection.isInForce) \(reason ?? "")"
          }
        })
      matter(
        "letters",
        try tx.post(limit: 100_000).map { letter in
          let safe = ID<Person>(letter.person).flatMap { safes[$0] }
          func opened(_ sealed: [UInt8]?, _ place: String) throws -> String {
            guard let sealed, !sealed.isEmpty else { return "" }
            return try safe?.open(sealed, place) ?? ""
          }
          let words = [
            try opened(letter.recipient, "outbox.recipient"), try opened(letter.subject, "outbox.subject"),
            try opened(letter.body, "outbox.body"),
          ]
          return "\(letter.id) \(letter.channel.rawValue) \(letter.purpose) \(letter.state.rawValue) \(letter.tries) \(words)"
        })
      matter(
        "results",
        try people.compactMap { person in try tx.result(of: person.id).map(Self.text) })
      matter(
        "published",
        try tx.releasedCycles().flatMap { cycle in
          try tx.releasedRuns(cycle.id).map { run in
            "\(cycle.key) \(run.id) \(hex(run.inputsHash)) \(hex(try tx.selected(run).outcomeHash))"
          } + (try tx.seats(cycle.id).map { ["\($0.places) \($0.held) \($0.accepted) \($0.gone)"] } ?? [])
        })
      // The key it signs with a house makes as it first opens: that is no news to anybody.
      let heads = try tx.rows(
        """
        SELECT lane, sequence, hash FROM audit AS last WHERE act <> 'statement_key.made' AND NOT EXISTS (
          SELECT 1 FROM audit AS later WHERE later.lane = last.lane AND later.sequence > last.sequence
            AND later.act <> 'statement_key.made')
        ORDER BY lane
        """
      ) { "\(try $0["lane"] as Int) \(try $0["sequence"] as Int64) \(hex(try $0["hash"] as [UInt8]))" }
      let breaks = try tx.verifyAudit(house.vault).breaks
      matter("audit", heads + breaks.map { "broken \($0.lane) \($0.sequence)" })
      return matters.map { name, lines in
        "\(name)\t\(lines.count)\t\(hex(digest(Array(lines.joined(separator: "\n").utf8))))"
      }
    }
  }

  /// The matters of which the two tell differently.
  func difference(from other: Readings) -> [String] {
    let (own, others) = (Set(lines), Set(other.lines))
    return Set(own.symmetricDifference(others).map { String($0.prefix { $0 != "\t" }) }).sorted()
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  static func golden() throws -> Readings { Readings(lines: try GoldenHouse.lines(of: "readings.tsv").map(String.init)) }

  private static func text(_ application: Application) -> String {
    let traits = application.traits
    return """
      \(application.code) \(application.person) \(application.state.rawValue) \(application.consent) \(application.formVersion) \
      \(application.source.rawValue) \(traits.region ?? "") \(traits.district ?? "") \(traits.place ?? "") \(traits.grade ?? 0) \
      \(application.startedAt.milliseconds) \(application.submittedAt?.milliseconds ?? 0) \
      \(application.decidedAt?.milliseconds ?? 0) \(application.reason ?? "") \(application.joinedTo?.text ?? "")
      """
  }

  private static func text(_ consent: Consent) -> String {
    """
    \(consent.signer.rawValue) \(consent.purpose) \(consent.agreed) \(consent.version) \(consent.language.rawValue) \
    \(consent.channel.rawValue) \(consent.at.milliseconds) \(consent.isObjected)
    """
  }

  private static func text(_ result: Result) -> String {
    """
    \(result.code) \(result.release.run) \(result.position) \(result.isOnList) \(result.waitingPlace ?? 0) \
    \(result.offer?.reason ?? "") \(result.offer?.answer?.rawValue ?? "") \(result.offer?.expiresAt.milliseconds ?? 0) \
    \(result.appeal.map { "asked \($0.askedAt.milliseconds) \($0.upheld.map { "\($0)" } ?? "")" } ?? "") \(result.hasLeft)
    """
  }
}
