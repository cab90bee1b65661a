/// What a student would have had with one programme of her list put first and all else as it was.
package struct Promotion: Sendable, Hashable {
  package let programme: Int32
  /// The programme she would have had; nil: none.
  package let gets: Int32?
  /// She would have had something she wanted more than what she has.
  package let isBetter: Bool
}

extension Preferences {
  /// Each programme of a student's list but the first, put first: what the market would have given her. By the theorem of Dubins and Freedman
  /// (1981) and Roth (1982) nothing is better; here it is computed and not believed.
  ///
  /// All others enter once, then she enters anew with each changed list: the order of entering changes nothing, so each answer is that
  /// of the whole match run again.
  package func promotions(of student: Int) -> [Promotion] {
    var others = Acceptance(self)
    for other in 0..<Int32(students) where Int(other) != student { others.enter(other, choices, ranks) }
    let own = choices(of: student)
    let blocks = self.blocks(of: student)
    var asListed = others
    asListed.enter(Int32(student), choices, ranks)
    let has = block(of: Int(asListed.taken[student]), blocks) ?? blocks.count
    var (choices, ranks) = (self.choices, self.ranks)
    return blocks.indices.dropFirst().map { promoted in
      let order = Array(blocks[promoted]) + own.filter { !blocks[promoted].contains($0) }
      for (slot, from) in zip(own, order) { (choices[slot], ranks[slot]) = (self.choices[from], self.ranks[from]) }
      var changed = others
      changed.enter(Int32(student), choices, ranks)
      let slot = Int(changed.taken[student])
      let gets = slot < 0 ? nil : block(of: order[slot - own.lowerBound], blocks)
      return Promotion(
        programme: programme(of: blocks[promoted]), gets: gets.map { programme(of: blocks[$0]) },
        isBetter: (gets ?? blocks.count) < has)
    }
  }

  /// Of each programme of her list the slots of its places, the most wanted first.
  private func blocks(of student: Int) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    for slot in choices(of: student) {
      if let last = blocks.last, programme(of: last) == programmes[Int(choices[slot])] {
        blocks[blocks.count - 1] = last.lowerBound..<(slot + 1)
      } else {
        blocks.append(slot..<(slot + 1))
      }
    }
    return blocks
  }

  private func block(of slot: Int, _ blocks: [Range<Int>]) -> Int? { blocks.firstIndex { $0.contains(slot) } }
  private func programme(of block: Range<Int>) -> Int32 { programmes[Int(choices[block.lowerBound])] }
}
