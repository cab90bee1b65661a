import Home
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// A course of the programme's own: brought as a version, looked at, and opened by two people.
@Suite struct PublishingTests {
  private static let key = "physics-measurement"
  private static let page = "/desk/courses/\(key)"

  /// The shipped course with another title, or with a fault in it.
  private func bring(_ kit: HouseKit, title: String = "Өлшеу мен физика", fault: Bool = false) async throws {
    let house = kit.house
    var files = try await house.database.read { tx in
      try tx.editionFiles(try #require(try tx.editions(.course, key: Self.key).last).id)
    }
    let text = String(decoding: try #require(files["course.yaml"]), as: UTF8.self)
    files["course.yaml"] = Array(text.replacing("Өлшеу арқылы физика", with: title).utf8)
    if fault {
      let lesson = String(decoding: try #require(files["lessons/02-how-sure/ru.md"]), as: UTF8.self)
      files["lessons/02-how-sure/ru.md"] = Array(lesson.replacing("14,1", with: "141").utf8)
    }
    let brought = files
    #expect(try await house.database.write { try $0.addCourse(brought, by: "operator", house) } != nil)
    #expect(try await house.database.write { try $0.addCourse(brought, by: "operator", house) } == nil, "the same once more")
  }

  private func title(_ kit: HouseKit) async -> Bool {
    // Public pages are kept for a few seconds.
    kit.clock.move(seconds: 5)
    var anybody = kit.browser(.kk)
    await anybody.get("/courses")
    return anybody.page.contains("Өлшеу мен физика")
  }

  @Test("one proposes, another opens, and only then everybody reads it", arguments: Databases.engines)
  func publication(_ kind: EngineKind) async throws {
    let kit = try await CoursePagesTests.kit(kind)
    try await bring(kit)
    var (author, desk) = (try await kit.staff(.author, .everything, .en), try await kit.staff(.coordinator, .everything, .en))
    await author.get("/desk/courses")
    #expect(author.page.contains(Self.page) && author.page.contains("not open yet"))
    #expect(await !title(kit))
    await author.get(Self.page)
    await author.submit("\(Self.page)/2/publication")
    #expect(author.location == Self.page)
    await author.get(Self.page)
    #expect(author.page.contains("another person confirms"))
    await author.post("\(Self.page)/2/publication", [("go", "open")])
    #expect(author.status == 403, "nobody opens what she proposed")
    #expect(await !title(kit))
    await desk.get(Self.page)
    await desk.submit("\(Self.page)/2/publication")
    #expect(desk.status == 303)
    #expect(await title(kit))
    await desk.post("\(Self.page)/2/publication", [("go", "open")])
    #expect(desk.status == 409, "twice")
    await desk.get("/desk/courses")
    #expect(desk.page.contains("open to everybody since"))
    #expect(try await kit.count("SELECT count(*) FROM study_proposal") == 0)
  }

  @Test("a proposal is dropped; a version that a newer one follows is not opened", arguments: Databases.engines)
  func moved(_ kind: EngineKind) async throws {
    let kit = try await CoursePagesTests.kit(kind)
    try await bring(kit)
    var (author, desk) = (try await kit.staff(.author, .everything, .en), try await kit.staff(.coordinator, .everything, .en))
    await author.post("\(Self.page)/2/publication", [("go", "propose")])
    await author.post("\(Self.page)/2/publication", [("go", "drop")])
    #expect(author.status == 303)
    await desk.post("\(Self.page)/2/publication", [("go", "open")])
    #expect(desk.status == 409)
    await author.post("\(Self.page)/2/publication", [("go", "propose")])
    try await bring(kit, title: "Тағы бір атау")
    await desk.post("\(Self.page)/2/publication", [("go", "open")])
    #expect(desk.status == 409 && desk.page.contains("another version"))
    #expect(await !title(kit))
    for path in ["\(Self.page)/9/report", "\(Self.page)/x/report", "/desk/courses/none", "\(Self.page)/2/lessons/none"] {
      await desk.get(path)
      #expect(desk.status == 404, "\(path)")
    }
  }

  @Test("a version with a fault is shown with its line and is not opened", arguments: Databases.engines)
  func faulty(_ kind: EngineKind) async throws {
    let kit = try await CoursePagesTests.kit(kind)
    try await bring(kit, fault: true)
    var author = try await kit.staff(.author, .everything, .en)
    await author.post("\(Self.page)/2/publication", [("go", "propose")])
    #expect(author.status == 409 && author.page.contains("complaints"))
    await author.get("\(Self.page)/2/report")
    #expect(author.page.contains("lessons/02-how-sure/ru.md:"))
    await author.get("\(Self.page)/1/report")
    #expect(author.page.contains("No complaint"))
    await author.get("\(Self.page)/2/lessons/02-how-sure")
    #expect(author.status == 200 && author.page.contains("preview") && author.page.contains("<figure>"))
    var trainer = try await kit.staff(.trainer, .everything, .en)
    await trainer.get(Self.page)
    #expect(trainer.status == 403)
  }
}
