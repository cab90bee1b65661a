import Certificates
import Programme
import Security
import Storage
import Words

/// A letter of recommendation as the house keeps it.
struct Letter: Sendable {
  /// What anybody who looks it up is told.
  enum State: Sendable, Hashable { case valid, replaced, withdrawn, expired }

  let id: ID<Letter>
  let share: ID<Share>
  /// `K-2028-0017`
  let number: String
  let issuedOn: Day
  let until: Day
  /// Nil while its files are being made.
  let madeAt: Moment?
  let replacedAt: Moment?
  /// SHA-256 of the three files, in hexadecimal digits.
  let sums: [Language: String]
  fileprivate let sealed: [UInt8]?
}

extension Transaction {
  private func letters(where condition: SQL) throws -> [Letter] {
    try rows(
      """
      SELECT id, share_id, number, issued_on, valid_until, made_at, replaced_at, sum_kk, sum_ru, sum_en, sealed FROM grants_letter
      WHERE \(condition) ORDER BY year DESC, serial DESC LIMIT 5000
      """
    ) { row in
      var sums: [Language: String] = [:]
      sums[.kk] = try row["sum_kk"] as String?
      sums[.ru] = try row["sum_ru"] as String?
      sums[.en] = try row["sum_en"] as String?
      return Letter(
        id: try row["id"], share: try row["share_id"], number: try row["number"], issuedOn: try row["issued_on"],
        until: try row["valid_until"], madeAt: try row["made_at"], replacedAt: try row["replaced_at"], sums: sums,
        sealed: try row["sealed"])
    }
  }

  /// The one whose files are made and that no other replaces.
  func liveLetter(of share: ID<Share>) throws -> Letter? {
    try letters(where: "share_id = \(share) AND made_at IS NOT NULL AND replaced_at IS NULL").first
  }

  /// All of a share whose files are made, the newest first.
  func letters(of share: ID<Share>) throws -> [Letter] { try letters(where: "share_id = \(share) AND made_at IS NOT NULL") }

  /// Those of many shares that nothing replaces.
  func liveLetters(of shares: [ID<Share>]) throws -> [ID<Share>: Letter] {
    guard !shares.isEmpty else { return [:] }
    let found = try letters(where: "share_id IN (\(list: shares)) AND made_at IS NOT NULL AND replaced_at IS NULL")
    return Dictionary(found.map { ($0.share, $0) }) { first, _ in first }
  }

  /// Whoever asks, by the code on the paper.
  func letter(_ code: Code, _ house: House) throws -> Letter? {
    try letters(where: "code_hash = \(Letter.hash(of: code, house)) AND made_at IS NOT NULL").first
  }

  /// Those whose files are not made yet.
  func lettersBegun() throws -> [Letter] { try letters(where: "made_at IS NULL") }

  /// Nil once she is erased.
  func content(of letter: Letter, _ safe: Safe) throws -> LetterContent? {
    try letter.sealed.map { try safe.open(LetterContent.self, $0, LetterContent.place) }
  }

  /// The file in one language, as it was made.
  func paper(of letter: Letter, _ t: Language, _ safe: Safe) throws -> [UInt8] {
    guard let sealed: [UInt8] = try value("SELECT sealed FROM grants_paper WHERE letter_id = \(letter.id) AND language = \(t)")
    else {
      throw Refusal.missing
    }
    return try safe.openBytes(sealed, Letter.paperPlace(t))
  }

  /// What is said of it to whoever looks it up: by its own day, then by what stands at this moment.
  func state(of letter: Letter, _ given: Recommendation, _ house: House) throws -> Letter.State {
    if letter.replacedAt != nil { return .replaced }
    let share = try share(letter.share)
    switch try whatStops(share, of: given, house) {
    case nil: return .valid
    case .lastDay, .ended(.over): return .expired
    case .ended, .seat, .clearance, .consent: return .withdrawn
    }
  }

  // MARK: Making

  /// Gives a share's letter its number, its code and the house's signature; its files are made afterwards, outside. Nil where it waits.
  func beginLetter(of share: Share, _ house: House) throws -> ID<Letter>? {
    let given = try recommendation(share.recommendation)
    guard try openShare(of: given.id)?.wantsLetter == true, try whatStops(share, of: given, house) == nil,
      let person = given.person, try !exists("SELECT 1 FROM grants_letter WHERE share_id = \(share.id) AND made_at IS NULL")
    else { return nil }
    let facts = try letterFacts(of: share, given, house)
    guard try waits(facts, of: given, house).isEmpty else { return nil }
    let (id, now, year): (ID<Letter>, Moment, Int) = (house.outside.id(), house.outside.now(), share.lastDay.year)
    let serial: Int = try value("SELECT COALESCE(max(serial), 0) + 1 FROM grants_letter WHERE year = \(year)") ?? 1
    let number = Letter.number(year, serial)
    let code = Recommendation.paperKind.code(random: house.outside.random)
    var content = LetterContent(facts: facts, number: number, code: code.letters, day: now.day(), signature: "")
    guard let statement = try? content.letter?.statement() else { return nil }
    content.signature = base64URL(try statementSigner(house).signed(statement).signature)
    let safe = try safe(of: person, house.vault)
    try run(
      """
      INSERT INTO grants_letter (id, share_id, year, serial, number, code_hash, issued_on, valid_until, sealed, begun_at)
      VALUES (\(id), \(share.id), \(year), \(serial), \(number), \(Letter.hash(of: code, house)), \(now.day()), \(share.lastDay),
        \(try safe.seal(content, LetterContent.place)), \(now))
      """)
    try run("UPDATE grants_share SET wants_letter = FALSE WHERE id = \(share.id)")
    return id
  }

