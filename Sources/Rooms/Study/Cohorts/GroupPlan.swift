import Allocation
import Programme
import Words

/// Which groups the girls of a cohort could form: of one region and one teaching language, of eight to twenty, as near to home as the
/// numbers allow. Nobody who is in a group is moved out of it by a proposal.
struct GroupPlan: Sendable {
  /// The fewest and the most of a group, and how many a new one is meant to have.
  static let sizes = 8...20
  static let wanted = 13

  struct Girl: Sendable, Hashable {
    let learner: Int
    let language: String
    let region: String
    let district: String?
    let place: String?
    /// The number of the group she is in, or is drafted into.
    let group: Int?
  }

  struct Group: Sendable, Hashable {
    /// Within the cohort.
    let number: Int
    let language: String
    let region: String
    let district: String?
  }

  /// Those that stood, and behind them those to be made.
  let groups: [Group]
  /// The number of the group of each learner.
  let placed: [Int: Int]

  /// `standing` are the groups that are there and not closed, `taken` all numbers ever given; who cannot be placed, for want of a
  /// region or a language, is in none.
  init(_ girls: [Girl], standing: [Group], taken: Int) {
    var (groups, placed, next) = (standing, [Int: Int](), taken + 1)
    let blocks = Dictionary(grouping: girls) { Block(region: $0.region, language: $0.language) }
    for (block, members) in blocks.sorted(by: { $0.key < $1.key }) {
      let members = members.sorted(by: Self.byHome)
      let known = standing.filter { $0.region == block.region && $0.language == block.language }
      let wanted = max(known.count, Self.count(of: members.count))
      let made = Self.districts(of: members, without: known.compactMap(\.district), count: wanted - known.count).map { district in
        defer { next += 1 }
        return Group(number: next, language: block.language, region: block.region, district: district)
      }
      groups += made
      for (girl, group) in Self.assigned(members, known + made) { placed[girl] = group }
    }
    (self.groups, self.placed) = (groups, placed)
  }

  private struct Block: Hashable, Comparable {
    let region: String
    let language: String

    static func < (one: Block, other: Block) -> Bool { (one.region, one.language) < (other.region, other.language) }
  }

  /// Villages stay together, and the same girls always give the same groups.
  private static func byHome(_ one: Girl, _ other: Girl) -> Bool {
    (one.district ?? "", one.place ?? "", one.learner) < (other.district ?? "", other.place ?? "", other.learner)
  }

  /// How many groups so many girls make: near the wanted size, and none too large; too few for one still make one.
  static func count(of girls: Int) -> Int {
    guard girls > 0 else { return 0 }
    let most = max(1, girls / sizes.lowerBound)
    let fewest = (girls + sizes.upperBound - 1) / sizes.upperBound
    return max(fewest, min(most, (girls + wanted / 2) / wanted), 1)
  }

  /// Where new groups would meet: each goes to the district with most girls for each group it has.
  private static func districts(of girls: [Girl], without known: [String], count: Int) -> [String?] {
    guard count > 0 else { return [] }
    let living = Dictionary(grouping: girls.compactMap(\.district)) { $0 }.mapValues(\.count).sorted { $0.key < $1.key }
    guard !living.isEmpty else { return [String?](repeating: nil, count: count) }
    var has = Dictionary(grouping: known) { $0 }.mapValues(\.count)
    return (0..<count).map { _ in
      let best = living.max { one, other in
        let (left, right) = (one.value * ((has[other.key] ?? 0) + 1), other.value * ((has[one.key] ?? 0) + 1))
        return left == right ? one.key > other.key : left < right
      }
      guard let best else { return nil }
      has[best.key, default: 0] += 1
      return best.key
    }
  }

  /// The placement nearest to home in all, by Allocation's assignment.
  private static func assigned(_ girls: [Girl], _ groups: [Group]) -> [(Int, Int)] {
    guard !girls.isEmpty, !groups.isEmpty else { return [] }
    let shares = shares(of: girls)
    let scores = zip(girls, shares).flatMap { girl, share in groups.indices.map { score(girl, groups, $0, share: share) } }
    let fewest = min(sizes.lowerBound, girls.count / groups.count)
    let most = max(sizes.upperBound, (girls.count + groups.count - 1) / groups.count)
    let plan = ReviewPlan(
      applications: girls.count, reviewers: groups.count, scores: scores, perApplication: 1,
      minLoad: [Int](repeating: fewest, count: groups.count), maxLoad: [Int](repeating: most, count: groups.count))
    guard let found = try? plan.assign() else { return [] }
    return zip(girls, found.reviewers).compactMap { girl, given in
      given.first.map { (girl.learner, groups[Int($0)].number) }
    }
  }

  /// Of each girl how far she stands in the row of her district, from 0 to below 1.
  private static func shares(of girls: [Girl]) -> [Double] {
    let counts = Dictionary(grouping: girls) { $0.district }.mapValues(\.count)
    var seen: [String?: Int] = [:]
    return girls.map { girl in
      defer { seen[girl.district, default: 0] += 1 }
      return Double(seen[girl.district] ?? 0) / Double(counts[girl.district] ?? 1)
    }
  }

  /// To stay counts for most, then the district, then neighbours: several groups of a district divide its villages in their order.
  private static func score(_ girl: Girl, _ groups: [Group], _ index: Int, share: Double) -> Int32 {
    let group = groups[index]
    var score: Int32 = girl.group == group.number ? 1000 : 0
    if let district = group.district, district == girl.district { score += 100 }
    let same = groups.indices.filter { groups[$0].district == group.district }
    if let place = same.firstIndex(of: index), Int(share * Double(same.count)) == place { score += 10 }
    return score
  }
}
