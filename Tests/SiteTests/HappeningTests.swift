import Applications
import ApplicationsKit
import Exchange
import HouseKit
import Markup
import Programme
import Storage
import Synchronization
import TestKit
import Testing
import WholeHouse
import Words

/// What happens in one place is followed elsewhere, in the same transaction.
@Suite struct HappeningTests {
  /// A room that remembers what it heard, or refuses it.
  private final class Ear: Sendable {
    let heard = Mutex<[ConsentAnswered]>([])

    func room(refuses: Bool) -> Room {
      Room(
        name: "ear", routes: [],
        hears: [
          Hearer(ConsentAnswered.self) { answered, _, _ in
            if refuses { throw Refusal(.conflict, Phrase(verbatim: "no")) }
            self.heard.withLock { $0.append(answered) }
          }
        ])
    }
  }

  @Test("another room hears of an answer and of how the ledger stands with it", arguments: Databases.engines)
  func heard(_ kind: EngineKind) async throws {
    let ear = Ear()
    let kit = try await HouseKit.house(kind, beside: [ear.room(refuses: false)])
    let girl = try await Girl.apply(kit)
    let heard = ear.heard.withLock { $0 }
    #expect(heard.map(\.signer) == [.girl, .guardian])
    #expect(heard.allSatisfy { $0.girl == girl.person && $0.agreesToTakePart && $0.agreed == ["take_part"] })
    #expect(
      heard.first?.ledger.answer(.guardian, "take_part") == nil
        && heard.last?.ledger.answer(.guardian, "take_part")?.agreed == true)
    #expect(try await kit.count("SELECT count(*) FROM application WHERE consent = 'complete'") == 1, "and applications do too")
  }

  @Test("what was sent and cannot be taken says so, and leads back to the form it came from")
  func wayBack() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let visit = { (method: Exchange.Method, referer: String?) in
      var headers = ["host": "127.0.0.1:8080"]
      headers["referer"] = referer
      return Visit(
        house: kit.house, request: Request(method, "/desk/x", headers: headers), who: .nobody, language: .en, requestID: "x")
    }
    func page(_ visit: Visit, _ refusal: Refusal) -> String { String(decoding: visit.page(of: refusal).body, as: UTF8.self) }
    let sent = page(visit(.post, "http://127.0.0.1:8080/desk/form?a=1"), Refusal(.invalid, Phrase(verbatim: "no choice")))
    #expect(sent.contains("This was not done") && sent.contains("no choice") && sent.contains("href=\"/desk/form?a=1\""))
    #expect(!page(visit(.post, "http://elsewhere.example/form"), Refusal(.conflict, Phrase(verbatim: "x"))).contains("elsewhere"))
    let named = page(
      visit(.post, "http://127.0.0.1:8080/desk/form"), Refusal(.conflict, Phrase(verbatim: "x"), back: "/desk/file"))
    #expect(named.contains("href=\"/desk/file\"") && !named.contains("/desk/form"))
    #expect(page(visit(.get, nil), Refusal(.forbidden, Phrase(verbatim: "x"))).contains("You cannot open this page"))
  }

  @Test("where a room that hears cannot follow, nothing happened", arguments: Databases.engines)
  func refused(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind, beside: [Ear().room(refuses: true)])
    await #expect(throws: Refusal.self) { _ = try await Girl.apply(kit) }
    #expect(try await kit.count("SELECT count(*) FROM consent") == 0)
    #expect(try await kit.count("SELECT count(*) FROM audit WHERE act = \(AuditAct.consentGiven.word)") == 0)
  }
}
