import CCurl

/// Which command of ours the mail server has not answered yet. Of what is said only the verb is kept: the rest holds addresses and our
/// password.
final class SMTPTalk {
  enum Command: String, CaseIterable { case ehlo, helo, starttls, auth, mail, rcpt, data }
  private(set) var last: Command?
  private let watch: Watch

  init(_ watch: Watch) { self.watch = watch }

  func listen(_ handle: UnsafeMutableRawPointer) {
    curl_set_long(handle, CURLOPT_VERBOSE, 1)
    curl_set_listener(handle, Self.hear)
    curl_set_pointer(handle, CURLOPT_DEBUGDATA, Unmanaged.passUnretained(self).toOpaque())
  }

  private static let hear:
    @convention(c) (UnsafeMutableRawPointer?, curl_infotype, UnsafeMutablePointer<CChar>?, Int, UnsafeMutableRawPointer?) -> Int32 =
      {
        _, kind, text, size, talk in
        guard let text, let talk else { return 0 }
        Unmanaged<SMTPTalk>.fromOpaque(talk).takeUnretainedValue().hear(kind, UnsafeBufferPointer(start: text, count: size))
        return 0
      }

  private func hear(_ kind: curl_infotype, _ text: UnsafeBufferPointer<CChar>) {
    guard kind != CURLINFO_TEXT else { return }
    watch.heard()
    guard kind == CURLINFO_HEADER_OUT else { return }
    let line = text.prefix(9).map { UInt8(bitPattern: $0) | 0x20 }
    last = Command.allCases.first { line.starts(with: $0.rawValue.utf8) } ?? last
  }
}
