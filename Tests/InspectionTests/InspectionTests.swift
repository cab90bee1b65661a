import Testing

@testable import Inspection

/// Each promise broken once, on a list that keeps them all.
@Suite struct InspectionTests {
  private struct Girl {
    var code: String
    var total: Int64?
    var offer: Int?
    var has: UInt32 = 0
    var school: Int32 = -1
  }

  private func published(
    _ girls: [Girl], places: Int = 3, reserves: [Int] = [], shares: [Int] = [], caps: [Int] = []
  ) -> Published {
    Published(
      places: places, reserves: reserves, shares: shares, caps: caps,
      rows: girls.enumerated().map { draw, girl in
        Published.Row(
          code: girl.code, total: girl.total, draw: draw, offer: girl.offer, has: girl.has,
          groups: caps.isEmpty ? [] : [girl.school])
      })
  }

  private let good = [
    Girl(code: "A", total: 90, offer: 1), Girl(code: "B", total: 80, offer: 2), Girl(code: "C", total: 70, offer: 3),
    Girl(code: "D", total: 60, offer: nil), Girl(code: "E", total: nil, offer: nil),
  ]

  private func changed(_ change: (inout [Girl]) -> Void) -> [Girl] {
    var girls = good
    change(&girls)
    return girls
  }

  @Test("a list that keeps its promises is let through")
  func kept() {
    #expect(published(good).inspect() == [])
    #expect(published([], places: 1).inspect() == [])
  }

  @Test("identity and numbering")
  func identity() {
    #expect(published(changed { $0[3].code = "A" }).inspect() == [.codeTwice("A")])
    #expect(published(changed { $0[2].offer = 4 }).inspect() == [.numbering(3)])
    #expect(published(changed { $0[4].offer = 4 }).inspect() == [.offeredWithoutBeingConsidered("E")])
  }

  @Test("too many places, a place left empty")
  func places() {
    #expect(published(good, places: 2).inspect().contains(.placesExceeded(by: 1)))
    #expect(published(good, places: 4).inspect() == [.placeLeftEmpty(waits: "D")])
  }

  @Test("somebody passed over, by points or by the draw")
  func passedOver() {
    let girls = changed {
      $0[2].offer = nil; $0[3].offer = 3
    }
    #expect(published(girls).inspect() == [.passedOver(waits: "C", holds: "D")])
    let tie = changed {
      $0[2].offer = nil; $0[3].offer = 3; $0[3].total = 70
    }
    #expect(published(tie).inspect() == [.passedOver(waits: "C", holds: "D")])
  }

  @Test("a cap exceeded; a cap that explains why somebody was passed over")
  func caps() {
    let same = changed { for index in 0..<3 { $0[index].school = 5 } }
    #expect(published(same, caps: [2]).inspect().contains(.capExceeded(cap: 0, group: 5, by: 1)))
    let explained = changed {
      for index in 0..<3 { $0[index].school = 5 }; $0[2].offer = nil; $0[3].offer = 3
    }
    #expect(published(explained, caps: [2]).inspect() == [])
  }

  @Test("a reserve that is short while somebody could fill it")
  func reserves() {
    let waits = changed { $0[3].has = 1 }
    #expect(published(waits, reserves: [1]).inspect() == [.reserveShort(reserve: 0, waits: "D", holds: "C")])
    let filled = changed {
      $0[3].has = 1; $0[2].offer = nil; $0[3].offer = 3
    }
    #expect(published(filled, reserves: [1]).inspect() == [])
    // Two have it and one place is kept: the weaker holds a place that merit gives to C.
    let over = changed {
      $0[0].has = 1; $0[3].has = 1; $0[2].offer = nil; $0[3].offer = 3
    }
    #expect(published(over, reserves: [1]).inspect() == [.passedOver(waits: "C", holds: "D")])
  }

  @Test("a share that was binding and not kept")
  func shares() {
    let waits = changed { $0[3].has = 1 }
    #expect(published(waits, shares: [30]).inspect().first == .shareShort(share: 0, at: 1, waits: "D"))
    let nobody = good
    #expect(published(nobody, shares: [30]).inspect() == [])
  }
}
