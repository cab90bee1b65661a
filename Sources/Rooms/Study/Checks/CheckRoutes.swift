import Exchange
import Programme

extension Study {
  static let checks: [Route] = [
    .may(OwnStudy.self, .get, "/study/checks/:check") { try await CheckPage.show($0, $1) },
    .may(OwnStudy.self, .post, "/study/checks/:check") { try await CheckPage.keep($0, $1) },
    .may(OwnStudy.self, .post, "/study/checks/:check/openings") { try await CheckPage.open($0, $1) },
    .may(GiveChecks.self, .get, "/desk/groups/:group/checks") { try await GroupChecks.show($0, $1) },
    .may(GiveChecks.self, .post, "/desk/groups/:group/checks") { try await GroupChecks.give($0, $1) },
    .may(GiveChecks.self, .get, "/desk/checks/:check") { try await CheckDesk.show($0, $1) },
    .may(GiveChecks.self, .post, "/desk/checks/:check/room") { try await CheckDesk.confirm($0, $1) },
    .may(GiveChecks.self, .post, "/desk/checks/:check/withdrawal") { try await CheckDesk.withdraw($0, $1) },
    .may(GiveChecks.self, .get, "/desk/checks/:check/sheet") { try await CheckPaper.print($0, $1) },
    .may(GiveChecks.self, .get, "/desk/checks/:check/girls/:learner") { try await CheckPaper.show($0, $1) },
    .may(GiveChecks.self, .post, "/desk/checks/:check/girls/:learner") { try await CheckPaper.enter($0, $1) },
    .may(RunCohort.self, .get, "/desk/cohorts/:cohort/checks") { try await CohortChecks.show($0, $1) },
    .may(RunCohort.self, .post, "/desk/cohorts/:cohort/checks") { try await CohortChecks.give($0, $1) },
    .may(SeeCohort.self, .get, "/desk/cohorts/:cohort/gain") { try await GainPages.show($0, $1) },
    .may(RunCohort.self, .post, "/desk/cohorts/:cohort/gain") { try await GainPages.run($0, $1) },
    .may(SeeCohort.self, .get, "/desk/cohorts/:cohort/gain/:file") { try await GainPages.file($0, $1) },
  ]
}
