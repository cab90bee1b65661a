import HouseKit
import Markup
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// Her list: its order, the questions before it is kept, what is kept, and who sees what of it.
@Suite struct ListTests {
  /// 5 April 2027, ten in the morning in Kazakhstan.
  static let april = Moment(milliseconds: HouseKit.february.milliseconds + 63 * 86_400_000)

  /// Lists are open, the rule is frozen, seven offers stand.
  static func open(_ kind: EngineKind) async throws -> (Leavers, [GrantOffer]) {
    let scene = try await Leavers.open(kind)
    let offers = try await scene.offers()
    try await scene.frozen()
    scene.kit.clock.move(days: 63)
    return (scene, offers)
  }

  /// A browser of hers that has said when she leaves.
  static func hers(_ scene: Leavers, _ girl: ID<Person>) async throws -> Browser {
    var browser = try await scene.kit.applicant(girl, .en)
    await browser.get("/list")
    await browser.submit("/list/leaving", [("leaving", "school-2027")])
    #expect(browser.location == "/list", "\(browser.page)")
    await browser.follow()
    return browser
  }

  static func order(_ scene: Leavers, _ girl: ID<Person>) async throws -> [String] {
    let house = scene.kit.house
    return try await house.database.read { try $0.listSight(of: girl, house).0.list.map(\.code) }
  }

  @Test("numbers move what they name and nothing else; what another phone took out stays out")
  func numbers() throws {
    let ids = (1...4).map { number in
      ID<GrantOffer>("00000000-0000-7000-8000-00000000000\(number)") ?? Outside.still(.init(milliseconds: 0), seed: 1).id()
    }
    func after(_ numbers: [Int: Int], shown: [Int] = [0, 1, 2, 3], standing: [Int] = [0, 1, 2, 3]) -> [Int] {
      var order = ListOrder(standing.map { ids[$0] })
      order.take(
        numbers: Dictionary(uniqueKeysWithValues: shown.enumerated().map { (ids[$1], numbers[$1] ?? $0 + 1) }),
        shown: shown.map { ids[$0] })
      return order.offers.compactMap(ids.firstIndex)
    }
    #expect(after([:]) == [0, 1, 2, 3])
    #expect(after([3: 1]) == [3, 0, 1, 2])
    #expect(after([0: 4]) == [1, 2, 3, 0])
    #expect(after([0: 2, 1: 1]) == [1, 0, 2, 3])
    #expect(after([0: 30]) == [1, 2, 3, 0])
    #expect(after([2: 1], standing: [0, 2, 3]) == [2, 0, 3])
    #expect(after([2: 1], shown: [0, 1, 2], standing: [0, 1, 2, 3]) == [2, 0, 1, 3])
    #expect(ListOrder("\(ids[0]) \(ids[0])") == nil && ListOrder("x") == nil && ListOrder("")?.offers.isEmpty == true)
    #expect(ListOrder.Press("up:\(ids[0])") == .up(ids[0]) && ListOrder.Press("sideways:\(ids[0])") == nil)
  }

