import Exchange
import Programme

/// Prints exercises for a group and types in what girls wrote on paper.
enum UsePaper: Act {
  static let roles: Set<Role> = [.coordinator, .trainer]
  static let touchesChildren = true
}

extension Study {
  static let paper: [Route] = [
    .may(UsePaper.self, .get, "/desk/groups/:group/paper") { try await PaperPages.list($0, $1) },
    .may(UsePaper.self, .post, "/desk/groups/:group/paper") { try await PaperPages.make($0, $1) },
    .may(UsePaper.self, .get, "/desk/groups/:group/paper/:sheet") { try await PaperPages.show($0, $1) },
    .may(UsePaper.self, .get, "/desk/groups/:group/paper/:sheet/sheets.pdf") { try await PaperPrint.sheets($0, $1) },
    .may(UsePaper.self, .get, "/desk/groups/:group/paper/:sheet/key.pdf") { try await PaperPrint.key($0, $1) },
    .may(UsePaper.self, .get, "/desk/groups/:group/paper/:sheet/girls/:code") { try await PaperEntryPage.show($0, $1) },
    .may(UsePaper.self, .post, "/desk/groups/:group/paper/:sheet/girls/:code") { try await PaperEntryPage.enter($0, $1) },
  ]
  static let paperActs: [AuditAct] = [.sheetMade, .sheetPrinted, .sheetSeen, .sheetEntered]
}
