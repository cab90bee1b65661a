import Documents
import Lessons
import Words

extension CourseExercises {
  /// A line of worked.csv.
  private struct Worked {
    let line: Int
    let block: Int
    let expression: String
    let says: String
  }

  private static let mostLines = 300

  /// Computed numbers of a lesson's text, computed again: the number stands in its block in every language, and is right within half a
  /// unit of its last digit.
  func workedComplaints(_ lesson: String) -> [ExerciseComplaint] {
    let folder = "lessons/\(lesson)/"
    let file = folder + "worked.csv"
    guard let bytes = files[file] else { return [] }
    let (lines, faults) = Self.worked(bytes, file)
    var complaints = faults
    var texts: [Language: LessonText] = [:]
    for language in Language.allCases { texts[language] = text(folder, language) }
    for line in lines {
      if let says = Self.fault(line) { complaints.append(ExerciseComplaint(.worked, file, line.line, says)) }
      for language in Language.allCases {
        guard let blocks = texts[language]?.blocks else { continue }
        guard blocks.indices.contains(line.block - 1) else {
          complaints.append(ExerciseComplaint(.worked, file, line.line, .noBlock(line.block, blocks.count, language)))
          continue
        }
        let block = blocks[line.block - 1]
        if !Self.numbers(block, language).contains(line.says.trimmedSign) {
          complaints.append(ExerciseComplaint(.worked, file, line.line, .notPrinted(line.says, line.block, block.line, language)))
        }
      }
    }
    return complaints
  }

  /// Numbers of the text, where the language's mark stands, and of the formulas, where a point does.
  private static func numbers(_ block: Block, _ language: Language) -> Set<String> {
    var numbers: Set<String> = []
    for (place, piece) in block.source.split(separator: "$", omittingEmptySubsequences: false).enumerated() {
      let mark: Language = place.isMultiple(of: 2) ? language : .ru
      numbers.formUnion(NumbersInText.all(in: String(piece), mark))
    }
    return numbers
  }

  private static func fault(_ line: Worked) -> Phrase? {
    guard let printed = PlainDecimal(line.says), !line.says.contains("e") else { return .saysNoNumber(line.says) }
    do throws(ExpressionFault) {
      guard case .number(let value) = try Expression(reading: line.expression).value([:]) else {
        return .formWanted("expression", .number)
      }
      guard abs(value - printed.value) > printed.halfLastUnit else { return nil }
      return .workedOtherwise(line.expression, PlainDecimal(value).cleaned().text, line.says)
    } catch { return error.phrase }
  }

  private static func worked(_ bytes: [UInt8], _ file: String) -> ([Worked], [ExerciseComplaint]) {
    do throws(CSVFault) {
      var reader = try CSVReader(bytes: bytes, separator: UInt8(ascii: ","))
      guard let head = try reader.next(), head.cells == ["block", "expression", "says"] else {
        return ([], [ExerciseComplaint(.worked, file, 1, .workedHead)])
      }
      var lines: [Worked] = []
      var complaints: [ExerciseComplaint] = []
      while let record = try reader.next() {
        guard record.cells.count == 3, let block = Int(record.cells[0]), block > 0, lines.count < mostLines else {
          complaints.append(ExerciseComplaint(.worked, file, record.line, .workedLine))
          continue
        }
        lines.append(Worked(line: record.line, block: block, expression: record.cells[1], says: record.cells[2]))
      }
      return (lines, complaints)
    } catch {
      return ([], [ExerciseComplaint(.worked, file, .workedLine)])
    }
  }
}

extension String {
  /// In a text the sign stands apart from the digits.
  fileprivate var trimmedSign: String { hasPrefix("-") ? String(dropFirst()) : self }
}

extension Phrase {
  static let workedHead = Phrase(
    kk: "бірінші жол: block,expression,says", ru: "первая строка: block,expression,says",
    en: "the first line is block,expression,says")
  static let workedLine = Phrase(
    kk: "жолда блоктың нөмірі, өрнек пен сан болуы керек", ru: "в строке нужны номер блока, выражение и число",
    en: "a line has the number of a block, an expression and a number")
  static func noBlock(_ block: Int, _ count: Int, _ language: Language) -> Phrase {
    Phrase(
      kk: "\(language.rawValue).md ішінде \(block)-блок жоқ, барлығы \(count)",
      ru: "в \(language.rawValue).md нет блока \(block), всего их \(count)",
      en: "\(language.rawValue).md has no block \(block) but \(count) in all")
  }
  static func notPrinted(_ says: String, _ block: Int, _ line: Int, _ language: Language) -> Phrase {
    Phrase(
      kk: "\(says) саны \(language.rawValue).md:\(line) ішінде (\(block)-блок) жоқ",
      ru: "числа \(says) нет в \(language.rawValue).md:\(line) (блок \(block))",
      en: "\(says) does not stand in \(language.rawValue).md:\(line) (block \(block))")
  }
  static func saysNoNumber(_ says: String) -> Phrase {
    Phrase(
      kk: "«\(says)» нүктемен жазылған сан емес", ru: "«\(says)» — не число с точкой",
      en: "“\(says)” is not a number with a point")
  }
  static func workedOtherwise(_ expression: String, _ value: String, _ says: String) -> Phrase {
    Phrase(
      kk: "\(expression) = \(value), ал мәтінде \(says)", ru: "\(expression) = \(value), а в тексте \(says)",
      en: "\(expression) is \(value), the text says \(says)")
  }
}
