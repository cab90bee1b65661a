import Certificates
import Courses
import Documents
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Her certificates: how they stand, as paper and as files, and how her name is written.
enum OwnCertificates {
  private struct Mine: Sendable {
    let certificate: IssuedCertificate
    let secrets: CertificateSecrets
  }

  private static func mine(_ permit: Permit<OwnStudy>, _ house: House, in tx: Transaction) throws -> [Mine] {
    let person = permit.actor.person
    guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else {
      throw Refusal.missing
    }
    let safe = try tx.safe(of: person, house.vault)
    return try tx.certificates(of: number).compactMap { found in
      try found.secrets(safe).map { Mine(certificate: found, secrets: $0) }
    }
  }

  /// GET /study/certificates
  static func list(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let mine = try await house.database.read { tx in try Self.mine(permit, house, in: tx) }
    return visit.page(page(mine, visit, errors: [:], of: nil))
  }

  private static func page(_ mine: [Mine], _ visit: Visit, errors: [String: String], of code: Code?) -> Page {
    let t = visit.language
    return Page(
      title: t(.yourCertificates), language: t,
      body: """
        \(t.back(to: "/study"))<h1>\(t(.yourCertificates))</h1>
        \(t.errorSummary(errors.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }) { name(ofField: $0, t) })
        \(mine.isEmpty ? emptyState(t(.noCertificates), HTML(t(.noCertificatesWhat))) : HTML.nothing)
        \(mine.map { card($0, visit, errors: $0.certificate.code == code ? errors : [:]) })
        """)
  }

  private static func card(_ one: Mine, _ visit: Visit, errors: [String: String]) -> HTML {
    let (t, found) = (visit.language, one.certificate)
    let code = found.code.letters
    let title: HTML = "<h2>\(found.facts.title(t))</h2>"
    switch found.state {
    case .dropped: return .nothing
    case .proposed:
      return Markup.card(
        """
        \(title)<p>\(tag(t(.stateProposed), .waiting))</p><p>\(t(.proposedToHer))</p>
        \(form(Link("/study/certificates/\(code)/name"), "\(nameFields(one.secrets.name, visit, errors))\(visit.formToken)\(button(t(.saveName)))"))
        """)
    case .issued:
      let papers = [(t(.inThreeLanguages), "all")] + Language.allCases.map { ($0.name, $0.rawValue) }
      return Markup.card(
        """
        \(title)<p>\(tag(t(.stateIssued), .good)) \(found.day.map { t.date($0) } ?? "")</p><p class="code">\(found.code.shown)</p>
        <p>\(one.secrets.name(t))</p><h3>\(t(.asPaper))</h3>
        <p class="row">\(papers.map { linkButton($0.0, Link("/study/certificates/\(code).pdf").with("in", $0.1), look: $0.1 == "all" ? .primary : .plain) })</p>
        <p class="hint">\(t(.paperWhat))</p><h3>\(t(.asFiles))</h3><ul>
        <li><a href="\(Link("/study/certificates/\(code).json").with("in", t.rawValue))">Open Badges 3.0</a><span class="hint"> \(t(.badgeWhat))</span></li>
        <li><a href="\(Link("/study/certificates/\(code).jwt").with("in", t.rawValue))">VC-JWT</a><span class="hint"> \(t(.tokenWhat))</span></li></ul>
        <p><a href="\(Link("/c/\(found.code.letters)"))">\(t(.whatOthersSee))</a></p>
        """)
    case .revoked(let moment, let why):
      return Markup.card(
        """
        \(title)<p>\(tag(t(.stateRevoked), .bad)) \(t.date(moment.day()))</p><p class="code">\(found.code.shown)</p>
        <p>\(t(.revokedBecause(why.said(t))))</p><p>\(t(.revokedMeans))</p>
        """)
    }
  }

  private static func name(ofField name: String, _ t: Language) -> String? {
    switch Language(rawValue: name) {
    case .kk: t(.nameInKazakh)
    case .ru: t(.nameInRussian)
    case .en: t(.nameInLatin)
    case nil: nil
    }
  }

