import Exchange
import Intake
import Markup
package import Programme
import Storage
import Words

/// What keeps the house running: signing in, people and roles, cycles and dates, schools, messages, operation.
package enum Administration {
  package static let room = Room(
    name: "administration", migrations: AdministrationMigrations.all,
    routes: door + people + cycles + programme + messages + schools + operation,
    menu: [
      MenuEntry(title: .administration, link: "/administration", roles: [.administrator]),
      MenuEntry(title: .programmeFolder, link: "/administration/programme", roles: [.coordinator]),
      MenuEntry(title: .schools, link: "/administration/schools", roles: [.coordinator]),
    ],
    desk: [PendingRoles.card, FactorReset.card] + AllMessages.desk, letters: [.invitation], acts: acts, jobs: Post.jobs + [sweep],
    works: intakeWorks(SchoolIntake()),
    prepare: { tx, house in
      for school in house.data[.schools].lines {
        try tx.keepSchool(
          place: school.place, nameKazakh: school.kazakh, nameRussian: school.russian, bin: school.bin, house.outside)
      }
    }, rehearsal: rehearsal)

  /// How staff come in.
  private static let door: [Route] = [
    .open(.get, "/sign-in") { SignIn.show($0) },
    .open(.post, "/sign-in") { try await SignIn.create($0) },
    .open(.get, "/sign-in/code") { SignInCode.show($0) },
    .open(.post, "/sign-in/code") { try await SignInCode.create($0) },
    .open(.get, "/welcome/:token") { try await Welcome.show($0) },
    .open(.post, "/welcome/:token") { try await Welcome.create($0) },
    .open(.get, "/welcome/:token/second-factor") { try await Welcome.showFactor($0) },
    .open(.post, "/welcome/:token/second-factor") { try await Welcome.createFactor($0) },
  ]

  private static let people: [Route] = [
    .may(SeeAdministration.self, .get, "/administration") { Front.show($0, $1) },
    .may(ManagePeople.self, .get, "/administration/people") { try await People.show($0, $1) },
    .may(ManagePeople.self, .get, "/administration/people/new") { try await Invitation.show($0, $1) },
    .may(ManagePeople.self, .post, "/administration/people") { try await Invitation.create($0, $1) },
    .may(ManagePeople.self, .get, "/administration/people/:person") { try await Colleague.show($0, $1) },
    .may(ManagePeople.self, .post, "/administration/people/:person/invitation") { try await Invitation.renew($0, $1) },
    .may(ManagePeople.self, .post, "/administration/people/:person/roles") { try await Roles.create($0, $1) },
    .may(ManagePeople.self, .post, "/administration/people/:person/roles/:membership/end") { try await Roles.end($0, $1) },
    .may(ManagePeople.self, .post, "/administration/people/:person/factor-reset") { try await FactorReset.create($0, $1) },
    .may(ManagePeople.self, .post, "/administration/people/:person/factor-reset/confirmation") {
      try await FactorReset.confirm($0, $1)
    },
    .may(ManagePeople.self, .post, "/administration/people/:person/factor-reset/drop") { try await FactorReset.drop($0, $1) },
    .may(ConfirmRoles.self, .get, "/administration/roles") { try await PendingRoles.show($0, $1) },
    .may(ConfirmRoles.self, .post, "/administration/roles/:membership/confirmation") { try await PendingRoles.confirm($0, $1) },
    .may(ConfirmRoles.self, .post, "/administration/roles/:membership/drop") { try await PendingRoles.drop($0, $1) },
    .may(ConfirmRoles.self, .post, "/administration/endings/:ending/confirmation") { try await RoleEnding.confirm($0, $1) },
    .may(ConfirmRoles.self, .post, "/administration/endings/:ending/drop") { try await RoleEnding.drop($0, $1) },
  ]

  private static let cycles: [Route] = [
    .may(SetCycles.self, .get, "/administration/cycles") { try await Cycles.show($0, $1) },
    .may(SetCycles.self, .get, "/administration/cycles/new") { try await NewCycle.show($0, $1) },
    .may(SetCycles.self, .post, "/administration/cycles") { try await NewCycle.create($0, $1) },
    .may(SetCycles.self, .get, "/administration/cycles/:cycle/:stage") { try await StageDates.show($0, $1) },
    .may(SetCycles.self, .post, "/administration/cycles/:cycle/:stage") { try await StageDates.update($0, $1) },
  ]

  private static let programme: [Route] = [
    .may(ReadProgramme.self, .get, "/administration/programme") { try await Editions.show($0, $1) },
    .may(ReadProgramme.self, .get, "/administration/programme/letters") { Letters.show($0, $1) },
    .may(ReadProgramme.self, .get, "/administration/programme/:edition") { try await Editions.difference($0, $1) },
  ]

  private static let messages: [Route] = [
    .may(ReadMessages.self, .get, "/administration/messages") { try await Messages.show($0, $1) },
    .may(DecideMessages.self, .post, "/administration/messages/again") { try await MessageDecision.again($0, $1) },
    .may(DecideMessages.self, .post, "/administration/messages/arrived") { try await MessageDecision.arrived($0, $1) },
    .may(DecideMessages.self, .post, "/administration/messages/all") { try await AllMessages.create($0, $1) },
    .may(DecideMessages.self, .post, "/administration/messages/wake") { try await ChannelRest.end($0, $1) },
    .open(.get, "/demo/messages") { try await Messages.demo($0) },
  ]

  private static let schools: [Route] =
    [
      .may(KeepSchools.self, .get, "/administration/schools") { try await Schools.show($0, $1) }
    ] + intakeRoutes(KeepSchools.self, SchoolIntake())

  private static let operation: [Route] = [
    .may(ReadOperation.self, .get, "/administration/operation") { try await Operation.show($0, $1) },
    .open(.get, "/health") { try await Health.show($0) },
    .open(.get, "/health/ready") { try await Health.ready($0) },
    .open(.get, "/metrics") { try await Health.metrics($0) },
  ]

  /// Sessions, codes and counters past their end are forgotten.
  private static let sweep = Job(name: "sweep", .expiredIsSwept, every: .seconds(600)) { house in
    try await house.database.write { try $0.sweep(at: house.outside.now()) }
  }
}

extension Phrase {
  static let expiredIsSwept = Phrase(
    kk: "Мерзімі өткен сеанстар мен кодтарды өшіру", ru: "Удаление истёкших сеансов и кодов",
    en: "Removing expired sessions and codes")
}
