import Documents
import Exchange
import Programme
import Storage
import Words

extension Receipt {
  /// GET /apply/receipt.pdf: the receipt to keep or to print, with a QR code that leads to her status page.
  static func pdf(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let (girl, guardian) = try await house.database.read { tx in
      let girl = try Girl.read(permit, house, in: tx)
      return (girl, try guardianLine(girl, house, in: tx))
    }
    guard let submitted = girl.application.submittedAt else { throw Refusal.missing }
    let t = visit.language
    let document = PDF(
      title: t(.receiptTitle), language: t.rawValue, footer: "\(house.programme.operatorName(t)) · \(girl.application.code)",
      blocks: [
        .title(house.programme.name(t)), .heading(t(.receiptTitle)), .code(girl.application.code),
        .pairs([
          (name: t(.applicationCode), value: girl.application.code), (name: t(.consentWhose), value: girl.subject),
          (name: t(.receivedAt), value: t.dateTime(submitted)),
        ]),
        .heading(t(.whatNext)), .bullets([guardian, .nextCheck].compactMap(\.self).map { t($0) }),
        .qr("\(house.settings.address)/return", caption: t(.returnToApplicationHint)),
      ])
    return .download(try await document.render(), type: "application/pdf", name: "\(girl.application.code).pdf")
  }
}

extension Phrase {
  static let returnToApplicationHint = Phrase(
    kk: "Өтінімнің күйін осы жерден көруге болады", ru: "Здесь можно посмотреть состояние заявки",
    en: "See the status of the application here")
}