  @Test("a list is found, ordered, checked, read back and kept, without a script", arguments: Databases.engines)
  func kept(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let girl = try await scene.girl()
    var hers = try await scene.kit.applicant(girl, .en)
    await hers.get("/list")
    #expect(hers.status == 200 && hers.page.contains("In which year do you leave school?"), "\(hers.page)")
    await hers.submit("/list/leaving", [("leaving", "school-1999")])
    #expect(hers.status == 422 && hers.page.contains("Choose the year"))
    await hers.submit("/list/leaving", [("leaving", "school-2027")])
    await hers.follow()
    #expect(hers.page.contains("You leave school in 2027") && hers.page.contains("The list is empty"))
    await hers.get("/list/find?q=энергетика")
    #expect(hers.page.contains("B062") && !hers.page.contains("B059"))
    for offer in [offers[1], offers[0], offers[2]] {
      await hers.get("/list/find")
      await hers.submit("/list", [("go", "add:\(offer.id)")])
      #expect(hers.status == 303, "\(hers.page)")
    }
    #expect(try await Self.order(scene, girl) == ["A2", "A1", "A3"])
    await hers.get("/list")
    await hers.submit("/list", [("go", "up:\(offers[2].id)")])
    #expect(try await Self.order(scene, girl) == ["A2", "A3", "A1"])
    await hers.get("/list")
    await hers.submit(
      "/list",
      [("go", "numbers"), ("place-\(offers[1].id)", "1"), ("place-\(offers[2].id)", "3"), ("place-\(offers[0].id)", "3")])
    #expect(try await Self.order(scene, girl) == ["A2", "A1", "A3"])
    await hers.get("/list")
    await hers.submit("/list", [("go", "numbers"), ("place-\(offers[1].id)", "first")])
    #expect(hers.status == 422 && hers.page.contains("A number from 1 to 3"))
    await hers.get("/list/check")
    for says in ["stands above the seat", "are at one university", "is short", "In your own region", "In the list: 3"] {
      #expect(hers.page.contains(says), "\(says)")
    }
    await hers.submit("/list/keeping", [("mean", "short")])
    #expect(hers.status == 422 && hers.page.contains("value=\"short\" checked"))
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list") == 0)
    // Swapped where it is asked, and then it is asked no more.
    await hers.submit("/list", [("go", "before:\(offers[0].id):\(offers[1].id)"), ("back", "check")])
    #expect(hers.status == 303 || hers.status == 0)
    await hers.get("/list/check")
    await hers.post("/list", [("go", "before:\(offers[0].id):\(offers[1].id)"), ("back", "check")])
    #expect(hers.location == "/list/check")
    await hers.follow()
    #expect(!hers.page.contains("stands above the seat"))
    await hers.submit("/list/keeping", [("mean", "short"), ("mean", "university"), ("mean", "home")])
    #expect(hers.location == "/list", "\(hers.page)")
    await hers.follow()
    #expect(hers.page.contains("The list is kept:"))
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list_entry") == 3)
    // Changed to the last minute; each version stays.
    await hers.submit("/list", [("go", "out:\(offers[2].id)")])
    await hers.get("/list")
    #expect(hers.page.contains("You have changed the order since"))
    await hers.get("/list/check")
    await hers.submit("/list/keeping", [("mean", "short"), ("mean", "university"), ("mean", "home")])
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list") == 2)
    let changed = await (try? scene.kit.house.database.write { try $0.run("UPDATE grants_list SET code = 'x'") }) == nil
    let moved = await (try? scene.kit.house.database.write { try $0.run("UPDATE grants_list_entry SET position = 9") }) == nil
    #expect(changed && moved, "a kept list is never changed")
    scene.kit.clock.move(days: 45)
    await hers.post("/list", [("go", "down:\(offers[0].id)")])
    #expect(hers.status == 409)
    await hers.get("/list")
    #expect(hers.page.contains("The time to change the list is over"))
  }

  @Test("what she read is what is kept: a list that changed meanwhile is read again", arguments: Databases.engines)
  func seal(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let girl = try await scene.girl()
    var hers = try await Self.hers(scene, girl)
    for offer in offers.prefix(2) { await hers.post("/list", [("go", "add:\(offer.id)")]) }
    await hers.get("/list/check")
    var other = try await scene.kit.applicant(girl, .en)
    await other.post("/list", [("go", "down:\(offers[0].id)")])
    await hers.submit("/list/keeping", [("mean", "short"), ("mean", "university"), ("mean", "home"), ("mean", "funded-A2")])
    #expect(hers.status == 422 && hers.page.contains("The list has changed meanwhile"))
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list") == 0)
  }

  @Test("an unmet requirement refuses, and is met where she declares her subject", arguments: Databases.engines)
  func requirement(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let girl = try await scene.girl()
    var hers = try await Self.hers(scene, girl)
    await hers.post("/list", [("go", "add:\(offers[4].id)")])
    await hers.get("/list/check")
    #expect(hers.page.contains("A requirement of this programme is not met yet"))
    await hers.submit("/list/keeping", [("mean", "short"), ("mean", "one")])
    #expect(hers.status == 422 && hers.page.contains("href=\"#bar-A5\""))
    await hers.get("/list/find")
    await hers.submit("/list/subjects", [("subject", "Физика"), ("subject", "something else")])
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_subject") == 1)
    await hers.get("/list/check")
    #expect(!hers.page.contains("not met yet"))
    await hers.submit("/list/keeping", [("mean", "short"), ("mean", "one")])
    #expect(hers.location == "/list", "\(hers.page)")
  }

