import Intake
import Programme
import Storage
import Words

/// Takes a table of results back: its values go, and those before them count again. Where a later value stands, nothing changes. Runs that
/// rested on the values keep what they rested on.
struct EvidenceUndo: IntakeUndo {
  func standing(
    _ batch: IntakeBatch, after: String, limit: Int, _ house: House, _ tx: Transaction
  ) throws -> [IntakeStanding] {
    try tx.rows(
      """
      SELECT brought.application_id, min(code) AS code, max(turn) AS turn,
        sum(CASE WHEN EXISTS (SELECT 1 FROM selection_evidence AS later WHERE later.application_id = brought.application_id
          AND later.name = brought.name AND later.turn > brought.turn) THEN 1 ELSE 0 END) AS later
      FROM selection_evidence AS brought
      JOIN selection_candidate ON selection_candidate.application_id = brought.application_id
      WHERE batch_id = \(batch.id) AND brought.application_id > \(after)
      GROUP BY brought.application_id ORDER BY brought.application_id LIMIT \(limit)
      """
    ) { row in
      let (id, later, turn): (ID<Applicant>, Int, Int) = (try row["application_id"], try row["later"], try row["turn"])
      return IntakeStanding(
        key: id.text, subject: try row["code"], isNew: turn == 1, keeps: later > 0 ? .laterValueStands : nil)
    }
  }

  func takeBack(_ standing: [IntakeStanding], _ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws {
    let applicants = standing.compactMap { ID<Applicant>($0.key) }
    guard !applicants.isEmpty else { return }
    try tx.run("DELETE FROM selection_evidence WHERE batch_id = \(batch.id) AND application_id IN (\(list: applicants))")
  }
}

extension Phrase {
  static let laterValueStands = Phrase(
    kk: "одан кейін жаңа нәтиже енгізілген", ru: "после неё внесён новый результат", en: "a later result stands")
}
