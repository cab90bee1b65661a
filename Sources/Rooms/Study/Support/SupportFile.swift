import Programme
import Words

/// `support.yaml`: from when on a rule of early help names a girl, and how its record is held.
struct SupportFile: Sendable {
  /// Days without a sign of her.
  let silentDays: Int
  /// Meetings missed without a reason: so many one after another, or so many of the last few.
  let missedInARow: Int
  let missed: Int
  let ofMeetings: Int
  /// Lessons from which her group has gone on.
  let lessonsBehind: Int
  /// Wrong answers to one skill since it was last right, on so many days, within so many.
  let stuckAttempts: Int
  let stuckDays: Int
  let stuckWithin: Int
  /// After the last day of an assignment of which there is not even a beginning.
  let overdueDays: Int
  /// Held skills that were lost within so many days.
  let lostSkills: Int
  let lostWithin: Int
  /// Before she comes of age.
  let consentDays: Int
  let record: Record

  struct Record: Sendable {
    /// So long before somebody left a rule should have named her.
    let daysBefore: Int
    /// Fewer say nothing of a rule.
    let fewestNamed: Int
    let fewestLeft: Int
  }
}

extension ProgrammePart where Content == SupportFile {
  static var support: Self {
    ProgrammePart(
      "support.yaml", read: SupportFile.init(yaml:),
      otherwise: { try SupportFile(yaml: ProgrammeFolder.shipped().bytes("support.yaml") ?? []) }, ships: false)
  }
}

extension SupportFile {
  /// Throws all that is wrong, each with its line.
  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("silent", "absent", "behind", "stuck", "overdue", "lost", "consent", "record")
      func whole(_ rule: String, _ keys: [String], _ key: String, in range: ClosedRange<Int>) -> Int {
        guard let entry = root.entry(rule) else { return range.lowerBound }
        entry.know(keys)
        return entry.whole(key, in: range) ?? range.lowerBound
      }
      let (absent, stuck) = (["inARow", "missed", "outOf"], ["attempts", "days", "within"])
      let record = ["daysBefore", "fewestNamed", "fewestLeft"]
      let file = SupportFile(
        silentDays: whole("silent", ["days"], "days", in: 1...120),
        missedInARow: whole("absent", absent, "inARow", in: 1...10), missed: whole("absent", absent, "missed", in: 1...20),
        ofMeetings: whole("absent", absent, "outOf", in: 1...20),
        lessonsBehind: whole("behind", ["lessons"], "lessons", in: 1...20),
        stuckAttempts: whole("stuck", stuck, "attempts", in: 2...100), stuckDays: whole("stuck", stuck, "days", in: 1...30),
        stuckWithin: whole("stuck", stuck, "within", in: 1...120),
        overdueDays: whole("overdue", ["days"], "days", in: 1...120),
        lostSkills: whole("lost", ["skills", "days"], "skills", in: 1...100),
        lostWithin: whole("lost", ["skills", "days"], "days", in: 1...120),
        consentDays: whole("consent", ["days"], "days", in: 1...365),
        record: Record(
          daysBefore: whole("record", record, "daysBefore", in: 1...120),
          fewestNamed: whole("record", record, "fewestNamed", in: 1...1_000),
          fewestLeft: whole("record", record, "fewestLeft", in: 1...1_000)))
      if file.missed > file.ofMeetings { root.complain(.missedOfFewer, at: "absent") }
      return file
    }
  }
}

extension Phrase {
  static let missedOfFewer = Phrase(
    kk: "absent: missed саны outOf санынан аспайды.", ru: "absent: missed не больше, чем outOf.",
    en: "absent: missed is not more than outOf.")
}
