import Programme
import Storage
import Words

/// What confirmed offers rest on stays what both sides agreed to, until the outcomes of their round are in.
extension Transaction {
  func isAgreedOn(_ programme: ID<StudyProgramme>, _ house: House) throws -> Bool {
    try isAgreed("programme_id = \(programme)", house)
  }

  func isAgreedOn(_ type: ID<GrantType>, _ house: House) throws -> Bool { try isAgreed("type_id = \(type)", house) }

  /// Its own offers, and those by which others give its grants.
  func isAgreedOn(_ organisation: ID<Organisation>, _ house: House) throws -> Bool {
    try isAgreed(
      """
      (programme_id IN (SELECT id FROM grants_programme WHERE organisation_id = \(organisation))
        OR type_id IN (SELECT id FROM grants_type WHERE organisation_id = \(organisation)))
      """, house)
  }

  private func isAgreed(_ condition: SQL, _ house: House) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM grants_offer WHERE state = 'confirmed' AND \(condition) AND NOT EXISTS (SELECT 1 FROM grants_stage
        WHERE grants_stage.round_id = grants_offer.round_id AND stage = 'outcomes' AND last_day < \(house.outside.now().day()))
      LIMIT 1
      """)
  }
}

extension Phrase {
  static let isAgreed = Phrase(
    kk: "Осыған сүйеніп екі тарап ұсынысты растаған: кезең біткенше келісілгені өзгермейді",
    ru: "На этом стоят предложения, которые подтвердили обе стороны: до конца раунда согласованное не меняется",
    en: "Offers that both sides confirmed rest on this: what was agreed on stays until the round is over")
}
