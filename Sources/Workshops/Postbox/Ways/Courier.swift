import CCurl
import Foundation
import Synchronization

/// One thread with one curl handle, which keeps the connection to the server between letters. Blocking calls never run on
/// Swift's own threads.
final class Courier: Sendable {
  /// How long an errand under way may still take once nobody waits any more.
  private static let grace = Duration.seconds(5)
  private let errands = Errands()
  private let haste = Haste()

  init() {
    let (errands, haste) = (errands, haste)
    let thread = Thread {
      let handle = CurlHandle(haste)
      while let errand = errands.next() { errand(handle) }
    }
    thread.name = "postman"
    thread.start()
  }

  deinit { errands.close() }

  /// The answer comes also when the task was cancelled, soon: whoever asked still has to write down how it ended.
  func run<T: Sendable>(_ work: @escaping @Sendable (CurlHandle) -> T) async -> T {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        errands.add { continuation.resume(returning: work($0)) }
      }
    } onCancel: {
      haste.begin(in: Self.grace)
    }
  }
}

/// From when on a courier drops what is under way: the house is closing.
final class Haste: Sendable {
  private let end = Mutex<ContinuousClock.Instant?>(nil)

  func begin(in grace: Duration) { end.withLock { $0 = $0 ?? .now + grace } }

  var isOver: Bool { end.withLock { $0.map { $0 <= .now } ?? false } }
}

/// Only ever used by the thread that made it.
final class CurlHandle {
  private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
  private let handle: UnsafeMutableRawPointer?
  let haste: Haste

  init(_ haste: Haste) {
    self.haste = haste
    handle = Self.isReady ? curl_easy_init() : nil
  }

  deinit {
    if let handle { curl_easy_cleanup(handle) }
  }

  /// Options of the letter before are gone, its connection stays.
  func fresh() -> UnsafeMutableRawPointer? {
    guard let handle else { return nil }
    curl_easy_reset(handle)
    curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    return handle
  }
}

private final class Errands: @unchecked Sendable {  // `waiting` and `isClosed` are only touched under `condition`
  private let condition = NSCondition()
  private var waiting: [@Sendable (CurlHandle) -> Void] = []
  private var isClosed = false

  func add(_ errand: @escaping @Sendable (CurlHandle) -> Void) {
    condition.lock()
    defer { condition.unlock() }
    waiting.append(errand)
    condition.signal()
  }

  /// Waits; nil once closed and empty.
  func next() -> (@Sendable (CurlHandle) -> Void)? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty, !isClosed { condition.wait() }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  func close() {
    condition.lock()
    defer { condition.unlock() }
    isClosed = true
    condition.signal()
  }
}
