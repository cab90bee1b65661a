import Markup
import Programme
import Storage
import Words

/// What waits for one adult in an assignment.
struct Waiting: Sendable {
  /// Girls who handed something in.
  var handed = 0
  /// Of them, those who are in the group no longer.
  var gone = 0
  var toMark = 0
  var seconds = 0
  var looks = 0
  var oldest: Moment?

  /// Whoever is in the group, and whoever handed it in and has left.
  func all(of group: Group) -> Int { group.size + gone }

  var all: Int { toMark + seconds + looks }
}

/// Conditions over `study_hand_in`.
enum WaitingWork {
  /// The last version that she handed in.
  static let last: SQL = """
    study_hand_in.handed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM study_hand_in AS later
      WHERE later.assignment_id = study_hand_in.assignment_id AND later.learner = study_hand_in.learner
        AND later.number > study_hand_in.number AND later.handed_at IS NOT NULL)
    """
  static let unmarked: SQL = "NOT EXISTS (SELECT 1 FROM study_mark WHERE study_mark.hand_in_id = study_hand_in.id)"

  static func second(_ adult: ID<Person>) -> SQL {
    """
    wants_second AND EXISTS (SELECT 1 FROM study_mark WHERE study_mark.hand_in_id = study_hand_in.id)
      AND NOT EXISTS (SELECT 1 FROM study_mark WHERE study_mark.hand_in_id = study_hand_in.id
        AND (study_mark.hand = \(adult) OR study_mark.way = 'second'))
    """
  }

  /// A wish for another look at what somebody else said.
  static func look(_ adult: ID<Person>) -> SQL {
    """
    EXISTS (SELECT 1 FROM study_look JOIN study_mark ON study_mark.id = study_look.mark_id
      WHERE study_look.assignment_id = study_hand_in.assignment_id AND study_look.learner = study_hand_in.learner
        AND study_look.answered_by IS NULL AND study_mark.hand <> \(adult))
    """
  }

  static func groups(of adult: ID<Person>) -> SQL {
    """
    SELECT study_adult.group_id FROM study_adult JOIN study_group ON study_group.id = study_adult.group_id
    WHERE study_adult.person_id = \(adult) AND study_adult.until IS NULL AND study_group.state <> \(Group.State.closed)
    """
  }
}

extension Transaction {
  /// By assignment, of these groups; one that nobody handed in is not there.
  func waiting(for adult: ID<Person>, in groups: SQL) throws -> [ID<Assignment>: Waiting] {
    let found = try rows(
      """
      SELECT study_hand_in.assignment_id, count(*) AS handed,
        sum(CASE WHEN NOT EXISTS (SELECT 1 FROM study_member WHERE study_member.group_id = study_assignment.group_id
          AND study_member.learner = study_hand_in.learner AND study_member.until IS NULL) THEN 1 ELSE 0 END) AS gone,
        sum(CASE WHEN \(WaitingWork.unmarked) THEN 1 ELSE 0 END) AS to_mark,
        sum(CASE WHEN \(WaitingWork.second(adult)) THEN 1 ELSE 0 END) AS seconds,
        sum(CASE WHEN \(WaitingWork.look(adult)) THEN 1 ELSE 0 END) AS looks,
        min(CASE WHEN \(WaitingWork.unmarked) THEN study_hand_in.handed_at END) AS oldest
      FROM study_hand_in JOIN study_assignment ON study_assignment.id = study_hand_in.assignment_id
      WHERE study_assignment.group_id IN (\(groups)) AND \(WaitingWork.last)
      GROUP BY study_hand_in.assignment_id ORDER BY study_hand_in.assignment_id LIMIT 5000
      """
    ) { row in
      (
        try row["assignment_id"] as ID<Assignment>,
        Waiting(
          handed: try row["handed"], gone: try row["gone"], toMark: try row["to_mark"], seconds: try row["seconds"],
          looks: try row["looks"],
          oldest: try row["oldest"])
      )
    }
    return Dictionary(found) { first, _ in first }
  }

  /// In all groups of an adult that meet these conditions.
  fileprivate func count(_ condition: SQL, of adult: ID<Person>) throws -> DeskWait {
    try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(study_hand_in.handed_at) AS oldest FROM study_hand_in
        JOIN study_assignment ON study_assignment.id = study_hand_in.assignment_id
        WHERE study_assignment.group_id IN (\(WaitingWork.groups(of: adult))) AND \(WaitingWork.last) AND \(condition)
        """))
  }
}

/// What waits on the desk of an adult of a group.
enum MarkingCards {
  static let all = [
    card(MarkingCards.unmarked, days: 7, .whyMarking) { .worksToMark($0) },
    card(WaitingWork.second, days: 14, .whySecondMark) { .secondMarksWanted($0) },
    card(WaitingWork.look, days: 7, .whyAnotherLook) { .looksAsked($0) },
  ]

  private static func unmarked(_ adult: ID<Person>) -> SQL { WaitingWork.unmarked }

  private static func card(
    _ condition: @escaping @Sendable (ID<Person>) -> SQL, days: Int, _ why: Phrase,
    _ title: @escaping @Sendable (Int) -> Phrase
  ) -> DeskCard {
    DeskCard(
      roles: MarkHandedWork.roles, link: "/desk/marking",
      count: .ofReader { tx, _, _, person, _ in try tx.count(condition(person), of: person) },
      promise: DeskPromise(days: days, why), touchesChildren: true, title: title)
  }
}

extension Phrase {
  static let whyMarking = Phrase(
    kk: "Пікір кешіксе, қыз қатесін келесі тапсырмада қайталайды.",
    ru: "Без отзыва она повторит ту же ошибку в следующем задании.",
    en: "Without feedback she repeats the mistake in the next assignment.")
  static let whySecondMark = Phrase(
    kk: "Екі тренердің бағасы қаншалықты сәйкес келетіні содан көрінеді.",
    ru: "Так видно, насколько сходятся оценки двух тренеров.", en: "It shows how far two trainers agree.")
  static let whyAnotherLook = Phrase(
    kk: "Қыз бағасын басқа адамның қарағанын күтіп отыр.", ru: "Она ждёт, что на её работу посмотрит другой человек.",
    en: "She waits for somebody else to look at her work.")
  static func worksToMark(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) жұмысты тексеру керек", ru: "Проверить: \(counted(count, one: "работа", few: "работы", many: "работ"))",
      en: "\(counted(count, one: "work", other: "works")) to mark")
  }
  static func secondMarksWanted(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) жұмысқа екінші баға керек",
      ru: "Нужна вторая оценка: \(counted(count, one: "работа", few: "работы", many: "работ"))",
      en: "\(counted(count, one: "work needs", other: "works need")) a second mark")
  }
  static func looksAsked(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) қыз жұмысын қайта қарауды сұрайды",
      ru: "Просят посмотреть ещё раз: \(counted(count, one: "работа", few: "работы", many: "работ"))",
      en: "\(counted(count, one: "girl asks", other: "girls ask")) for another look")
  }
}
