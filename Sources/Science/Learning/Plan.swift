/// What lies ahead of a girl, as far as the next step depends on it.
package struct Plan: Hashable, Sendable {
  package struct Lesson: Hashable, Sendable {
    package let key: String
    /// Skills she needs for it and by it: its own, and those of the lessons it builds on; in the order in which equally weak ones are
    /// proposed.
    package let needs: [String]
    /// Whether she has worked through it.
    package let isFinished: Bool

    package init(key: String, needs: [String], isFinished: Bool) {
      self.key = key
      self.needs = needs
      self.isFinished = isFinished
    }
  }

  /// The next meeting of her group.
  package struct Meeting: Hashable, Sendable {
    /// Days since 1970 (`StudyDay`).
    package let day: Int
    /// Keys of lessons, in order.
    package let lessons: [String]

    package init(day: Int, lessons: [String]) {
      self.day = day
      self.lessons = lessons
    }
  }

  /// In the order of the track.
  package let lessons: [Lesson]
  /// Nil: there is none, or no group. One that is over counts as none.
  package let meeting: Meeting?

  package init(lessons: [Lesson], meeting: Meeting? = nil) {
    self.lessons = lessons
    self.meeting = meeting
  }
}