  @Test(
    "two phones: the later order stands, the earlier is told of; a sister's and a foreign event are refused",
    arguments: Databases.engines)
  func journal(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let girl = try await scene.girl()
    let round = scene.round.text
    let house = scene.kit.house
    let owner = try await house.database.read { try $0.listSight(of: girl, house).0.owner }
    var hers = try await Self.hers(scene, girl)
    let now = scene.kit.clock.now
    func ids(_ order: [Int]) -> String { order.map { offers[$0].id.text }.joined(separator: " ") }
    func event(_ n: Int, _ body: String, seconds: Int, was: Moment? = nil, about: String? = nil) -> String {
      Browser.event(
        "00000000-0000-7000-8000-0000000000\(10 + n)", about ?? round, body, at: now.adding(seconds: seconds), was: was)
    }
    await hers.deliver([event(1, ids([0, 1, 2]), seconds: -60)], owner: owner, thread: "list")
    #expect(hers.status == 200 && hers.page.contains("\"kept\":[\""), "\(hers.page)")
    // The second phone had not heard of it.
    await hers.deliver([event(2, ids([2, 1, 0]), seconds: -30, was: Moment(milliseconds: 1))], owner: owner, thread: "list")
    #expect(hers.page.contains("\"changed\":[{"))
    #expect(try await Self.order(scene, girl) == ["A3", "A2", "A1"])
    // Delivered twice, it is one.
    await hers.deliver([event(2, ids([2, 1, 0]), seconds: -30, was: Moment(milliseconds: 1))], owner: owner, thread: "list")
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_draft") == 2)
    await hers.deliver(
      [event(3, "nonsense", seconds: 0), event(4, ids([0, 0]), seconds: 0), event(5, ids([1]), seconds: 0, about: girl.text)],
      owner: owner,
      thread: "list")
    #expect(hers.page.contains("\"kept\":[]"))
    let sister = try await scene.girl()
    var other = try await scene.kit.applicant(sister, .en)
    await other.deliver([event(6, ids([0]), seconds: 0)], owner: owner, thread: "list")
    #expect(other.status == 409)
    let sealed = try await house.database.read { tx in try tx.value("SELECT typed FROM grants_draft LIMIT 1") as [UInt8]? }
    let text = String(decoding: sealed ?? [], as: UTF8.self)
    #expect(!text.contains(offers[0].id.text))
    scene.kit.clock.move(days: 45)
    await hers.deliver([event(7, ids([0]), seconds: 1)], owner: owner, thread: "list")
    #expect(hers.status == 409)
  }

