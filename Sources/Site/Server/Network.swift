import Glibc

/// The network a peer is counted by: of an IPv6 address its first 64 bits, which one household or phone has to itself
/// (RFC 6177); an IPv4 address as it is, also one written as IPv6.
func network(_ peer: String) -> String {
  var bytes = [UInt8](repeating: 0, count: 16)
  guard peer.contains(":"), inet_pton(AF_INET6, peer, &bytes) == 1 else { return peer }
  if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff {
    return bytes[12...].map { String($0) }.joined(separator: ".")
  }
  let halves = stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
  return halves.joined(separator: ":") + "::/64"
}
