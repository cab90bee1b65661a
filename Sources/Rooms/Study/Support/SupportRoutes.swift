import Exchange
import Programme

extension Study {
  static let support: [Route] = [
    .may(OwnStudy.self, .get, "/study/help") { try await HerHelp.show($0, $1) },
    .may(OwnStudy.self, .post, "/study/help") { try await HerHelp.create($0, $1) },
    .may(AnswerHelp.self, .get, "/desk/help") { try await HelpDesk.show($0, $1) },
    .may(AnswerHelp.self, .post, "/desk/help/:help") { try await HelpDesk.answer($0, $1) },
    .may(GiveSupport.self, .get, "/desk/cohorts/:cohort/support") { try await SupportPages.showCohort($0, $1) },
    .may(GiveSupport.self, .post, "/desk/cohorts/:cohort/support") { try await SupportPages.noteCohort($0, $1) },
    .may(SeeCohort.self, .get, "/desk/cohorts/:cohort/support/record") { try await SupportRecordPage.show($0, $1) },
    .may(RunCohort.self, .post, "/desk/cohorts/:cohort/support/rules") { try await SupportRecordPage.update($0, $1) },
    .may(GiveSupport.self, .get, "/desk/groups/:group/support") { try await SupportPages.showGroup($0, $1) },
    .may(GiveSupport.self, .post, "/desk/groups/:group/support") { try await SupportPages.noteGroup($0, $1) },
  ]

  static let supportCards = [HelpDesk.card, HelpDesk.cardOfOfficers, SupportPages.card]

  static let supportActs: [AuditAct] = [.helpAnswered, .helpAsked, .helpSeen, .supportNoted, .supportSeen, .supportSwitched]
}
