import Glibc

/// What passes between the house and a worker process: a word, then bytes, with their lengths before them.
struct Frame: Sendable {
  let word: String
  let bytes: [UInt8]

  static let head = 12
  static let longestWord = 64

  var head: [UInt8] {
    var head: [UInt8] = []
    withUnsafeBytes(of: UInt32(word.utf8.count).littleEndian) { head += $0 }
    withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { head += $0 }
    return head + Array(word.utf8)
  }

  /// The lengths of a frame's word and bytes; nil when they are longer than agreed.
  static func lengths(_ head: [UInt8], most: Int) -> (word: Int, bytes: Int)? {
    guard head.count == Self.head else { return nil }
    let word = head[..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
    let bytes = head[4...].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard word <= longestWord, bytes <= UInt64(most) else { return nil }
    return (word, Int(bytes))
  }
}

/// A socket or pipe read and written in full, until a moment on the clock that only goes forward.
struct Wire {
  let descriptor: Int32
  /// Nanoseconds of CLOCK_MONOTONIC; nil waits for ever.
  let deadline: UInt64?

  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Exactly so many bytes; nil at the end of the other side or past the deadline.
  func read(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var at = 0
    while at < count {
      guard isReady(Int16(POLLIN)) else { return nil }
      let got = bytes.withUnsafeMutableBytes { Glibc.recv(descriptor, $0.baseAddress! + at, count - at, 0) }
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got > 0 else { return nil }
      at += got
    }
    return bytes
  }

  func write(_ bytes: [UInt8]) -> Bool {
    var at = 0
    while at < bytes.count {
      guard isReady(Int16(POLLOUT)) else { return false }
      // MSG_NOSIGNAL: a worker that died must not end the house with SIGPIPE.
      let sent = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress! + at, bytes.count - at, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if sent < 0, errno == EINTR || errno == EAGAIN { continue }
      guard sent > 0 else { return false }
      at += sent
    }
    return true
  }

  private func isReady(_ event: Int16) -> Bool {
    var wait: Int32 = -1
    if let deadline {
      let now = Self.now
      guard now < deadline else { return false }
      wait = Int32(min((deadline - now) / 1_000_000 + 1, 60_000))
    }
    var entry = pollfd(fd: descriptor, events: event, revents: 0)
    let result = poll(&entry, 1, wait)
    if result < 0, errno == EINTR { return true }
    // Woken without news: the deadline is looked at again by the caller's next turn.
    if result == 0 { return deadline.map { Self.now < $0 } ?? true }
    return true
  }
}

extension Wire {
  func send(_ frame: Frame) -> Bool { write(frame.head) && write(frame.bytes) }

  func receive(most: Int) -> Frame? {
    guard let head = read(Frame.head), let lengths = Frame.lengths(head, most: most), let word = read(lengths.word),
      let bytes = read(lengths.bytes)
    else { return nil }
    return Frame(word: String(decoding: word, as: UTF8.self), bytes: bytes)
  }
}