  /// Keeps the files; a letter of the same share that stood before is replaced by it.
  func finishLetter(_ letter: Letter, _ papers: [Language: [UInt8]], _ house: House) throws {
    let share = try share(letter.share)
    let (given, now) = (try recommendation(share.recommendation), house.outside.now())
    guard let person = given.person, let kk = papers[.kk], let ru = papers[.ru], let en = papers[.en] else { return }
    try run(
      "UPDATE grants_letter SET replaced_at = \(now) WHERE share_id = \(share.id) AND made_at IS NOT NULL AND replaced_at IS NULL"
    )
    let made = try run(
      """
      UPDATE grants_letter SET made_at = \(now), sum_kk = \(hex(sha256(kk))), sum_ru = \(hex(sha256(ru))), sum_en = \(hex(sha256(en)))
      WHERE id = \(letter.id) AND made_at IS NULL
      """)
    guard made == 1 else { throw Refusal(.conflict, .letterIsMade) }
    let safe = try safe(of: person, house.vault)
    for (language, bytes) in [(Language.kk, kk), (.ru, ru), (.en, en)] {
      try run(
        "INSERT INTO grants_paper (letter_id, language, sealed) VALUES (\(letter.id), \(language), \(safe.seal(bytes, Letter.paperPlace(language))))"
      )
    }
    try record(.letterMade, letter.number, by: "the house", house)
    guard share.endedAt == nil else { return }
    try tell(
      safe, .letterMade, [.what(Phrase(verbatim: letter.number)), .page("/recommendation", house)], purpose: .recommendation,
      once: "letter:\(letter.id)", house)
  }

  /// How often it was looked up.
  func looks(at letter: Letter) throws -> Int {
    try value("SELECT COALESCE(sum(looks), 0) FROM grants_look WHERE letter_id = \(letter.id)") ?? 0
  }

  func countLook(at letter: Letter, on day: Day) throws {
    try run(
      """
      INSERT INTO grants_look (letter_id, day, looks) VALUES (\(letter.id), \(day), 1)
      ON CONFLICT (letter_id, day) DO UPDATE SET looks = grants_look.looks + 1
      """)
  }
}

extension Letter {
  static func number(_ year: Int, _ serial: Int) -> String {
    let digits = String(serial)
    return "K-\(year)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
  }

  fileprivate static func hash(of code: Code, _ house: House) -> [UInt8] {
    house.vault.hash(secret: code.letters, for: "letter code")
  }

  fileprivate static func paperPlace(_ t: Language) -> String { "grants_paper.sealed.\(t.rawValue)" }
}

/// Letters are made by the house itself, outside of any transaction that writes.
enum LetterPress {
  static let job = Job(
    name: "letters are made", .lettersAreMade, every: .seconds(60),
    isNeeded: { house in
      try await house.database.read { tx in
        try !tx.lettersBegun().isEmpty || !tx.sharesWithoutLetter(at: house.outside.now(), limit: 1).isEmpty
      }
    }
  ) { house in
    var unready: [ID<Share>] = []
    for share in try await house.database.read({ try $0.sharesWithoutLetter(at: house.outside.now()) }) {
      if try await !begin(share, house) { unready.append(share.id) }
    }
    try await house.database.write { [unready] tx in try tx.lookedAt(unready, at: house.outside.now()) }
    // One that cannot be printed keeps no other from being made.
    var fault: (any Error)?
    for letter in try await house.database.read({ try $0.lettersBegun() }) {
      do { try await print(letter, house) } catch { fault = fault ?? error }
    }
    if let fault { throw fault }
  }

  /// False where it waits; that is found by reading alone.
  private static func begin(_ share: Share, _ house: House) async throws -> Bool {
    let isReady = try await house.database.read { tx in
      let given = try tx.recommendation(share.recommendation)
      guard try tx.whatStops(share, of: given, house) == nil else { return false }
      return try tx.waits(try tx.letterFacts(of: share, given, house), of: given, house).isEmpty
    }
    guard isReady else { return false }
    return try await house.database.write { try $0.beginLetter(of: share, house) } != nil
  }

  private static func print(_ letter: Letter, _ house: House) async throws {
    let content = try await house.database.read { tx -> LetterContent? in
      let given = try tx.recommendation(try tx.share(letter.share).recommendation)
      return try given.person.flatMap { try tx.content(of: letter, try tx.safe(of: $0, house.vault)) }
    }
    guard let content else { return }
    var papers: [Language: [UInt8]] = [:]
    for t in Language.allCases { papers[t] = try await content.paper(house, t) }
    try await house.database.write { [papers] tx in try tx.finishLetter(letter, papers, house) }
  }
}

extension LetterText {
  static let letterMade = LetterText(
    "letter-made", Phrase(kk: "Ұсыным хат дайын", ru: "Рекомендательное письмо готово", en: "A letter is ready"),
    needs: [.what, .page])
}

extension Phrase {
  static let lettersAreMade = Phrase(
    kk: "Ұсыным хаттар жасалады", ru: "Делаются рекомендательные письма", en: "Letters of recommendation are made")
  static let letterIsMade = Phrase(
    kk: "Бұл хат жасалып қойған.", ru: "Это письмо уже сделано.", en: "This letter is made already.")
}
