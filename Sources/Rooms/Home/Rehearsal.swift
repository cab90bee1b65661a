import Programme
import Security
import Storage
import Words

extension Home {
  static let rehearsal = Rehearsal(trace: { tx, house, subject in try tx.trace(subject, house) })
}

extension Transaction {
  /// A code to come back with that was never typed, a phone that remembers her, and the key she wrote down.
  fileprivate func trace(_ subject: Rehearsal.Subject, _ house: House) throws {
    let (person, now) = (subject.safe.person, house.outside.now())
    try run(
      """
      INSERT INTO sign_in_code (id, contact_hash, code_hash, created_at, expires_at, tries)
      VALUES (\(house.outside.id(of: Return.Code.self)), \(house.vault.hash(subject.phone.e164, .phone)), \([1] as [UInt8]),
        \(now), \(now), 0)
      """)
    try run(
      """
      INSERT INTO device (key_hash, person_id, created_at)
      VALUES (\(house.vault.hash(secret: "a phone of \(person)", for: "device")), \(person), \(now))
      """)
    try run(
      """
      INSERT INTO return_key (person_id, key_hash)
      VALUES (\(person), \(house.vault.hash(secret: "a key of \(person)", for: "return key")))
      """)
  }
}
