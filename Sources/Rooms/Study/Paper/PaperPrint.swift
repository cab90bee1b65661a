import Documents
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// The sheets of a group as one file, a girl after another, and the key that is printed apart.
enum PaperPrint {
  private struct Printed: Sendable {
    let found: ReadSheet
    let language: Language
    let girls: [(name: String, sheet: GirlSheet)]
  }

  /// GET /desk/groups/:group/paper/:sheet/sheets.pdf
  static func sheets(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Reply {
    let printed = try await printed(visit, permit, "sheets")
    let t = printed.language
    let exercises = printed.found.exercises
    let pages = printed.girls.map { girl -> [PDF.Block] in
      let boxes = exercises.enumerated().map { place, found -> PDF.Block in
        let exercise = printed.found.onPaper(found, for: girl.sheet)
        return .box(heading: String(place + 1), exercise.lines(t), lines: exercise.writingLines)
      }
      return [
        .footer("\(girl.name) · \(girl.sheet.shown)"), .headed(girl.name, corner: girl.sheet.shown),
        .heading(printed.found.title(t)), .note("\(t(.paperDay)): ____________"),
      ] + boxes
    }
    let document = PDF(
      title: printed.found.title(t), language: t.rawValue, blocks: Array(pages.joined(separator: [.pageBreak])))
    return .download(
      try await document.renderAside(), type: "application/pdf", name: "sheets-\(printed.found.sheet.course).pdf")
  }

  /// GET /desk/groups/:group/paper/:sheet/key.pdf
  static func key(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Reply {
    let printed = try await printed(visit, permit, "key")
    let t = visit.language
    let columns = [PDF.Table.Column("№", share: 1), PDF.Table.Column(t(.rightAnswerWord), share: 10)]
    let girls = printed.girls.flatMap { girl -> [PDF.Block] in
      let rows = printed.found.exercises.enumerated().map { place, found in
        [String(place + 1), printed.found.onPaper(found, for: girl.sheet).key(t) ?? t(.herOwnReadings)]
      }
      return [.heading("\(girl.name) · \(girl.sheet.shown)"), .table(PDF.Table(columns: columns, rows: rows))]
    }
    let document = PDF(
      title: t(.printKey), language: t.rawValue, footer: printed.found.title(t),
      blocks: [.title(t(.printKey)), .paragraph(printed.found.title(t))] + girls)
    return .download(try await document.renderAside(), type: "application/pdf", name: "key-\(printed.found.sheet.course).pdf")
  }

  private static func printed(_ visit: Visit, _ permit: Permit<UsePaper>, _ what: String) async throws -> Printed {
    let house = visit.house
    let (group, id): (ID<Group>, ID<PaperSheet>) = (try visit.id("group"), try visit.id("sheet"))
    let printed = try await house.database.read { tx in
      let (found, group) = try tx.sheet(id, of: group, ofAdult: permit)
      let sheets = Dictionary(try tx.girlSheets(of: id).map { ($0.learner, $0) }) { first, _ in first }
      let girls = try tx.girls(of: group.id, house.vault).compactMap { girl in
        sheets[girl.learner].map { (girl.called(visit.language), $0) }
      }
      return Printed(found: found, language: Language(rawValue: group.language) ?? visit.language, girls: girls)
    }
    try await house.database.write { try $0.record(.sheetPrinted, id.text, what, by: permit, house) }
    return printed
  }
}

extension Phrase {
  static let rightAnswerWord = Phrase(kk: "Дұрыс жауап", ru: "Правильный ответ", en: "Right answer")
  static let herOwnReadings = Phrase(
    kk: "өз өлшеуі: енгізгенде тексеріледі", ru: "её измерения: проверяются при внесении",
    en: "her own readings: judged when they are entered")
}
