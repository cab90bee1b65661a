import Allocation
import ChanceKit
import Inspection
import Testing

@testable import Rules

@Suite struct MatchedTests {
  @Test("the small round: who has what, and by which kind of seat")
  func small() throws {
    let matched = try Round.small()
    // The second and the third have equal totals everywhere; by the draw the third is before the second or behind her.
    let draw = matched.market.rankings[0].draw
    let (winner, loser) = draw[1] < draw[2] ? (1, 2) : (2, 1)
    #expect(matched.place(of: 0).map { "\($0.offer) \($0.reserve ?? "open")" } == "0 open")
    #expect(matched.place(of: 3).map { "\($0.offer) \($0.reserve ?? "open")" } == "0 rural")
    #expect(matched.place(of: winner)?.offer == 1)
    #expect(matched.place(of: loser)?.offer == (loser == 2 ? 2 : nil))
    #expect(matched.place(of: 4) == nil && matched.place(of: 5)?.offer == 2)
    #expect(matched.hasTies)
    #expect(matched.published.inspect() == [])
    for entry in 0..<6 { #expect(matched.isBestAsListed(entry)) }
  }

  @Test("each higher choice has its reason, and few seats do not tell a child's points")
  func higherChoices() throws {
    let matched = try Round.small()
    let own = matched.market.rankings[0].totals
    // The sixth is barred from her first choice.
    #expect(matched.higherChoices(of: 5) == [HigherChoice(offer: 0, reason: .requirement("certificate"))])
    // The fifth has no course evidence: neither of her choices ranks her.
    #expect(matched.higherChoices(of: 4).map(\.reason) == [.merit(.missing(0)), .merit(.missing(0))])
    #expect(matched.higherChoices(of: 0) == [] && matched.higherChoices(of: 3) == [])
    // The second wanted the first offer: one seat is kept for others, the open one is with somebody stronger.
    let first = try #require(matched.higherChoices(of: 1).first)
    guard case .cutOff(let seats) = first.reason else {
      Issue.record("\(first.reason)")
      return
    }
    #expect(
      seats.map(\.reserve) == ["rural", nil] && seats.map(\.isKept) == [true, false] && seats.map(\.isMember) == [false, true])
    #expect(seats[1].own == own[1] && seats[1].last == .difference(.threeToTen) && !seats[1].byDraw)
    // Whoever lost the tie is told that the draw decided.
    let draw = matched.market.rankings[0].draw
    let loser = draw[1] < draw[2] ? 2 : 1
    let tie = matched.higherChoices(of: loser).first { $0.offer == 1 }
    guard case .cutOff(let tied) = tie?.reason else {
      Issue.record("\(String(describing: tie))")
      return
    }
    #expect(tied[0].byDraw && tied[0].last == .difference(.lessThanOne))
  }

