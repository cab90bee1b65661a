import Glibc

/// What a file is by its first bytes, whatever its name says.
package enum FileKind: String, Sendable, CaseIterable, Codable {
  case jpeg, png, webp, heic, pdf

  package static func sniff(_ bytes: [UInt8]) -> FileKind? {
    if bytes.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
    if bytes.starts(with: PNG.signature) { return .png }
    if bytes.starts(with: "%PDF-".utf8) { return .pdf }
    guard bytes.count >= 12 else { return nil }
    if bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) { return .webp }
    if bytes[4..<8].elementsEqual("ftyp".utf8) {
      let brand = String(decoding: bytes[8..<12], as: UTF8.self)
      if ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"].contains(brand) { return .heic }
    }
    return nil
  }

  /// How a file of this kind ends, without the dot.
  package var ending: String {
    switch self {
    case .jpeg: "jpg"
    case .png: "png"
    case .webp: "webp"
    case .heic: "heic"
    case .pdf: "pdf"
    }
  }

  package var mediaType: String {
    switch self {
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .webp: "image/webp"
    case .heic: "image/heic"
    case .pdf: "application/pdf"
    }
  }
}

/// Why an uploaded file is not taken; the sentences are made where the form is.
package enum UploadComplaint: Error, Hashable, Sendable, Codable {
  case empty
  /// More than this many bytes.
  case tooLarge(Int)
  /// Not a file of any kind we know.
  case unknownKind
  /// A kind we know and do not take here. iPhone's HEIC always ends here: few browsers can show it.
  case notTaken(FileKind)
  /// The file ends before its end: the upload was cut.
  case cutShort
  /// Lengths or checksums inside do not fit.
  case damaged
  /// Wider or higher than this many pixels, or more than that in all: a small file that would fill a machine's memory.
  case tooManyPixels(Int)
  /// A PDF that runs something or carries other files.
  case active
  /// A PDF under a password.
  case locked
  /// A PDF whose inside cannot be looked through.
  case opaque
}

/// A file whose content was looked through and which carries no place, device or author: what may be stored and shown.
package struct Upload: Sendable, Hashable {
  package let kind: FileKind
  /// Without what the camera wrote; the picture itself byte for byte as it came.
  package let bytes: [UInt8]
  /// Pixels; nil for a PDF.
  package let width: Int?
  package let height: Int?

  package struct Limits: Sendable {
    package let bytes: Int
    /// Of one side.
    package let side: Int
    /// Of the whole picture.
    package let pixels: Int

    package init(bytes: Int = 10 << 20, side: Int = 12_000, pixels: Int = 60_000_000) {
      self.bytes = bytes
      self.side = side
      self.pixels = pixels
    }
  }

  /// A file that was looked through before.
  package init(kind: FileKind, bytes: [UInt8], width: Int?, height: Int?) {
    self.kind = kind
    self.bytes = bytes
    self.width = width
    self.height = height
  }

  /// Looks the file through and cleans it.
  package init(checking bytes: [UInt8], taken: Set<FileKind>, limits: Limits = Limits()) throws(UploadComplaint) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.bytes else { throw .tooLarge(limits.bytes) }
    guard let kind = FileKind.sniff(bytes) else { throw .unknownKind }
    guard taken.contains(kind), kind != .heic else { throw .notTaken(kind) }
    self.kind = kind
    switch kind {
    case .jpeg:
      let picture = try JPEG(bytes)
      (self.bytes, width, height) = (picture.cleaned, picture.width, picture.height)
    case .png:
      let picture = try PNG(bytes)
      (self.bytes, width, height) = (picture.cleaned, picture.width, picture.height)
    case .webp:
      let picture = try WebP(bytes)
      (self.bytes, width, height) = (picture.cleaned, picture.width, picture.height)
    case .heic: throw .notTaken(kind)
    case .pdf:
      try PDFScan.check(bytes)
      (self.bytes, width, height) = (bytes, nil, nil)
    }
    if let width, let height {
      guard width > 0, height > 0 else { throw .damaged }
      guard width <= limits.side, height <= limits.side else { throw .tooManyPixels(limits.side) }
      guard width * height <= limits.pixels else { throw .tooManyPixels(limits.pixels) }
    }
  }
}

/// Numbers and words inside files.
extension [UInt8] {
  func big16(_ at: Int) -> Int { Int(self[at]) << 8 | Int(self[at + 1]) }
  func big32(_ at: Int) -> Int { big16(at) << 16 | big16(at + 2) }
  func little16(_ at: Int) -> Int { Int(self[at]) | Int(self[at + 1]) << 8 }
  func little24(_ at: Int) -> Int { little16(at) | Int(self[at + 2]) << 16 }
  func little32(_ at: Int) -> Int { little16(at) | little16(at + 2) << 16 }

  func holds(_ text: StaticString, at: Int) -> Bool {
    guard at >= 0, at + text.utf8CodeUnitCount <= count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(self[at..<(at + text.utf8CodeUnitCount)]) }
  }

  /// Where the text first stands at or after a position.
  func position(of text: StaticString, from start: Int = 0) -> Int? {
    withUnsafeBytes { all in
      guard let base = all.baseAddress else { return nil }
      var at = start
      while at + text.utf8CodeUnitCount <= all.count {
        guard let found = memchr(base + at, Int32(text.utf8Start.pointee), all.count - at) else { return nil }
        at = UnsafeRawPointer(found) - base
        guard at + text.utf8CodeUnitCount <= all.count else { return nil }
        if memcmp(found, text.utf8Start, text.utf8CodeUnitCount) == 0 { return at }
        at += 1
      }
      return nil
    }
  }
}
