import Programme
import Storage
import Words

/// What early help keeps of a girl: she can have it all, and it goes with her.
enum SupportData {
  static let personalData = PersonalData(
    title: .supportTitle,
    tables: [
      "study_help_line": .helpLinesKept, "study_help": .helpKept, "study_support": .supportKept,
      "study_support_line": .supportLinesKept,
    ],
    export: { tx, house, person, t in
      guard let learner: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      let safe = try tx.safe(of: person, house.vault)
      let asked = try tx.rows(
        "SELECT about, sealed, at FROM study_help WHERE learner = \(learner) ORDER BY at, id LIMIT 10000"
      ) { row -> (String, String) in
        let (about, sealed, at): (Help.About, [UInt8]?, Moment) = (try row["about"], try row["sealed"], try row["at"])
        let words = try sealed.map { try safe.open($0, "study_help.sealed") } ?? ""
        return (t.dateTime(at), [t(about.name), words].filter { !$0.isEmpty }.joined(separator: " · "))
      }
      let answers = try tx.rows(
        """
        SELECT study_help_line.at, study_help_line.sealed FROM study_help_line JOIN study_help ON study_help.id = help_id
        WHERE learner = \(learner) ORDER BY study_help_line.at, study_help_line.id LIMIT 10000
        """
      ) { row -> (String, String) in
        let (at, sealed): (Moment, [UInt8]?) = (try row["at"], try row["sealed"])
        return (t.dateTime(at), try sealed.map { try safe.open($0, "study_help_line.sealed") } ?? t(.helpSeenOn(at)))
      }
      let named = try tx.rows(
        "SELECT rule, since, last FROM study_support WHERE learner = \(learner) ORDER BY since, rule LIMIT 10000"
      ) { row -> (String, String) in
        let (rule, since, last): (String, Day, Day) = (try row["rule"], try row["since"], try row["last"])
        return (SupportReason(rawValue: rule).map { t($0.title) } ?? rule, t.dates(since, last))
      }
      let done = try tx.rows(
        "SELECT kind, sealed, at FROM study_support_line WHERE learner = \(learner) ORDER BY at, id LIMIT 10000"
      ) { row -> (String, String) in
        let (kind, at): (SupportLine.Kind, Moment) = (try row["kind"], try row["at"])
        return ("\(t.dateTime(at)), \(t(kind.name))", try safe.open(try row["sealed"], "study_support_line.sealed"))
      }
      return [
        PersonalData.Section(.helpKept, asked), PersonalData.Section(.helpLinesKept, answers),
        PersonalData.Section(.supportKept, named), PersonalData.Section(.supportLinesKept, done),
      ].filter { !$0.lines.isEmpty }
    },
    erase: { tx, _, person in
      guard let learner: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      return [
        PersonalData.Erased(
          "study_help_line",
          try tx.run("DELETE FROM study_help_line WHERE help_id IN (SELECT id FROM study_help WHERE learner = \(learner))")),
        PersonalData.Erased("study_help", try tx.run("DELETE FROM study_help WHERE learner = \(learner)")),
        PersonalData.Erased("study_support", try tx.run("DELETE FROM study_support WHERE learner = \(learner)")),
        PersonalData.Erased("study_support_line", try tx.run("DELETE FROM study_support_line WHERE learner = \(learner)")),
      ]
    })
}

extension Phrase {
  static let helpKept = Phrase(kk: "Көмек сұраған хабарлар", ru: "Просьбы о помощи школе", en: "Requests for help to the school")
  static let helpLinesKept = Phrase(
    kk: "Көмек сұрауға берілген жауаптар", ru: "Ответы на просьбы о помощи", en: "Answers to requests for help")
  static let supportKept = Phrase(
    kk: "Назар аударылған себептер", ru: "Причины обратить внимание", en: "Reasons to look how she is doing")
  static let supportLinesKept = Phrase(kk: "Көрсетілген көмек", ru: "Оказанная помощь", en: "What was done to help")
}
