import Grading
import Programme
package import Words

/// An exercise on a sheet of paper: what stands there in plain lines, and what an adult types in from it. Things are named by the numbers
/// that are printed beside them, so that a row of digits is an answer.
package struct PaperExercise: Sendable {
  package let exercise: Exercise
  package let variant: Variant

  package init(_ exercise: Exercise, _ variant: Variant) { (self.exercise, self.variant) = (exercise, variant) }

  /// One place of its answer.
  package struct Place: Sendable {
    package let name: String
    package let label: String
  }

  /// Why it cannot stand on paper; nil: it can.
  package static func obstacle(_ exercise: Exercise) -> Phrase? {
    switch exercise.body {
    case .handed: .paperOfPerson
    case .point: .paperNeedsDrawing
    case .reorder: .paperNeedsIndents
    case .choice, .match, .order, .typed, .text, .measured, .trace: nil
    }
  }

  /// Whether girls have other numbers, or another order.
  package static func isTheSameForAll(_ exercise: Exercise) -> Bool { exercise.variantCount < 2 }

  /// What is asked, and the places to write in.
  package func lines(_ t: Words.Language) -> [String] {
    let asked = exercise.ask.plain(t, variant) { gap in "(\(gapNumber(gap))) \(Self.blank)" }
    let shown = exercise.shownOrder(variant)
    func numbered(_ texts: [ExerciseText]) -> [String] {
      texts.enumerated().map { "\($0.offset + 1)) \($0.element.plain(t, variant))" }
    }
    let answer = "\(t(.paperAnswerLine)): \(Self.blank)\(Self.blank)"
    return switch exercise.body {
    case .choice(let body): [asked] + numbered(shown.map { body.options[$0].text }) + ["\(t(.paperNumber)): \(Self.blank)"]
    case .match(let body):
      [asked] + numbered(body.targets.map(\.text)) + [t(.paperMatch)]
        + shown.map { "\(Self.blank)  \(body.pairs[$0].text.plain(t, variant))" }
    case .order(let items):
      [asked] + numbered(shown.map { items[$0] }) + ["\(t(.paperOrder)): \(Self.blank)\(Self.blank)"]
    case .typed: exercise.kind == .number ? [asked, answer] : [asked]
    case .text: [asked, answer]
    case .measured(let body):
      [asked]
        + body.fields.map { field in
          let unit = field.unit.map { ", \($0.shown(t.forGrading))" } ?? ""
          let blanks = field.places.map { _ in Self.blank }.joined(separator: "  ")
          return "\(field.label.plain(t, variant))\(unit): \(blanks)"
        }
    case .trace(let body):
      [asked, ExerciseText.filled(body.code, variant, t, .code)]
        + body.rows.enumerated().map { index, row in
          let cells = zip(body.columns, row).map { column, cell in
            "\(column) = \(index < body.given ? ExerciseText.filled(cell, variant, t, .code) : Self.blank)"
          }
          return "\(index + 1)) \(cells.joined(separator: ", "))"
        }
    case .point, .reorder, .handed: [asked]
    }
  }

  private static let blank = "________"

  /// How many empty lines she needs to work it out.
  package var writingLines: Int {
    switch exercise.kind {
    case .number, .gaps: 4
    case .measured: 3
    default: 0
    }
  }

  private func gapNumber(_ name: String) -> Int {
    guard case .typed(let gaps) = exercise.body else { return 1 }
    return (gaps.firstIndex { $0.name == name } ?? 0) + 1
  }

  /// Where the adult types.
  package func places(_ t: Words.Language) -> [Place] {
    switch exercise.body {
    case .choice where exercise.kind == .several, .order: [Place(name: Gap.only, label: t(.paperNumbers))]
    case .match: [Place(name: Gap.only, label: t(.paperNumbersByLine))]
    case .choice: [Place(name: Gap.only, label: t(.paperNumber))]
    case .text: [Place(name: Gap.only, label: t(.paperAnswerLine))]
    case .typed(let gaps):
      exercise.kind == .number
        ? [Place(name: Gap.only, label: t(.paperAnswerLine))]
        : gaps.enumerated().map { Place(name: $0.element.name, label: t(.gapNumber($0.offset + 1))) }
    case .measured(let body):
      body.fields.flatMap { field in
        field.places.enumerated().map { index, place in
          let label = field.label.plain(t, variant)
          return Place(name: place, label: field.times == nil ? label : "\(label), \(index + 1)")
        }
      }
    case .trace(let body):
      body.rows.indices.dropFirst(body.given).flatMap { row in
        body.columns.map { Place(name: "\(row + 1).\($0)", label: "\(row + 1), \($0)") }
      }
    case .point, .reorder, .handed: []
    }
  }

  /// What was typed as an answer. Nil: nothing was typed, or more than any answer.
  package func answer(_ typed: [String: String]) -> Answer? {
    guard typed.values.contains(where: { !ReadWord.isBlank($0) }) else { return nil }
    let all = typed[Gap.only] ?? ""
    switch exercise.body {
    case .choice, .order: return Answer([Gap.only: Self.numbers(all)?.joined(separator: " ") ?? all])
    case .match(let body):
      // What is no row of numbers is an answer that cannot be read.
      let chosen = Self.numbers(all) ?? []
      return Answer(
        Dictionary(
          body.pairs.indices.map { place -> (String, String) in
            let number = place < chosen.count ? Int(chosen[place]) ?? 0 : 0
            let isTooLong = chosen.count > body.pairs.count
            return ("\(place + 1)", isTooLong || !(1...body.targets.count).contains(number) ? "?" : body.targets[number - 1].key)
          }
        ) { first, _ in first })
    default: return Answer(typed)
    }
  }

  /// The other way round: what would have been typed.
  package func typed(_ answer: Answer) -> [String: String] {
    guard case .match(let body) = exercise.body else { return answer.texts }
    let numbers = body.pairs.indices.map { place in
      String((body.targets.firstIndex { $0.key == answer["\(place + 1)"] } ?? -1) + 1)
    }
    return [Gap.only: numbers.joined(separator: " ")]
  }

  /// What is right, for the adult's key; nil: it hangs on her own readings.
  package func key(_ t: Words.Language) -> String? {
    guard let answer = exercise.rightAnswer(variant, t) else { return nil }
    let typed = typed(answer)
    switch exercise.body {
    case .choice: return "\(typed[Gap.only] ?? ""): \(exercise.written(answer, variant, t))"
    case .typed(let gaps):
      return gaps.map { gap in exercise.kind == .number ? answer[gap.name] : "(\(gapNumber(gap.name))) \(answer[gap.name])" }
        .joined(separator: "; ")
    case .trace: return typed.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: "; ")
    default: return typed[Gap.only]
    }
  }

  /// `3, 1 2` as its numbers; nil: there is something else in it.
  private static func numbers(_ text: String) -> [String]? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0.isWhitespace || ",;.-–".contains($0) }) else { return nil }
    return text.split { !$0.isNumber }.map(String.init)
  }
}

