/// How many got which of their choices. Between one and four is not told, and never one number alone, since the others would tell it.
enum MatchCounts {
  static let header = "what,girls\r\n"
  static let names = ["first choice", "second or third choice", "later choice", "no place"]
  static let hidden = "*"

  /// `hidden`: how many kinds of seat of the certificate do not say how many of them are filled.
  static func text(_ matched: Matched, hidden: Int) -> [UInt8] {
    var counts = [0, 0, 0, 0]
    for (entry, girl) in matched.input.entries.enumerated() {
      let choice = matched.place(of: entry).flatMap { place in girl.list.firstIndex(of: Int32(place.offer)) }
      counts[choice.map { $0 == 0 ? 0 : $0 < 3 ? 1 : 2 } ?? 3] += 1
    }
    var isHidden = counts.map { (1..<Matched.fewestTold).contains($0) }
    // With one kind of seat hidden and all others told, those without a place would tell it.
    if hidden == 1 { isHidden[3] = true }
    if isHidden.count(where: { $0 }) == 1,
      let next = counts.indices.filter({ !isHidden[$0] }).min(by: { counts[$0] < counts[$1] })
    {
      isHidden[next] = true
    }
    var text = header + "all,\(matched.input.entries.count)\r\n"
    for (position, name) in names.enumerated() {
      text += "\(name),\(isHidden[position] ? Self.hidden : String(counts[position]))\r\n"
    }
    return Array(text.utf8)
  }

  /// The line that cannot be read or does not add up, from 1; nil: none. `count`: rows under the root.
  static func fault(_ bytes: [UInt8], count: Int) -> Int? {
    var told: [Int?] = []
    var number = 0
    for line in PublishedLines(bytes) {
      number += 1
      guard number > 1 else {
        if Array(line) + [13, 10] != Array(header.utf8) { return 1 }
        continue
      }
      guard number <= names.count + 2, let cells = PublishedLines.cells(line), cells.count == 2,
        cells[0] == (["all"] + names)[number - 2]
      else { return number }
      let girls = PlainNumber.whole(cells[1], upTo: MatchInput.mostEntries)
      if girls == nil, cells[1] != hidden || number == 2 { return number }
      if number == 2, girls != count { return number }
      if number > 2 { told.append(girls) }
    }
    guard told.count == names.count else { return number + 1 }
    let sum = told.compactMap { $0 }.reduce(0, +)
    return told.contains(nil) ? (sum <= count ? nil : 2) : (sum == count ? nil : 2)
  }
}
