import Documents
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The log of what was done and read: filtered, walked, verified, taken out.
enum AuditPages {
  private static let size = 100
  private static let most = 100_000

  /// GET /safeguarding/audit
  static func show(_ visit: Visit, _ permit: Permit<ReadAudit>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let typed = AuditFilter(visit.query)
    let after = last(visit.query)
    let entries = try await house.database.read { tx in
      try tx.audit(typed.resolved(house, in: tx), after: after, limit: size + 1)
    }
    let shown = Array(entries.prefix(size))
    return visit.page(
      Page(
        title: t(.auditLog), language: t, width: .wide,
        body: """
          <h1>\(t(.auditLog))</h1>
          \(t.table(t(.auditLog), shown, columns(house, t), filter: filter(typed, house, t), exports: [("CSV", typed.link("/safeguarding/audit.csv"))], empty: notice("<p>\(t(.nobodySaw))</p>")))
          \(entries.count > size ? shown.last.map { older(typed, $0, t) } : nil)
          \(form("/safeguarding/audit/verification", "\(visit.formToken)\(button(t(.verifyLog), look: .plain))"))
          """))
  }

  /// GET /safeguarding/audit.csv: taking the log out is itself in the log.
  static func export(_ visit: Visit, _ permit: Permit<ReadAudit>) async throws -> Reply {
    let house = visit.house
    let typed = AuditFilter(visit.query)
    let bytes = try await house.database.write { tx in
      let entries = try tx.audit(typed.resolved(house, in: tx), limit: most)
      try tx.record(.auditExported, "audit", "entries=\(entries.count)", by: permit, house)
      var writer = CSVWriter()
      writer.add(["time", "lane", "sequence", "actor", "act", "subject", "details", "hash"])
      for entry in entries {
        writer.add([
          Moment(milliseconds: entry.at).iso, String(entry.lane), String(entry.sequence), entry.actor, entry.act, entry.subject,
          entry.details, hex(entry.hash),
        ])
      }
      return writer.take()
    }
    return .download(bytes, type: "text/csv; charset=utf-8", name: "keruen-audit.csv")
  }

  /// POST /safeguarding/audit/verification: walks the whole chain.
  static func verify(_ visit: Visit, _ permit: Permit<ReadAudit>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let verdict = try await house.database.read { try $0.verifyAudit(house.vault) }
    let line: HTML =
      verdict.breaks.isEmpty
      ? notice("<p>\(t(.logHolds)): \(t.number(verdict.entries))</p>", .good)
      : notice(
        "<p>\(t(.logBroken)): \(verdict.breaks.map { "\($0.lane)/\($0.sequence)" }.joined(separator: ", "))</p>", .bad)
    try await house.database.write { tx in
      try tx.record(.auditVerified, "audit", "entries=\(verdict.entries) breaks=\(verdict.breaks.count)", by: permit, house)
    }
    return visit.page(
      Page(
        title: t(.verifyLog), language: t, width: .wide,
        body: """
          \(t.back(to: "/safeguarding/audit"))<h1>\(t(.verifyLog))</h1>\(line)
          <p>\(t(.headsKept))</p>
          \(t.table(t(.headsTitle), verdict.heads, [
            Column("№") { "\($0.lane)/\(String($0.sequence))" }, Column("SHA-256") { "<code>\(hex($0.hash))</code>" },
          ]))
          """))
  }

