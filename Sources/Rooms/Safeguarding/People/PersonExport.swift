import Documents
import Exchange
import Foundation
import Markup
import Programme
import Storage
import Words

/// Everything the house keeps about one person, with who saw it; as JSON for machines and as PDF for reading.
struct PersonExport: Sendable {
  let label: String
  let at: Moment
  let language: Language
  let sections: [PersonalData.Section]

  /// GET /safeguarding/people/:person/data.json and …/data.pdf
  static func show(_ visit: Visit, _ permit: Permit<ExportPerson>, asPDF: Bool) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    return try await house.exporting(id) {
      let export = try await house.database.write { tx in
        let subject = try tx.subject(id, permit, house)
        return try make(subject, by: permit, asPDF ? "pdf" : "json", visit.language, house, in: tx)
      }
      return try await export.reply(asPDF: asPDF)
    }
  }

  /// Gathers it and logs that it was taken out, in one transaction.
  static func make<A>(
    _ subject: Subject, by permit: Permit<A>, _ form: String, _ t: Language, _ house: House, in tx: Transaction
  ) throws -> PersonExport {
    guard subject.erasedAt == nil else { throw Refusal(.conflict, .alreadyErased) }
    let kept = try house.personalData.reversed().flatMap { try $0.export(tx, house, subject.person, t) }
    let readers = try tx.readers(of: subject, limit: 10_000).map {
      (name: t.dateTime($0.at), value: "\(house.shown(act: $0.act, t)), \(t($0.actor.name))")
    }
    try tx.record(.personExported, subject.person.text, form, by: permit, house)
    return PersonExport(
      label: subject.label, at: house.outside.now(), language: t,
      sections: kept + (readers.isEmpty ? [] : [PersonalData.Section(.whoSaw, readers)]))
  }

  func reply(asPDF: Bool) async throws -> Reply {
    guard asPDF else { return .download(try json, type: "application/json", name: "keruen-\(label).json") }
    do {
      return .download(try await pdf.renderAside(), type: "application/pdf", name: "keruen-\(label).pdf")
    } catch PDFFault.tooLong {
      throw Refusal(.busy, .dataTooLong)
    }
  }

  private struct File: Encodable {
    let name: String
    let base64: String
  }

  private struct Line: Encodable {
    let name: String
    let value: String
  }

  private struct Part: Encodable {
    let title: String
    let lines: [Line]
    let files: [File]
  }

  private struct Whole: Encodable {
    let person: String
    let exportedAt: String
    let language: String
    let sections: [Part]
  }

  /// Files stand in it as base64.
  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let parts = sections.map { section in
        Part(
          title: language(section.title), lines: section.lines.map { Line(name: $0.name, value: $0.value) },
          files: section.files.map { File(name: $0.name, base64: Data($0.bytes).base64EncodedString()) })
      }
      return Array(try encoder.encode(Whole(person: label, exportedAt: at.iso, language: language.rawValue, sections: parts)))
    }
  }

  var pdf: PDF {
    PDF(
      title: "\(language(.takeOut)): \(label)", language: language.rawValue, footer: "\(label) · \(language.dateTime(at))",
      blocks: [.title("\(language(.takeOut)): \(label)"), .note(language.dateTime(at))]
        + sections.flatMap { section in [.heading(language(section.title)), .pairs(section.lines)] as [PDF.Block] })
  }
}

extension Phrase {
  static let dataTooLong = Phrase(
    kk: "Деректер тым көп, PDF уақытында дайын болмады. JSON файлын ал немесе кейін қайта сұра.",
    ru: "Данных очень много, PDF не успел подготовиться. Возьмите файл JSON или попросите ещё раз позже.",
    en: "There is so much that the PDF was not ready in time. Take the JSON file, or ask again later.")
}
