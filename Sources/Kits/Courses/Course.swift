package import Lessons
package import Programme
package import Words

/// A course as its pages show it: what `course.yaml` says of it, and the lessons that are written, in their order.
package struct Course: Sendable {
  package let key: String
  package let title, summary: Said
  /// The language that the others are translated from.
  package let source: Language
  package let grades: [Int]
  /// Lessons, practice and meetings together.
  package let hours: Int?
  package let licence: String
  package let lessons: [CourseLesson]
  package let terms: [String: Said]
  /// What its certificate asks for.
  package let rule: CertificateRule

  package func lesson(_ key: String) -> CourseLesson? { lessons.first { $0.key == key } }
}

/// A lesson: its text in each language, and what stands in it.
package struct CourseLesson: Sendable {
  package let key: String
  package let title: Said
  package let minutes: Int
  /// What a girl will be able to do after it, a line each.
  package let aims: [Language: [String]]
  package let material: Said?
  package let objectives: [String]
  package let skills: [LessonSkill]
  /// Keys of the exercises that practise its skills.
  package let practice: [String]
  /// Key of the exercise that is handed in.
  package let assignment: String?
  package let texts: [Language: LessonText]
  package let figures: [String: CourseFigure]
  package let downloads: [String: [UInt8]]
}

/// What a lesson teaches and its exercises practise.
package struct LessonSkill: Sendable, Hashable {
  package let key: String
  /// What it is called; nil in lessons published before skills had names.
  package let title: Said?
}

/// A figure with its words in three languages.
package struct CourseFigure: Sendable {
  package enum Picture: Sendable {
    case drawing(Drawing, words: [String: Said])
    /// WebP, 320 and 640 pixels wide; `height`: to one of width.
    case photograph(narrow: [UInt8], wide: [UInt8], height: Double)
  }

  package let picture: Picture
  package let alt: Said
  package let caption: Said?
  package let credit: String?
}

extension CourseFolder {
  /// The course, as it is shown. Throws what cannot be read, by file and line; what is wrong in what can be read, `complaints` says.
  package func course() throws(FileComplaints) -> Course {
    let file = try read("course.yaml", CourseFile.init(yaml:))
    let glossary = try read("glossary.yaml", GlossaryFile.init(yaml:))
    var lessons: [CourseLesson] = []
    for key in file.lessons where self.lessons.contains(key) { lessons.append(try shown(key)) }
    return Course(
      key: file.key, title: file.title, summary: file.summary, source: file.source, grades: file.grades, hours: file.hours,
      licence: file.licence, lessons: lessons, terms: glossary.words, rule: file.rule)
  }

  private func shown(_ key: String) throws(FileComplaints) -> CourseLesson {
    let folder = "lessons/\(key)/"
    let checked = try lesson(key)
    var texts: [Language: LessonText] = [:]
    for (language, text) in checked.texts { texts[language] = try? LessonText(reading: text) }
    let file = try read("\(folder)lesson.yaml", LessonFile.init(yaml:))
    var figures: [String: CourseFigure] = [:]
    for name in checked.figures { figures[name] = try figure(name, in: "\(folder)figures/") }
    var downloads: [String: [UInt8]] = [:]
    for name in checked.downloads { downloads[name] = files["\(folder)downloads/\(name)"] }
    return CourseLesson(
      key: key, title: file.title, minutes: file.minutes, aims: file.aims, material: file.material, objectives: file.objectives,
      skills: file.skills, practice: file.practice, assignment: file.assignment, texts: texts, figures: figures,
      downloads: downloads)
  }

  /// `name` as the lesson's text has it: `pendulum.svg`, `well.webp`.
  private func figure(_ name: String, in folder: String) throws(FileComplaints) -> CourseFigure? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let words = try read("\(folder)\(name[..<dot]).yaml", FigureFile.init(yaml:))
    let picture: CourseFigure.Picture
    if name.hasSuffix(".svg") {
      guard let drawing = try? Drawing(reading: files[folder + name] ?? []) else { return nil }
      picture = .drawing(drawing, words: words.texts)
    } else {
      let narrow = files["\(folder)\(name[..<dot])-320.webp"] ?? []
      guard let size = Photograph.size(of: narrow), size.width > 0 else { return nil }
      picture = .photograph(
        narrow: narrow, wide: files["\(folder)\(name[..<dot])-640.webp"] ?? [],
        height: Double(size.height) / Double(size.width))
    }
    return CourseFigure(picture: picture, alt: words.alt, caption: words.caption, credit: words.credit)
  }
}
