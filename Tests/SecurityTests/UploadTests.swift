import CZlib
import Foundation
import Testing

@testable import Security

/// 16 × 8 pixels, progressive, with EXIF (orientation 6, a maker, a place) and a comment.
private let photo = [UInt8](
  Data(
    base64Encoded:
      "/9j/4AAQSkZJRgABAQAAAQABAAD/4QB5RXhpZgAATU0AKgAAAAgAAwEPAAIAAAANAAAAMgESAAMAAAABAAYAAIglAAQAAAABAAAAPwAAAABTeW50aGV0aWND"
      + "YW0AAAIAAQACAAAAAk4AAAAAAgAFAAAAAwAAAFkAAAAxAAAAAQAAADkAAAABAAAAAAAAAAH//gAcdGFrZW4gaW4gU3ludGhldGljIHZpbGxhZ2X/2wBDABsS"
      + "FBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSk"
      + "pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUAQEA"
      + "AAAAAAAAAAAAAAAAAAAC/9oADAMBAAIQAxAAAAGNgn//xAAWEAADAAAAAAAAAAAAAAAAAAAAAQP/2gAIAQEAAQUCUxTP/8QAFxEAAwEAAAAAAAAAAAAAAAAA"
      + "AAECA//aAAgBAwEBPwHK2f/EABYRAQEBAAAAAAAAAAAAAAAAAAEAAv/aAAgBAgEBPwF03//EABQQAQAAAAAAAAAAAAAAAAAAABD/2gAIAQEABj8CP//EABQQ"
      + "AQAAAAAAAAAAAAAAAAAAABD/2gAIAQEAAT8hA//aAAwDAQACAAMAAAAQ+//EABURAQEAAAAAAAAAAAAAAAAAAABR/9oACAEDAQE/EKX/xAAUEQEAAAAAAAAA"
      + "AAAAAAAAAAAA/9oACAECAQE/EG//xAAVEAEBAAAAAAAAAAAAAAAAAAAAYf/aAAgBAQABPxCST//Z")!)

/// The same picture with a text chunk.
private let drawing = [UInt8](
  Data(
    base64Encoded:
      "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAAGnRFWHRMb2NhdGlvbgBTeW50aGV0aWMgdmlsbGFnZWNPbNwAAAAaSURBVHicY2RgqBBgYCAe"
      + "sTDIMZAERjUQAwDGKgJYoxtOwQAAAABJRU5ErkJggg==")!)

/// Lossless, with EXIF.
private let shrunk = [UInt8](
  Data(
    base64Encoded:
      "UklGRrYAAABXRUJQVlA4WAoAAAAIAAAADwAABwAAVlA4TB4AAAAvD8ABALmM6H/sIqL/ASEBYYn/TyV9IAYvJgCpyg5FWElGcQAAAE1NACoAAAAIAAMBDwAC"
      + "AAAADQAAADIBEgADAAAAAQAGAACIJQAEAAAAAQAAAD8AAAAAU3ludGhldGljQ2FtAAACAAEAAgAAAAJOAAAAAAIABQAAAAMAAABZAAAAMQAAAAEAAAA5AAAA"
      + "AQAAAAAAAAABAA==")!)

private let every = Set(FileKind.allCases)

@Suite struct UploadTests {
  @Test(arguments: [(photo, FileKind.jpeg), (drawing, .png), (shrunk, .webp)])
  func aPictureIsMeasuredAndCarriesNoPlaceAfterwards(bytes: [UInt8], kind: FileKind) throws {
    let upload = try Upload(checking: bytes, taken: every)
    #expect(upload.kind == kind)
    #expect(upload.width == 16 && upload.height == 8)
    #expect(bytes.position(of: "Synthetic") != nil)
    #expect(upload.bytes.position(of: "Synthetic") == nil)
    #expect(try Upload(checking: upload.bytes, taken: every).bytes == upload.bytes)
  }

  @Test func aPhotoStaysUprightAndItsPictureUntouched() throws {
    let cleaned = try Upload(checking: photo, taken: [.jpeg]).bytes
    let exif = try #require(cleaned.position(of: "Exif\0\0MM"))
    #expect(cleaned[exif + 6 + 19] == 6)
    let tables = try #require(photo.firstRange(of: [0xff, 0xdb]))
    #expect(cleaned.suffix(photo.count - tables.lowerBound).elementsEqual(photo[tables.lowerBound...]))
  }

