import CCurl
import Foundation

/// One thread with one curl handle, which keeps the connection to the server between letters. Blocking calls never run on
/// Swift's own threads.
final class Courier: Sendable {
  private let errands = Errands()

  init() {
    let errands = errands
    let thread = Thread {
      let handle = CurlHandle()
      while let errand = errands.next() { errand(handle) }
    }
    thread.name = "postman"
    thread.start()
  }

  deinit { errands.close() }

  func run<T: Sendable>(_ work: @escaping @Sendable (CurlHandle) -> T) async -> T {
    await withCheckedContinuation { continuation in
      errands.add { continuation.resume(returning: work($0)) }
    }
  }
}

/// Only ever used by the thread that made it.
final class CurlHandle {
  private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
  private let handle: UnsafeMutableRawPointer?

  init() {
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