  private static func columns(_ house: House, _ t: Language) -> [Column<AuditEntry>] {
    [
      Column(t(.whenTitle)) { HTML(t.dateTime(Moment(milliseconds: $0.at))) },
      Column(t(.actTitle)) { "\(house.shown(act: $0.act, t))<br><code class=\"hint\">\($0.act)</code>" },
      Column(t(.byWhom)) { entry in
        let actor = ActorText(entry.actor)
        return "\(t(actor.name))\(actor.person.map { "<br><span class=\"hint\">\($0.text.suffix(6))</span>" as HTML })"
      },
      Column(t(.aboutWhat)) { entry in
        "<a href=\"\(Link("/safeguarding/audit").with("subject", entry.subject))\">\(entry.subject.suffix(12))</a>"
      },
      Column(t(.detailsTitle)) { HTML(house.shown(details: $0.details, t)) },
    ]
  }

  private static func filter(_ typed: AuditFilter, _ house: House, _ t: Language) -> HTML {
    let roles = Role.allCases.map { Option($0.rawValue, t($0.name)) }
    let acts = house.acts.values.sorted { $0.word < $1.word }.map { Option($0.word, "\(t($0.shown)) (\($0.word))") }
    return t.filterForm(
      "/safeguarding/audit",
      """
      \(t.select(Field("act", t(.actTitle)), acts, chosen: typed.act))\
      \(t.select(Field("actor", t(.byWhom)), roles, chosen: typed.actor))\
      \(t.textField(Field("subject", t(.aboutWhat), hint: t(.codeOrID)), value: typed.subject))\
      \(t.textField(Field("from", t(.fromDay), hint: "2026-11-20"), value: typed.from?.iso ?? ""))\
      \(t.textField(Field("to", t(.toDay), hint: "2026-11-20"), value: typed.to?.iso ?? ""))
      """, button: t(.showThese))
  }

  private static func last(_ query: Fields) -> (at: Int64, lane: Int, sequence: Int64)? {
    guard let at = query.number("at", in: 0...Int.max), let lane = query.number("lane", in: 0...1_000_000),
      let sequence = query.number("sequence", in: 0...Int.max)
    else { return nil }
    return (Int64(at), lane, Int64(sequence))
  }

  private static func older(_ filter: AuditFilter, _ entry: AuditEntry, _ t: Language) -> HTML {
    let link = filter.link("/safeguarding/audit").with("at", String(entry.at)).with("lane", entry.lane)
      .with("sequence", String(entry.sequence))
    return "<nav class=\"row pager\"><span></span><a rel=\"next\" href=\"\(link)\">\(t(.olderEntries)) →</a></nav>"
  }
}

extension Phrase {
  static let verifyLog = Phrase(kk: "Журнал тізбегін тексеру", ru: "Проверить цепочку журнала", en: "Verify the log's chain")
  static let logHolds = Phrase(kk: "Тізбек бүтін, жазба саны", ru: "Цепочка цела, записей", en: "The chain is intact; entries")
  static let logBroken = Phrase(
    kk: "Тізбек үзілген жерлер", ru: "Цепочка нарушена в записях", en: "The chain is broken at")
  static let headsKept = Phrase(
    kk: "Төмендегі хештерді басып шығарып, бөлек жерде сақтаңыз: журналдың соңы кесілсе, солардан білінеді.",
    ru: "Распечатайте эти хеши и храните отдельно: по ним видно, если конец журнала отрезали.",
    en: "Print these hashes and keep them elsewhere: they show whether the end of the log was removed.")
  static let headsTitle = Phrase(
    kk: "Тізбектердің соңғы жазбалары", ru: "Последняя запись каждой цепочки", en: "Last entry of each chain")
  static let aboutWhat = Phrase(kk: "Не туралы", ru: "О чём", en: "About")
  static let codeOrID = Phrase(kk: "Өтінім коды немесе нөмір", ru: "Код заявки или номер", en: "Application code or number")
  static let detailsTitle = Phrase(kk: "Мәлімет", ru: "Подробности", en: "Details")
  static let fromDay = Phrase(kk: "Қай күннен", ru: "С", en: "From")
  static let toDay = Phrase(kk: "Қай күнге дейін", ru: "По", en: "To")
  static let showThese = Phrase(kk: "Көрсету", ru: "Показать", en: "Show")
  static let olderEntries = Phrase(kk: "Бұрынғылары", ru: "Более ранние", en: "Older ones")
}