  @Test("a withdrawn offer leaves every list, the others keep their order, and each girl is told", arguments: Databases.engines)
  func withdrawn(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let house = scene.kit.house
    let (first, second) = (try await scene.girl(), try await scene.girl())
    let round = scene.round
    try await house.database.write { tx in
      for (girl, list) in [(first, [0, 1, 2]), (second, [2, 3])] {
        let safe = try tx.safe(of: girl, house.vault)
        try tx.keep(ListOrder(list.map { offers[$0].id }), of: safe, round, .own, meant: [], by: "test", house)
      }
    }
    let lead = Permit<LeadMatching>(actor: scene.chair, reach: [.everything])
    try await house.database.write { try $0.withdraw(offers[1].id, "closed", by: lead, house) }
    let lists = try await house.database.read { try $0.keptLists(in: round) }
    #expect(lists[first] == [offers[0].id, offers[2].id] && lists[second] == [offers[2].id, offers[3].id])
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list WHERE origin = 'withdrawal' AND version = 2") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM outbox WHERE id LIKE 'list:withdrawn:%'") == 1)
    #expect(try await Self.order(scene, first) == ["A1", "A3"])
    let versions = try await house.database.read { try $0.keptLists(of: first).map(\.order.offers.count) }
    #expect(versions == [2, 3], "the earlier version stays as it was")
  }

  @Test(
    "reminders go on the tenth and thirtieth day and five days before the end, to those without a list, once",
    arguments: Databases.engines)
  func reminders(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let house = scene.kit.house
    let round = scene.round
    let (with, _) = (try await scene.girl(), try await scene.girl())
    _ = try await scene.girl(learns: false)
    _ = try await house.database.write { tx in
      try tx.keep(ListOrder([offers[0].id]), of: try tx.safe(of: with, house.vault), round, .own, meant: [], by: "test", house)
    }
    func sent() async throws -> Int {
      try await ListNews.job.run(house)
      return try await scene.kit.count("SELECT count(*) FROM outbox WHERE id LIKE 'list:reminder:%'")
    }
    let span = try #require(RoundDates.proposed(leaving: 2027, number: 1)[.list])
    #expect(ListNews.marks(span).map(\.iso) == ["2027-04-12", "2027-05-02", "2027-05-09"])
    #expect(try await sent() == 0)
    scene.kit.clock.move(days: 7)
    #expect(try await sent() == 1)
    #expect(try await sent() == 1)
    scene.kit.clock.move(days: 20)
    #expect(try await sent() == 2)
    scene.kit.clock.move(days: 7)
    #expect(try await sent() == 3)
    scene.kit.clock.move(days: 6)
    #expect(try await sent() == 3)
  }

  @Test("a coordinator writes a list down with the code from her phone and in no other way", arguments: Databases.engines)
  func beside(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let girl = try await scene.girl()
    let code = try #require(try await scene.kit.house.database.read { try $0.leaver(girl)?.code })
    let page = "/desk/grants/rounds/\(scene.round)/lists"
    var desk = try await scene.kit.staff(.coordinator, .everything, .en)
    await desk.get(page)
    #expect(desk.page.contains("0 of 1 girls have a list"), "\(desk.page)")
    await desk.get("\(page)/entry")
    await desk.submit("\(page)/code", [("girl", "NOBODY")])
    #expect(desk.status == 422 && desk.page.contains("Nobody in this round"))
    await desk.get("\(page)/entry")
    await desk.submit("\(page)/code", [("girl", code)])
    #expect(desk.status == 303, "\(desk.page)")
    await desk.follow()
    await desk.submit(page, [("offers", "A1 A9 A1"), ("code", "000000")])
    #expect(desk.status == 422 && desk.page.contains("There is no offer “A9”") && desk.page.contains("named twice"))
    await desk.submit(page, [("offers", "a7 A6"), ("code", "000000")])
    #expect(desk.status == 422 && desk.page.contains("Ask her this") && desk.page.contains("is short"))
    let yes = [("offers", "A7 A6"), ("mean", "short"), ("mean", "university")]
    await desk.submit(page, yes + [("code", "000000")])
    #expect(desk.status == 422 && desk.page.contains("The code is wrong"))
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list") == 0)
    // The letter is sealed; the test asks for the code that it knows.
    let house = scene.kit.house
    _ = try await house.database.write { tx in
      let id: ID<EntryCode>? = try tx.value("SELECT id FROM grants_entry_code")
      let code = try #require(id)
      try tx.run("UPDATE grants_entry_code SET code_hash = \(house.vault.hash(secret: "\(code) 123456", for: "list code"))")
    }
    await desk.submit(page, yes + [("code", "123456")])
    #expect(
      desk.status == 200 && desk.page.contains("The list is kept, code")
        && desk.page.contains("A message to her waits to be sent"),
      "\(desk.page)")
    #expect(try await Self.order(scene, girl) == ["A7", "A6"])
    #expect(try await scene.kit.count("SELECT count(*) FROM outbox WHERE id LIKE 'list:entered:%'") == 1)
    await desk.post(page, [("girl", code)] + yes + [("code", "123456")])
    #expect(desk.status == 422, "a code is good once")
    var partner = try await scene.kit.staff(.partnerships, .everything, .en)
    await partner.get("\(page)/entry")
    #expect(partner.status == 403)
    _ = offers
  }

  @Test("desk, officer and public pages are the same to the byte when only lists change", arguments: Databases.engines)
  func twoWorlds(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let house = scene.kit.house
    let round = scene.round
    let girls = [try await scene.girl(), try await scene.girl()]
    @Sendable func keep(_ lists: [[Int]]) async throws {
      try await house.database.write { tx in
        for (girl, list) in zip(girls, lists) {
          try tx.keep(
            ListOrder(list.map { offers[$0].id }), of: try tx.safe(of: girl, house.vault), round, .own, meant: [], by: "test",
            house)
        }
      }
    }
    try await keep([[0, 1], [2]])
    func main(_ browser: inout Browser, _ page: String) async -> Substring {
      await browser.get(page)
      #expect(browser.status == 200, "\(page)")
      return browser.page.split(separator: "<h1", maxSplits: 1).last?.split(separator: "</main>", maxSplits: 1).first ?? ""
    }
    var desk = try await scene.kit.staff(.coordinator, .everything, .en)
    var open = scene.kit.browser(.en)
    let pages = [
      "/desk/grants/rounds/\(round)/lists", "/desk/grants/rounds/\(round)/merit", "/desk/grants/rounds/\(round)/lists/entry",
    ]
    var before: [Substring] = []
    for page in pages.prefix(2) { before.append(await main(&desk, page)) }
    before.append(await main(&open, "/merit"))
    try await keep([[2, 3, 4], [0]])
    var after: [Substring] = []
    for page in pages.prefix(2) { after.append(await main(&desk, page)) }
    after.append(await main(&open, "/merit"))
    #expect(before == after)
    #expect(before[0].contains("2 of 2 girls have a list"))
  }

  @Test(
    "her lists are handed over, forgotten with her, held while the round lasts, and go a year after it",
    arguments: Databases.engines)
  func data(_ kind: EngineKind) async throws {
    let (scene, offers) = try await Self.open(kind)
    let house = scene.kit.house
    let round = scene.round
    let (girl, other) = (try await scene.girl(), try await scene.girl())
    try await house.database.write { tx in
      for girl in [girl, other] {
        try tx.keep(
          ListOrder([offers[0].id, offers[2].id]), of: try tx.safe(of: girl, house.vault), round, .own, meant: ["one"],
          by: "test", house)
      }
    }
    try await house.database.write { tx in try tx.declare([folded("foreign-language")], by: girl, at: house.outside.now()) }
    let kazakh = try await house.database.read { try ListData.personalData.export($0, house, girl, .kk) }
    #expect(kazakh.flatMap(\.lines).contains { $0.value == "шет тілі" }, "by its name, not by its key")
    let sections = try await house.database.read { try ListData.personalData.export($0, house, girl, .en) }
    #expect(sections.flatMap(\.lines).contains { $0.value.contains("1. Ақпараттық технологиялар, Мысал University") })
    let isHeld = try await house.database.read { try ListData.hold.holds($0, house, girl) }
    #expect(isHeld)
    let gone = try await house.database.write { try ListData.personalData.erase($0, house, girl) }
    #expect(gone.first { $0.table == "grants_list_entry" }?.rows == 2)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list") == 1)
    scene.kit.clock.move(days: 300)
    let isFree = try await house.database.read { try !ListData.hold.holds($0, house, other) }
    #expect(isFree)
    try await ListData.job.run(house)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list") == 1)
    scene.kit.clock.move(days: 300)
    try await ListData.job.run(house)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list") == 0)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_draft") == 0)
  }

  @Test("a girl without the lists' right, and whoever does not learn, are told what is missing", arguments: Databases.engines)
  func strangers(_ kind: EngineKind) async throws {
    let scene = try await Leavers.open(kind)
    let girl = try await scene.girl(learns: false)
    var hers = try await scene.kit.applicant(girl, .en)
    await hers.get("/list")
    #expect(
      hers.status == 200 && hers.page.contains("The list opens on 3 April 2027")
        && hers.page.contains("you have to learn in the STEM school"))
    await hers.post("/list", [("go", "numbers")])
    #expect(hers.status == 409)
    scene.kit.clock.move(days: 63)
    hers = try await scene.kit.applicant(girl, .en)
    await hers.get("/list")
    #expect(hers.page.contains("once the merit rule is announced"))
    var stranger = try await scene.kit.applicant(nil, .en)
    await stranger.get("/list")
    #expect(stranger.status == 200 && stranger.page.contains("There is no list yet"))
    var desk = try await scene.kit.staff(.coordinator, .everything, .en)
    await desk.get("/list")
    #expect(desk.status != 200)
  }

  @Test("the script of her list is on the page of her list and on no other")
  func script() async throws {
    let (scene, _) = try await Self.open(.sqlite)
    var hers = try await Self.hers(scene, try await scene.girl())
    let script = scene.kit.house.assets.link("list.js").text
    for (page, isThere) in [("/list", true), ("/list/find", false), ("/list/points", false), ("/status", false)] {
      await hers.get(page)
      #expect(hers.status == 200 && hers.page.contains("src=\"\(script)\"") == isThere, "\(page) \(hers.page)")
    }
  }

  @Test("what a rehearsal leaves of two girls rests on one offer, whichever rows come first", arguments: Databases.engines)
  func traces(_ kind: EngineKind) async throws {
    let scene = try await Leavers.open(kind)
    let house = scene.kit.house
    let girls = [try await scene.girl(), try await scene.girl()]
    try await house.database.write { tx in
      for girl in girls {
        let safe = try tx.safe(of: girl, house.vault)
        let guardian = try tx.addPerson(language: .kk, house)
        try ListRehearsal.trace(
          tx, house,
          Rehearsal.Subject(safe: safe, guardian: guardian, phone: try Phone(parsing: "+77000000001"), words: "сөз"))
      }
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_type") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_offer") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_programme") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_list_entry") == 2)
  }
}
