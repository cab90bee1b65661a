import Exchange
import Markup
import Programme

extension Study {
  static let projects: [Route] = [
    .may(OwnStudy.self, .get, "/study/projects/:project") { try await HerProject.show($0, $1) },
    .may(
      OwnStudy.self, .post, "/study/projects/:project/diary", bodyLimit: HandInPhotos.longestBody,
      tooLarge: { visit, _ in try HerProject.tooLarge(visit) }
    ) { try await HerProject.write($0, $1) },
    .may(OwnStudy.self, .get, "/study/projects/:project/photos/:file") { try await ProjectPhotos.hers($0, $1) },
    .may(OwnStudy.self, .get, "/study/projects/:project/poster") { try await HerPoster.show($0, $1) },
    .may(
      OwnStudy.self, .post, "/study/projects/:project/poster", bodyLimit: HandInPhotos.longestBody,
      tooLarge: { visit, _ in try HerPoster.tooLarge(visit) }
    ) { try await HerPoster.write($0, $1) },
    .may(OwnStudy.self, .post, "/study/projects/:project/exhibit") { try await ExhibitionPages.withdraw($0, $1) },
    .may(OwnStudy.self, .get, "/study/reports/:kind/:thing") { try await HerReport.ask($0, $1) },
    .may(OwnStudy.self, .post, "/study/reports/:kind/:thing") { try await HerReport.create($0, $1) },
    .may(OwnStudy.self, .get, "/study/posters") { try await Posters.list($0, $1) },
    .may(OwnStudy.self, .get, "/study/posters/:team") { try await Posters.show($0, $1) },
    .may(OwnStudy.self, .post, "/study/posters/:team/comments") { try await Posters.comment($0, $1) },
    .may(OwnStudy.self, .get, "/study/posters/:team/photos/:file") { try await ProjectPhotos.ofPoster($0, $1) },
    .may(MarkProject.self, .get, "/desk/projects") { try await ProjectList.show($0, $1) },
    .may(SeeProject.self, .get, "/desk/groups/:group/projects") { try await GroupProjects.show($0, $1) },
    .may(GiveProject.self, .post, "/desk/groups/:group/projects") { try await GroupProjects.create($0, $1) },
    .may(SeeProject.self, .get, "/desk/projects/:project") { try await ProjectPages.show($0, $1) },
    .may(GiveProject.self, .post, "/desk/projects/:project/milestones") { try await ProjectPages.move($0, $1) },
    .may(GiveProject.self, .get, "/desk/projects/:project/teams") { try await TeamPages.show($0, $1) },
    .ask(GiveProject.self, "/desk/projects/:project/teams/preview") { try await TeamPages.preview($0, $1) },
    .may(GiveProject.self, .post, "/desk/projects/:project/teams") { try await TeamPages.update($0, $1) },
    .may(SeeProject.self, .get, "/desk/teams/:team") { try await TeamMarking.show($0, $1) },
    .may(MarkProject.self, .post, "/desk/teams/:team/marks") { try await TeamMarking.mark($0, $1) },
    .may(MarkProject.self, .post, "/desk/teams/:team/poster") { try await TeamMarking.decide($0, $1) },
    .may(SeeProject.self, .get, "/desk/teams/:team/photos/:file") { try await ProjectPhotos.desk($0, $1) },
    .may(RunExhibition.self, .get, "/desk/exhibition") { try await ExhibitionDesk.list($0, $1) },
    .may(RunExhibition.self, .get, "/desk/exhibition/:team") { try await ExhibitionDesk.show($0, $1) },
    .may(RunExhibition.self, .post, "/desk/exhibition/:team") { try await ExhibitionDesk.update($0, $1) },
    .may(RunExhibition.self, .get, "/desk/exhibition/:team/photos/:file") { try await ExhibitionDesk.photo($0, $1) },
    .open(.get, "/exhibition") { try await ExhibitionPages.list($0) },
    .open(.get, "/exhibition/:exhibit") { try await ExhibitionPages.show($0) },
    .open(.get, "/exhibition/:exhibit/photo") { try await ExhibitionPages.photo($0) },
  ]

  static let projectMenus = [
    MenuEntry(title: .projectsTitle, link: "/desk/projects", roles: MarkProject.roles),
    MenuEntry(title: .exhibitionTitle, link: ExhibitionDesk.link, roles: RunExhibition.roles),
  ]
}