  private static func nameFields(_ name: Said, _ visit: Visit, _ errors: [String: String]) -> HTML {
    let t = visit.language
    func field(_ language: Language, _ label: Phrase) -> HTML {
      t.textField(
        Field(language.rawValue, t(label), error: errors[language.rawValue]),
        value: visit.form[language.rawValue] ?? name(language), kind: .name, longest: 80)
    }
    return """
      <h3>\(t(.howNameIsWritten))</h3><p class="hint">\(t(.howNameWhat))</p>\
      \(field(.kk, .nameInKazakh))\(field(.ru, .nameInRussian))\(field(.en, .nameInLatin))
      """
  }

  /// POST /study/certificates/:code/name
  static func rename(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let code = try code(visit)
    let (checked, errors) = checkedNames(visit, t)
    let left = try await house.database.write { tx -> (mine: [Mine], errors: [String: String])? in
      let mine = try Self.mine(permit, house, in: tx)
      guard let one = mine.first(where: { $0.certificate.code == code }) else { throw Refusal.missing }
      guard let checked else { return (mine, errors) }
      guard (try? one.certificate.facts.issued(on: house.outside.now().day()).statement(of: checked.kk)) != nil else {
        return (mine, ["kk": t(.nameTooLong)])
      }
      try tx.rename(one.certificate, to: checked, try tx.safe(of: permit.actor.person, house.vault))
      return nil
    }
    guard let left else { return .seeOther("/study/certificates") }
    return visit.page(page(left.mine, visit, errors: left.errors, of: code), status: 422)
  }

  private static func checkedNames(_ visit: Visit, _ t: Language) -> (Said?, [String: String]) {
    var (names, errors): ([Language: String], [String: String]) = ([:], [:])
    for language in Language.allCases {
      let typed = String((visit.form[language.rawValue] ?? "").trimmed.prefix(80))
      do throws(NameText.Complaint) { names[language] = try NameText.checked(typed) } catch {
        errors[language.rawValue] = t(error.reason)
      }
    }
    guard let kk = names[.kk], let ru = names[.ru], let en = names[.en] else { return (nil, errors) }
    return (Said(kk: kk, ru: ru, en: en), [:])
  }

  private static func code(_ visit: Visit) throws -> Code {
    guard let code = Certificate.kind.code(try visit.name("code")) else { throw Refusal.missing }
    return code
  }

  /// One that stands, with what signs today.
  private static func issued(
    _ visit: Visit, _ permit: Permit<OwnStudy>
  ) async throws -> (mine: Mine, certificate: Certificate, key: StatementSigner) {
    let (house, code) = (visit.house, try code(visit))
    return try await house.database.read { tx in
      guard let one = try mine(permit, house, in: tx).first(where: { $0.certificate.code == code }),
        case .issued = one.certificate.state,
        let certificate = try one.certificate.certificate(one.secrets)
      else { throw Refusal.missing }
      return (one, certificate, try tx.statementSigner(house))
    }
  }

  /// GET /study/certificates/:code.pdf
  static func paper(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (_, certificate, _) = try await issued(visit, permit)
    let language = visit.query["in"].flatMap(Language.init(rawValue:))
    let pdf = try await certificate.poster(visit.house.issuer, in: language).render()
    return .download(pdf, type: "application/pdf", name: "\(certificate.facts.code.shown).pdf")
  }

  /// GET /study/certificates/:code.json
  static func badge(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (one, certificate, key) = try await issued(visit, permit)
    let house = visit.house
    let json = try badge(one, certificate, visit).signed(
      by: BadgeSigner(key.signer, method: house.issuer.key(key.number)), at: house.outside.now())
    return .download(Array(json.text.utf8), type: "application/vc+ld+json", name: "\(certificate.facts.code.shown).json")
  }

  /// GET /study/certificates/:code.jwt
  static func token(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (one, certificate, key) = try await issued(visit, permit)
    let token = badge(one, certificate, visit).token(
      by: BadgeSigner(key.signer, method: visit.house.issuer.key(key.number)))
    return .download(Array(token.utf8), type: "application/jwt", name: "\(certificate.facts.code.shown).jwt")
  }

  private static func badge(_ one: Mine, _ certificate: Certificate, _ visit: Visit) -> OpenBadge {
    let language = visit.query["in"].flatMap(Language.init(rawValue:)) ?? visit.language
    let facts = certificate.facts
    return OpenBadge(
      certificate, issuer: visit.house.issuer, in: language, summary: language(.badgeSummary(facts.title(language), facts.hours)),
      criteria: language(.badgeCriteria(facts.lessons)), index: one.certificate.place ?? 0, salt: one.secrets.salt)
  }
}
