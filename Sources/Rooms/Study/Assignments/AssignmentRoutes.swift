import Exchange
import Markup
import Programme

extension Study {
  static let assignments: [Route] = [
    .may(OwnStudy.self, .get, "/study/assignments/:assignment") { try await HerAssignments.show($0, $1) },
    .may(
      OwnStudy.self, .post, "/study/assignments/:assignment", bodyLimit: HandInPhotos.longestBody,
      tooLarge: { visit, _ in try HerAssignments.tooLarge(visit) }
    ) { try await HerAssignments.update($0, $1) },
    .may(OwnStudy.self, .get, "/study/assignments/:assignment/photos/:file") { try await HandInPhotos.hers($0, $1) },
    .may(OwnStudy.self, .get, "/study/marks") { try await HerMarks.list($0, $1) },
    .may(OwnStudy.self, .get, "/study/marks/:mark") { try await HerMarks.show($0, $1) },
    .may(OwnStudy.self, .post, "/study/marks/:mark/looks") { try await HerMarks.ask($0, $1) },
    .may(GiveAssignment.self, .get, "/desk/groups/:group/assignments") { try await GivenAssignments.show($0, $1) },
    .may(GiveAssignment.self, .post, "/desk/groups/:group/assignments") { try await GivenAssignments.create($0, $1) },
    .may(GiveAssignment.self, .post, "/desk/assignments/:assignment") { try await GivenAssignments.update($0, $1) },
    .may(MarkHandedWork.self, .get, "/desk/marking") { try await MarkingList.all($0, $1) },
    .may(SeeHandedWork.self, .get, "/desk/assignments/:assignment/marking") { try await MarkingList.show($0, $1) },
    .may(SeeHandedWork.self, .get, "/desk/assignments/:assignment/marking/:work") { try await MarkingPage.show($0, $1) },
    .may(MarkHandedWork.self, .post, "/desk/assignments/:assignment/marking/:work") { try await MarkingPage.update($0, $1) },
    .may(SeeHandedWork.self, .get, "/desk/assignments/:assignment/marking/:work/photos/:file") {
      try await HandInPhotos.desk($0, $1)
    },
    .may(SeeHandedWork.self, .get, "/desk/groups/:group/gradebook") { try await GradebookPages.show($0, $1) },
    .may(SeeHandedWork.self, .get, "/desk/groups/:group/gradebook.xlsx") { try await GradebookPages.file($0, $1) },
  ]

  static let markingMenu = MenuEntry(title: .markingTitle, link: "/desk/marking", roles: MarkHandedWork.roles)
}