  @Test("B35 a panorama that ends in a Samsung's trailer and without EOI is whole; a file cut short is not")
  func trailer() throws {
    #expect(photo.suffix(2) == [0xff, 0xd9])
    let scan = Array(photo.dropLast(2))
    let whole = try Upload(checking: photo, taken: [.jpeg]).bytes
    let film: [UInt8] =
      [0, 0, 0, 24] + Array("ftypmp42 Synthetic film \u{1}\u{2}".utf8) + [0xff, 0xd9, 0xff, 0x41] + Array("SEFT".utf8)
    #expect(try Upload(checking: scan + film, taken: [.jpeg]).bytes == whole)
    let block: [UInt8] = [0, 0, 0x30, 0x0a] + Array("Synthetic place".utf8) + [0xff, 0x41]
    func little(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8), 0, 0] }
    let directory = Array("SEFH".utf8) + little(106) + little(1) + [0, 0, 0x30, 0x0a] + little(block.count) + little(block.count)
    #expect(
      try Upload(checking: scan + block + directory + little(directory.count) + Array("SEFT".utf8), taken: [.jpeg]).bytes == whole
    )
    for wrong in [scan, scan + Array("SEFT".utf8), scan + directory + little(9_999) + Array("SEFT".utf8)] {
      #expect(throws: UploadComplaint.self) { try Upload(checking: wrong, taken: [.jpeg]) }
    }
  }

  @Test func whatPhonesAppendBehindAPhotoIsCutOff() throws {
    let cleaned = try Upload(checking: photo + Array("ftypmp42 Synthetic film".utf8), taken: [.jpeg]).bytes
    #expect(cleaned == (try Upload(checking: photo, taken: [.jpeg]).bytes))
  }

  @Test(arguments: [photo, drawing, shrunk]) func aPictureCutAnywhereIsRefused(bytes: [UInt8]) {
    for length in 0..<bytes.count {
      #expect(throws: UploadComplaint.self) { try Upload(checking: Array(bytes[..<length]), taken: every) }
    }
  }

  @Test(arguments: [photo, drawing, shrunk]) func aPictureWithAnyByteChangedNeverStopsTheHouse(bytes: [UInt8]) {
    for position in bytes.indices {
      for change: UInt8 in [0xff, 0x80, 0x01] {
        var changed = bytes
        changed[position] ^= change
        if let upload = try? Upload(checking: changed, taken: every) { #expect(!upload.bytes.isEmpty) }
      }
    }
  }

  @Test func aDrawingWithAWrongChecksumIsDamaged() {
    var changed = drawing
    changed[20] ^= 1
    #expect(throws: UploadComplaint.damaged) { try Upload(checking: changed, taken: every) }
  }

  @Test func aSmallFileThatIsAHugePictureIsRefused() throws {
    #expect(throws: UploadComplaint.tooManyPixels(15)) {
      try Upload(checking: photo, taken: every, limits: .init(side: 15))
    }
    #expect(throws: UploadComplaint.tooManyPixels(127)) {
      try Upload(checking: drawing, taken: every, limits: .init(pixels: 127))
    }
    #expect(throws: UploadComplaint.tooLarge(100)) { try Upload(checking: photo, taken: every, limits: .init(bytes: 100)) }
  }

  @Test(
    arguments: [
      ([], .empty), (Array("<html><script>".utf8), .unknownKind), (Array("MZ\u{90}\0 a program".utf8), .unknownKind),
      (Array("\0\0\0\u{18}ftypheic\0\0\0\0".utf8), .notTaken(.heic)), ([0xff, 0xd8, 0xff, 0xd9], .damaged),
    ] as [([UInt8], UploadComplaint)])
  func whatIsNoPictureIsRefused(bytes: [UInt8], complaint: UploadComplaint) {
    #expect(throws: complaint) { try Upload(checking: bytes, taken: every) }
  }

  @Test func aKindThatIsNotAskedForIsRefused() {
    #expect(throws: UploadComplaint.notTaken(.png)) { try Upload(checking: drawing, taken: [.jpeg, .pdf]) }
  }
}

@Suite struct PDFScanTests {
  private func pdf(_ body: String) -> [UInt8] {
    Array("%PDF-1.5\n1 0 obj << /Type /Catalog \(body) >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n".utf8)
  }

