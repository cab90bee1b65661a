import Programme
import Rules
import Storage
import Words

/// Something of one girl in each table of matching, for the tests of export, erasure and words in clear.
enum MatchTrace {
  static func leave(
    _ tx: Transaction, _ house: House, _ person: ID<Person>, _ round: ID<Round>, _ offer: ID<GrantOffer>, by hand: Actor
  ) throws {
    let now = house.outside.now()
    if try tx.closing(of: round) == nil {
      try tx.run(
        "INSERT INTO grants_closing (round_id, closed_at, girls, mark) VALUES (\(round), \(now), 1, \(house.outside.random(32)))")
    }
    let number: Int = try tx.value("SELECT COALESCE(max(number), 0) + 1 FROM grants_pool WHERE round_id = \(round)") ?? 1
    try tx.run(
      """
      INSERT INTO grants_pool (round_id, number, person_id, salt)
      VALUES (\(round), \(number), \(person), \(house.outside.random(MatchRelease.saltSize)))
      """)
    let merit = try tx.addMerit(house.data[.merit], to: try tx.round(round), by: hand, house)
    let run: ID<MatchRun> = house.outside.id()
    try tx.run(
      """
      INSERT INTO grants_run (id, round_id, number, merit_id, draw_key, girls, placed, inputs_hash, outcome_hash, root, findings, made_by,
        made_at)
      VALUES (\(run), \(round), (SELECT COALESCE(max(number), 0) + 1 FROM grants_run WHERE round_id = \(round)), \(merit), '1./', 1, 1,
        \([UInt8](repeating: 0, count: 32)), \([UInt8](repeating: 0, count: 32)), \([UInt8](repeating: 0, count: 32)), '',
        \(hand.person), \(now))
      """)
    try tx.run(
      "INSERT INTO grants_place (run_id, number, person_id, offer_id, sure) VALUES (\(run), 1, \(person), \(offer), 900)")
    let given: ID<Recommendation> = house.outside.id()
    try tx.run(
      """
      INSERT INTO grants_recommendation (id, round_id, run_id, person_id, offer_id, state, answer_by, tries_higher, offered_at)
      VALUES (\(given), \(round), \(run), \(person), \(offer), 'offered', \(now.adding(days: 30).day()), FALSE, \(now))
      """)
    try tx.run(
      """
      INSERT INTO grants_seat (offer_id, reserve, number, recommendation_id)
      VALUES (\(offer), '', (SELECT COALESCE(max(number), 0) + 1 FROM grants_seat WHERE offer_id = \(offer)), \(given))
      """)
  }
}
