import CCurl

extension SMSGateway {
  /// Asks the gateway to send one message; blocks, so it runs on the courier's thread.
  func send(_ letter: SealedLetter.Opened, with curl: CurlHandle) -> Outcome {
    guard isPlain(letter.to) else { return .refused("address") }
    guard let handle = curl.fresh() else { return .later("curl") }
    let (lines, body) = filled(letter)
    // Without an empty Expect curl asks for leave before long bodies, which some gateways never give.
    let list = (lines + ["Expect:"]).reduce(nil as UnsafeMutablePointer<curl_slist>?) { curl_slist_append($0, $1) }
    defer { curl_slist_free_all(list) }
    curl_set_text(handle, CURLOPT_URL, url)
    curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    curl_set_text(handle, CURLOPT_CUSTOMREQUEST, method)
    curl_set_list(handle, CURLOPT_HTTPHEADER, list)
    curl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.utf8.count)
    curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, body)
    curl_set_long(handle, CURLOPT_TIMEOUT, timeout)
    curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, min(timeout, 10))
    curl_set_writer(handle, GatewayReply.take)
    let reply = GatewayReply()
    // Curl's own limit ends silence; the watch is there for a closing house.
    let watch = Watch(curl.haste, silence: timeout + 1, verdict: timeout + 1) { true }
    return withExtendedLifetime((reply, watch)) {
      curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(reply).toOpaque())
      watch.watch(handle)
      let result = curl_easy_perform(handle)
      return result == CURLE_OK ? outcome(handle, reply) : broken(result, handle, watch.end)
    }
  }

  private func broken(_ result: CURLcode, _ handle: UnsafeMutableRawPointer, _ end: Watch.End?) -> Outcome {
    var asked = 0
    curl_get_long(handle, CURLINFO_REQUEST_SIZE, &asked)
    if end == .closing { return asked == 0 ? .later("closing") : .unknown("closing") }
    let reason = "curl \(result.rawValue)"
    switch result {
    case CURLE_PEER_FAILED_VERIFICATION: return .later(reason, .settings)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR: return .later(reason, .silent(seconds: nil))
    // Nothing was said before the connection stood.
    default: return asked == 0 ? .later(reason, .silent(seconds: nil)) : .unknown(reason, .silent(seconds: nil))
    }
  }

  private func outcome(_ handle: UnsafeMutableRawPointer, _ text: GatewayReply) -> Outcome {
    var (code, wait) = (0, 0)
    curl_get_long(handle, CURLINFO_RESPONSE_CODE, &code)
    curl_get_offset(handle, CURLINFO_RETRY_AFTER, &wait)
    let rest = Outcome.Trouble.silent(seconds: wait > 0 ? wait : nil)
    let reason = "http \(code)"
    switch code {
    case 200...299:
      if let refuses, text.holds(refuses) { return .refused("\(reason), reply says no") }
      guard let accepts, !text.holds(accepts) else { return .sent }
      return .unknown("\(reason), reply says neither", .settings)
    // Our own address, key or credit is at fault, not the message.
    case 300...399, 401...405: return .later(reason, .settings)
    case 429, 503: return .later(reason, rest)
    case 408, 500...599: return .unknown(reason, rest)
    default: return .refused(reason)
    }
  }
}

/// The beginning of a reply, at most 64 KiB; only looked through, never kept.
final class GatewayReply {
  private var bytes: [UInt8] = []

  init(_ text: String = "") { bytes = Array(text.utf8) }

  /// JSON means the same with and without white space between its signs, and gateways change that without a word.
  func holds(_ text: String) -> Bool {
    let reply = String(decoding: bytes, as: UTF8.self)
    guard let first = reply.first(where: { !$0.isWhitespace }), first == "{" || first == "[" else { return reply.contains(text) }
    return reply.filter { !$0.isWhitespace }.contains(text.filter { !$0.isWhitespace })
  }

  static let take: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
    buffer, size, count, reply in
    guard let buffer, let reply else { return 0 }
    let text = Unmanaged<GatewayReply>.fromOpaque(reply).takeUnretainedValue()
    let most = min(size * count, (64 << 10) - text.bytes.count)
    text.bytes += (0..<max(0, most)).map { UInt8(bitPattern: buffer[$0]) }
    return size * count
  }
}
