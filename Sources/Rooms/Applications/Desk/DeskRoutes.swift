import Exchange
import Markup
import Programme
import Storage
import Words

/// The coordinator's desk: its routes and its entry in the menu.
enum Desk {
  static func routes(_ form: Form) -> [Route] {
    [
      .may(VisitDesk.self, .get, "/desk") { try await DeskHome.show($0, $1) },
      .may(ReadApplications.self, .get, "/desk/applications") { try await DeskList.show($0, $1, form) },
      .may(ReadApplications.self, .get, "/desk/applications/:code") { try await DeskFilePage.show($0, $1, form) },
      .may(ReadApplications.self, .get, "/desk/applications/:code/files/:file") { try await DeskFilePage.file($0, $1) },
      .may(WorkOnApplications.self, .post, "/desk/applications/:code/notes") { try await Note.create($0, $1) },
      .may(WorkOnApplications.self, .get, "/desk/applications/:code/corrections") { try await Correction.show($0, $1, form) },
      .may(WorkOnApplications.self, .post, "/desk/applications/:code/corrections") { try await Correction.create($0, $1, form) },
    ]
      + Decision.allCases.flatMap { decision -> [Route] in
        let path = "/desk/applications/:code/\(decision.rawValue)"
        return [
          .may(DecideApplications.self, .get, path) { try await Decide.show($0, $1, decision, form) },
          .may(DecideApplications.self, .post, path) { try await Decide.create($0, $1, decision, form) },
        ]
      }
  }

  static let menu = [
    MenuEntry(title: .desk, link: "/desk", roles: VisitDesk.roles),
    MenuEntry(title: .applications, link: "/desk/applications", roles: ReadApplications.roles),
  ]
}
