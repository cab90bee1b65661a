import Documents
import Foundation
import Programme
import Security
import Testing

/// The program itself as the reader of foreign files, started the way an open house starts it.
@Suite struct ReadersTests {
  private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "keruen").path
  private let apart = Readers.apart([program, "read-files"])

  private static let png: [UInt8] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01,
    0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41,
    0x54, 0x78, 0x9c, 0x63, 0x10, 0x50, 0xb1, 0x02, 0x00, 0x00, 0xb6, 0x00, 0x6f, 0xaf, 0xd5, 0x67, 0x26, 0x00, 0x00, 0x00,
    0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  ]

  @Test func itReadsWhatThisProcessReads() async throws {
    let upload = try await apart.upload(Self.png + [1, 2, 3], 1_000)
    #expect(try await upload == Readers.here.upload(Self.png + [1, 2, 3], 1_000))
    #expect(upload.bytes == Self.png && upload.width == 1)
    let csv = Array("a;b\n1;қ\n".utf8)
    #expect(try await apart.table(csv) == Readers.here.table(csv))
  }

  @Test func itSaysWhatIsWrongInTheSameWords() async throws {
    await #expect(throws: UploadComplaint.tooLarge(10)) { try await apart.upload(Self.png, 10) }
    await #expect(throws: UploadComplaint.cutShort) { try await apart.upload(Self.png.dropLast(3), 1_000) }
    await #expect(throws: SheetComplaint.csv(.unclosedQuote(line: 2))) { try await apart.table(Array("a\n\"b".utf8)) }
    await #expect(throws: SheetComplaint.notASheet) { try await apart.table(Array("%PDF-1.4".utf8)) }
  }

  @Test func aReaderThatCannotBeStartedIsSaidSo() async throws {
    let none = Readers.apart(["/no/such/program"])
    let refusal = await #expect(throws: Refusal.self) { try await none.upload(Self.png, 1_000) }
    #expect(refusal?.status == 503)
  }
}
