import Courses
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The desk's certificates: who has earned one, what waits for a second person, and what was issued.
enum CertificateDesk {
  /// What waits for somebody who did not propose it.
  static let card = DeskCard(
    roles: IssueCertificate.roles, link: "/desk/certificates",
    count: .inHouse { tx, scopes, _ in
      try DeskWait(
        row: try tx.row(
          """
          SELECT count(*) AS n, min(proposed_at) AS oldest FROM study_certificate
          WHERE issued_at IS NULL AND dropped_at IS NULL AND learner IS NOT NULL AND \(scopes.condition(IssuedCertificate.scope))
          """))
    }, promise: DeskPromise(days: 7, .whyCertificates), title: Phrase.certificatesWait)

  private struct Line: Sendable {
    let certificate: IssuedCertificate
    let name: String?
  }

  private struct Board: Sendable {
    let waiting, issued: [Line]
    let ready: [(course: ShelvedCourse, candidates: [Candidate])]
  }

  /// GET /desk/certificates
  static func list(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Reply {
    visit.page(try await page(visit, permit, errors: []))
  }

  private static func page(
    _ visit: Visit, _ permit: Permit<IssueCertificate>, errors: [(field: String, message: String)]
  ) async throws -> Page {
    let (house, t) = (visit.house, visit.language)
    let courses = try await house.openCourses()
    let board = try await house.database.read { tx in
      Board(
        waiting: try lines(
          "issued_at IS NULL AND dropped_at IS NULL AND study_certificate.learner IS NOT NULL", permit, house, in: tx),
        issued: try lines("issued_at IS NOT NULL", permit, house, in: tx),
        ready: try courses.map { ($0, try tx.candidates($0, permit.reach, house)) })
    }
    let ready = board.ready.filter { !$0.candidates.isEmpty }
    return Page(
      title: t(.certificatesTitle), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk"))<h1>\(t(.certificatesTitle))</h1>\(t.errorSummary(errors))<p>\(t(.certificatesWhat))</p>
        <h2>\(t(.waitsForIssue))</h2>
        \(t.table(t(.waitsForIssue), board.waiting, columns(t), stacks: true, empty: "<p>\(t(.nothingWaits))</p>"))
        <h2>\(t(.readyToPropose))</h2>
        \(ready.isEmpty ? "<p>\(t(.nobodyReady))</p>" : HTML.nothing)
        \(ready.flatMap { course, candidates in candidates.map { candidate($0, course, visit) } })
        <h2>\(t(.issuedOnes))</h2>
        \(t.table(t(.issuedOnes), board.issued, columns(t), stacks: true, empty: "<p>\(t(.noneIssued))</p>"))
        """)
  }

  /// The newest 200, within reach, each with the name it bears.
  private static func lines(
    _ which: SQL, _ permit: Permit<IssueCertificate>, _ house: House, in tx: Transaction
  ) throws -> [Line] {
    try tx.rows(
      """
      SELECT study_certificate.*, study_learner.person_id AS person_id, wrapped FROM study_certificate
      LEFT JOIN study_learner ON study_learner.number = study_certificate.learner
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      WHERE \(which) AND \(permit.reach.condition(IssuedCertificate.scope)) ORDER BY proposed_at DESC, code LIMIT 200
      """
    ) { row in
      let certificate = try IssuedCertificate(row: row)
      let (person, wrapped): (ID<Person>?, [UInt8]?) = (try row["person_id"], try row["wrapped"])
      guard let person, let wrapped else { return Line(certificate: certificate, name: nil) }
      return Line(
        certificate: certificate, name: try certificate.secrets(try house.vault.safe(of: person, wrapped: wrapped))?.name.kk)
    }
  }

  private static func columns(_ t: Language) -> [Column<Line>] {
    [
      Column(t(.codeWord)) {
        "<a href=\"\(Link("/desk/certificates/\($0.certificate.code.letters)"))\">\($0.certificate.code.shown)</a>"
      },
      Column(t(.nameOnPaper)) { HTML($0.name ?? t(.nameErased)) },
      Column(t(.courseWord)) { HTML($0.certificate.facts.title(t)) },
      Column(t(.stateWord)) { state($0.certificate, t) },
    ]
  }

  static func state(_ certificate: IssuedCertificate, _ t: Language) -> HTML {
    switch certificate.state {
    case .proposed: tag(t(.stateProposed), .waiting)
    case .issued: "\(tag(t(.stateIssued), .good)) \(certificate.day.map { t.date($0) } ?? "")"
    case .revoked(let moment, let why): "\(tag(t(.stateRevoked), .bad)) \(t.date(moment.day())), \(why.said(t))"
    case .dropped: tag(t(.stateDropped))
    }
  }

  private static func candidate(_ candidate: Candidate, _ shelved: ShelvedCourse, _ visit: Visit) -> HTML {
    let t = visit.language
    let field = Field("reason-\(candidate.number)", t(.whySoAllTheSame), hint: t(.unrecordedWhat))
    let area: HTML =
      candidate.readiness.unrecorded.isEmpty
      ? .nothing
      : """
      \(notice("<p>\(t(.notRecordedYet))</p><ul>\(candidate.readiness.unrecorded.map { "<li>\(t($0.says))</li>" as HTML })</ul>", .waiting))
      \(t.textArea(field, rows: 2, longest: 500))
      """
    return Markup.card(
      """
      <h3>\(candidate.name?.full ?? t(.nameMissing)) · \(shelved.course.title(t))</h3>
      <ul>\(candidate.readiness.met.map { "<li>✓ \(t($0.says))</li>" as HTML })</ul>
      \(candidate.name == nil ? "<p>\(t(.sheHasNoName))</p>" : form("/desk/certificates", hidden: [("learner", candidate.tag.text), ("course", shelved.key), ("field", field.name)], "\(area)\(visit.formToken)\(button(t(.propose), look: .plain))"))
      """)
  }

  /// POST /desk/certificates
  static func propose(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Reply {
    let house = visit.house
    guard let tag = visit.form["learner"].flatMap({ ID<Learner>($0) }), let key = visit.form["course"] else {
      throw Refusal.missing
    }
    let shelved = try await house.openCourse(key)
    let field = String((visit.form["field"] ?? "").prefix(40))
    let reason = String((visit.form[field] ?? "").trimmed.prefix(500))
    do {
      let code = try await house.database.write { tx in
        guard let candidate = try tx.candidates(shelved, permit.reach, of: tag, house).first else { throw Refusal.missing }
        return try tx.propose(candidate, shelved, reason: reason, by: permit, house)
      }
      return .seeOther("/desk/certificates/\(code.letters)")
    } catch let refusal as Refusal where refusal.field == "reason" {
      let page = try await page(visit, permit, errors: [(field, visit.language(refusal.phrase))])
      return visit.page(page, status: 422)
    }
  }
}
