import Exchange
import Exercises
import Measurement
import Programme
import Storage
import Words

/// What checks keep of a girl: how she sat them, what she answered, and what a run made of it. What a run says of a group stays without her.
enum CheckData {
  /// Before the rest of the school: an erasure takes the learner, to whom all of this points.
  static let personalData = PersonalData(
    title: .checksTitle,
    tables: ["study_sitting": .sittingsKept, "study_check_answer": .checkAnswersKept, "study_measure": .measuresKept],
    export: { tx, house, person, t in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      let safe = try tx.safe(of: person, house.vault)
      let checks = try tx.checks(
        where: "EXISTS (SELECT 1 FROM study_sitting WHERE check_id = study_check.id AND learner = \(number))")
      var (sittings, answers): ([(name: String, value: String)], [(name: String, value: String)]) = ([], [])
      for check in checks {
        let found = try? tx.read(check)
        let title = found?.title(t) ?? "\(check.course) \(check.form)"
        if let sitting = try tx.sitting(check, number) { sittings.append((title, said(sitting, check, t))) }
        answers += try tx.everyAnswer(check, number, safe).map { each in
          let item = found?.read.item(each.answer.item)
          let written = item.flatMap { item in
            item.variant(each.answer.variant).map { item.exercise.written(each.answer.answer, $0, t) }
          }
          return ("\(title), \(t.dateTime(each.at))", "\(each.answer.item): \(written ?? each.answer.answer.json.text)")
        }
      }
      let measures = try tx.rows(
        """
        SELECT made_at, first_value, second_value, change FROM study_measure JOIN study_gain_run ON study_gain_run.id = run_id
        WHERE learner = \(number) ORDER BY made_at, run_id LIMIT 1000
        """
      ) { row -> (name: String, value: String) in
        let values: [Double?] = [try row["first_value"], try row["second_value"]]
        let change: String? = try row["change"]
        let words = values.map { $0.map { t.number($0, decimals: 2) } ?? "–" }.joined(separator: " → ")
        let says = change.flatMap { Change(rawValue: $0) }.map { t(OwnChange(change: $0).says) } ?? ""
        return (t.dateTime(try row["made_at"]), [words, says].filter { !$0.isEmpty }.joined(separator: "; "))
      }
      return [
        PersonalData.Section(.checksTitle, sittings), PersonalData.Section(.checkAnswersKept, answers),
        PersonalData.Section(.measuresKept, measures),
      ].filter { !$0.lines.isEmpty }
    },
    erase: { tx, _, person in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      // Her checks go before her events do: both are folded here.
      try tx.fold(number)
      return [
        PersonalData.Erased("study_measure", try tx.run("DELETE FROM study_measure WHERE learner = \(number)")),
        PersonalData.Erased("study_check_answer", try tx.run("DELETE FROM study_check_answer WHERE learner = \(number)")),
        PersonalData.Erased("study_sitting", try tx.run("DELETE FROM study_sitting WHERE learner = \(number)")),
      ]
    })

  private static func said(_ sitting: Sitting, _ check: Check, _ t: Language) -> String {
    [
      sitting.way == .paper ? t(.satOnPaper) : sitting.handedIn.map { "\(t(.handedInAt)) \(t.dateTime($0))" } ?? t(.beganCheck),
      t(sitting.attended == nil ? .unattended : .attended), t(.openedTimes(sitting.openings)),
      t(.rightOf(sitting.points, check.items)),
    ].joined(separator: " · ")
  }
}

extension Transaction {
  /// Every answer there ever was, also those that were changed later.
  fileprivate func everyAnswer(_ check: Check, _ learner: Int, _ safe: Safe) throws -> [(at: Moment, answer: CheckAnswer)] {
    try rows(
      """
      SELECT item, variant, at, way, verdict, sealed FROM study_check_answer
      WHERE check_id = \(check.id) AND learner = \(learner) ORDER BY at, id LIMIT 5000
      """
    ) { row -> (at: Moment, answer: CheckAnswer)? in
      guard let answer = Answer(packed: try safe.open(try row["sealed"], CheckAnswer.place)) else { return nil }
      let one = CheckAnswer(
        item: try row["item"], variant: try row["variant"], answer: answer, verdict: try row["verdict"], way: try row["way"])
      return (try row["at"], one)
    }.compactMap { $0 }
  }
}

extension Phrase {
  static let sittingsKept = Phrase(kk: "Тексеруді қалай тапсырғаны", ru: "Как написаны проверки", en: "How checks were sat")
  static let checkAnswersKept = Phrase(kk: "Тексерудегі жауаптар", ru: "Ответы в проверках", en: "Answers in checks")
  static let measuresKept = Phrase(
    kk: "Курсқа дейінгі және кейінгі өлшем", ru: "Измерения до и после курса", en: "Measures before and after a course")
}
