import Foundation
import Words

/// An e-mail as it goes over the wire (RFC 5322, RFC 2045): plain text in base64, so that no server folds or recodes it.
struct MailText {
  let bytes: [UInt8]

  init(_ letter: SealedLetter.Opened, from settings: SMTPSettings, at now: Moment) {
    var lines = [
      "Date: \(Self.date(now))",
      "From: \(Self.words(settings.fromName)) <\(settings.from)>",
      "To: <\(letter.to)>",
      "Subject: \(Self.words(letter.subject ?? ""))",
      "Message-ID: <\(letter.outsideName)@\(settings.domain)>",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "Content-Language: \(letter.language.rawValue)",
      "Auto-Submitted: auto-generated",
      "",
    ]
    lines += Self.base64Lines(letter.body)
    bytes = Array(lines.map { $0 + "\r\n" }.joined().utf8)
  }

  /// A header's text: as it is when it is short printable ASCII, else encoded words (RFC 2047) short enough for a line of
  /// 76 letters behind the header's name, never cut inside a character.
  static func words(_ text: String) -> String {
    let flat = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    let isBare = flat.utf8.count <= 60 && !flat.contains("=?") && flat.utf8.allSatisfy { isBareLetter($0) }
    guard !isBare else { return flat }
    var pieces: [[UInt8]] = [[]]
    for scalar in flat.unicodeScalars {
      let letter = Array(String(scalar).utf8)
      if pieces[pieces.count - 1].count + letter.count > 39 { pieces.append([]) }
      pieces[pieces.count - 1] += letter
    }
    return pieces.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  /// A letter that no mail program reads as anything but itself, in a name as in a subject.
  private static func isBareLetter(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && !"()<>@,;:\\\".[]".utf8.contains(byte)
  }

  private static func base64Lines(_ text: String) -> [String] {
    let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\r\n")
    let letters = Data(unified.utf8).base64EncodedString()
    return stride(from: 0, to: letters.utf8.count, by: 76).map { start in
      String(decoding: letters.utf8.dropFirst(start).prefix(76), as: UTF8.self)
    }
  }

  /// "Tue, 01 Sep 2026 09:00:00 +0000".
  static func date(_ moment: Moment) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let iso = moment.iso
    let parts = iso.prefix(10).split(separator: "-")
    let month = Int(parts[1]).map { months[$0 - 1] } ?? ""
    let days = Int((Double(moment.milliseconds) / 86_400_000).rounded(.down))
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((days % 7) + 7) % 7]
    return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(iso.dropFirst(11).prefix(8)) +0000"
  }
}
