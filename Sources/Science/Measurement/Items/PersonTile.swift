/// A tile of persons with their abilities.
final class PersonTile {
  let answers: AnswerTile
  /// 0 where there is no person or no finite ability.
  let abilities = Doubles(AnswerTile.width)

  init(items: Int) { answers = AnswerTile(items: items) }

  /// Persons without a finite ability have answered nothing.
  func fill(_ responses: Responses, _ persons: Range<Int>, abilities given: UnsafePointer<Double>) {
    for at in 0..<AnswerTile.width {
      let ability = at < persons.count ? given[persons.lowerBound + at] : 0
      abilities.at[at] = ability.isFinite ? ability : 0
    }
    answers.fill(persons.count) { at, row in
      guard given[persons.lowerBound + at].isFinite else { return row.update(repeating: Responses.missing) }
      responses.read(persons.lowerBound + at, into: row)
    }
  }
}

extension Responses {
  /// Calls `body` with the persons, tile after tile.
  func eachTile(
    in persons: Range<Int>, abilities: [Double], _ body: (PersonTile, _ persons: Range<Int>) -> Void
  ) {
    let tile = PersonTile(items: items)
    abilities.withUnsafeBufferPointer { abilities in
      for first in stride(from: persons.lowerBound, to: persons.upperBound, by: AnswerTile.width) {
        let own = first..<min(first + AnswerTile.width, persons.upperBound)
        tile.fill(self, own, abilities: abilities.baseAddress!)
        body(tile, own)
      }
    }
  }
}
