import Measurement
import Testing

@Suite struct RatingsTests {
  @Test("degenerate ratings are refused by name")
  func refusals() throws {
    #expect(throws: RatingsFault.noRatings) { try Ratings(candidate: [], rater: [], criterion: [], score: []) }
    #expect(throws: RatingsFault.lengths(.rater)) {
      try Ratings(candidate: [0, 1], rater: [0], criterion: [0, 0], score: [1, 2])
    }
    #expect(throws: RatingsFault.negative(.criterion, row: 1)) {
      try Ratings(candidate: [0, 1], rater: [0, 1], criterion: [0, -1], score: [1, 2])
    }
    #expect(throws: RatingsFault.unrated(.candidate, 1)) {
      try Ratings(candidate: [0, 2], rater: [0, 1], criterion: [0, 0], score: [1, 2])
    }
    #expect(throws: RatingsFault.unrated(.rater, 1)) {
      try Ratings(candidate: [0, 1], rater: [0, .max - 1], criterion: [0, 0], score: [1, 2])
    }
    #expect(throws: RatingsFault.oneCandidate) {
      try Ratings(candidate: [0, 0], rater: [0, 1], criterion: [0, 0], score: [1, 2])
    }
    #expect(throws: RatingsFault.oneRater) { try Ratings(candidate: [0, 1], rater: [0, 0], criterion: [0, 0], score: [1, 2]) }
    let flat = try Ratings(candidate: [0, 0, 1, 1], rater: [0, 1, 0, 1], criterion: [0, 0, 0, 0], score: [3, 3, 3, 3])
    #expect(throws: RatingsFault.noVariation) { try flat.facets() }
    let half = try Ratings(candidate: [0, 0, 1, 1], rater: [0, 1, 0, 1], criterion: [0, 0, 0, 0], score: [3, 3, 3, 4])
    #expect(throws: RatingsFault.constant(.rater, 0)) { try half.facets(steps: .perRater) }
    let wide = try Ratings(candidate: [0, 0, 1, 1], rater: [0, 1, 0, 1], criterion: [0, 0, 0, 0], score: [0, 3, 3, 400])
    #expect(throws: RatingsFault.tooManyCategories(401)) { try wide.facets() }
    let extreme = try Ratings(candidate: [0, 0, 1, 1], rater: [0, 1, 0, 1], criterion: [0, 0, 0, 0], score: [0, 0, 1, 1])
    #expect(throws: RatingsFault.allExtreme) { try extreme.facets(.joint(correctingBias: false)) }
  }

  @Test("groups without a common rater are refused, and listed")
  func disconnected() throws {
    var columns = Columns()
    for (candidate, rater) in [(0, 0), (0, 1), (1, 1), (2, 2), (3, 2), (3, 3)] {
      columns.add(candidate, rater, candidate % 2, candidate + rater)
    }
    let groups = [
      Linkage.Group(candidates: [0, 1], raters: [0, 1], criteria: [0, 1]),
      Linkage.Group(candidates: [2, 3], raters: [2, 3], criteria: [0, 1]),
    ]
    #expect(throws: RatingsFault.disconnected(groups)) { try columns.ratings().facets() }
  }

  @Test("raters nested in criteria are refused though candidates connect everything")
  func nested() throws {
    var columns = Columns()
    for candidate in 0..<6 {
      columns.add(candidate, 0, 0, candidate % 3)
      columns.add(candidate, 1, 1, (candidate + 1) % 3)
      columns.add(candidate, 2, 2, candidate % 2)
      columns.add(candidate, 3, 2, candidate % 2 + 1)
    }
    #expect(throws: RatingsFault.confounded(criteria: [[0], [1], [2]], tasks: [[0]])) { try columns.ratings().facets() }
    // One rater on two of them ties these two.
    columns.add(0, 0, 1, 1)
    #expect(throws: RatingsFault.confounded(criteria: [[0, 1], [2]], tasks: [[0]])) { try columns.ratings().facets() }
    columns.add(3, 1, 2, 1)
    #expect(Linkage(try columns.ratings()).isConnected)
  }

  @Test("one candidate seen by two groups of raters connects them")
  func bridge() throws {
    var columns = Columns()
    for (candidate, rater) in [(0, 0), (0, 1), (1, 1), (2, 2), (2, 3), (0, 3)] {
      columns.add(candidate, rater, 0, candidate + rater)
    }
    #expect(Linkage(try columns.ratings()).isConnected)
  }
}
