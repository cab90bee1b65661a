import ArgumentParser
import Programme
import Storage

/// Where people reach the house: http or https, a host, a port if it is not the usual one, and nothing behind it. Links in letters begin with
/// it, and cookies are `Secure` by it, so anything else is refused by name.
enum HouseAddress {
  static func parsed(_ text: String) throws -> String {
    guard let address = address(text) else {
      throw ValidationError(
        "--address is https://stem.example.kz: http or https, the host, and :port if it is not the usual one; not \(text)")
    }
    return address
  }

  /// As browsers write it; nil when it is not one.
  static func address(_ text: String) -> String? {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
    var rest = lower.dropFirst(scheme.count)
    if rest.hasSuffix("/") { rest.removeLast() }
    guard let (host, port) = split(rest), isHost(host) else { return nil }
    guard let port else { return scheme + host }
    guard let number = UInt16(port), number > 0, String(number) == port else { return nil }
    let isUsual = number == (scheme == "https://" ? 443 : 80)
    return scheme + host + (isUsual ? "" : ":\(number)")
  }

  /// Whether only this machine gets there.
  static func isLocal(_ address: String) -> Bool {
    ["localhost", "127.0.0.1", "[::1]"].contains { host in
      ["https://", "http://"].contains { address == $0 + host || address.hasPrefix($0 + host + ":") }
    }
  }

  private static func split(_ text: Substring) -> (host: String, port: String?)? {
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let after = text[text.index(after: end)...]
      guard after.isEmpty || after.first == ":" else { return nil }
      return (String(text[...end]), after.isEmpty ? nil : String(after.dropFirst()))
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    return (String(parts[0]), parts.count == 2 ? String(parts[1]) : nil)
  }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("[") {
      return host.utf8.count > 4 && host.utf8.dropFirst().dropLast().allSatisfy("0123456789abcdef:.".utf8.contains)
    }
    return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy("abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains)
    }
  }
}

extension Transaction {
  /// As the operator named it at the last start; the other commands make their links with it.
  func keptAddress() throws -> String? {
    try value("SELECT address FROM house", as: String?.self) ?? nil
  }

  func keep(address: String) throws {
    try run("UPDATE house SET address = \(address) WHERE address IS NULL OR address <> \(address)")
  }
}
