import CCurl
import Words

extension SMTPSettings {
  /// Sends one letter; blocks, so it runs on the courier's thread.
  ///
  /// A connection that breaks after the text was handed over leaves its fate unknown. E-mail is tried once more all the same: the
  /// Message-ID is the same, mail stores show such twins once, and a lost letter does more harm than a second one
  /// (docs/decisions/0004-letters-after-a-crash.md).
  func send(_ letter: SealedLetter.Opened, at now: Moment, with curl: CurlHandle) -> Outcome {
    guard Self.isAddress(letter.to) else { return .refused("address") }
    guard let handle = curl.fresh() else { return .later("curl") }
    let text = Reading(MailText(letter, from: self, at: now).bytes)
    let watch = Watch(curl.haste, silence: timeout, verdict: verdict) { text.isTaken }
    let talk = SMTPTalk(watch)
    let receiver = curl_slist_append(nil, "<\(letter.to)>")
    defer { curl_slist_free_all(receiver) }
    prepare(handle)
    curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(from)>")
    curl_set_list(handle, CURLOPT_MAIL_RCPT, receiver)
    curl_set_long(handle, CURLOPT_UPLOAD, 1)
    curl_set_reader(handle, Reading.give)
    return withExtendedLifetime((text, watch, talk)) {
      curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(text).toOpaque())
      watch.watch(handle)
      talk.listen(handle)
      return outcome(curl_easy_perform(handle), handle, isHandedOver: text.isTaken, talk.last, watch.end)
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
    // The watch ends silence sooner; curl's own limits only end what it does not see.
    curl_set_long(handle, CURLOPT_TIMEOUT, longest)
    curl_set_long(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, longest)
    curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, min(timeout, 15))
  }

  private func outcome(
    _ result: CURLcode, _ handle: UnsafeMutableRawPointer, isHandedOver: Bool, _ command: SMTPTalk.Command?, _ end: Watch.End?
  ) -> Outcome {
    guard result != CURLE_OK else { return .sent }
    var reply = 0
    curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
    let code = end == .silent ? CURLE_OPERATION_TIMEDOUT.rawValue : result.rawValue
    let reason = end == .closing ? "closing" : reply > 0 ? "smtp \(reply) curl \(code)" : "curl \(code)"
    // A closing house says nothing of the server.
    let silence: Outcome.Trouble? = end == .closing ? nil : .silent(seconds: nil)
    // 354 is the server's "go on": the text went over, and no verdict came back.
    if reply == 354, isHandedOver { return .unknown(reason, silence) }
    let isAboutUs = [530, 534, 535, 538].contains(reply) || [CURLE_LOGIN_DENIED, CURLE_USE_SSL_FAILED].contains(result)
    if isAboutUs || result == CURLE_PEER_FAILED_VERIFICATION { return .later(reason, .settings) }
    let isAboutTheLetter = command == .rcpt || command == .data
    switch reply {
    // 552 at MAIL: larger than the server takes.
    case 500...599: return isAboutTheLetter || reply == 552 ? .refused("smtp \(reply)") : .later("smtp \(reply)", .settings)
    case 400...499 where isAboutTheLetter && reply != 421: return .later(reason)
    default: return .later(reason, silence)
    }
  }
}

/// Bytes that curl takes piece by piece.
final class Reading {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Curl has all of it. It may not all have left, so this is no proof that it arrived; without it, it surely did not.
  var isTaken: Bool { position == bytes.count }

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
