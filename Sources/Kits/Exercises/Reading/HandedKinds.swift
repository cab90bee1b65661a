import Programme
import Words

/// Kinds that a person judges.
extension ExerciseReader {
  mutating func handIn(_ kind: Exercise.Kind) -> HandIn? {
    let hand = root.entry("hand")
    let allowed: [Exercise.Kind: [String]] = [.open: ["text"], .photo: ["photos"], .file: ["file"]]
    hand?.know(allowed[kind] ?? ["photos", "text", "file"])
    let photos = hand.flatMap { $0.whole(ifAny: "photos", in: 1...6) }
    let text = hand.flatMap { $0.whole(ifAny: "text", in: 100...5_000) }
    let takesFile = hand.map { flag("file", in: $0) } ?? false
    if let hand, !hand.has("photos"), !hand.has("text"), !takesFile { hand.complain(.nothingToHandIn) }
    let due = root.entry(ifAny: "due")
    due?.know("afterSession", "days")
    let after = due.flatMap { $0.whole(ifAny: "afterSession", in: 1...100) }
    let days = due.flatMap { $0.whole("days", in: 0...60) }
    let team = root.entry(ifAny: "project").flatMap { project($0) }
    guard let rubric = Rubric(root) else { return nil }
    let words = rubric.texts.map { self.text($0.says, root, $0.line) }
    guard hand != nil, !words.contains(nil) else { return nil }
    return HandIn(
      photos: photos, text: text, takesFile: takesFile, afterSession: after, days: days, rubric: rubric,
      words: words.compactMap(\.self), team: team)
  }

  private func project(_ entry: YAMLEntry) -> ClosedRange<Int>? {
    entry.know("team")
    let sizes = entry.list("team").map { $0.word.flatMap { Int($0) } }
    guard let least = sizes.first ?? nil, let most = sizes.last ?? nil, sizes.count <= 2, (1...6).contains(least),
      (least...max(least, 6)).contains(most)
    else { return entry.fail(.team, at: "team") }
    return least...most
  }
}