extension Phrase {
  static let paperAnswerLine = Phrase(kk: "Жауап", ru: "Ответ", en: "Answer")
  static let paperNumber = Phrase(kk: "Нөмірі", ru: "Номер", en: "Number")
  static let paperNumbers = Phrase(kk: "Нөмірлері", ru: "Номера", en: "Numbers")
  static let paperNumbersByLine = Phrase(
    kk: "Нөмірлері, жолдардың ретімен", ru: "Номера по порядку строк", en: "Numbers, line by line")
  static let paperOrder = Phrase(
    kk: "Нөмірлерін дұрыс ретімен жаз", ru: "Запишите номера по порядку", en: "Write the numbers in the right order")
  static let paperMatch = Phrase(
    kk: "Әр жолдың басына сәйкес нөмірін жаз:", ru: "В начале каждой строки поставьте подходящий номер:",
    en: "Before each line write the number that belongs to it:")
  static let paperOfPerson = Phrase(
    kk: "адам бағалайды, тапсырма ретінде тапсырылады", ru: "оценивает человек, сдаётся как задание",
    en: "judged by a person and handed in as an assignment")
  static let paperNeedsDrawing = Phrase(
    kk: "сызбадан көрсету керек, ол телефонда", ru: "нужно показать на рисунке, он есть в телефоне",
    en: "a place in a drawing is to be shown, which is on the phone")
  static let paperNeedsIndents = Phrase(
    kk: "код жолдары шегініспен жиналады, ол телефонда", ru: "строки кода собирают с отступами, это делается в телефоне",
    en: "lines of code are put together with indents, which is done on the phone")
}
