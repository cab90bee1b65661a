package import Words

/// A lesson as its author keeps it, read from its folder by whoever knows files: what the checker needs of it.
package struct LessonFolder: Sendable {
  /// The language the others are translated from.
  package var source: Language
  /// `kk.md`, `ru.md`, `en.md`.
  package var texts: [Language: String]
  /// `aligned.yaml`; nil where nobody has confirmed anything yet.
  package var alignment: Alignment?
  /// The course's glossary.
  package var terms: [String: Term]
  /// What the folder holds, by key.
  package var exercises: Set<String>
  /// With their extension.
  package var figures: Set<String>
  package var downloads: Set<String>
  /// Of the course.
  package var lessons: Set<String>
  /// Every text of the lesson's YAML files.
  package var said: [SaidText]

  package init(
    source: Language, texts: [Language: String], alignment: Alignment?, terms: [String: Term], exercises: Set<String>,
    figures: Set<String>, downloads: Set<String>, lessons: Set<String>, said: [SaidText]
  ) {
    self.source = source
    self.texts = texts
    self.alignment = alignment
    self.terms = terms
    self.exercises = exercises
    self.figures = figures
    self.downloads = downloads
    self.lessons = lessons
    self.said = said
  }
}

/// A word of the course and the beginnings by which it is known where languages inflect.
package struct Term: Sendable, Hashable {
  package let stems: [Language: [String]]

  package init(stems: [Language: [String]]) { self.stems = stems }
}

/// A text of a YAML file in the languages it has.
package struct SaidText: Sendable, Hashable {
  package let file: String
  package let line: Int
  package let texts: [Language: String]

  package init(file: String, line: Int, texts: [Language: String]) {
    self.file = file
    self.line = line
    self.texts = texts
  }
}
