import CCurl

extension SMSGateway {
  /// Asks the gateway to send one message; blocks, so it runs on the courier's thread.
  func send(_ letter: SealedLetter.Opened, with curl: CurlHandle) -> Outcome {
    guard isPlain(letter.to) else { return .refused(reason: "address") }
    guard let handle = curl.fresh() else { return .later(reason: "curl") }
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
    curl_set_writer(handle, Writing.take)
    let reply = Writing()
    return withExtendedLifetime(reply) {
      curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(reply).toOpaque())
      return outcome(curl_easy_perform(handle), handle, reply)
    }
  }

  private func outcome(_ result: CURLcode, _ handle: UnsafeMutableRawPointer, _ text: Writing) -> Outcome {
    var reply = 0
    curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
    guard result == CURLE_OK else {
      // Nothing was said before the connection stood.
      let neverBegan = [
        CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
      ].contains(result)
      return neverBegan ? .later(reason: "curl \(result.rawValue)") : unknown("curl \(result.rawValue)")
    }
    switch reply {
    case 200...299: return accepts.map(text.holds) ?? true ? .sent : .later(reason: "http \(reply), reply says no")
    // Our own key or the gateway's patience is at fault, not the message.
    case 401, 402, 403, 404, 405, 429, 503: return .later(reason: "http \(reply)")
    case 408, 500...599: return unknown("http \(reply)")
    default: return .refused(reason: "http \(reply)")
    }
  }

  /// Asked again where the gateway sends one message for one name; else left to a person.
  private func unknown(_ reason: String) -> Outcome {
    sendsOnce ? .later(reason: reason) : .uncertain(reason: reason)
  }
}

/// The beginning of a reply, at most 64 KiB; only looked through, never kept.
private final class Writing {
  private var bytes: [UInt8] = []

  func holds(_ text: String) -> Bool { String(decoding: bytes, as: UTF8.self).contains(text) }

  static let take: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
    buffer, size, count, writing in
    guard let buffer, let writing else { return 0 }
    let text = Unmanaged<Writing>.fromOpaque(writing).takeUnretainedValue()
    let most = min(size * count, (64 << 10) - text.bytes.count)
    text.bytes += (0..<max(0, most)).map { UInt8(bitPattern: buffer[$0]) }
    return size * count
  }
}
