import Certificates
import Documents
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// One certificate on the desk: what it says, who had which part in it, and what can still be done.
enum CertificateFile {
  private struct Opened: Sendable {
    let certificate: IssuedCertificate
    let person: ID<Person>?
    let secrets: CertificateSecrets?
    let names: [ID<Person>: String]
  }

  private static func open(
    _ visit: Visit, _ permit: Permit<IssueCertificate>, in tx: Transaction
  ) throws -> Opened {
    let house = visit.house
    guard let code = Certificate.kind.code(try visit.name("code")), let found = try tx.certificate(code),
      permit.reaches(cycle: found.cycle, region: found.region)
    else { throw Refusal.missing }
    let person = try found.learner.flatMap { try tx.person(ofLearner: $0) }
    let secrets = try person.flatMap { try found.secrets(try tx.safe(of: $0, house.vault)) }
    var names: [ID<Person>: String] = [:]
    for id in [found.proposedBy, found.issuedBy].compactMap({ $0 }) where names[id] == nil {
      // A member of staff who was erased has no name any more.
      names[id] = try (try? tx.safe(of: id, house.vault)).flatMap { try tx.details($0)[.name] }.flatMap(PersonName.init(packed:))?
        .full
    }
    return Opened(certificate: found, person: person, secrets: secrets, names: names)
  }

