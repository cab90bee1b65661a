import CCurl
import Words

extension SMTPSettings {
  /// Sends one letter; blocks, so it runs on the courier's thread.
  ///
  /// A connection that breaks after the text was handed over leaves its fate unknown. E-mail is tried again all the same: the
  /// Message-ID is the same, mail stores show such twins once, and a lost letter does more harm than a second one
  /// (docs/decisions/0004-letters-after-a-crash.md).
  func send(_ letter: SealedLetter.Opened, at now: Moment, with curl: CurlHandle) -> Outcome {
    guard Self.isAddress(letter.to) else { return .refused(reason: "address") }
    guard let handle = curl.fresh() else { return .later(reason: "curl") }
    let text = Reading(MailText(letter, from: self, at: now).bytes)
    let receiver = curl_slist_append(nil, "<\(letter.to)>")
    defer { curl_slist_free_all(receiver) }
    prepare(handle)
    curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(from)>")
    curl_set_list(handle, CURLOPT_MAIL_RCPT, receiver)
    curl_set_long(handle, CURLOPT_UPLOAD, 1)
    curl_set_reader(handle, Reading.give)
    return withExtendedLifetime(text) {
      curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(text).toOpaque())
      return outcome(curl_easy_perform(handle), handle)
    }
  }

  private func prepare(_ handle: UnsafeMutableRawPointer) {
    curl_set_text(handle, CURLOPT_URL, url)
    curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    curl_set_long(handle, CURLOPT_USE_SSL, Int(encryption == .none ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue))
    curl_set_long(handle, CURLOPT_SSLVERSION, 6)  // CURL_SSLVERSION_TLSv1_2, a macro of another type
    if let authorities { curl_set_text(handle, CURLOPT_CAINFO, authorities) }
    if let account {
      curl_set_text(handle, CURLOPT_USERNAME, account.user)
      curl_set_text(handle, CURLOPT_PASSWORD, account.password)
    }
    curl_set_long(handle, CURLOPT_TIMEOUT, timeout)
    curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, min(timeout, 15))
  }

  private func outcome(_ result: CURLcode, _ handle: UnsafeMutableRawPointer) -> Outcome {
    guard result != CURLE_OK else { return .sent }
    var reply = 0
    curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
    // Our own sign-in is refused: the settings are at fault, not the letter.
    let isAboutUs = result == CURLE_LOGIN_DENIED || [530, 534, 535, 538].contains(reply)
    if (500...599).contains(reply), !isAboutUs { return .refused(reason: "smtp \(reply)") }
    return .later(reason: reply > 0 ? "smtp \(reply) curl \(result.rawValue)" : "curl \(result.rawValue)")
  }
}

/// Bytes that curl takes piece by piece.
final class Reading {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static let give: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
    buffer, size, count, reading in
    guard let buffer, let reading else { return 0 }
    return Unmanaged<Reading>.fromOpaque(reading).takeUnretainedValue().give(buffer, atMost: size * count)
  }

  private func give(_ buffer: UnsafeMutablePointer<CChar>, atMost most: Int) -> Int {
    let piece = bytes[position..<min(bytes.count, position + most)]
    for (offset, byte) in piece.enumerated() { buffer[offset] = CChar(bitPattern: byte) }
    position += piece.count
    return piece.count
  }
}
