import Grading
package import Words

extension Exercise {
  /// Judges an answer to a variant, as the phone does with `Public/exercises.js`; nil: a person judges it.
  ///
  ///     exercise.judge(Answer(["a": "1,44 с"])!, variant, .kk)?.verdict  // right
  ///
  /// The language is the one in which numbers are shown back. Whatever is answered, something is said.
  package func judge(_ answer: Answer, _ variant: Variant, _ language: Words.Language) -> Judgement? {
    switch body {
    case .choice(let body): kind == .choice ? chosen(body, answer, variant) : several(body, answer, variant)
    case .match(let body): matched(body, answer, variant)
    case .order(let items): ordered(items.count, answer, variant)
    case .point(let body): pointed(body, answer)
    case .typed(let gaps): typed(gaps, answer, variant, language)
    case .text(let body): body.judge(answer)
    case .measured(let body): body.judge(answer, language)
    case .trace(let body): body.judge(answer, variant)
    case .reorder(let body): reordered(body, answer, variant)
    case .handed: nil
    }
  }

  /// The written places of what is shown, in the order in which the variant shows it.
  package func shownOrder(_ variant: Variant) -> [Int] {
    switch body {
    case .choice(let body): body.keepsOrder ? Array(body.options.indices) : order(body.options.count, variant)
    case .match(let body): order(body.pairs.count, variant)
    case .order(let items): order(items.count, variant, mayBeWritten: false)
    case .reorder(let body): order(body.lines.count + body.extra.count, variant, mayBeWritten: false)
    default: []
    }
  }

  /// Drawn by the exercise's key and the variant's number; the right order itself is never shown.
  private func order(_ count: Int, _ variant: Variant, mayBeWritten: Bool = true) -> [Int] {
    var draw = SeededDraw("keruen order 1", key, "\(variant.id)")
    var order = draw.order(count)
    while !mayBeWritten, count > 1, order == Array(0..<count) { order = draw.order(count) }
    return order
  }

  private func chosen(_ body: ChoiceBody, _ answer: Answer, _ variant: Variant) -> Judgement {
    let shown = shownOrder(variant)
    guard let places = answer.places(upTo: shown.count), places.count == 1, let place = places.first else { return .unreadable }
    let option = body.options[shown[place - 1]]
    return Judgement(option.isRight ? .right : .wrong, remarks: option.remark.map { [$0] } ?? [])
  }

  private func several(_ body: ChoiceBody, _ answer: Answer, _ variant: Variant) -> Judgement {
    let shown = shownOrder(variant)
    guard let places = answer.places(upTo: shown.count) else { return .unreadable }
    let chosen = places.sorted().map { body.options[shown[$0 - 1]] }
    let isRight = chosen.allSatisfy(\.isRight) && chosen.count == body.options.count { $0.isRight }
    return Judgement(isRight ? .right : .wrong, remarks: chosen.compactMap(\.remark))
  }

  private func matched(_ body: MatchBody, _ answer: Answer, _ variant: Variant) -> Judgement {
    let keys = Set(body.targets.map(\.key))
    var parts: [String: Judgement.Part] = [:]
    for (place, written) in shownOrder(variant).enumerated() {
      let key = answer["\(place + 1)"]
      let isRight = key == body.pairs[written].target
      parts["\(place + 1)"] = Judgement.Part(!keys.contains(key) ? .unreadable : isRight ? .right : .wrong)
    }
    return Judgement(parts)
  }

  private func ordered(_ count: Int, _ answer: Answer, _ variant: Variant) -> Judgement {
    let shown = shownOrder(variant)
    if let place = answer.placeChosenTwice { return .unreadable(.samePlace(place)) }
    guard let places = answer.places(upTo: count), places.count == count else { return .unreadable(.placesMissing) }
    guard let first = places.indices.first(where: { shown[places[$0] - 1] != $0 }) else { return Judgement(.right) }
    return Judgement(.wrong, parts: ["\(first + 1)": Judgement.Part(.wrong)])
  }

  private func pointed(_ body: PointBody, _ answer: Answer) -> Judgement {
    guard let area = body.areas.first(where: { $0.key == answer["a"] }) else { return .unreadable }
    return Judgement(area.key == body.answer ? .right : .wrong, remarks: area.remark.map { [$0] } ?? [])
  }

  private func typed(_ gaps: [Gap], _ answer: Answer, _ variant: Variant, _ language: Words.Language) -> Judgement {
    guard let grader = Grader.shipped else { return .unreadable }
    var parts: [String: Judgement.Part] = [:]
    var remarks: [Int] = []
    var obstacle: Obstacle?
    for gap in gaps {
      guard let asked = variant.answers[gap.name] else { return .unreadable }
      let grade = grader.grade(answer[gap.name], gap.question(asked), language.forGrading)
      parts[gap.name] = Judgement.Part(grade.verdict, readAs: grade.readAs, obstacle: grade.unread.map { .typed($0) })
      if obstacle == nil { obstacle = grade.unread.map { .typed($0) } }
      if let place = grade.mistake, gap.mistakes.indices.contains(place) { remarks.append(gap.mistakes[place].remark) }
    }
    return Judgement(parts, remarks: remarks, obstacle: obstacle)
  }

  private func reordered(_ body: ReorderBody, _ answer: Answer, _ variant: Variant) -> Judgement {
    let shown = shownOrder(variant)
    if let place = answer.placeChosenTwice { return .unreadable(.samePlace(place)) }
    guard let chosen = ReorderBody.chosen(answer, upTo: shown.count) else { return .unreadable }
    let all = body.lines + body.extra
    let lines = chosen.map { (text: all[shown[$0.place - 1]].parts, indent: $0.indent) }
    for (place, wanted) in body.lines.enumerated() {
      guard place < lines.count, lines[place].text == wanted.parts else {
        return Judgement(.wrong, parts: ["\(place + 1)": Judgement.Part(.wrong)])
      }
      if lines[place].indent != wanted.indent {
        return Judgement(.wrong, parts: ["\(place + 1).indent": Judgement.Part(.wrong)])
      }
    }
    guard lines.count > body.lines.count else { return Judgement(.right) }
    return Judgement(.wrong, parts: ["\(body.lines.count + 1)": Judgement.Part(.wrong)])
  }
}

extension ReorderBody {
  /// `3:0 1:1`; nil: something else, or a line twice.
  fileprivate static func chosen(_ answer: Answer, upTo count: Int) -> [(place: Int, indent: Int)]? {
    let words = answer["a"].split(separator: " ")
    let chosen = words.compactMap { word -> (place: Int, indent: Int)? in
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let place = Answer.whole(parts[0]), let indent = Answer.whole(parts[1]), !parts[0].isEmpty,
        !parts[1].isEmpty, (1...max(count, 1)).contains(place), indent <= 10
      else { return nil }
      return (place, indent)
    }
    guard !words.isEmpty, chosen.count == words.count, Set(chosen.map(\.place)).count == chosen.count else { return nil }
    return chosen
  }
}

extension Words.Language {
  var forGrading: Grading.Language {
    switch self {
    case .kk: .kk
    case .ru: .ru
    case .en: .en
    }
  }
}
