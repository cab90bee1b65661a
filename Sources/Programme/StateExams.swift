package import Words

/// The weeks of the state exams, 25 May to 15 June of each year: nobody of grades 9 and 11 can also follow a selection then.
package enum StateExams {
  package static func touch(_ first: Day, _ last: Day) -> Bool {
    guard first <= last else { return false }
    return (first.year...last.year).contains { year in
      guard let begin = Day(year: year, month: 5, day: 25), let end = Day(year: year, month: 6, day: 15) else { return false }
      return first <= end && last >= begin
    }
  }
}
