import Forms
package import Programme
package import Security
package import Storage
import Words

/// Files of an application: where they go, and the lines they leave in its history. Programme/Files keeps them.
enum ApplicationFiles {
  static let room = "applications"

  /// Pieces come from the phone of the girl whose application it is, while it is hers to change.
  static let point = UploadPoint(
    room: room, title: { $0.asked($1)?.label.phrase ?? Phrase(verbatim: $1) },
    open: { visit, place, tx in
      let girl = try hers(visit, tx)
      try girl.mustBeHers()
      guard place.subject == girl.application.id.text else { throw Refusal.missing }
      guard let kind = visit.house.form(of: girl.application).field(place.field)?.kind as? FileField else {
        throw Refusal(.invalid, .brokenDelivery)
      }
      return (girl.safe, FileRule(bytes: kind.longest))
    },
    kept: { visit, file, replaced, tx in
      let (girl, now) = (try hers(visit, tx), visit.now)
      try tx.note(file.field, replaced: replaced, girl.application, visit.house)
      let event = AnswerEvent(id: visit.house.outside.id(), field: file.field, typed: file.id.text, writtenAt: now)
      try tx.keep([event], girl.application, girl.safe, at: now)
    })

  private static func hers(_ visit: Visit, _ tx: Transaction) throws -> Girl {
    try Girl.read(try Gatekeeper.permit(OwnApplication.self, to: visit.who), visit.house, in: tx)
  }
}

extension Transaction {
  /// Files of the application that arrived whole and were not removed.
  package func files(of application: ID<Application>, _ safe: Safe) throws -> [StoredFile] {
    try files(of: application.text, in: ApplicationFiles.room, safe)
  }

  /// A file that came whole and was looked through; what stood in its field goes.
  package func keepFile(
    _ upload: Upload, name: String, field: String, _ application: Application, _ safe: Safe, _ house: House
  ) throws -> ID<StoredFile> {
    let (file, replaced) = try keepFile(upload, name: name, at: place(field, application), safe, house)
    try note(field, replaced: replaced, application, house)
    return file.id
  }

  func removeFiles(of application: Application, field: String, _ house: House) throws {
    for _ in 0..<(try removeFiles(at: place(field, application), house)) {
      try addEvent(.fileRemoved, to: application.id, by: "applicant", details: field, house)
    }
  }

  fileprivate func note(_ field: String, replaced: Int, _ application: Application, _ house: House) throws {
    for _ in 0..<replaced { try addEvent(.fileRemoved, to: application.id, by: "applicant", details: field, house) }
    try addEvent(.fileAdded, to: application.id, by: "applicant", details: field, house)
  }

  private func place(_ field: String, _ application: Application) -> FilePlace {
    FilePlace(room: ApplicationFiles.room, subject: application.id.text, field: field)
  }
}
