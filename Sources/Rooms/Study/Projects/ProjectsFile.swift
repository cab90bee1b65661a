import Programme
import Words

/// `projects.yaml`: by when a project of teams has what, the two questions to which a poster is commented, and the names of teams.
struct ProjectsFile: Sendable {
  /// In their order; the last is the poster.
  let milestones: [Milestone]
  let questions: [Named]
  let names: [Named]

  struct Milestone: Sendable {
    let key: String
    let title: Said
    let expects: Said
    /// Before the last day of the project.
    let daysBefore: Int
    /// By course: what it is called and what it expects there.
    let courses: [String: (title: Said, expects: Said)]
  }

  struct Named: Sendable {
    let key: String
    let title: Said
  }

  /// A comment answers so many questions, no more and no fewer.
  static let questionCount = 2
  /// The milestone that is reached by the poster itself.
  static let poster = "poster"

  /// With the words of a course, where the file has words for it.
  func of(_ course: String) -> ProjectsFile {
    let milestones = milestones.map { milestone -> Milestone in
      guard let words = milestone.courses[course] else { return milestone }
      return Milestone(
        key: milestone.key, title: words.title, expects: words.expects, daysBefore: milestone.daysBefore, courses: [:])
    }
    return ProjectsFile(milestones: milestones, questions: questions, names: names)
  }

  subscript(milestone key: String) -> Milestone? { milestones.first { $0.key == key } }
  subscript(name key: String) -> Named? { names.first { $0.key == key } }
  subscript(question key: String) -> Named? { questions.first { $0.key == key } }
}

extension ProgrammePart where Content == ProjectsFile {
  static var projects: Self {
    ProgrammePart(
      "projects.yaml", read: ProjectsFile.init(yaml:),
      otherwise: { try ProjectsFile(yaml: ProgrammeFolder.shipped().bytes("projects.yaml") ?? []) }, ships: false)
  }
}

extension ProjectsFile {
  /// Throws all that is wrong, each with its line.
  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("milestones", "questions", "names")
      let milestones = root.list("milestones").compactMap { entry -> Milestone? in
        entry.know("key", "title", "expects", "daysBefore", "courses")
        guard let key = entry.key(), let title = entry.said("title"), let expects = entry.said("expects"),
          let days = entry.whole("daysBefore", in: 0...200)
        else { return nil }
        let courses = entry.list(ifAny: "courses").compactMap { entry -> (String, (title: Said, expects: Said))? in
          entry.know("key", "title", "expects")
          guard let key = entry.key(), let title = entry.said("title"), let expects = entry.said("expects") else { return nil }
          return (key, (title, expects))
        }
        if Set(courses.map(\.0)).count < courses.count { entry.complain(.keyTwiceInList("courses"), at: "courses") }
        return Milestone(
          key: key, title: title, expects: expects, daysBefore: days, courses: Dictionary(courses) { first, _ in first })
      }
      func named(_ list: String) -> [Named] {
        root.list(list).compactMap { entry in
          entry.know("key", "title")
          guard let key = entry.key(), let title = entry.said("title") else { return nil }
          return Named(key: key, title: title)
        }
      }
      let (questions, names) = (named("questions"), named("names"))
      if !(1...12).contains(milestones.count) || milestones.last.map({ $0.key != Self.poster || $0.daysBefore != 0 }) == true
        || zip(milestones, milestones.dropFirst()).contains(where: { $0.daysBefore < $1.daysBefore })
      {
        root.complain(.milestonesEndWithPoster, at: "milestones")
      }
      if questions.count != Self.questionCount { root.complain(.exactlyTwoQuestions, at: "questions") }
      for (list, keys) in [
        ("milestones", milestones.map(\.key)), ("questions", questions.map(\.key)), ("names", names.map(\.key)),
      ] where Set(keys).count < keys.count { root.complain(.keyTwiceInList(list), at: list) }
      return ProjectsFile(milestones: milestones, questions: questions, names: names)
    }
  }
}

extension Phrase {
  static let milestonesEndWithPoster = Phrase(
    kk: "milestones: 1–12 кезең, мерзімі бойынша ретімен; соңғысы key: poster, daysBefore: 0.",
    ru: "milestones: от 1 до 12 этапов по порядку; последний key: poster, daysBefore: 0.",
    en: "milestones: 1 to 12 in the order of their days; the last is key: poster, daysBefore: 0.")
  static let exactlyTwoQuestions = Phrase(
    kk: "questions: дәл екі сұрақ болуы керек.", ru: "questions: должно быть ровно два вопроса.",
    en: "questions: there must be exactly two.")
  static func keyTwiceInList(_ list: String) -> Phrase {
    Phrase(
      kk: "\(list): бір кілт екі рет тұр.", ru: "\(list): один ключ стоит дважды.", en: "\(list): a key appears twice.")
  }
}
