import Exchange
import Front
import HouseKit
import Programme
import Storage
import Synchronization
import TestKit
import Testing
import WholeHouse

/// Permission before the body: whoever may not do an act sends its body to nobody.
@Suite struct AdmissionTests {
  private static let multipart = ["content-type": "multipart/form-data; boundary=x", "sec-fetch-site": "same-origin"]

  private func ask(_ kit: HouseKit, _ path: String, cookies: String? = nil) async -> (status: Int, asked: [Int]) {
    let asked = Mutex<[Int]>([])
    var headers = Self.multipart
    headers["cookie"] = cookies
    let reply = await kit.dispatch.reply(to: Request(.post, path, headers: headers)) { most in
      asked.withLock { $0.append(most) }
      return []
    }
    return (reply.status, asked.withLock { $0 })
  }

  @Test func aBodyIsReadFromThoseAloneWhoMayDoTheAct() async throws {
    let kit = try await HouseKit.house(.sqlite)
    for route in kit.house.rooms.flatMap(\.routes) where route.method == .post && route.roles != nil {
      let path = route.pattern.filled { _ in "00000000-0000-7000-8000-000000000000" }
      let (status, asked) = await ask(kit, path)
      #expect(asked.isEmpty && status == 303, "\(path)")
    }
    let assistant = try await kit.staff(.assistant)
    let cookies = assistant.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    #expect(await ask(kit, "/administration/people", cookies: cookies).asked.isEmpty)
    let coordinator = try await kit.staff(.coordinator)
    let others = coordinator.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    #expect(await ask(kit, "/desk/imports", cookies: others).asked == [21 << 20])
    // Whose session has ended in this browser: as much as a text, which she is shown again.
    let was = "keruen-was-staff=\(try #require(coordinator.cookies["keruen-was-staff"]))"
    #expect(await ask(kit, "/desk/imports", cookies: was).asked == [128 << 10])
    #expect(await ask(kit, "/status/paper", cookies: was).asked.isEmpty)
  }

  @Test func aPathThatIsNotThereReadsNoBody() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let (status, asked) = await ask(kit, "/no/such/page")
    #expect(status == 404 && asked.isEmpty)
    #expect(await ask(kit, "/apply").asked == [64 << 10])
  }

  @Test func aTextFormIsNeverAsLongAsAFile() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let coordinator = try await kit.staff(.coordinator)
    let asked = Mutex<[Int]>([])
    let headers = [
      "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin",
      "cookie": coordinator.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "),
    ]
    _ = await kit.dispatch.reply(to: Request(.post, "/desk/imports", headers: headers)) { most in
      asked.withLock { $0.append(most) }
      return []
    }
    #expect(asked.withLock { $0 } == [1 << 20])
  }
}
