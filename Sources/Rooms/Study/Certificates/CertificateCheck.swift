import Certificates
import Courses
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Where anybody checks a certificate: whether it stands, of which course and day. The name is on the paper alone; the page's script
/// reads it there, and no server sees it.
enum CertificateCheck {
  /// GET /c, with `code`: the page of that one.
  static func ask(_ visit: Visit) async throws -> Reply {
    let typed = visit.query["code"]
    if let code = typed.flatMap({ Certificate.kind.code($0) }) { return .seeOther("/c/\(code.letters)") }
    return try await visit.page(
      page(visit, typed: typed, isWrong: typed != nil), status: typed == nil ? 200 : 422, scripts: scripts(visit))
  }

  /// GET /c/:code. Wrong codes are counted by their first half and in the whole house, never by who asks: a school is one address.
  static func show(_ visit: Visit) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let typed = try visit.name("code")
    guard let code = Certificate.kind.code(typed) else {
      return try await visit.page(page(visit, typed: typed, isWrong: true), status: 404, scripts: scripts(visit))
    }
    let half = String(code.letters.prefix(4))
    let (found, keys) = try await house.database.read { tx -> (IssuedCertificate?, StatementKeys) in
      guard try tx.isWithin(.wrongCertificates, key: half, house) else {
        throw Refusal.tooMany(pause: try tx.pause(.wrongCertificates, key: half, house))
      }
      return (try tx.certificate(code), try tx.statementKeys())
    }
    guard let found, found.issuedAt != nil else {
      try await house.database.write { tx in
        try tx.countTry(.wrongCertificates, key: half, house)
        try tx.countTry(.wrongCertificatesOfHouse, key: "all", house)
      }
      return visit.page(
        Page(
          title: t(.certificateCheck), language: t,
          body: """
            \(t.back(to: "/c"))<h1>\(t(.certificateCheck))</h1>\(notice("<p>\(t(.certificateUnknown(code.shown)))</p>", .bad))
            <p>\(t(.certificateUnknownWhy))</p>
            """), status: 404)
    }
    let courses = [found.facts.course: found.facts.title(t)]
    return visit.page(
      Page(
        title: t(.certificateCheck), language: t,
        body: """
          \(t.back(to: "/c"))<h1>\(t(.certificateCheck))</h1><div id="state">\(state(found, t))</div>
          \(t.answers([
            Answer(t(.courseWord), found.facts.title(t)), Answer(t(.hoursWord), t.number(found.facts.hours)),
            Answer(t(.issuedOn), found.day.map { t.date($0) } ?? ""), Answer(t(.codeWord), found.code.shown),
          ]))
          <h2>\(t(.whosePaper))</h2>\(StatementBox.html(keys, courses: courses, code: code.letters, t, "<p>\(t(.nameIsOnPaper))</p>"))
          <p class="hint">\(t(.typeAddressYourself))</p>
          """), scripts: scripts(visit), mayBeStored: true)
  }

  static func scripts(_ visit: Visit) -> [Link] { [visit.house.assets.link("statement.js")] }

  private static func state(_ found: IssuedCertificate, _ t: Language) -> HTML {
    guard case .revoked(let moment, _) = found.state else { return notice("<p><b>\(t(.certificateValid))</b></p>", .good) }
    return notice("<p><b>\(t(.certificateRevoked(t.date(moment.day()))))</b></p>", .bad)
  }

  private static func page(_ visit: Visit, typed: String?, isWrong: Bool) async throws -> Page {
    let (house, t) = (visit.house, visit.language)
    let keys = try await house.database.read { try $0.statementKeys() }
    let courses = Dictionary(try await house.openCourses().map { ($0.key, $0.course.title(t)) }) { first, _ in first }
    let field = Field("code", t(.codeWord), hint: t(.codeHint), error: isWrong ? t(.notACode) : nil)
    return Page(
      title: t(.certificateCheck), language: t, summary: t(.certificateCheckWhat),
      body: """
        \(t.back(to: "/"))<h1>\(t(.certificateCheck))</h1><p>\(t(.certificateCheckWhat))</p>
        \(isWrong ? t.errorSummary([("code", t(.notACode))]) : .nothing)
        <form method="get" action="/c">\(t.textField(field, value: typed ?? "", isShort: true, longest: 20))\(button(t(.checkIt)))</form>
        \(StatementBox.html(keys, courses: courses, code: nil, t, .nothing))
        <h2>\(t(.checkOffline))</h2><p>\(t(.checkOfflineWhat))</p>
        <p id="keep" class="hint" role="status" data-pack="/c/pack.json?lang=\(t.rawValue)" data-kept="\(t(.checkIsKept))"></p>
        <p>\(linkButton(t(.openOffline), "/c/offline", look: .plain))</p>
        <p class="hint"><a href="/.well-known/keruen-keys.txt">\(t(.allKeys))</a></p>
        """)
  }
}

/// Where the script says what a paper says of itself: with the keys to check it by.
enum StatementBox {
  static func html(_ keys: StatementKeys, courses: [String: String], code: String?, _ t: Language, _ inside: HTML) -> HTML {
    let names = JSON.object(courses.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    return """
      <div id="statement" role="status" data-keys="\(keys.keys.map(\.line).joined(separator: "\n"))" data-courses="\(names.text)"\
      \(attribute: "data-code", code) data-signed="\(t(.paperSigned))" data-forged="\(t(.paperForged))" \
      data-time="\(t(.paperOfOtherTime))" data-other="\(t(.paperOfOtherCode))" data-unread="\(t(.paperUnread))" \
      data-name="\(t(.nameOnPaper))" data-course="\(t(.courseWord))" data-hours="\(t(.hoursWord))" data-day="\(t(.issuedOn))" \
      data-number="\(t(.codeWord))">\(inside)</div>
      """
  }
}
