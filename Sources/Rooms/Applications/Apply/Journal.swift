import Exchange
import Forms
import Foundation
import Programme
import Storage
import Words

/// Where the phone's journal arrives: answers as they were typed, each with an id made on the phone. Delivering one twice
/// changes nothing, so the phone sends until it hears that an answer is kept.
///
/// Each event is judged by itself: one that cannot be taken is named with the reason and blocks no other.
enum Journal {
  private struct Delivery: Decodable {
    let application: String
    let events: [Event]
  }

  private struct Event: Decodable {
    let id: String
    let field: String?
    let typed: String?
    /// Milliseconds UTC by the phone's clock, mended by what it knows of the server's.
    let at: Int64?
    /// The version of the answer this text was made from; nil from a page that does not say.
    let was: Int64?

    private enum Key: CodingKey { case id, field, typed, at, was }

    /// Whatever is wrong with it, the event is still named.
    init(from decoder: any Decoder) throws {
      let parts = try decoder.container(keyedBy: Key.self)
      id = (try? parts.decode(String.self, forKey: .id)) ?? ""
      field = try? parts.decode(String.self, forKey: .field)
      typed = try? parts.decode(String.self, forKey: .typed)
      at = try? parts.decode(Int64.self, forKey: .at)
      was = try? parts.decode(Int64.self, forKey: .was)
    }
  }

  private struct Verdicts {
    var kept: [String] = []
    var refused: [(id: String, why: String)] = []
    /// Answers that had been given elsewhere since the page was made; the texts delivered now stand.
    var changed: [(id: String, typed: String)] = []

    /// `at`: after the commit; a page made later than this shows these answers.
    func json(at: Moment) -> JSON {
      .object([
        ("kept", .strings(kept)),
        ("refused", .array(refused.map { .object([("id", .string($0.id)), ("why", .string($0.why))]) })),
        ("changed", .array(changed.map { .object([("id", .string($0.id)), ("typed", .string($0.typed))]) })),
        ("at", .number(Double(at.milliseconds))),
      ])
    }
  }

  /// POST /apply/answers, JSON. Answers `{"kept":["…"],"refused":[{"id","why"}],"changed":[{"id","typed"}],"at":…}` once what is
  /// kept is on disk.
  static func deliver(
    _ visit: Visit, _ permit: Permit<OwnApplication>, _ form: Form, _ fields: Set<String>
  ) async throws -> Reply {
    guard let delivery = try? JSONDecoder().decode(Delivery.self, from: Data(visit.request.body)), delivery.events.count <= 200
    else {
      throw Refusal(.invalid, .brokenDelivery)
    }
    let (house, now, t) = (visit.house, visit.now, visit.language)
    var verdicts = Verdicts()
    var taken: [(event: AnswerEvent, was: Moment?)] = []
    for event in delivery.events {
      do throws(Refusal) {
        let answer = try checked(event, fields)
        taken.append((answer, event.was.map { Moment(milliseconds: $0) }))
        verdicts.kept.append(event.id)
      } catch {
        verdicts.refused.append((event.id, t(error.phrase)))
      }
    }
    let given = taken
    verdicts.changed = try await house.database.write { tx in
      guard let application = try tx.application(of: permit.actor.person) else { throw Refusal.missing }
      // A phone shared by sisters must not put one's answers into the other's application.
      guard application.id.text == delivery.application else { throw Refusal(.conflict, .otherApplication) }
      guard application.state.isHers else { throw Refusal(.conflict, .notYoursNow) }
      let safe = try tx.safe(of: permit.actor.person, house.vault)
      // Only what could have been overtaken is looked up: a long evening of typing is thousands of lines.
      let based = Set(given.filter { $0.was != nil }.map(\.event.field))
      let before = try tx.newestAnswers(of: application.id, based, safe)
      let added = try tx.keep(given.map(\.event), application, safe, at: now)
      // Offline no page ever reaches the server, and online the journal may come before it: she must be known all the same.
      if added > 0, given.contains(where: { CheckedAnswers.known.contains($0.event.field) }) {
        let checked = CheckedAnswers(try tx.answers(of: application.id, safe), form, visit.fieldContext)
        try tx.refresh(application, checked, safe, house)
      }
      return added == 0 ? [] : overtaken(given, before)
    }
    return .json(verdicts.json(at: visit.now))
  }

  private static func checked(_ event: Event, _ fields: Set<String>) throws(Refusal) -> AnswerEvent {
    guard let id = ID<AnswerEvent>(event.id), let field = event.field, let typed = event.typed, let at = event.at, at >= 0 else {
      throw Refusal(.invalid, .brokenDelivery)
    }
    // A newer form may have left the field out since the phone kept it.
    guard fields.contains(field) else { throw Refusal(.invalid, .noSuchField) }
    guard typed.utf8.count <= AnswerEvent.longest else { throw Refusal(.tooLarge, .tooMuchText) }
    return AnswerEvent(id: id, field: field, typed: typed, writtenAt: Moment(milliseconds: at))
  }

  /// Of each field the last event, where another answer had come in between.
  private static func overtaken(_ given: [(event: AnswerEvent, was: Moment?)], _ before: Answers) -> [(id: String, typed: String)]
  {
    given.compactMap { event, was in
      let version = before.version(event.field)
      guard let was, was < version, version <= event.writtenAt, before[event.field] != event.typed else { return nil }
      return (event.id.text, before[event.field])
    }
  }
}

extension Phrase {
  static let brokenDelivery = Phrase(
    kk: "Жауаптар толық жетпеді.", ru: "Ответы дошли не полностью.", en: "The answers did not arrive whole.")
  static let noSuchField = Phrase(
    kk: "Бұл сұрақ енді сұралмайды.", ru: "Этот вопрос больше не задаётся.", en: "This question is no longer asked.")
  static let otherApplication = Phrase(
    kk: "Бұл құрылғыда басқа өтінім ашық. Өз өтініміңе қайта кір.",
    ru: "На этом устройстве открыта другая заявка. Войдите в свою.",
    en: "Another application is open on this device. Return to your own.")
}