  @Test("differences in words of a sentence: the ends")
  func bands() {
    #expect(
      [0, 9, 10, 29, 30, 100, 101].map { HigherChoice.Band($0, decimals: 1) } == [
        .lessThanOne, .lessThanOne, .oneToThree, .oneToThree, .threeToTen, .threeToTen, .moreThanTen,
      ])
    #expect(HigherChoice.Band(-5, decimals: 0) == .threeToTen)
  }

  @Test("with five seats filled the last one's points are told")
  func told() throws {
    let matched = try Round.matched(seed: 5, girls: 300, offers: 12)
    var told = 0
    for entry in 0..<300 {
      for choice in matched.higherChoices(of: entry) {
        guard case .cutOff(let seats) = choice.reason else { continue }
        for kind in seats {
          guard case .total(let last) = kind.last else {
            #expect(kind.seats < 5)
            continue
          }
          told += 1
          #expect(kind.seats >= 5 && (kind.isKept || last > kind.own || (last == kind.own && kind.byDraw)))
        }
      }
    }
    #expect(told > 100)
  }

  @Test("fresh numbers: every order comes, none more often than chance has it")
  func freshOrder() {
    var chance = Chance(1)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 {
      counts[MatchInput.freshOrder(3) { count in (0..<count).map { _ in UInt8(chance.below(256)) } }, default: 0] += 1
    }
    #expect(counts.count == 6 && counts.values.allSatisfy { (850...1_150).contains($0) }, "\(counts)")
    #expect(MatchInput.freshOrder(0) { _ in [] } == [] && MatchInput.freshOrder(1) { _ in [] } == [0])
  }

  @Test("what makes no market is refused")
  func faults() throws {
    let rule = try MeritRule(yaml: Round.ownYAML)
    let offer = MatchOffer(code: "A", title: "A", plan: SeatPlan(seats: 1))
    func fault(_ offers: [MatchOffer], _ entries: [MatchEntry] = []) -> MatchFault? {
      do throws(MatchFault) {
        _ = try Matched.run(try MatchInput(rule: rule, offers: offers, entries: entries), key: Round.key)
        return nil
      } catch { return error }
    }
    #expect(fault([offer], [MatchEntry(list: [0], values: [1, 50], errors: [0, 0])]) == nil)
    #expect(fault([]) == nil)
    #expect(fault([offer, offer]) == .offer(1, .codeUnusable))
    #expect(fault([MatchOffer(code: "a b", title: "", plan: SeatPlan(seats: 1))]) == .offer(0, .codeUnusable))
    #expect(fault([MatchOffer(code: "A", title: "a\nb", plan: SeatPlan(seats: 1))]) == .offer(0, .codeUnusable))
    #expect(fault([MatchOffer(code: "A", title: "A", weights: "law", plan: SeatPlan(seats: 1))]) == .offer(0, .noSuchWeights))
    #expect(fault([MatchOffer(code: "A", title: "A", plan: SeatPlan(seats: -1))]) == .offer(0, .seats(.seatsOutOfRange)))
    #expect(fault([MatchOffer(code: "A", title: "A", plan: SeatPlan(seats: 0))]) == nil)
    let holds = { MatchEntry(list: [0], values: [1, 50], errors: [0, 0], holds: .init(offer: $0, reserve: $1)) }
    #expect(fault([offer], [holds(0, nil)]) == nil)
    #expect(fault([offer], [holds(1, nil)]) == .entry(0))
    #expect(fault([offer], [holds(0, "rural")]) == .entry(0))
    #expect(fault([offer], [holds(0, nil), holds(0, nil)]) == .entry(1))
    #expect(
      fault([MatchOffer(code: "A", title: "A", plan: SeatPlan(seats: 1, reserves: [.init(attribute: "open", seats: 1)]))])
        == .offer(0, .attributeUnusable))
    #expect(fault([offer], [MatchEntry(list: [0], values: [1], errors: [0])]) == .entry(0))
    #expect(fault([offer], [MatchEntry(list: [0], values: [1, .infinity], errors: [0, 0])]) == .entry(0))
    #expect(fault([offer], [MatchEntry(list: [0], values: [1, 1], errors: [0, -1])]) == .entry(0))
    #expect(fault([offer], [MatchEntry(list: [0, 0], values: [1, 50], errors: [0, 0])]) == .list(0))
    #expect(fault([offer], [MatchEntry(list: [1], values: [1, 50], errors: [0, 0])]) == .list(0))
    #expect(fault([offer], [MatchEntry(list: [0], values: [1, 50], errors: [0, 0], attributes: ["rural"])]) == .entry(0))
  }

  @Test("the same seed gives the same sureness; nobody's shares exceed the draws")
  func sureness() throws {
    let matched = try Round.matched(seed: 9, girls: 60, offers: 6)
    let sureness = try #require(matched.sureness(draws: 50))
    #expect(sureness == matched.sureness(draws: 50))
    for entry in 0..<60 { #expect(sureness.same[entry] + sureness.better[entry] <= 50) }
  }

  @Test("a second round: nobody loses her seat, its bundle is computed again, and each proof holds", arguments: 1..<13)
  func secondRound(_ seed: Int) throws {
    var chance = Chance(UInt64(seed))
    let first = try Round.matched(seed: UInt64(seed), girls: 20 + seed * 6, offers: 2 + seed % 5, yaml: Round.ownYAML)
    let standings = first.input.entries.indices.map { entry -> SecondRound.Standing in
      guard let place = first.place(of: entry) else { return chance.below(5) == 0 ? .out : .free }
      if chance.below(4) == 0 { return .out }
      let reserve = place.reserve.flatMap { name in
        first.input.offers[place.offer].plan.reserves.firstIndex { $0.attribute == name }
      }
      return .holds(offer: Int32(place.offer), reserve: reserve, triesHigher: chance.below(2) == 0)
    }
    let takesPart = standings.indices.filter { entry in
      if case .holds(_, _, triesHigher: false) = standings[entry] { return false }
      return standings[entry] != .out
    }
    let lists = first.input.entries.map(\.list)
    let order = MatchInput.freshOrder(takesPart.count) { count in (0..<count).map { _ in UInt8(chance.below(256)) } }.map {
      takesPart[$0]
    }
    let input = try first.secondInput(standings, lists: lists, order: order)
    let second = try Matched.run(input, key: "7.7.7./")
    #expect(second.published.inspect() == [])
    for (entry, before) in order.enumerated() {
      #expect(second.isBestAsListed(entry))
      guard case .holds(let offer, _, _) = standings[before] else { continue }
      let gets = try #require(second.place(of: entry)?.offer)
      #expect(
        gets == Int(offer) || (lists[before].firstIndex(of: Int32(gets)) ?? 99) < (lists[before].firstIndex(of: offer) ?? 99))
    }
    // Whoever keeps her seat and who has one now are never more than the seats.
    for (number, offer) in first.input.offers.enumerated() {
      let kept = standings.count { if case .holds(Int32(number), _, triesHigher: false) = $0 { true } else { false } }
      let now = input.entries.indices.count { second.place(of: $0)?.offer == number }
      #expect(kept + now <= offer.plan.seats)
    }
    let release = Round.release(second)
    let verdict = MatchBundle.verify(release.parts(withRows: true))
    #expect(verdict.isGood, "\(verdict)")
    for entry in input.entries.indices {
      guard case .counted(let counted) = try release.proof(of: entry).verify(in: release.parts(withRows: false)) else {
        Issue.record(
          "\(try release.proof(of: entry).verify(in: release.parts(withRows: false))) \(release.proof(of: entry).text)")
        continue
      }
      #expect(counted.offer == second.place(of: entry).map { input.offers[$0.offer].code })
    }
    #expect(second.sureness() == nil || !second.isSecondRound)
  }
}
