import Foundation

/// Whether letters can leave: post.json reads well and the mail server answers.
struct Post {
  let options: HouseOptions

  private static let patience: Int32 = 5_000

  var finding: Finding {
    let path = options.post ?? options.data + "/post.json"
    guard FileManager.default.fileExists(atPath: path) else {
      return .look("post", "\(path) is missing: messages wait in the outbox", "docs/operating/post.md says how to write it")
    }
    do {
      let file = try PostFile(path: path)
      _ = try file.deliveries
      guard let mail = file.mail else { return .fine("post", "SMS only; no mail server is set") }
      guard let trouble = Self.knock(mail.host, mail.port) else { return .fine("post", "\(mail.host):\(mail.port) answers") }
      return .wrong("post", "\(mail.host):\(mail.port): \(trouble)", "check host and port, and whether a firewall is between")
    } catch let wrong as WrongUser {
      return .wrong("post", wrong.says, wrong.mend)
    } catch {
      return .wrong("post", "\(error)", "correct \(path)")
    }
  }

  /// Nil when a connection comes about; nothing is said over it.
  static func knock(_ host: String, _ port: Int) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, String(port), &hints, &list)
    guard result == 0 else { return String(cString: gai_strerror(result)) }
    defer { freeaddrinfo(list) }
    var trouble = "no address"
    var next = list
    while let address = next?.pointee {
      guard let reason = reach(address) else { return nil }
      trouble = reason
      next = address.ai_next
    }
    return trouble
  }

  private static func reach(_ address: addrinfo) -> String? {
    let descriptor = socket(address.ai_family, address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    if connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return nil }
    guard errno == EINPROGRESS else { return String(cString: strerror(errno)) }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&waiting, 1, patience) == 1 else { return "no answer in \(patience / 1000) seconds" }
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
    return code == 0 ? nil : String(cString: strerror(code))
  }
}