  private func packed(_ body: String, _ dictionary: String = "/Type /ObjStm /Filter /FlateDecode /Root 1 0 R") -> [UInt8] {
    let plain = Array(body.utf8)
    var packed = [UInt8](repeating: 0, count: plain.count + 200)
    var length = uLongf(packed.count)
    _ = compress(&packed, &length, plain, uLong(plain.count))
    let head = Array("%PDF-1.5\n2 0 obj << \(dictionary) >>\nstream\r\n".utf8)
    return head + packed[..<Int(length)] + Array("\nendstream endobj\n%%EOF".utf8)
  }

  @Test func aPlainDocumentIsTakenAsItCame() throws {
    let bytes = pdf("/Pages 2 0 R /OpenAction [3 0 R /Fit] /Names 5 0 R")
    let upload = try Upload(checking: bytes, taken: [.pdf])
    #expect(upload.bytes == bytes && upload.width == nil)
    #expect(throws: Never.self) { try Upload(checking: packed("4 0 << /Type /Page >>"), taken: [.pdf]) }
  }

  @Test(arguments: [
    "/AA << /S /JavaScript /JS (x) >>", "/A << /S /Launch /F (x) >>", "/Names << /EmbeddedFiles 3 0 R >>", "/OpenAction 3 0 R",
    "/OpenAction << /S /URI >>", "/A << /S /#4aava#53cript >>", "/A<</S/SubmitForm>>", "/A << /S /JavaScript>>",
    "/AcroForm << /XFA 3 0 R >>", "/AcroForm<</X#46A[(a) 3 0 R]>>", "/NeedsRendering true", "/Needs#52endering true",
  ]) func aDocumentThatActsIsRefused(body: String) {
    #expect(throws: UploadComplaint.active) { try Upload(checking: pdf(body), taken: [.pdf]) }
    #expect(throws: UploadComplaint.active) { try Upload(checking: packed("4 0 << \(body) >>"), taken: [.pdf]) }
  }

  @Test func junkBetweenTheFirstAndTheLastLineIsNoDocument() {
    let junk = Array("%PDF-1.5\n1 0 obj \(String(repeating: "[", count: 9000))\n%%EOF\n".utf8)
    #expect(throws: UploadComplaint.unknownKind) { try Upload(checking: junk, taken: [.pdf]) }
  }

  @Test func aDocumentThatHidesItsInsideIsRefused() {
    #expect(throws: UploadComplaint.locked) { try Upload(checking: pdf("/Encrypt 3 0 R"), taken: [.pdf]) }
    #expect(throws: UploadComplaint.opaque) {
      try Upload(checking: packed("x", "/Type /Obj#53tm /DecodeParms << /Predictor 12 >>"), taken: [.pdf])
    }
    let hexed = Array("%PDF-1.5\n2 0 obj << /Type /ObjStm /Filter /ASCIIHexDecode >>\nstream\n2F4A>\nendstream\n%%EOF".utf8)
    #expect(throws: UploadComplaint.opaque) { try Upload(checking: hexed, taken: [.pdf]) }
    #expect(throws: UploadComplaint.cutShort) { try Upload(checking: Array(pdf("").dropLast(8)), taken: [.pdf]) }
  }

  @Test(
    "objects behind several filters, or filters named elsewhere, are not read by us and not taken",
    arguments: [
      "[/FlateDecode/FlateDecode]", "[ /FlateDecode /ASCII85Decode ]", "[/FlateDecode /ASCIIHexDecode]", "7 0 R",
      "[7 0 R]", "%x\n/FlateDecode", "[/Flate#44ecode/Fl#61teDecode]", "/LZWDecode", "[",
    ])
  func chained(_ filter: String) {
    for padding in ["", String(repeating: " ", count: 3000)] {
      let objects = packed("x", "/Type /ObjStm /Root 1 0 R \(padding)/Filter \(filter)\(padding)")
      #expect(throws: UploadComplaint.opaque) { try Upload(checking: objects, taken: [.pdf]) }
    }
  }

  @Test(arguments: ["/FlateDecode", "[/FlateDecode]", "[ /ASCII85Decode /DCTDecode ]", "[]", "/DCTDecode"])
  func oneFilterOrAPictureBehindTwoIsTaken(_ filter: String) throws {
    let objects = packed("x", "/Type /ObjStm /Root 1 0 R >> << /Filter \(filter)")
    _ = try Upload(checking: objects, taken: [.pdf])
    // Old programs write the text of a page so; nothing is packed there.
    _ = try Upload(checking: packed("x", "/Root 1 0 R /Filter [/ASCII85Decode /FlateDecode]"), taken: [.pdf])
  }
}
