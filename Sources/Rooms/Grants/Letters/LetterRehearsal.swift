import Programme
import Security
import Storage
import Words

/// Something of one girl in each table of shares, letters and outcomes, for the tests of export, erasure and words in clear.
enum LetterRehearsal {
  static func trace(_ tx: Transaction, _ house: House, _ subject: Rehearsal.Subject) throws {
    let (safe, person, now) = (subject.safe, subject.safe.person, house.outside.now())
    // The match has left her one.
    guard let hers = try tx.recommendations(of: person).first else { return }
    let (given, offer) = (hers.id, try tx.offer(hers.offer))
    let words = Said(kk: subject.words, ru: subject.words, en: subject.words)
    try tx.run(
      """
      INSERT INTO grants_share (id, recommendation_id, organisation_id, last_day, sealed, wants_letter, given_at)
      VALUES (\(house.outside.id(of: Share.self)), \(given), \(offer.organisation.id), '2099-12-31',
        \(try safe.seal(ShareWords(name: words, contact: subject.words), "grants_share.sealed")), FALSE, \(now))
      """)
    guard let share = try tx.openShare(of: given) else { return }
    try tx.run(
      """
      INSERT INTO grants_opening (id, share_id, person_id, what, opened_at)
      VALUES (\(house.outside.id(of: Opening.self)), \(share.id), \(person), 'page', \(now))
      """)
    try letter(tx, house, subject, share, words)
    try tx.run(
      """
      INSERT INTO grants_withdrawal (id, recommendation_id, reason, proposed_by, proposed_at, answer_by, answer, answered_at)
      VALUES (\(house.outside.id(of: Withdrawal.self)), \(given), \(safe.seal(subject.words, "grants_withdrawal.reason")),
        \(subject.guardian.person), \(now), '2099-06-05', \(safe.seal(subject.words, "grants_withdrawal.answer")), \(now))
      """)
    try tx.say(
      Outcome.Said(kind: .applied), of: try tx.recommendation(given), as: .girl, by: Actor(person: person, role: .applicant),
      house)
  }

  private static func letter(
    _ tx: Transaction, _ house: House, _ subject: Rehearsal.Subject, _ share: Share, _ words: Said
  ) throws {
    let (safe, now) = (subject.safe, house.outside.now())
    let serial: Int = try tx.value("SELECT COALESCE(max(serial), 0) + 1 FROM grants_letter WHERE year = 2099") ?? 1
    let facts = LetterFacts(
      name: words, birthYear: 2082, school: words, organisation: words, group: "B057", programme: words, grantKey: "university",
      grant: words, seat: words, learnt: [], open: [], signatories: [], until: share.lastDay)
    let content = LetterContent(
      facts: facts, number: Letter.number(2099, serial),
      code: Recommendation.paperKind.code(random: house.outside.random).letters,
      day: now.day(), signature: "")
    let id: ID<Letter> = house.outside.id()
    let sum = hex(sha256(Array(id.text.utf8)))
    try tx.run(
      """
      INSERT INTO grants_letter (id, share_id, year, serial, number, code_hash, issued_on, valid_until, sealed, begun_at, made_at, sum_kk,
        sum_ru, sum_en)
      VALUES (\(id), \(share.id), 2099, \(serial), \(content.number), \(house.vault.hash(secret: content.code, for: "letter code")),
        \(now.day()), '2099-12-31', \(try safe.seal(content, LetterContent.place)), \(now), \(now), \(sum), \(sum), \(sum))
      """)
    for language in Language.allCases {
      try tx.run(
        """
        INSERT INTO grants_paper (letter_id, language, sealed)
        VALUES (\(id), \(language), \(safe.seal(Array(subject.words.utf8), "grants_paper.sealed.\(language.rawValue)")))
        """)
    }
    try tx.countLook(at: try tx.letters(of: share.id)[0], on: now.day())
  }
}
