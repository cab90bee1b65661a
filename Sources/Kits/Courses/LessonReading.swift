import Lessons
import Programme
import Words

extension CourseFolder {
  /// What the checker needs of a lesson; throws what cannot be read, by file and line.
  func lesson(_ key: String) throws(FileComplaints) -> LessonFolder {
    let course = try read("course.yaml", CourseFile.init(yaml:))
    let glossary = try read("glossary.yaml", GlossaryFile.init(yaml:))
    let folder = "lessons/\(key)/"
    var texts: [Language: String] = [:]
    for language in Language.allCases {
      guard let bytes = files["\(folder)\(language.rawValue).md"] else { continue }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw FileComplaints(.fileIsNotUTF8).within("\(folder)\(language.rawValue).md")
      }
      texts[language] = text.replacing("\r\n", with: "\n")
    }
    var said: [SaidText] = []
    for name in names(in: folder) where name.hasSuffix(".yaml") && name != "aligned.yaml" {
      said += try read(folder + name) { bytes throws(FileComplaints) in try SaidTexts.all(in: bytes, file: name) }
    }
    let aligned = "\(folder)aligned.yaml"
    return LessonFolder(
      source: course.source, texts: texts,
      alignment: files[aligned] == nil ? nil : try read(aligned, AlignedFile.init(yaml:)).alignment,
      terms: glossary.terms, exercises: Set(names(in: "\(folder)exercises/").compactMap { $0.withoutEnding(".yaml") }),
      figures: figures(of: folder), downloads: Set(names(in: "\(folder)downloads/")), lessons: Set(course.lessons), said: said)
  }

  /// Drawings by their names; photographs by the name that the text gives both widths.
  private func figures(of folder: String) -> Set<String> {
    Set(
      names(in: "\(folder)figures/").compactMap { name in
        if let photograph = name.withoutEnding("-320.webp") { return "\(photograph).webp" }
        return name.hasSuffix(".svg") ? name : nil
      })
  }

  /// Paths below a folder, in order.
  func names(in folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }.sorted()
  }

  func read<Content>(_ name: String, _ make: ([UInt8]) throws(FileComplaints) -> Content) throws(FileComplaints) -> Content {
    do throws(FileComplaints) {
      return try make(files[name] ?? [])
    } catch { throw error.within(name) }
  }
}

extension String {
  func withoutEnding(_ ending: String) -> String? { hasSuffix(ending) ? String(dropLast(ending.count)) : nil }
}
