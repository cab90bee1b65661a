import Grading
import Words

extension TextBody {
  func judge(_ answer: Answer) -> Judgement {
    if answer.isEmpty("a") { return .unreadable(.typed(.empty)) }
    guard answer["a"].unicodeScalars.count <= ReadWord.longest else { return .unreadable }
    let word = ReadWord.compared(answer["a"], folds: folds)
    if word.isEmpty { return .unreadable }
    if accept.contains(word) { return Judgement(.right) }
    let mistake = mistakes.first { $0.accept.contains(word) }
    return Judgement(.wrong, remarks: mistake.map { [$0.remark] } ?? [])
  }
}

extension TraceBody {
  /// The rows below the given ones. Left empty as a whole, it is no answer.
  func judge(_ answer: Answer, _ variant: Variant) -> Judgement {
    var parts: [String: Judgement.Part] = [:]
    var hasAny = false
    for (row, cells) in rows.enumerated().dropFirst(given) {
      for (column, cell) in zip(columns, cells) {
        let place = "\(row + 1).\(column)"
        let wanted = ExerciseText.filled(cell, variant, .en, .code)
        if !answer.isEmpty(place) { hasAny = true }
        let isRight = ReadWord.cell(answer[place], like: wanted) == ReadWord.cell(wanted, like: wanted)
        parts[place] = Judgement.Part(isRight ? .right : .wrong)
      }
    }
    return hasAny ? Judgement(parts) : .unreadable
  }
}

extension MeasuredBody {
  func judge(_ answer: Answer, _ language: Words.Language) -> Judgement {
    guard let grader = Grader.shipped else { return .unreadable }
    var parts: [String: Judgement.Part] = [:]
    var values: [String: ExpressionValue] = [:]
    var implausible: [String] = []
    var obstacle: Obstacle?
    for field in fields {
      var read: [Double] = []
      for place in field.places {
        // Only how it is read counts, not what it is.
        let asked = Question(value: 0, unit: field.unit, tolerance: .absolute(0))
        let grade = grader.grade(answer[place], asked, language.forGrading)
        let isRead = grade.verdict == .right || grade.verdict == .wrong
        let isPlausible = grade.value.map { field.between?.contains($0) ?? true } ?? true
        if obstacle == nil { obstacle = grade.unread.map { .typed($0) } }
        if isRead, !isPlausible { implausible.append(place) }
        parts[place] = Judgement.Part(
          !isRead ? grade.verdict : isPlausible ? .right : .wrong, readAs: grade.readAs,
          obstacle: grade.unread.map { .typed($0) })
        if isRead, let value = grade.value { read.append(value) }
      }
      guard read.count == field.places.count else { continue }
      values[field.name] = field.times == nil ? .number(read[0]) : .list(read)
    }
    let judged = Judgement(parts, obstacle: obstacle)
    guard values.count == fields.count else { return judged }
    // What cannot be computed with her numbers, such as a division by a length of nothing, does not hold.
    let failing = checks.filter { !((try? $0.that.holds(values)) ?? false) }
    let isWrong = judged.verdict == .wrong || failing.contains { !$0.isQuestion }
    return Judgement(
      isWrong ? .wrong : .right, parts: parts, remarks: failing.filter { !$0.isQuestion }.map(\.remark),
      questions: failing.filter(\.isQuestion).map(\.remark), implausible: implausible)
  }
}
