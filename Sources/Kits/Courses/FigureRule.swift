import Lessons
import Programme
import Words

extension CourseFolder {
  /// Each drawing is on the list and has its words; each photograph has both widths, a credit and a licence; each says what it shows.
  func figureComplaints(_ lesson: String) -> [CourseComplaint] {
    let folder = "lessons/\(lesson)/figures/"
    return names(in: folder).flatMap { name -> [CourseComplaint] in
      let path = folder + name
      if let key = name.withoutEnding(".svg") { return drawing(path, words: "\(folder)\(key).yaml") }
      if let key = name.withoutEnding("-320.webp") {
        return photograph(path, 320) + described("\(folder)\(key).yaml", isPhotograph: true)
      }
      if name.hasSuffix("-640.webp") { return photograph(path, 640) }
      return name.hasSuffix(".yaml") ? [] : [CourseComplaint(figure: path, nil, .unknownPicture)]
    }
  }

  private func drawing(_ path: String, words: String) -> [CourseComplaint] {
    do throws(FigureComplaints) {
      let drawing = try Drawing(reading: files[path] ?? [])
      let (wanted, there) = (Set(drawing.keys), keys(of: words))
      let missing = wanted.subtracting(there).sorted().map { CourseComplaint(figure: words, nil, .noWords($0)) }
      let idle = there.subtracting(wanted).sorted().map { CourseComplaint(figure: words, nil, .idleWords($0)) }
      return missing + idle + described(words, isPhotograph: false)
    } catch {
      return error.all.map { CourseComplaint($0, in: path) }
    }
  }

  private func photograph(_ path: String, _ width: Int) -> [CourseComplaint] {
    Photograph.complaint(about: files[path] ?? [], width: width).map { [CourseComplaint($0, in: path)] } ?? []
  }

  private func keys(of words: String) -> Set<String> {
    Set((try? YAMLFile.read(files[words] ?? []) { $0.entry(ifAny: "texts")?.keys ?? [] }) ?? [])
  }

  private func described(_ path: String, isPhotograph: Bool) -> [CourseComplaint] {
    do throws(FileComplaints) {
      _ = try YAMLFile.read(files[path] ?? []) { root -> Bool? in
        root.know("texts", "alt", "caption", "credit", "licence")
        let alt = root.said("alt")
        guard isPhotograph else { return alt != nil }
        return root.text("credit") != nil && root.text("licence") != nil && alt != nil
      }
      return []
    } catch {
      return error.within(path).complaints.map { CourseComplaint($0) }
    }
  }
}

extension Phrase {
  static let unknownPicture = Phrase(
    kk: "сурет .svg не екі енді .webp болсын", ru: "рисунок — это .svg или .webp в двух размерах",
    en: "a figure is .svg, or .webp in two widths")
  static func noWords(_ key: String) -> Phrase {
    Phrase(
      kk: "сызбадағы {\(key)} сөздері жоқ", ru: "нет слов для {\(key)} рисунка",
      en: "words for {\(key)} of the drawing are missing")
  }
  static func idleWords(_ key: String) -> Phrase {
    Phrase(kk: "сызбада {\(key)} жоқ", ru: "в рисунке нет {\(key)}", en: "the drawing has no {\(key)}")
  }
}
