import Programme
import Words

/// Which teams the girls of a group could form: whoever can meet without a journey works together. Villages first, then districts, then the
/// rest; as few teams as the largest size allows, and of sizes as equal as can be. Nobody is moved out of a team she is in.
struct TeamPlan: Sendable {
  struct Girl: Sendable, Hashable {
    let learner: Int
    let district: String?
    let place: String?
    /// The number of her team.
    let team: Int?
  }

  /// The number of the team of each learner.
  let placed: [Int: Int]

  /// `taken` is the greatest number of a team that ever was.
  init(_ girls: [Girl], sizes: ClosedRange<Int>, taken: Int = 0) {
    var (placed, number): ([Int: Int], Int) = ([:], taken)
    for girl in girls { if let team = girl.team { placed[girl.learner] = team } }
    var made: [[Girl]] = []
    var rest = girls.filter { $0.team == nil }.sorted(by: Self.byHome)
    for home in [{ $0.place.map { "place \($0)" } }, { $0.district.map { "district \($0)" } }, { _ in "" }] as [(Girl) -> String?]
    {
      let together = Dictionary(grouping: rest) { home($0) }
      rest = []
      for (key, members) in together.sorted(by: { ($0.key ?? "~") < ($1.key ?? "~") }) {
        if key == nil || members.count < sizes.lowerBound { rest += members } else { made += Self.divided(members, sizes) }
      }
      rest.sort(by: Self.byHome)
    }
    // Whoever is left goes to a team that has room, the nearest first; where none has, a team gives her one of its girls.
    for girl in rest {
      if let room = Self.nearest(girl, made, where: { $0.count < sizes.upperBound }) {
        made[room].append(girl)
      } else if let team = Self.room(girl, girls, placed, sizes) {
        placed[girl.learner] = team
      } else if let large = Self.nearest(girl, made, where: { $0.count > sizes.lowerBound }), sizes.lowerBound == 2 {
        let other = made[large].removeLast()
        made.append([other, girl])
      } else {
        made.append([girl])
      }
    }
    for team in made {
      number += 1
      for girl in team { placed[girl.learner] = number }
    }
    self.placed = placed
  }

  /// Villages stay together, and the same girls always give the same teams.
  private static func byHome(_ one: Girl, _ other: Girl) -> Bool {
    (one.district ?? "", one.place ?? "", one.learner) < (other.district ?? "", other.place ?? "", other.learner)
  }

  /// As few teams as can be, of sizes that differ by one at most.
  private static func divided(_ girls: [Girl], _ sizes: ClosedRange<Int>) -> [[Girl]] {
    let count = max(1, (girls.count + sizes.upperBound - 1) / sizes.upperBound)
    return (0..<count).map { index in Array(girls[(girls.count * index / count)..<(girls.count * (index + 1) / count)]) }
  }

  private static func nearest(_ girl: Girl, _ teams: [[Girl]], where fits: ([Girl]) -> Bool) -> Int? {
    teams.indices.filter { fits(teams[$0]) }.min { one, other in
      (distance(girl, teams[one]), one) < (distance(girl, teams[other]), other)
    }
  }

  private static func distance(_ girl: Girl, _ team: [Girl]) -> Int {
    if team.contains(where: { $0.place != nil && $0.place == girl.place }) { return 0 }
    return team.contains { $0.district != nil && $0.district == girl.district } ? 1 : 2
  }

  /// A team that stands and has room.
  private static func room(_ girl: Girl, _ girls: [Girl], _ placed: [Int: Int], _ sizes: ClosedRange<Int>) -> Int? {
    let standing = Dictionary(grouping: girls.filter { placed[$0.learner] != nil }) { placed[$0.learner] ?? 0 }
    return standing.filter { $0.value.count < sizes.upperBound }.min {
      (distance(girl, $0.value), $0.key) < (distance(girl, $1.value), $1.key)
    }?.key
  }
}

/// What another placement would change, as it is looked at before it counts.
struct TeamChange: Sendable {
  struct Line: Sendable {
    let girl: GroupGirl
    let before: Int?
    let next: Int?
    /// Why she works alone.
    let alone: String
    /// Her team has its mark: she stays where she is.
    let isFixed: Bool
  }

  let teams: [Team]
  /// Of the group, by name.
  let lines: [Line]

  var changed: [Line] { lines.filter { $0.before != $0.next } }
  var without: [Line] { lines.filter { $0.next == nil } }
  var numbers: [Int] { Set(lines.compactMap(\.next)).sorted() }

  func members(of number: Int) -> [Line] { lines.filter { $0.next == number } }

  /// What cannot be settled so: a team too large or too small, and somebody alone without a reason, by field.
  func errors(_ sizes: ClosedRange<Int>) -> [(field: String, says: Phrase)] {
    numbers.flatMap { number -> [(field: String, says: Phrase)] in
      let members = members(of: number)
      guard members.contains(where: { $0.before != $0.next }) || !teams.contains(where: { $0.number == number }) else {
        return []
      }
      if members.count == 1, sizes.lowerBound > 1 {
        let line = members[0]
        if line.alone.isEmpty { return [("alone-\(line.girl.learner)", .whyAlone(number))] }
        return line.alone.count > Self.longestReason ? [("alone-\(line.girl.learner)", .reasonTooLong(Self.longestReason))] : []
      }
      return sizes.contains(members.count) ? [] : [("girl-\(members[0].girl.learner)", .teamSize(number, sizes))]
    }
  }

  static let longestReason = 300
}

extension Phrase {
  static func whyAlone(_ number: Int) -> Phrase {
    Phrase(
      kk: "\(number)-командада бір ғана қыз: неге жалғыз жұмыс істейтінін жазыңыз",
      ru: "В команде \(number) одна девочка: напишите, почему она работает одна",
      en: "There is one girl in team \(number): write why she works alone")
  }
  static func reasonTooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "Себебі \(most) таңбадан аспасын", ru: "Причина не длиннее \(most) знаков",
      en: "The reason has at most \(most) characters")
  }
  static func teamSize(_ number: Int, _ sizes: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk: "\(number)-командада \(sizes.lowerBound)–\(sizes.upperBound) қыз болады",
      ru: "В команде \(number) должно быть от \(sizes.lowerBound) до \(sizes.upperBound) девочек",
      en: "Team \(number) has \(sizes.lowerBound) to \(sizes.upperBound) girls")
  }
}
