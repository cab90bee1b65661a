import Programme
import Words

/// `lesson.yaml`: what stands above and around the text of a lesson.
struct LessonFile {
  let title: Said
  let minutes: Int
  let aims: [Language: [String]]
  let material: Said?
  let objectives, practice: [String]
  let skills: [LessonSkill]
  let assignment: String?

  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { LessonFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    root.know(
      "key", "title", "minutes", "objectives", "youWillBeAble", "skills", "material", "withoutAPhone", "practice", "assignment")
    let (title, minutes) = (root.said("title"), root.whole("minutes", in: 5...180))
    var aims: [Language: [String]] = [:]
    if let entry = root.entry("youWillBeAble") {
      entry.know("kk", "ru", "en")
      for language in Language.allCases { aims[language] = entry.texts(language.rawValue) }
    }
    self.aims = aims
    material = root.said(ifAny: "material")
    // A lesson may serve no line of the school programme, and say so.
    func words(_ key: String) -> [String] { root.list(ifAny: key).compactMap(\.word) }
    (objectives, practice) = (words("objectives"), words("practice"))
    skills = root.entries(of: "skills").compactMap(LessonSkill.init)
    assignment = root.text(ifAny: "assignment")
    guard let title, let minutes else { return nil }
    (self.title, self.minutes) = (title, minutes)
  }
}

extension YAMLEntry {
  /// What stands at a key: words of a list, or names with what they hold.
  fileprivate func entries(of key: String) -> [(key: String?, value: YAMLEntry)] {
    entries.first { $0.key == key }?.value.entries ?? []
  }
}

extension LessonSkill {
  /// `reading-a-scale: {kk: …, ru: …, en: …}`; lessons that were published before skills had names have only words.
  fileprivate init?(_ entry: (key: String?, value: YAMLEntry)) {
    guard let key = entry.key ?? entry.value.word else { return nil }
    self.init(key: key, title: entry.key == nil ? nil : entry.value.said)
  }
}

/// The words of a figure.
struct FigureFile {
  let texts: [String: Said]
  let alt: Said
  let caption: Said?
  let credit: String?

  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { FigureFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    var texts: [String: Said] = [:]
    let entry = root.entry(ifAny: "texts")
    for key in entry?.keys ?? [] { texts[key] = entry?.said(key) }
    self.texts = texts
    caption = root.said(ifAny: "caption")
    credit = root.text(ifAny: "credit")
    guard let alt = root.said("alt") else { return nil }
    self.alt = alt
  }
}
