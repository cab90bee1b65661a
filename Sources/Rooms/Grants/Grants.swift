import Exchange
import Intake
import Markup
package import Programme
import Storage
import Words

/// Universities and grants: what they offer, what each girl wants, and the published rule that joins the two.
///
/// It reads `grants_person` and `grants_guardian`, the windows of Applications.
package enum Grants {
  package static let room = Room(
    name: "grants", migrations: GrantsMigrations.all,
    parts: [ProgrammePart.organisations, ProgrammePart.conduct, ProgrammePart.grants, ProgrammePart.merit],
    routes: open + MeritPages.routes + desk + organisations + rounds + offers + officers + university
      + intakeRoutes(EditOffers.self, OfferIntake())
      + ListRoutes.hers + ListRoutes.desk + MatchDesk.routes + RecommendationPage.routes + MatchResults.routes
      + SharePage.routes + RecommendedPages.routes + OutcomePages.routes + LetterCheck.routes + LetterDesk.routes,
    menu: [
      MenuEntry(title: .grantsTitle, link: GrantsDesk.home, roles: ReadGrants.roles),
      MenuEntry(title: .ownUniversity, link: UniversityPages.home, roles: OwnOffers.roles),
      MenuEntry(title: .ownOffers, link: UniversityPages.offers, roles: OwnOffers.roles),
      MenuEntry(title: .recommendedTitle, link: RecommendedPages.home, roles: OwnRecommended.roles),
    ],
    desk: [GrantsDesk.card, MatchDesk.card, MatchDesk.due, LetterDesk.card], shells: [ListShell.shell],
    journals: [ListJournal.keeper],
    letters: [.officerInvitation] + LetterText.ofOffers + LetterText.ofLists + MatchLetters.texts + LetterText.ofLetters,
    acts: acts,
    hears: Shares.hearers,
    signposts: [HomeLink(.doorsTitle, DoorsPage.home), HomeLink(.meritTitle, "/merit")],
    journey: [ListJourney.part], wards: [WardListPage.part, RecommendationPage.wardPart],
    personalData: [
      ListData.personalData, LetterData.personalData, MatchingData.personalData, GrantsData.personalData,
      OpeningData.personalData,
    ],
    holds: [ListData.hold, MatchingData.hold, Shares.hold],
    jobs: [ListNews.job, ListData.job, Pool.job, Answering.job, Shares.job, LetterPress.job],
    works: intakeWorks(OfferIntake()) + [MatchLetters.kind, BestOrders.kind],
    prepare: { tx, house in
      for line in house.data[.organisations].lines { try tx.keepOrganisation(key: line.key, line.said, house.outside) }
    }, rehearsal: GrantsRehearsal.rehearsal)

  private static let open: [Route] = [
    .open(.get, "/grants") { try await DoorsPage.show($0) },
    .open(.get, "/grants/programmes") { try await DoorsPage.list($0) },
    .open(.get, "/grants/programmes/:offer") { try await DoorsPage.programme($0) },
  ]

  private static let desk: [Route] = [
    .may(ReadGrants.self, .get, "/desk/grants/facts") { try await FactPages.list($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/facts/:key/confirmation") { try await FactPages.confirm($0, $1) },
    .may(ReadGrants.self, .get, "/desk/grants") { try await GrantsDesk.show($0, $1) },
    .may(ReadGrants.self, .get, "/desk/grants/types") { try await TypePages.list($0, $1) },
    .may(EditOffers.self, .get, "/desk/grants/types/new") { try await TypePages.new($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/types") { try await TypePages.create($0, $1) },
    .may(EditOffers.self, .get, "/desk/grants/types/:type") { try await TypePages.edit($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/types/:type") { try await TypePages.update($0, $1) },
  ]

  private static let organisations: [Route] = [
    .may(ReadGrants.self, .get, "/desk/grants/organisations") { try await OrganisationPages.list($0, $1) },
    .may(EditOffers.self, .get, "/desk/grants/organisations/new") { try await OrganisationForm.new($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/organisations") { try await OrganisationForm.create($0, $1) },
    .may(ReadGrants.self, .get, "/desk/grants/organisations/:organisation") { try await OrganisationPages.show($0, $1) },
    .may(EditOffers.self, .get, "/desk/grants/organisations/:organisation/edit") { try await OrganisationForm.edit($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/organisations/:organisation") { try await OrganisationForm.update($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/organisations/:organisation/domains/:domains") {
      try await OrganisationPages.decideDomains($0, $1)
    },
    .may(EditOffers.self, .get, "/desk/grants/organisations/:organisation/programmes/new") {
      try await ProgrammeForm.new($0, $1)
    },
    .may(EditOffers.self, .post, "/desk/grants/organisations/:organisation/programmes") {
      try await ProgrammeForm.create($0, $1)
    },
    .may(EditOffers.self, .get, "/desk/grants/programmes/:programme") { try await ProgrammeForm.edit($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/programmes/:programme") { try await ProgrammeForm.update($0, $1) },
  ]

  private static let officers: [Route] = [
    .may(InviteOfficers.self, .get, "/desk/grants/organisations/:organisation/officers/new") {
      try await OfficerPages.new($0, $1)
    },
    .may(InviteOfficers.self, .post, "/desk/grants/organisations/:organisation/officers") {
      try await OfficerPages.create($0, $1)
    },
    .may(InviteOfficers.self, .post, "/desk/grants/organisations/:organisation/officers/:person/invitation") {
      try await OfficerPages.renew($0, $1)
    },
    .may(InviteOfficers.self, .get, "/desk/grants/organisations/:organisation/officers/:person/end") {
      try await OfficerPages.askEnd($0, $1)
    },
    .may(InviteOfficers.self, .post, "/desk/grants/organisations/:organisation/officers/:person/end") {
      try await OfficerPages.end($0, $1)
    },
    .may(InviteOfficers.self, .post, "/desk/grants/organisations/:organisation/officers/:person/kin") {
      try await OfficerPages.answer($0, $1)
    },
  ]

  private static let rounds: [Route] = [
    .may(LeadMatching.self, .get, "/desk/grants/rounds/new") { try await RoundPages.new($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds") { try await RoundPages.create($0, $1) },
    .may(ReadGrants.self, .get, "/desk/grants/rounds/:round") { try await RoundPages.show($0, $1) },
    .may(LeadMatching.self, .get, "/desk/grants/rounds/:round/edit") { try await RoundPages.edit($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round") { try await RoundPages.update($0, $1) },
  ]

  private static let offers: [Route] = [
    .may(ReadGrants.self, .get, "/desk/grants/rounds/:round/offers") { try await OfferPages.list($0, $1) },
    .may(EditOffers.self, .get, "/desk/grants/rounds/:round/offers/new") { try await OfferForm.new($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/rounds/:round/offers") { try await OfferForm.create($0, $1) },
    .may(ReadGrants.self, .get, "/desk/grants/rounds/:round/offers/:offer") { try await OfferPages.show($0, $1) },
    .may(ConfirmOffers.self, .post, "/desk/grants/rounds/:round/offers/:offer/confirmation") {
      try await OfferActs.confirm($0, $1)
    },
    .may(EditOffers.self, .post, "/desk/grants/rounds/:round/offers/:offer/drop") { try await OfferActs.drop($0, $1) },
    .may(EditOffers.self, .post, "/desk/grants/rounds/:round/offers/:offer/seats") { try await OfferActs.ask($0, $1) },
    .may(ConfirmOffers.self, .post, "/desk/grants/rounds/:round/offers/:offer/seats/:change") {
      try await OfferActs.decide($0, $1)
    },
    .may(EditOffers.self, .post, "/desk/grants/rounds/:round/offers/:offer/seats/:change/drop") {
      try await OfferActs.takeBack($0, $1)
    },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round/offers/:offer/withdrawal") {
      try await OfferActs.withdraw($0, $1)
    },
  ]

  private static let university: [Route] = [
    .may(OwnOffers.self, .get, "/university") { try await UniversityPages.show($0, $1) },
    .may(OwnOffers.self, .get, "/university/conduct") { try await UniversityPages.showConduct($0, $1) },
    .may(OwnOffers.self, .post, "/university/conduct") { try await UniversityPages.sign($0, $1) },
    .may(OwnOffers.self, .get, "/university/interests") { try await UniversityPages.showInterests($0, $1) },
    .may(OwnOffers.self, .post, "/university/interests") { try await UniversityPages.declare($0, $1) },
    .may(OwnOffers.self, .post, "/university/interests/:interest/end") { try await UniversityPages.takeBack($0, $1) },
    .may(OwnOffers.self, .get, "/university/offers") { try await UniversityPages.list($0, $1) },
    .may(OwnOffers.self, .get, "/university/offers/new") { try await OfferForm.newOfOfficer($0, $1) },
    .may(OwnOffers.self, .post, "/university/offers") { try await OfferForm.createOfOfficer($0, $1) },
    .may(OwnOffers.self, .get, "/university/offers/:offer") { try await UniversityPages.offer($0, $1) },
    .may(ConfirmOffers.self, .post, "/university/offers/:offer/confirmation") { try await OfferActs.confirm($0, $1) },
    .may(OwnOffers.self, .post, "/university/offers/:offer/drop") { try await OfferActs.drop($0, $1) },
    .may(OwnOffers.self, .post, "/university/offers/:offer/seats") { try await OfferActs.ask($0, $1) },
    .may(ConfirmOffers.self, .post, "/university/offers/:offer/seats/:change") { try await OfferActs.decide($0, $1) },
    .may(OwnOffers.self, .post, "/university/offers/:offer/seats/:change/drop") { try await OfferActs.takeBack($0, $1) },
  ]
}

extension Phrase {
  static let ownUniversity = Phrase(kk: "Менің ұйымым", ru: "Моя организация", en: "My organisation")
  static let ownOffers = Phrase(kk: "Біздің ұсыныстар", ru: "Наши предложения", en: "Our offers")
}
