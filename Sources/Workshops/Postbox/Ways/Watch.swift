import CCurl

/// Looks at a transfer while curl is in it, about once a second: how long the other side has been silent, and whether the house is closing.
final class Watch {
  enum End { case silent, closing }
  /// Why the transfer was dropped, if it was.
  private(set) var end: End?
  private let haste: Haste
  private let silence: Duration
  private let verdict: Duration
  private var lastHeard = ContinuousClock.now
  private let isHandedOver: () -> Bool

  /// `silence` in seconds at any point, `verdict` once the whole letter was handed over and the other side judges it.
  init(_ haste: Haste, silence: Int, verdict: Int, isHandedOver: @escaping () -> Bool) {
    (self.haste, self.silence, self.verdict) = (haste, .seconds(silence), .seconds(verdict))
    self.isHandedOver = isHandedOver
  }

  func watch(_ handle: UnsafeMutableRawPointer) {
    curl_set_long(handle, CURLOPT_NOPROGRESS, 0)
    curl_set_watcher(handle, Self.look)
    curl_set_pointer(handle, CURLOPT_XFERINFODATA, Unmanaged.passUnretained(self).toOpaque())
  }

  func heard() { lastHeard = .now }

  /// Anything but 0 makes curl drop the transfer.
  private static let look: @convention(c) (UnsafeMutableRawPointer?, Int, Int, Int, Int) -> Int32 = { watch, _, _, _, _ in
    guard let watch else { return 0 }
    return Unmanaged<Watch>.fromOpaque(watch).takeUnretainedValue().look()
  }

  private func look() -> Int32 {
    if haste.isOver {
      end = .closing
    } else if lastHeard.duration(to: .now) > (isHandedOver() ? verdict : silence) {
      end = .silent
    }
    return end == nil ? 0 : 1
  }
}
