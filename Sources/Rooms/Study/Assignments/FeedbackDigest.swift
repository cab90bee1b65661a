import Programme
import Storage
import Words

/// Once a week, on Monday by day, a letter to whoever has feedback she has not opened: how much there is and where, and nothing of what it says.
enum FeedbackDigest {
  static let job = Job(
    name: "feedback digest", .digestsGoOut, every: .seconds(3600),
    isNeeded: { house in
      guard let week = Week(house.outside.now()) else { return false }
      return try await house.database.read { try !$0.unopened(week, after: 0, limit: 1).isEmpty }
    }
  ) { house in
    guard let week = Week(house.outside.now()) else { return }
    var last = 0
    while true {
      let after = last
      let next = try await house.database.read { try $0.unopened(week, after: after, limit: 200) }
      guard let end = next.last else { return }
      try await house.database.write { tx in
        for line in next {
          try tx.tell(
            try tx.safe(of: line.person, house.vault), .feedbackWaits,
            [.what(.worksWithFeedback(line.count)), .page("/study/marks", house)],
            purpose: .feedback, once: "\(week.monday.iso):\(line.person)", house)
        }
      }
      last = end.number
    }
  }

  /// The week that has just ended, told on its next day.
  struct Week {
    let monday: Day
    let from: Moment
    let until: Moment

    /// Nil but on a Monday from 10 to 20 o'clock in Kazakhstan.
    init?(_ now: Moment) {
      let day = now.day()
      let start = day.start()
      guard day.weekday == 1, now >= start.adding(hours: 10), now < start.adding(hours: BoardHours.last) else { return nil }
      monday = day
      (from, until) = (day.adding(days: -7).start(), start)
    }
  }
}

extension Transaction {
  /// Of learners who still learn, by number: how many marks of that week that count they have not opened.
  fileprivate func unopened(
    _ week: FeedbackDigest.Week, after: Int, limit: Int
  ) throws -> [(number: Int, person: ID<Person>, count: Int)] {
    try rows(
      """
      SELECT study_learner.number, study_learner.person_id, count(*) AS waiting
      FROM study_mark JOIN study_learner ON study_learner.number = study_mark.learner
      WHERE study_mark.counts AND study_mark.read_at IS NULL AND study_mark.at >= \(week.from) AND study_mark.at < \(week.until)
        AND study_learner.number > \(after)
        AND EXISTS (SELECT 1 FROM study_enrolment WHERE study_enrolment.learner = study_learner.number
          AND study_enrolment.until IS NULL)
      GROUP BY study_learner.number, study_learner.person_id ORDER BY study_learner.number LIMIT \(limit)
      """
    ) { (try $0["number"], try $0["person_id"], try $0["waiting"]) }
  }
}

extension LetterText {
  static let feedbackWaits = LetterText(
    "feedback-waits", Phrase(kk: "Жұмыстарыңа пікір бар", ru: "Есть отзывы о работах", en: "There is feedback on your works"),
    needs: [.what, .page])
}

extension Phrase {
  static let digestsGoOut = Phrase(
    kk: "Апта сайын ашылмаған пікірлер туралы хат кетеді", ru: "Раз в неделю уходит письмо о непрочитанных отзывах",
    en: "Once a week a letter tells of feedback that was not opened")
  static func worksWithFeedback(_ count: Int) -> Phrase {
    Phrase(
      kk: "ашылмаған пікір: \(count)", ru: "\(counted(count, one: "новый отзыв", few: "новых отзыва", many: "новых отзывов"))",
      en: "\(counted(count, one: "work", other: "works")) with feedback you have not opened")
  }
}
