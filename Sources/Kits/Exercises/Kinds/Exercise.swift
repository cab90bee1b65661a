package import Markup
package import Programme
package import Words

/// One exercise as its author wrote it: what is asked, what is right, what is said to whom.
package struct Exercise: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case choice, several, match, order, point, number, gaps, text, measured, trace, reorder
    case assignment, open, photo, file

    /// By the program; else by a person with the rubric.
    package var isSelfJudged: Bool { !Self.handed.contains(self) }
    /// Whether its numbers may change from variant to variant.
    var mayChange: Bool { isSelfJudged && self != .point && self != .measured }
    /// Whether variants show things in another order.
    var isShuffled: Bool { [.choice, .several, .match, .order, .reorder].contains(self) }
    var mayBeInCheck: Bool { isSelfJudged && self != .measured }

    static let handed: Set<Kind> = [.assignment, .open, .photo, .file]
  }

  package let key: String
  package let kind: Kind
  /// The first 16 letters of the SHA-256 of the file.
  package let version: String
  /// Nil only of what a person judges.
  package let skill: String?
  package let ask: ExerciseText
  package let hints: [ExerciseText]
  package let right: ExerciseText?
  package let wrong: ExerciseText?
  package let solution: ExerciseText?
  /// What is said of particular wrong answers; a `Judgement` names them by their places here.
  package let remarks: [ExerciseText]
  package let numbers: ChangingNumbers
  let body: Body

  enum Body: Sendable {
    case choice(ChoiceBody)
    case match(MatchBody)
    case order([ExerciseText])
    case point(PointBody)
    /// `number` has one gap, `a`.
    case typed([Gap])
    case text(TextBody)
    case measured(MeasuredBody)
    case trace(TraceBody)
    case reorder(ReorderBody)
    case handed(HandIn)
  }

  /// How many variants there are: those that are frozen, or orders of what is shown.
  package var variantCount: Int {
    if !numbers.isEmpty { return numbers.variants }
    if case .choice(let body) = body, body.keepsOrder { return 1 }
    return kind.isShuffled ? Self.orders : 1
  }

  /// Variants of a skill that must be answered rightly until it is held (Learning's `Evidence`), so there must be as many.
  static let fewestToPractise = 3

  /// Whether practice asks it: what the program judges and what is at hand everywhere. For her own readings she needs her things about her.
  package var isPractised: Bool { kind.isSelfJudged && kind != .measured }

  /// The variant of a turn: one more a turn, begun at a place of her own, so that neighbours differ (`seed` comes with her pages).
  package func variantNumber(seed: UInt32, turn: Int) -> Int {
    let count = max(variantCount, 1)
    return (Int(seed) % count + max(turn, 0) % count) % count + 1
  }

  /// As many as girls sit near one another.
  static let orders = 12

  /// Every text, with those of the body.
  var texts: [ExerciseText] {
    [ask] + hints + [right, wrong, solution].compactMap { $0 } + remarks + body.texts
  }

  /// What stands before her when she answers: two variants that differ in none of it are one.
  var asked: [ExerciseText] { [ask] + body.texts }
}

/// One thing to choose, and what who chooses it wrongly is told.
struct ChoiceBody: Sendable {
  struct Option: Sendable {
    let text: ExerciseText
    let isRight: Bool
    let remark: Int?
  }

  let options: [Option]
  let keepsOrder: Bool
}

struct MatchBody: Sendable {
  struct Target: Sendable {
    let key: String
    let text: ExerciseText
  }

  struct Pair: Sendable {
    let target: String
    let text: ExerciseText
  }

  let targets: [Target]
  let pairs: [Pair]
}

struct PointBody: Sendable {
  struct Area: Sendable {
    let key: String
    /// In the units of the drawing.
    let x, y, r: Double
    let label: ExerciseText
    let remark: Int?
    let line: Int?
  }

  let figure: String
  let areas: [Area]
  let answer: String
}

struct TraceBody: Sendable {
  /// Pieces, as numbers may stand in them.
  let code: [ExerciseText.Part]
  let columns: [String]
  /// Row by row, a cell a column.
  let rows: [[[ExerciseText.Part]]]
  /// Rows that are shown.
  let given: Int
}

struct ReorderBody: Sendable {
  struct Line: Sendable, Hashable {
    let parts: [ExerciseText.Part]
    /// Steps of four spaces.
    let indent: Int
  }

  let lines: [Line]
  let extra: [Line]
}

/// What a person judges.
package struct HandIn: Sendable {
  /// Nil: the hand-in has none.
  package let photos: Int?
  /// Letters.
  package let text: Int?
  package let takesFile: Bool
  package let afterSession: Int?
  package let days: Int?
  package let rubric: Rubric
  /// The rubric's words with their formulas and numbers.
  let words: [ExerciseText]
  /// Sizes of a team; nil: everybody hands in alone.
  package let team: ClosedRange<Int>?
}

extension HandIn {
  /// Words of its rubric with their formulas and numbers.
  package func shown(_ text: Rubric.Text, _ t: Words.Language, _ variant: Variant) -> HTML {
    words.first { $0.said == text.says }?.shown(t, variant) ?? HTML(text.says(t))
  }
}

extension Exercise {
  /// Nil where the program judges.
  package var handIn: HandIn? {
    guard case .handed(let handIn) = body else { return nil }
    return handIn
  }
}

extension Exercise.Body {
  /// Those in three languages.
  var texts: [ExerciseText] {
    switch self {
    case .choice(let body): body.options.map(\.text)
    case .match(let body): body.targets.map(\.text) + body.pairs.map(\.text)
    case .order(let items): items
    case .point(let body): body.areas.map(\.label)
    case .typed, .text, .trace, .reorder: []
    case .measured(let body): body.fields.map(\.label)
    case .handed(let handIn): handIn.words
    }
  }

  /// Code and cells, in which numbers may stand too.
  var parts: [[ExerciseText.Part]] {
    switch self {
    case .trace(let body): [body.code] + body.rows.flatMap(\.self)
    case .reorder(let body): (body.lines + body.extra).map(\.parts)
    default: []
    }
  }
}
