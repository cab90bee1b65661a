import Lessons
import Words

extension Exercise {
  /// Decimals that a computed number may be shown with.
  static let mostShownDecimals = 6

  /// What is wrong with the variants that `freeze` would write.
  func variantComplaints(_ file: String) -> [ExerciseComplaint] {
    guard kind.isSelfJudged else { return [] }
    if numbers.isEmpty { return singleComplaints(file) }
    let draw = VariantDraw(self)
    if draw.variants.count < numbers.variants {
      return [ExerciseComplaint(.exercise, file, rejectedLine(draw), .tooFewVariants(draw, wanted: numbers.variants))]
    }
    return draw.variants.lazy.map { self.textComplaints($0, file) }.first { !$0.isEmpty } ?? []
  }

  /// Of numbers that never change nothing may be rejected.
  private func singleComplaints(_ file: String) -> [ExerciseComplaint] {
    do throws(Rejection) {
      return textComplaints(try variant(1, drawn: [:]), file)
    } catch {
      return [ExerciseComplaint(.exercise, file, line(of: error), phrase(of: error))]
    }
  }

  /// The first text that cannot be shown with these numbers.
  private func textComplaints(_ variant: Variant, _ file: String) -> [ExerciseComplaint] {
    for text in texts {
      for name in text.numbers.sorted() {
        let elements = variant.shown[name]?.elements ?? []
        if elements.contains(where: { !$0.isScientific && $0.decimals > Self.mostShownDecimals }) {
          return [ExerciseComplaint(.exercise, file, text.line, .tooManyDecimals(name, elements[0].text))]
        }
      }
      if let fault = text.formulaFault(variant) { return [ExerciseComplaint(.exercise, file, text.line, fault.phrase)] }
    }
    return []
  }

  private func rejectedLine(_ draw: VariantDraw) -> Int? {
    draw.rejections.max { ($0.value, $1.key.hashValue) < ($1.value, $1.key.hashValue) }.flatMap { line(of: $0.key) }
  }

  private func line(of rejection: Rejection) -> Int? {
    switch rejection {
    case .condition(let place): numbers.conditions.indices.contains(place) ? numbers.conditions[place].line : nil
    case .mistakeNear(let name, let place):
      gap(name).flatMap { $0.mistakes.indices.contains(place) ? $0.mistakes[place].line : nil }
    case .toleranceOfZero(let name): gap(name)?.line
    case .noValue, .sameTexts, .duplicate: nil
    }
  }

  private func gap(_ name: String) -> Gap? {
    guard case .typed(let gaps) = body else { return nil }
    return gaps.first { $0.name == name }
  }

  private func phrase(of rejection: Rejection) -> Phrase {
    switch rejection {
    case .noValue(let fault): fault.phrase
    case .mistakeNear: .mistakeNear
    case .toleranceOfZero: .toleranceOfZero
    case .condition, .sameTexts, .duplicate: .sameTexts("options")
    }
  }
}

extension Phrase {
  static let mistakeNear = Phrase(
    kk: "бұл қате жауаптан екі tolerance шамасынан жақын: ажыратылмайды",
    ru: "эта ошибка ближе к ответу, чем два tolerance: их не различить",
    en: "this mistake lies within twice the tolerance of the answer: they cannot be told apart")
  static let toleranceOfZero = Phrase(
    kk: "жауап нөл, сондықтан absolute керек", ru: "ответ — ноль, поэтому нужно absolute",
    en: "the answer is 0: the tolerance must be absolute")
  static func tooManyDecimals(_ name: String, _ text: String) -> Phrase {
    Phrase(
      kk: "{=\(name)} тым ұзын: \(text); round қолданыңыз", ru: "{=\(name)} слишком длинное: \(text); используйте round",
      en: "{=\(name)} is too long: \(text); use round")
  }

  /// Says how many there are and why the others went.
  static func tooFewVariants(_ draw: VariantDraw, wanted: Int) -> Phrase {
    let (made, tries) = (draw.variants.count, draw.tries)
    var counts = [0, 0, 0, 0]
    for (rejection, count) in draw.rejections {
      switch rejection {
      case .condition: counts[0] += count
      case .noValue, .toleranceOfZero: counts[1] += count
      case .mistakeNear: counts[2] += count
      case .sameTexts, .duplicate: counts[3] += count
      }
    }
    let (broken, valueless, near, alike) = (counts[0], counts[1], counts[2], counts[3])
    return Phrase(
      kk:
        "нұсқа саны \(made), керегі \(wanted): \(tries) тіркестің \(broken) where шартына сай емес, \(valueless) есептелмейді, \(near) қате жауапқа тым жақын, \(alike) қайталанады",
      ru:
        "вариантов \(made), нужно \(wanted): из \(tries) сочетаний не выполняют where \(broken), не вычисляются \(valueless), ошибка слишком близка к ответу в \(near), повторяются \(alike)",
      en:
        "there are \(made) variants of \(wanted): of \(tries) combinations \(broken) break where, \(valueless) cannot be computed, in \(near) a mistake is too near the answer, \(alike) repeat another"
    )
  }
}
