import Exchange
import Programme

extension Study {
  static let board: [Route] = [
    .may(OwnStudy.self, .get, "/study/group") { try await HerBoard.show($0, $1) },
    .may(OwnStudy.self, .post, "/study/group/posts") { try await HerBoard.create($0, $1) },
    .may(OwnStudy.self, .post, "/study/group/posts/:post/withdrawal") { try await HerBoard.takeBack($0, $1) },
    .may(OwnStudy.self, .get, "/study/group/posts/:post/report") { try await HerBoard.askReport($0, $1) },
    .may(OwnStudy.self, .post, "/study/group/posts/:post/report") { try await HerBoard.report($0, $1) },
    .may(ReadBoard.self, .get, "/desk/groups/:group/posts") { try await BoardPages.show($0, $1) },
    .may(WriteOnBoard.self, .post, "/desk/groups/:group/posts") { try await BoardPages.create($0, $1) },
    .may(WriteOnBoard.self, .post, "/desk/posts/:post/withdrawal") { try await BoardPages.takeBack($0, $1) },
    .may(ReadBoard.self, .get, "/desk/posts/:post/report") { try await BoardPages.askReport($0, $1) },
    .may(ReadBoard.self, .post, "/desk/posts/:post/report") { try await BoardPages.report($0, $1) },
    .may(ReadBoard.self, .get, "/desk/held-posts") { try await HeldPosts.show($0, $1) },
    .may(WriteOnBoard.self, .post, "/desk/held-posts/:post") { try await HeldPosts.update($0, $1) },
    .may(ReadReports.self, .get, "/desk/reported-posts") { try await ReportPages.show($0, $1) },
    .may(ReadReports.self, .post, "/desk/reported-posts/:report") { try await ReportPages.update($0, $1) },
  ]

  static let boardCards = [HeldPosts.card, HeldPosts.cardOfDesk, ReportPages.card]

  static let boardActs: [AuditAct] = [
    .boardSeen, .postFreed, .postKept, .postReported, .postTakenBack, .postWritten, .reportClosed, .reportSeen,
  ]
}
