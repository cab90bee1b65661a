import Exchange
import Programme

/// What the room serves of lists.
enum ListRoutes {
  static let hers: [Route] = [
    .may(OwnList.self, .get, "/list") { try await ListPage.show($0, $1) },
    .may(OwnList.self, .post, "/list") { try await ListPage.update($0, $1) },
    .may(OwnList.self, .get, "/list/find") { try await FindPage.show($0, $1) },
    .may(OwnList.self, .post, "/list/subjects") { try await FindPage.declare($0, $1) },
    .may(OwnList.self, .get, "/list/practice") { try await PracticePage.show($0, $1) },
    .may(OwnList.self, .get, "/list/points") { try await PointsPage.show($0, $1) },
    .may(OwnList.self, .get, "/list/check") { try await CheckPage.show($0, $1) },
    .may(OwnList.self, .post, "/list/keeping") { try await CheckPage.keep($0, $1) },
    .may(OwnList.self, .post, "/list/leaving") { try await LeavingPage.update($0, $1) },
    .may(WardList.self, .get, "/consent/list") { try await WardListPage.show($0, $1) },
  ]

  static let desk: [Route] = [
    .may(ReadGrants.self, .get, "/desk/grants/rounds/:round/lists") { try await ListDesk.show($0, $1) },
    .may(EnterLists.self, .get, "/desk/grants/rounds/:round/lists/entry") { try await ListDesk.entry($0, $1) },
    .may(EnterLists.self, .post, "/desk/grants/rounds/:round/lists/code") { try await ListDesk.sendCode($0, $1) },
    .may(EnterLists.self, .post, "/desk/grants/rounds/:round/lists") { try await ListDesk.create($0, $1) },
  ]
}
