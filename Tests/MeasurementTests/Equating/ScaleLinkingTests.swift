import Glibc
import Measurement
import Testing

@Suite struct ScaleLinkingTests {
  private static func items() throws -> [Item] {
    [
      try .twoParameter(slope: 1.2, intercept: -0.4), try .twoParameter(slope: 0.8, intercept: 0.9),
      try .threeParameter(slope: 1.5, intercept: 0.3, guessing: 0.2),
      try .threeParameter(slope: 0.9, intercept: -1.1, guessing: 0.15),
      try .graded(slope: 1.1, intercepts: [1.4, 0.1, -1.3]),
      try .generalisedPartialCredit(slope: 0.7, intercepts: [0.6, 0.2, -1.5]),
    ]
  }

  @Test(
    "items moved to another scale give the move back, whatever the method",
    arguments: [LinkingMethod.meanMean, .meanSigma, .haebara, .stockingLord])
  func recovery(method: LinkingMethod) throws {
    let new = try Self.items()
    // θ_new = 1.3 θ_old - 0.6.
    let old = try new.map { try $0.rescaled(scale: 1.3, shift: -0.6) }
    let linking = try ScaleLinking(old: old, new: new, method)
    #expect(abs(linking.scale - 1.3) < 1e-8 && abs(linking.shift + 0.6) < 1e-8)
    #expect(linking.converged && linking.loss < 1e-16)
    let back = try linking.item(old[4])
    #expect(abs(back.slope - new[4].slope) < 1e-8 && abs(back.intercepts[2] - new[4].intercepts[2]) < 1e-8)
    let errors = try #require(linking.errors)
    #expect(errors.scale < 1e-7 && errors.shift < 1e-7)
  }

  @Test(
    "with noise in the items, forth and back are inverse to each other",
    arguments: [LinkingMethod.meanSigma, .haebara, .stockingLord]
  )
  func symmetry(method: LinkingMethod) throws {
    var chance = Seeded(2)
    let new = try Self.items()
    let old = try new.map { item in
      let moved = try item.rescaled(scale: 0.9, shift: 0.4)
      let noise = 0.1 * chance.normal()
      return try Item(
        moved.curve, slope: moved.slope * exp(0.1 * chance.normal()), intercepts: moved.intercepts.map { $0 + noise },
        guessing: moved.guessing)
    }
    let (forth, back) = (try ScaleLinking(old: old, new: new, method), try ScaleLinking(old: new, new: old, method))
    #expect(abs(forth.scale * back.scale - 1) < 1e-7 && abs(forth.ability(back.ability(0.7)) - 0.7) < 1e-7)
    #expect(abs(forth.scale - 0.9) < 0.2 && abs(forth.shift - 0.4) < 0.2)
    let errors = try #require(forth.errors)
    #expect(errors.scale > 0.005 && errors.scale < 0.3)
  }

  @Test("degenerate items are refused by name")
  func refusals() throws {
    let items = try Self.items()
    #expect(throws: LinkingFault.noItems) { try ScaleLinking(old: [], new: []) }
    #expect(throws: LinkingFault.count(expected: 6, given: 5)) { try ScaleLinking(old: items, new: Array(items.dropLast())) }
    #expect(throws: LinkingFault.different(item: 0)) { try ScaleLinking(old: items, new: items.reversed()) }
    let flat = try Item.twoParameter(slope: 0, intercept: 1)
    #expect(throws: LinkingFault.flat(item: 0)) { try ScaleLinking(old: [flat], new: [items[0]]) }
    #expect(throws: LinkingFault.noSpread) { try ScaleLinking(old: [items[0]], new: [items[1]], .meanSigma) }
    let turned = try Item.twoParameter(slope: -1, intercept: 1)
    #expect(throws: LinkingFault.opposite) { try ScaleLinking(old: [turned], new: [items[0]]) }
  }
}
