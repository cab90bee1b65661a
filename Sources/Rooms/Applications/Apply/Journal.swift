import Exchange
import Foundation
import Programme
import Storage
import Words

/// Where the phone's journal arrives: answers as they were typed, each with an id made on the phone. Delivering one twice
/// changes nothing, so the phone sends until it hears that an answer is kept.
enum Journal {
  private struct Delivery: Decodable {
    let application: String
    let events: [Event]

    struct Event: Decodable {
      let id: String
      let field: String
      let typed: String
      /// Milliseconds UTC by the phone's clock, mended by what it knows of the server's.
      let at: Int64
    }
  }

  /// POST /apply/answers, JSON. Answers `{"kept":["…"],"at":…}` once the answers are on disk.
  static func deliver(
    _ visit: Visit, _ permit: Permit<OwnApplication>, _ form: Form, _ fields: Set<String>
  ) async throws -> Reply {
    guard let delivery = try? JSONDecoder().decode(Delivery.self, from: Data(visit.request.body)), delivery.events.count <= 200
    else {
      throw Refusal(.invalid, .brokenDelivery)
    }
    let events = try delivery.events.map { event in
      guard let id = ID<AnswerEvent>(event.id), fields.contains(event.field), event.typed.utf8.count <= 40_000 else {
        throw Refusal(.invalid, .brokenDelivery)
      }
      return AnswerEvent(id: id, field: event.field, typed: event.typed, writtenAt: Moment(milliseconds: event.at))
    }
    let house = visit.house
    let now = visit.now
    try await house.database.write { tx in
      guard let application = try tx.application(of: permit.actor.person) else { throw Refusal.missing }
      // A phone shared by sisters must not put one's answers into the other's application.
      guard application.id.text == delivery.application else { throw Refusal(.conflict, .otherApplication) }
      guard application.state.isHers else { throw Refusal(.conflict, .notYoursNow) }
      let safe = try tx.safe(of: permit.actor.person, house.vault)
      let added = try tx.keep(events, application, safe, at: now)
      // Offline no page ever reaches the server, and online the journal may come before it: she must be known all the same.
      guard added > 0, events.contains(where: { CheckedAnswers.known.contains($0.field) }) else { return }
      let checked = CheckedAnswers(try tx.answers(of: application.id, safe), form, visit.fieldContext)
      try tx.refresh(application, checked, safe, house)
    }
    let kept = events.map { "\"\($0.id)\"" }.joined(separator: ",")
    // The time after the commit: a page made later than this shows these answers.
    return .json("{\"kept\":[\(kept)],\"at\":\(visit.now.milliseconds)}")
  }
}

extension Phrase {
  static let brokenDelivery = Phrase(
    kk: "Жауаптар толық жетпеді.", ru: "Ответы дошли не полностью.", en: "The answers did not arrive whole.")
  static let otherApplication = Phrase(
    kk: "Бұл құрылғыда басқа өтінім ашық. Өз өтініміңе қайта кір.",
    ru: "На этом устройстве открыта другая заявка. Войдите в свою.",
    en: "Another application is open on this device. Return to your own.")
}
