import Documents
import Foundation
import Isolation
package import Security
import Words

/// What reads files that strangers made. In an open house a worker process does it; tests and commands read where they are.
package struct Readers: Sendable {
  /// Looks a picture or a PDF through and cleans it. Throws `UploadComplaint`, or `Refusal` when it cannot be read at all.
  package var upload: @Sendable (_ bytes: [UInt8], _ most: Int) async throws -> Upload
  /// Reads a CSV file or a workbook into the form the house keeps. Throws `SheetComplaint`, or `Refusal`.
  package var table: @Sendable (_ bytes: [UInt8]) async throws -> [UInt8]

  /// Reading in this very process.
  package static let here = Readers(
    upload: { bytes, most in try UploadJob.read(bytes, most: most) }, table: { bytes in try KeptTable(reading: bytes).bytes })

  /// Reading in processes of their own, started with these words.
  package static func apart(_ command: [String]) -> Readers {
    // Apart from each other too: a day of tables keeps no girl's photo waiting.
    let pictures = Workers(
      Workers.Plan(command: command, count: 2, waiting: 32, seconds: UploadJob.seconds, longestAnswer: 24 << 20))
    let tables = Workers(
      Workers.Plan(command: command, count: 1, waiting: 8, seconds: TableJob.seconds, longestAnswer: 128 << 20, turns: 20))
    return Readers(
      upload: { bytes, most in
        let answer = try await Self.answer(pictures, "\(UploadJob.name) \(most)", bytes)
        return try UploadJob.opened(answer)
      },
      table: { bytes in try TableJob.opened(try await Self.answer(tables, TableJob.name, bytes)) })
  }

  /// The worker's side of `apart`. Never returns.
  package static func work() -> Never {
    WorkerProgram.serve(
      WorkerProgram.Limits(memory: 2 << 30, seconds: max(UploadJob.seconds, TableJob.seconds)), most: 64 << 20
    ) { word, bytes in
      let words = word.split(separator: " ")
      switch words.first.map(String.init) {
      case UploadJob.name: return UploadJob.answer(bytes, most: words.last.flatMap { Int($0) } ?? 0)
      case TableJob.name: return TableJob.answer(bytes)
      default: return []
      }
    }
  }

  private static func answer(_ workers: Workers, _ word: String, _ bytes: [UInt8]) async throws -> [UInt8] {
    do {
      return try await workers.answer(word, bytes)
    } catch .busy {
      throw Refusal(.busy, .readersBusy)
    } catch {
      throw Refusal(.invalid, .fileUnreadable)
    }
  }
}

/// What a worker answers: a line of JSON, then bytes.
private enum Answer {
  static func pack(_ head: some Encodable, _ bytes: [UInt8]) -> [UInt8] {
    guard let head = try? JSONEncoder().encode(head) else { return [] }
    return Array(head) + [10] + bytes
  }

  static func opened<Head: Decodable>(_ answer: [UInt8], as head: Head.Type) throws -> (Head, ArraySlice<UInt8>) {
    guard let end = answer.firstIndex(of: 10), let head = try? JSONDecoder().decode(head, from: Data(answer[..<end])) else {
      throw Refusal(.invalid, .fileUnreadable)
    }
    return (head, answer[(end + 1)...])
  }
}

private enum UploadJob {
  static let name = "upload"
  static let seconds = 10

  private struct Head: Codable {
    var complaint: UploadComplaint?
    var kind: FileKind?
    var width: Int?
    var height: Int?
  }

  static func read(_ bytes: [UInt8], most: Int) throws(UploadComplaint) -> Upload {
    try Upload(checking: bytes, taken: [.jpeg, .png, .webp, .pdf], limits: Upload.Limits(bytes: most))
  }

  static func answer(_ bytes: [UInt8], most: Int) -> [UInt8] {
    do throws(UploadComplaint) {
      let upload = try read(bytes, most: most)
      return Answer.pack(Head(kind: upload.kind, width: upload.width, height: upload.height), upload.bytes)
    } catch {
      return Answer.pack(Head(complaint: error), [])
    }
  }

  static func opened(_ answer: [UInt8]) throws -> Upload {
    let (head, bytes) = try Answer.opened(answer, as: Head.self)
    if let complaint = head.complaint { throw complaint }
    guard let kind = head.kind else { throw Refusal(.invalid, .fileUnreadable) }
    return Upload(kind: kind, bytes: Array(bytes), width: head.width, height: head.height)
  }
}

private enum TableJob {
  static let name = "table"
  static let seconds = 60

  static func answer(_ bytes: [UInt8]) -> [UInt8] {
    do {
      return Answer.pack(SheetComplaint?.none, try KeptTable(reading: bytes).bytes)
    } catch {
      return Answer.pack(SheetComplaint(error) as SheetComplaint?, [])
    }
  }

  static func opened(_ answer: [UInt8]) throws -> [UInt8] {
    let (complaint, bytes) = try Answer.opened(answer, as: SheetComplaint?.self)
    if let complaint { throw complaint }
    return Array(bytes)
  }
}

extension Phrase {
  static let readersBusy = Phrase(
    kk: "Қазір тым көп файл тексеріліп жатыр. Бір минуттан кейін қайта жібер.",
    ru: "Сейчас проверяется слишком много файлов. Отправьте ещё раз через минуту.",
    en: "Too many files are being checked just now. Send it again in a minute.")
  static let fileUnreadable = Phrase(
    kk: "Бұл файлды оқу мүмкін болмады. Оны басқа бағдарламамен қайта сақтап, қайта қос.",
    ru: "Этот файл не удалось прочитать. Сохраните его заново другой программой и добавьте ещё раз.",
    en: "This file could not be read. Save it again with another program and add it again.")
}
