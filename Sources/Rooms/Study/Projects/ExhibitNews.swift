import Markup
import Programme
import Storage
import Words

/// What became of an exhibit by another's hand: told to the girls whose poster it is, and to the two who brought it to the page.
enum ExhibitNews: String {
  /// An adult of the group hid the poster from the cohort.
  case hidden
  /// The programme took it off the page.
  case down
  /// A girl had taken it off, all wanted it back, and it is on its way again.
  case proposedAgain

  fileprivate var says: Phrase {
    switch self {
    case .hidden:
      Phrase(
        kk: "плакат лектен жасырылды, сондықтан көрмеден де алынды", ru: "плакат скрыли от потока, поэтому он снят и с выставки",
        en: "the poster was hidden from the cohort, so it is off the exhibition too")
    case .down:
      Phrase(
        kk: "бағдарлама плакатты көрмеден алды", ru: "программа сняла плакат с выставки",
        en: "the programme took the poster off the exhibition")
    case .proposedAgain:
      Phrase(
        kk: "плакат көрмеге қайта ұсынылды", ru: "плакат снова предложили для выставки",
        en: "the poster is proposed for the exhibition again")
    }
  }
}

extension Transaction {
  /// Each girl whose yes the exhibit needs: by letter, once for each exhibit and what became of it.
  func tellTeam(_ news: ExhibitNews, of exhibit: ID<Exhibit>, _ team: ID<Team>, _ house: House) throws {
    let learners = try askedForExhibit(of: team, house).sorted()
    guard !learners.isEmpty, let project: ID<Project> = try value("SELECT project_id FROM study_team WHERE id = \(team)") else {
      return
    }
    let girls: [ID<Person>] = try rows(
      """
      SELECT study_learner.person_id FROM study_learner JOIN person_key ON person_key.person_id = study_learner.person_id
      WHERE study_learner.number IN (\(list: learners)) ORDER BY study_learner.number LIMIT 100
      """
    ) { try $0[0] }
    for girl in girls { try tell(girl, news, of: exhibit, at: HerProject.link(project).text, house) }
  }

  /// Whoever proposed it and whoever published it, but for the one whose act it is.
  func tellHands(_ news: ExhibitNews, of exhibit: ID<Exhibit>, not actor: ID<Person>, _ house: House) throws {
    let hands: [ID<Person>] = try rows(
      """
      SELECT DISTINCT person_key.person_id FROM person_key
      JOIN study_exhibit ON study_exhibit.proposed_by = person_key.person_id OR study_exhibit.published_by = person_key.person_id
      WHERE study_exhibit.id = \(exhibit) ORDER BY person_key.person_id LIMIT 2
      """
    ) { try $0[0] }
    guard let team: ID<Team> = try value("SELECT team_id FROM study_exhibit WHERE id = \(exhibit)") else { return }
    for hand in hands where hand != actor { try tell(hand, news, of: exhibit, at: ExhibitionDesk.link(team).text, house) }
  }

  private func tell(_ person: ID<Person>, _ news: ExhibitNews, of exhibit: ID<Exhibit>, at page: String, _ house: House) throws {
    try tell(
      try safe(of: person, house.vault), .exhibitNews, [.what(news.says), .page(page, house)], purpose: .exhibition,
      once: "\(news.rawValue):\(exhibit):\(person)", house)
  }
}

extension LetterText {
  static let exhibitNews = LetterText("exhibit-news", .exhibitionTitle, needs: [.what, .page])
}
