import Testing

@testable import Inspection

/// Each promise of a match broken once, on one that keeps them all.
@Suite struct PublishedMatchingTests {
  private struct Girl {
    var number: Int
    var list: [Int]
    var total: Int64?
    var has: UInt32 = 0
    var barred: [Int] = []
    var holds: Int?
    var draw: Int
    var floor: Int?
  }

  private typealias Kind = PublishedMatching.Kind
  private typealias Standing = PublishedMatching.Standing

  /// Offer 0: one seat for attribute 0 and one open; offer 1: two open seats, one of them free.
  private let kinds = [
    Kind(offer: 0, reserve: 0, seats: 1, filled: 1, cutOff: Standing(claim: .member, total: 40, draw: 3)),
    Kind(offer: 0, reserve: nil, seats: 1, filled: 1, cutOff: Standing(claim: .member, total: 90, draw: 0)),
    Kind(offer: 1, reserve: nil, seats: 2, filled: 1, cutOff: nil),
  ]

  private let girls = [
    Girl(number: 1, list: [0, 1], total: 90, holds: 1, draw: 0),
    Girl(number: 2, list: [0, 1], total: 80, holds: 2, draw: 1),
    Girl(number: 3, list: [0], total: 70, holds: nil, draw: 2),
    Girl(number: 4, list: [0, 1], total: 40, has: 1, holds: 0, draw: 3),
    Girl(number: 5, list: [0, 1], total: nil, holds: nil, draw: 4),
    Girl(number: 6, list: [1], total: 95, barred: [1], holds: nil, draw: 5),
  ]

  private func inspect(_ change: (inout [Girl], inout [Kind]) -> Void = { _, _ in }) -> [BrokenMatch] {
    var (girls, kinds) = (girls, kinds)
    change(&girls, &kinds)
    return PublishedMatching(
      kinds: kinds, merits: [0, 0],
      rows: girls.map {
        PublishedMatching.Row(
          number: $0.number, list: $0.list, barred: $0.barred, totals: [$0.total], draw: $0.draw, has: $0.has, holds: $0.holds,
          floor: $0.floor)
      }
    ).inspect()
  }

  private func kind(_ old: Kind, seats: Int? = nil, filled: Int? = nil, cutOff: Standing?) -> Kind {
    Kind(offer: old.offer, reserve: old.reserve, seats: seats ?? old.seats, filled: filled ?? old.filled, cutOff: cutOff)
  }

