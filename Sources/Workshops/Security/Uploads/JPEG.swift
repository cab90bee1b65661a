/// A JPEG walked marker by marker (ITU-T T.81, annex B) from SOI to EOI.
///
/// `cleaned` drops every application segment and comment but the ones a decoder needs (JFIF, the ICC profile, Adobe's colour
/// transform) and everything behind EOI, where phones append video. The EXIF segment carries the place, the device and a small
/// copy of the picture; of it only the orientation is kept, in a new EXIF segment of one entry, so a photo taken upright
/// stays upright. The compressed picture is copied byte for byte.
struct JPEG {
  private(set) var width = 0
  private(set) var height = 0
  private(set) var cleaned: [UInt8] = [0xff, 0xd8]
  private var orientation = 1

  init(_ whole: [UInt8]) throws(UploadComplaint) {
    // Some phones end a panorama without EOI and put their own trailer there; what stands before it is the picture.
    let trailer = Self.trailer(of: whole)
    let bytes = trailer.map { Array(whole[..<$0]) } ?? whole
    var kept: [UInt8] = []
    var position = 2
    var scans = 0
    walk: while true {
      let marker = try Self.marker(bytes, &position)
      switch marker {
      case 0xd9: break walk
      case 0x01, 0xd0...0xd7: continue walk
      case 0x00, 0xd8: throw .damaged
      default: break
      }
      guard position + 2 <= bytes.count else { throw .cutShort }
      let length = bytes.big16(position)
      guard length >= 2 else { throw .damaged }
      guard position + length <= bytes.count else { throw .cutShort }
      let segment = Array(bytes[position..<(position + length)])
      position += length
      try look(at: segment, marker)
      if Self.isKept(segment, marker) { kept += [0xff, marker] + segment }
      if marker == 0xda {
        scans += 1
        let start = position
        try Self.skipScan(bytes, &position, mayEnd: trailer != nil)
        kept += bytes[start..<position]
        if position == bytes.count { break walk }
      }
    }
    guard scans > 0, width > 0 else { throw .damaged }
    // After JFIF's segment, which must be the first, if there is one.
    let jfif = kept.starts(with: [0xff, 0xe0]) ? 2 + kept.big16(2) : 0
    cleaned += kept[..<jfif] + Self.exif(orientation) + kept[jfif...] + [0xff, 0xd9]
  }

  private static func marker(_ bytes: [UInt8], _ position: inout Int) throws(UploadComplaint) -> UInt8 {
    guard position < bytes.count else { throw .cutShort }
    guard bytes[position] == 0xff else { throw .damaged }
    while position < bytes.count, bytes[position] == 0xff { position += 1 }
    guard position < bytes.count else { throw .cutShort }
    position += 1
    return bytes[position - 1]
  }

  /// To the next marker that is neither a stuffed zero nor a restart.
  private static func skipScan(_ bytes: [UInt8], _ position: inout Int, mayEnd: Bool) throws(UploadComplaint) {
    while position + 1 < bytes.count {
      if bytes[position] == 0xff, bytes[position + 1] != 0, !(0xd0...0xd7).contains(bytes[position + 1]) { return }
      position += 1
    }
    guard mayEnd else { throw .cutShort }
    position = bytes.count
  }

  /// Where the trailer of a Samsung phone begins, in a file that ends with one: as its directory says ("SEFH" … "SEFT"), or where a film
  /// begins ("ftyp" behind its size). A file that was cut short ends with neither.
  private static func trailer(of bytes: [UInt8]) -> Int? {
    let end = bytes.count - 8
    guard end > 0, bytes.holds("SEFT", at: bytes.count - 4) else { return nil }
    let directory = end - bytes.little32(end)
    if directory > 0, directory + 12 <= end, bytes.holds("SEFH", at: directory) {
      let offsets = (0..<min(bytes.little32(directory + 8), 1_000)).map { directory + 12 + $0 * 12 }.filter { $0 + 12 <= end }
        .map { bytes.little32($0 + 4) }
      guard let furthest = offsets.max(), (1..<directory).contains(furthest) else { return nil }
      return directory - furthest
    }
    var at = 4
    let word = UInt8(ascii: "f")
    while let found = bytes[at...].firstIndex(of: word) {
      if found + 4 <= bytes.count, bytes.holds("ftyp", at: found), (8...64).contains(bytes.big32(found - 4)) { return found - 4 }
      at = found + 1
    }
    return nil
  }

  private mutating func look(at segment: [UInt8], _ marker: UInt8) throws(UploadComplaint) {
    switch marker {
    case 0xc0...0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
      guard segment.count >= 8, width == 0 else { throw .damaged }
      height = segment.big16(3)
      width = segment.big16(5)
      // A height of 0 is told only after the scan (DNL); no camera does that.
      guard height > 0, width > 0 else { throw .damaged }
    case 0xe1: orientation = Self.orientation(segment) ?? orientation
    default: break
    }
  }

  private static func isKept(_ segment: [UInt8], _ marker: UInt8) -> Bool {
    switch marker {
    case 0xe0: segment.holds("JFIF\0", at: 2)
    case 0xe2: segment.holds("ICC_PROFILE\0", at: 2)
    case 0xee: segment.holds("Adobe", at: 2)
    case 0xe1...0xef, 0xfe: false
    default: true
    }
  }

  /// The orientation 1…8 of an EXIF segment (TIFF tag 0x0112); nil when it says none.
  private static func orientation(_ segment: [UInt8]) -> Int? {
    let tiff = 8
    guard segment.holds("Exif\0\0", at: 2), segment.count >= tiff + 8 else { return nil }
    let isLittle = segment.holds("II", at: tiff)
    func number16(_ at: Int) -> Int { isLittle ? segment.little16(at) : segment.big16(at) }
    let directory = tiff + (isLittle ? segment.little32(tiff + 4) : segment.big32(tiff + 4))
    guard directory + 2 <= segment.count else { return nil }
    for entry in 0..<number16(directory) {
      let at = directory + 2 + entry * 12
      guard at + 12 <= segment.count else { return nil }
      if number16(at) == 0x0112 { return (1...8).contains(number16(at + 8)) ? number16(at + 8) : nil }
    }
    return nil
  }

  private static func exif(_ orientation: Int) -> [UInt8] {
    guard orientation != 1 else { return [] }
    let tiff: [UInt8] = [
      0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0,
    ]
    let content = Array("Exif\0\0".utf8) + tiff
    return [0xff, 0xe1, 0, UInt8(content.count + 2)] + content
  }
}
