import Documents
import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// The match of a round: closing, run, gates, release by two people, her page, her answers, the second round.
@Suite struct MatchTests {
  static func page(_ round: ID<Round>) -> String { "/desk/grants/rounds/\(round)/runs" }

  @Test("a round is closed, run, proposed and released by somebody else, and each girl reads why", arguments: Databases.engines)
  func whole(_ kind: EngineKind) async throws {
    // A7 has two seats, A6 three: the third girl who wants A7 misses it by her points.
    let scene = try await MatchScene.open(
      kind, lists: [["A7"], ["A7", "A6"], ["A7", "A6"], ["A6", "A7"], []], closed: false)
    let (kit, page) = (scene.kit, Self.page(scene.round))
    var chair = try await kit.staff(again: scene.leavers.chair.person)
    await chair.get(page)
    #expect(chair.status == 200 && chair.page.contains("The lists are not closed yet"), "\(chair.page)")
    await chair.post(page, [("key", MatchScene.draw)])
    #expect(chair.status == 409)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM grants_pool") == 5)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM grants_closing") == 1, "lists close once")
    await chair.get(page)
    #expect(chair.page.contains("the round has 5 girls"), "\(chair.page)")
    await chair.submit(page, [("key", "7, 9")])
    #expect(chair.status == 422 && chair.page.contains("7, 9"))
    kit.clock.move(days: 2)
    chair = try await kit.staff(again: scene.leavers.chair.person)
    await chair.get(page)
    await chair.submit(page, [("key", MatchScene.draw)])
    let run = try #require(chair.location, "\(chair.page)")
    await chair.follow()
    for says in [
      "nothing found", "Lists, consents, seats and evidence are those of the run", "Lists in the run: 4, girls of the round: 5",
    ] {
      #expect(chair.page.contains(says), "\(says) \(chair.page)")
    }
    #expect(!chair.page.contains("stops the release"), "\(chair.page)")
    await chair.submit("\(run)/proposal")
    await chair.follow()
    #expect(chair.page.contains("Another person confirms it") && !chair.page.contains("\(run)/release\""))
    await chair.post("\(run)/release", [("key", MatchScene.draw)])
    #expect(chair.status == 403)
    var girl = try await kit.applicant(scene.girls[2], .en)
    await girl.get("/recommendation")
    #expect(girl.page.contains("There are no results yet"))
    var second = try await kit.staff(again: scene.leavers.safeguarding.person)
    await second.get(page)
    #expect(second.page.contains("href=\"/desk\"") && !second.page.contains("href=\"/desk/grants/rounds/\(scene.round)\""))
    await second.get("/desk/grants/release")
    #expect(second.location == run, "the card of her desk leads to what waits")
    await second.get(run)
    #expect(!second.page.contains(MatchScene.draw), "the numbers are looked up, not copied")
    await second.submit("\(run)/release", [("key", "1./2./")])
    #expect(second.status == 422 && second.page.contains("not those of the run"))
    #expect(try await kit.count("SELECT count(*) FROM grants_recommendation") == 0)
    await second.submit("\(run)/release", [("key", MatchScene.draw)])
    #expect(second.status == 303, "\(second.page)")
    try await kit.runJobs()
    #expect(try await scene.given() == ["A7 offered", "A7 offered", "A6 offered", "A6 offered", "–"])
    #expect(try await kit.count("SELECT count(*) FROM grants_seat WHERE recommendation_id IS NOT NULL") == 4)
    #expect(try await kit.count("SELECT count(*) FROM grants_place WHERE posted_at IS NULL") == 0)
    girl = try await kit.applicant(scene.girls[2], .en)
    await girl.get("/recommendation")
    for says in [
      "recommended for this seat", "Механика", "Why not your higher choices", "1 to 3 points", "Had you put another first",
      "adds no points", "of a thousand replays",
    ] { #expect(girl.page.contains(says), "\(says) \(girl.page)") }
    await girl.get("/recommendation/proof.txt")
    let proof = try #require(RowProof(Array(girl.page.utf8)))
    var anybody = kit.browser(.en)
    await anybody.get("/results/recommendations/2027")
    #expect(anybody.status == 200 && anybody.page.contains("1–4") && anybody.page.contains("Merkle root"), "\(anybody.page)")
    await anybody.get("/results/recommendations/2028")
    #expect(anybody.status == 404)
    let bundle = try await kit.house.database.read { tx in
      try tx.value("SELECT bundle FROM grants_release") as [UInt8]? ?? []
    }
    #expect(MatchBundle.verify(bundle).difference == nil)
    let verdict = try proof.verify(in: try Archive(packed: bundle, limit: MatchBundle.largest).parts)
    guard case .counted(let counted) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(counted.offer == "A6" && counted.of == 5)
    // Nothing of a release is ever changed.
    let changed = await (try? kit.house.database.write { try $0.run("UPDATE grants_release SET recipients = 1") }) == nil
    let deleted = await (try? kit.house.database.write { try $0.run("DELETE FROM grants_release") }) == nil
    #expect(changed && deleted)
    var without = try await kit.applicant(scene.girls[4], .en)
    await without.get("/recommendation")
    #expect(without.page.contains("You had no kept list"), "\(without.page)")
  }

  @Test("an answer is given once, its seat is free when it is no, and the last day ends it", arguments: Databases.engines)
  func answers(_ kind: EngineKind) async throws {
    let scene = try await MatchScene.open(kind, lists: [["A7"], ["A7"], ["A6"], ["A6"]])
    scene.kit.clock.move(days: 2)
    try await scene.release()
    let kit = scene.kit
    var girl = try await kit.applicant(scene.girls[0], .en)
    await girl.get("/recommendation/acceptance")
    #expect(girl.page.contains("I accept") && girl.page.contains("You can give it back later"), "\(girl.page)")
    await girl.submit("/recommendation/acceptance")
    #expect(girl.location == "/recommendation", "\(girl.page)")
    await girl.follow()
    #expect(girl.page.contains("You have accepted this seat") && girl.page.contains("Give the seat back"))
    let accepted = girl
    await girl.get("/recommendation/other-grant")
    await girl.submit("/recommendation/other-grant")
    await girl.follow()
    #expect(girl.page.contains("that you were recommended stays yours"), "\(girl.page)")
    // From a page that is older than the answer nothing is answered.
    var stale = accepted
    await stale.post("/recommendation/acceptance", [("id", "x")])
    #expect(stale.status == 409)
    var second = try await kit.applicant(scene.girls[1], .en)
    await second.get("/recommendation/decline")
    #expect(second.page.contains("cannot be taken back"))
    await second.submit("/recommendation/decline")
    #expect(try await kit.count("SELECT count(*) FROM grants_seat WHERE recommendation_id IS NOT NULL") == 2)
    try await scene.answer(2) { try $0.accept($1, by: $2, $3) }
    kit.clock.move(days: 60)
    try await kit.runJobs()
    #expect(try await scene.given() == ["A7 released", "A7 declined", "A6 accepted", "A6 lapsed"])
    #expect(try await kit.count("SELECT count(*) FROM grants_seat WHERE recommendation_id IS NOT NULL") == 1)
    var late = try await kit.applicant(scene.girls[3], .en)
    await late.get("/recommendation")
    #expect(late.page.contains("The time for an answer is over") && !late.page.contains("/recommendation/acceptance"))
  }

  @Test("a consent that ends after the run stops its release; another run is made without her", arguments: Databases.engines)
  func gates(_ kind: EngineKind) async throws {
    let scene = try await MatchScene.open(kind, lists: [["A7"], ["A7"], ["A7"]])
    scene.kit.clock.move(days: 2)
    let (house, kit, round) = (scene.kit.house, scene.kit, scene.round)
    let chair = scene.leavers.chair
    func made() async throws -> ID<MatchRun> {
      let (known, field, merit) = try await house.database.read { tx in
        let known = try tx.round(round)
        let (field, merit) = try tx.matchField(of: known, house)
        return (known, field, merit)
      }
      let made = try MadeMatch(field, key: MatchScene.draw)
      return try await house.database.write { try $0.keepRun(made, of: known, merit, by: chair, house) }
    }
    let first = try await made()
    try await scene.agree(scene.girls[0], false, [.guardian])
    let refused = try await scene.leavers.refusal { tx, house in
      try tx.propose(try tx.matchRun(first, of: round), of: try tx.round(round), by: chair, house)
    }
    #expect(refused?.phrase(.en).contains("have changed since the run") == true)
    try await scene.release()
    #expect(try await scene.given() == ["–", "A7 offered", "A7 offered"])
    #expect(try await kit.count("SELECT count(*) FROM grants_pool") == 3, "her number keeps its place in the draw")
    var girl = try await kit.applicant(scene.girls[0], .en)
    await girl.get("/recommendation")
    #expect(girl.page.contains("was not agreed to"), "\(girl.page)")
  }

  @Test("who has no certificate is matched nowhere and reads so", arguments: Databases.engines)
  func certificate(_ kind: EngineKind) async throws {
    let scene = try await MatchScene.open(kind, lists: [["A7"], ["A7", "A6"]])
    scene.kit.clock.move(days: 2)
    let girl = scene.girls[0]
    _ = try await scene.kit.house.database.write { tx in
      try tx.run("UPDATE grants_certificate SET is_revoked = 1 WHERE person_id = \(girl)")
    }
    try await scene.release()
    #expect(try await scene.given() == ["–", "A7 offered"])
    var hers = try await scene.kit.applicant(girl, .en)
    await hers.get("/recommendation")
    #expect(hers.page.contains("no certificate of the school"), "\(hers.page)")
  }

  @Test("a second round fills what was freed and takes nothing away", arguments: Databases.engines)
  func second(_ kind: EngineKind) async throws {
    let scene = try await MatchScene.open(
      kind, lists: [["A7"], ["A7"], ["A7", "A6"], ["A7"], ["A6"], ["A6"], ["A6"]])
    scene.kit.clock.move(days: 2)
    try await scene.release()
    #expect(
      try await scene.given() == ["A7 offered", "A7 offered", "A6 offered", "–", "A6 offered", "A6 offered", "–"])
    try await scene.answer(0) { try $0.decline($1, by: $2, $3) }
    for girl in [1, 2, 4] { try await scene.answer(girl) { try $0.accept($1, by: $2, $3) } }
    try await scene.answer(2) { try $0.tryHigher($1, true, by: $2, $3) }
    let (house, chair) = (scene.kit.house, scene.leavers.chair)
    let second = try await house.database.write { tx in
      try tx.addRound(leaving: 2027, number: 2, RoundDates.proposed(leaving: 2027, number: 2), by: chair, house)
    }
    // 11 August.
    scene.kit.clock.move(days: 84)
    try await scene.kit.runJobs()
    try await scene.release(of: second)
    // The girl with A6 moves up to the freed A7; who declined A7 is not offered it again; A6 had lapsed for one and is free for the last two.
    #expect(
      try await scene.given() == [
        "A7 declined", "A7 accepted", "A7 accepted", "–", "A6 accepted", "A6 offered", "A6 offered",
      ])
    #expect(
      try await scene.kit.count("SELECT count(*) FROM grants_recommendation WHERE state = 'bettered'") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_seat WHERE recommendation_id IS NOT NULL") == 5)
    var hers = try await scene.kit.applicant(scene.girls[3], .en)
    await hers.get("/recommendation")
    #expect(hers.page.contains("second round") && hers.page.contains("Why there is no seat"), "\(hers.page)")
  }

  @Test("an erased girl gives her seat back and leaves what was published as it was", arguments: Databases.engines)
  func erased(_ kind: EngineKind) async throws {
    let scene = try await MatchScene.open(kind, lists: [["A7"], ["A7"]])
    scene.kit.clock.move(days: 2)
    let run = try await scene.release()
    let (house, girl, round) = (scene.kit.house, scene.girls[0], scene.round)
    try await house.database.write { tx in _ = try MatchingData.personalData.erase(tx, house, girl) }
    #expect(try await scene.given() == ["–", "A7 offered"])
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_seat WHERE recommendation_id IS NOT NULL") == 1)
    let match = try await house.database.read { try $0.matched(try $0.matchRun(run, of: round), house) }
    #expect(match.matched.input.entries.count == 2 && match.findings.isEmpty)
  }

}