  @Test("a match that keeps its promises is let through; so is one of nobody, and one without offers")
  func kept() {
    #expect(inspect() == [])
    #expect(PublishedMatching(kinds: [], merits: [], rows: []).inspect() == [])
    #expect(
      inspect { girls, kinds in
        girls = []
        kinds = kinds.map { kind($0, filled: 0, cutOff: nil) }
      } == [])
  }

  @Test("a number twice, a number of the draw twice")
  func identity() {
    #expect(inspect { girls, _ in girls[2].number = 2 } == [.numberTwice(line: 2, and: 1)])
    #expect(inspect { girls, _ in girls[2].draw = 1 } == [.drawTwice(line: 2, and: 1)])
  }

  @Test("a list with an offer that is not there, or one twice; a seat that is not there")
  func lists() {
    #expect(inspect { girls, _ in girls[2].list = [7] } == [.noSuchOffer(line: 2)])
    #expect(inspect { girls, _ in girls[2].list = [-1] } == [.noSuchOffer(line: 2)])
    #expect(inspect { girls, _ in girls[2].barred = [2] } == [.noSuchOffer(line: 2)])
    #expect(inspect { girls, _ in girls[2].list = [0, 0] } == [.offerTwice(line: 2, offer: 0)])
    #expect(inspect { girls, _ in girls[2].holds = 3 } == [.noSuchKind(line: 2)])
  }

  @Test("a seat she did not ask for, and one of an offer that does not rank her")
  func seats() {
    #expect(inspect { girls, _ in girls[2].holds = 2 } == [.notListed(line: 2, kind: 2)])
    #expect(inspect { girls, _ in girls[4].holds = 2 } == [.notRanked(line: 4, kind: 2)])
    #expect(inspect { girls, _ in girls[5].holds = 2 } == [.notRanked(line: 5, kind: 2)])
  }

  @Test("more girls than seats, and another number of them than published")
  func filled() {
    #expect(inspect { girls, _ in girls[2].holds = 1 }.contains(.seatsExceeded(kind: 1, by: 1)))
    #expect(
      inspect { _, kinds in kinds[2] = kind(kinds[2], filled: 0, cutOff: nil) } == [
        .filledOtherwise(kind: 2, published: 0, counted: 1)
      ])
  }

  @Test("a cut-off where a seat is free, none where all are taken, another one than the last has")
  func cutOffs() {
    let low = Standing(claim: .member, total: 10, draw: 9)
    #expect(inspect { _, kinds in kinds[2] = kind(kinds[2], cutOff: low) } == [.cutOffOfFreeSeats(kind: 2)])
    #expect(inspect { _, kinds in kinds[1] = kind(kinds[1], cutOff: nil) }.contains(.cutOffMissing(kind: 1)))
    #expect(inspect { _, kinds in kinds[1] = kind(kinds[1], cutOff: low) }.contains(.cutOffOtherwise(kind: 1, line: 0)))
    // A cut-off above who has the seat.
    let high = Standing(claim: .member, total: 91, draw: 0)
    #expect(inspect { _, kinds in kinds[1] = kind(kinds[1], cutOff: high) }.contains(.belowCutOff(line: 0, kind: 1)))
    // The number of the draw is part of it.
    let draw = Standing(claim: .member, total: 90, draw: 1)
    #expect(inspect { _, kinds in kinds[1] = kind(kinds[1], cutOff: draw) }.contains(.cutOffOtherwise(kind: 1, line: 0)))
  }

  @Test("somebody passed over, by the cut-off and as a blocking pair")
  func passedOver() {
    let found = inspect { girls, kinds in
      girls[0].holds = 2
      girls[1].holds = 1
      kinds[1] = kind(kinds[1], cutOff: Standing(claim: .member, total: 80, draw: 1))
    }
    #expect(found == [.passedOver(line: 0, kind: 1), .blockingPair(line: 0, kind: 1)])
    // A free seat that somebody wants.
    let waits = inspect { girls, kinds in
      girls[1].holds = nil
      kinds[2] = kind(kinds[2], filled: 0, cutOff: nil)
    }
    #expect(waits == [.passedOver(line: 1, kind: 2), .blockingPair(line: 1, kind: 2)])
  }

  @Test("a member passed over at her reserve by somebody with more points")
  func reserve() {
    let found = inspect { girls, kinds in
      girls[3].holds = nil
      girls[2].holds = 0
      kinds[0] = kind(kinds[0], cutOff: Standing(claim: .other, total: 70, draw: 2))
    }
    #expect(found.contains(.blockingPair(line: 3, kind: 0)) && found.contains(.passedOver(line: 3, kind: 0)))
  }

  @Test("who came with a seat asks for what stands above it, then for it: she is seen when she loses it, and never asks below it")
  func secondRound() {
    let held = inspect { girls, kinds in
      girls[2].list = [1, 0]
      girls[2].floor = 1
      girls[2].holds = 1
      girls[0].holds = 2
      kinds[1] = kind(kinds[1], cutOff: Standing(claim: .holder, total: 70, draw: 2))
      kinds[2] = kind(kinds[2], filled: 2, cutOff: Standing(claim: .member, total: 80, draw: 1))
    }
    #expect(held == [])
    let lost = inspect { girls, _ in
      girls[2].floor = 1
      girls[2].holds = nil
    }
    #expect(lost.contains(.passedOver(line: 2, kind: 1)) && lost.contains(.blockingPair(line: 2, kind: 1)))
    #expect(inspect { girls, _ in girls[1].floor = 1 } == [.notListed(line: 1, kind: 2)])
    #expect(inspect { girls, _ in girls[1].floor = 9 } == [.noSuchKind(line: 1)])
    #expect(inspect { girls, _ in girls[1].floor = -1 } == [.noSuchKind(line: 1)])
  }

  @Test("her own seat before members, members before others, then the higher total, then the lower number of the draw")
  func order() {
    let strongest = [
      Standing(claim: .holder, total: 1, draw: 9),
      Standing(claim: .member, total: 5, draw: 1), Standing(claim: .member, total: 5, draw: 2),
      Standing(claim: .member, total: 4, draw: 0),
      Standing(claim: .other, total: 9, draw: 0),
    ]
    #expect(strongest.shuffled().sorted(by: >) == strongest)
  }
}