  /// GET /desk/certificates/:code
  static func show(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Reply {
    let opened = try await read(visit, permit)
    return visit.page(page(opened, visit, permit, error: nil))
  }

  private static func read(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Opened {
    try await visit.house.database.write { tx in
      let opened = try open(visit, permit, in: tx)
      if let person = opened.person { try tx.record(.personLookedAt, person.text, "certificate", by: permit, visit.house) }
      return opened
    }
  }

  /// GET /desk/certificates/:code/preview.pdf: as it would be, with a line in place of the signature while it has none.
  static func preview(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Reply {
    let opened = try await visit.house.database.read { try open(visit, permit, in: $0) }
    let house = visit.house
    guard let secrets = opened.secrets else { throw Refusal.missing }
    let day = opened.certificate.day ?? house.outside.now().day()
    let facts = opened.certificate.facts.issued(on: day)
    guard let statement = try? facts.statement(of: secrets.name.kk) else { throw Refusal(.conflict, .nameTooLong) }
    // Nothing is signed for a preview: its code leads to a paper that the check refuses.
    let signed = SignedStatement(statement, signature: secrets.signature ?? [UInt8](repeating: 0, count: 64))
    var poster = Certificate(facts, of: secrets.name, signed: signed).poster(house.issuer, in: nil)
    let pale = Poster.Lettering(64, Poster.Colour(0xdfe6ea), isBold: true, align: .centre, spacing: 8)
    if secrets.signature == nil {
      poster.items.insert(.text(visit.language(.previewWord), pale, x: 20, y: 104, width: poster.width - 40, lines: 1), at: 0)
    }
    return Reply(type: "application/pdf", body: try await poster.render())
  }

  /// POST /desk/certificates/:code/issue
  static func issue(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Reply {
    let reason = String((visit.form["reason"] ?? "").trimmed.prefix(500))
    do {
      try await visit.house.database.write { tx in
        try tx.issue(try open(visit, permit, in: tx).certificate, reason: reason, by: permit, visit.house)
      }
    } catch let refusal as Refusal where refusal.kind == .invalid {
      let opened = try await read(visit, permit)
      return visit.page(page(opened, visit, permit, error: refusal), status: 422)
    }
    return try back(visit)
  }

  /// POST /desk/certificates/:code/drop
  static func drop(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Reply {
    try await visit.house.database.write { tx in
      try tx.drop(try open(visit, permit, in: tx).certificate, by: permit, visit.house)
    }
    return .seeOther("/desk/certificates")
  }

  /// POST /desk/certificates/:code/revoke
  static func revoke(_ visit: Visit, _ permit: Permit<IssueCertificate>) async throws -> Reply {
    guard let why = visit.form["why"].flatMap(IssuedCertificate.Revocation.init(rawValue:)) else {
      let opened = try await read(visit, permit)
      return visit.page(page(opened, visit, permit, error: Refusal(.invalid, .chooseWhy, field: "why")), status: 422)
    }
    try await visit.house.database.write { tx in
      try tx.revoke(try open(visit, permit, in: tx).certificate, why, by: permit, visit.house)
    }
    return try back(visit)
  }

  private static func back(_ visit: Visit) throws -> Reply { .seeOther("/desk/certificates/\(try visit.name("code"))") }

  private static func page(
    _ opened: Opened, _ visit: Visit, _ permit: Permit<IssueCertificate>, error: Refusal?
  ) -> Page {
    let (t, found) = (visit.language, opened.certificate)
    let errors = error.map { [(field: $0.field ?? "reason", message: t($0.phrase))] } ?? []
    var lines = [
      Answer(t(.courseWord), found.facts.title(t)), Answer(t(.hoursWord), t.number(found.facts.hours)),
      Answer(t(.nameOnPaper), opened.secrets.map { names($0.name) } ?? HTML(t(.nameErased))),
      Answer(t(.proposedBy), "\(opened.names[found.proposedBy] ?? t(.staffWord)), \(t.dateTime(found.proposedAt))"),
    ]
    if let moment = found.issuedAt {
      lines.append(
        Answer(t(.issuedBy), "\(found.issuedBy.flatMap { opened.names[$0] } ?? t(.staffWord)), \(t.dateTime(moment))"))
    }
    for (index, reason) in (opened.secrets?.reasons ?? []).enumerated() {
      lines.append(Answer(t(index == 0 ? .reasonOfFirst : .reasonOfSecond), reason))
    }
    return Page(
      title: found.code.shown, language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/certificates"))<h1>\(t(.certificateWord)) \(found.code.shown)</h1>\(t.errorSummary(errors))
        <p>\(CertificateDesk.state(found, t))</p>\(t.answers(lines))
        \(opened.secrets == nil ? nil : "<p>\(linkButton(t(.seePaper), Link("/desk/certificates/\(found.code.letters)/preview.pdf"), look: .plain))</p>")
        \(steps(found, visit, permit, errors))
        """)
  }

  private static func names(_ name: Said) -> HTML {
    HTML([name.kk, name.ru, name.en].reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: " · "))
  }

  private static func steps(
    _ found: IssuedCertificate, _ visit: Visit, _ permit: Permit<IssueCertificate>, _ errors: [(field: String, message: String)]
  ) -> HTML {
    let (t, code) = (visit.language, found.code.letters)
    switch found.state {
    case .proposed:
      let drop = form(Link("/desk/certificates/\(code)/drop"), "\(visit.formToken)\(button(t(.dropProposal), look: .plain))")
      if found.proposedBy == permit.actor.person {
        return "\(notice("<p>\(t(.anotherIssues))</p>", .waiting))\(drop)"
      }
      let error = errors.first { $0.field == "reason" }?.message
      let field = Field("reason", t(.whySoAllTheSame), hint: t(.unrecordedWhat), error: error)
      let area: HTML =
        found.missing.isEmpty
        ? .nothing
        : """
        \(notice("<p>\(t(.notRecordedYet))</p><ul>\(found.missing.map { "<li>\(t(.missingFact($0)))</li>" as HTML })</ul>", .waiting))
        \(t.textArea(field, rows: 3, longest: 500))
        """
      return """
        <h2>\(t(.issueIt))</h2><p>\(t(.issueWhat))</p>\
        \(form(Link("/desk/certificates/\(code)/issue"), "\(area)\(visit.formToken)\(button(t(.issueIt)))"))\(drop)
        """
    case .issued:
      let error = errors.first { $0.field == "why" }?.message
      let options = IssuedCertificate.Revocation.allCases.map { Option($0.rawValue, $0.said(t)) }
      return """
        <h2>\(t(.revokeIt))</h2><p>\(t(.revokeWhat))</p>\
        \(form(Link("/desk/certificates/\(code)/revoke"), "\(t.choice(Field("why", t(.revokeWhy), error: error), options))\(visit.formToken)\(button(t(.revokeIt), look: .danger))"))
        """
    case .revoked, .dropped: return .nothing
    }
  }
}
