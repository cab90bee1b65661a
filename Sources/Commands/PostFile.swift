import Foundation
import Postbox
import Security

/// `post.json`: the mail server and the SMS gateway of a house (docs/operating/post.md). It holds passwords, so only its
/// owner may read it.
struct PostFile: Decodable {
  let mail: Mail?
  let sms: SMS?

  struct Mail: Decodable {
    let host: String
    let port: Int
    let encryption: String
    let user: String?
    let password: String?
    let from: String
    let fromName: String
    let authorities: String?

    enum CodingKeys: CodingKey, CaseIterable {
      case host, port, encryption, user, password, from, fromName, authorities
    }
  }

  struct SMS: Decodable {
    let url: String
    let method: String?
    let headers: [String: String]?
    let body: String
    let encoding: String
    let sendsOnce: Bool
    let accepts: String?
    let refuses: String?

    enum CodingKeys: CodingKey, CaseIterable {
      case url, method, headers, body, encoding, sendsOnce, accepts, refuses
    }
  }

  init(path: String) throws {
    guard try Ownership.exists(path) else { throw Trouble("\(path) is missing") }
    try Ownership.check(path, to: .read)
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    guard rights & 0o077 == 0 else { throw Trouble("\(path) holds passwords and others can read it: chmod 600 \(path)") }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      self = try JSONDecoder().decode(PostFile.self, from: data)
      if let name = try Self.unknownName(in: data) { throw Trouble("\(path): \(name) is not known") }
    } catch let fault as DecodingError {
      throw Trouble("\(path): \(Self.place(of: fault))")
    }
  }

  /// The first name in the file that nobody would read: a misspelt one would silently send nothing, or send otherwise.
  private static func unknownName(in data: Data) throws -> String? {
    guard let file = try JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
    for (part, content) in file.sorted(by: { $0.key < $1.key }) {
      guard let known = names[part] else { return part }
      let found = (content as? [String: Any] ?? [:]).keys.sorted()
      if let unknown = found.first(where: { !known.contains($0) }) { return "\(part).\(unknown)" }
    }
    return nil
  }

  private static let names = [
    "mail": Set(Mail.CodingKeys.allCases.map(\.stringValue)), "sms": Set(SMS.CodingKeys.allCases.map(\.stringValue)),
  ]

  var deliveries: [Letter.Channel: Delivery] {
    get throws {
      var deliveries: [Letter.Channel: Delivery] = [:]
      if let mail {
        guard let encryption = SMTPSettings.Encryption(rawValue: mail.encryption) else {
          throw Trouble("post.json: mail.encryption is tls, startTLS or none")
        }
        guard (mail.user == nil) == (mail.password == nil) else {
          throw Trouble("post.json: \(mail.user == nil ? "mail.user" : "mail.password") is missing")
        }
        let account = mail.user.flatMap { user in mail.password.map { (user: user, password: $0) } }
        deliveries[.email] = .smtp(
          try SMTPSettings(
            host: mail.host, port: mail.port, encryption: encryption, account: account, from: mail.from, fromName: mail.fromName,
            authorities: mail.authorities))
      }
      if let sms {
        guard let encoding = SMSGateway.Encoding(rawValue: sms.encoding) else {
          throw Trouble("post.json: sms.encoding is json or form")
        }
        deliveries[.sms] = .sms(
          try SMSGateway(
            url: sms.url, method: sms.method ?? "POST",
            headers: (sms.headers ?? [:]).sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }, body: sms.body,
            encoding: encoding, sendsOnce: sms.sendsOnce, accepts: sms.accepts, refuses: sms.refuses))
      }
      return deliveries
    }
  }

  /// A name for this process among several on one outbox.
  static func worker() -> String { hex(randomBytes(8)) }

  /// Names the field, never its value.
  private static func place(of fault: DecodingError) -> String {
    switch fault {
    case .keyNotFound(let key, let context):
      "\((context.codingPath + [key]).map(\.stringValue).joined(separator: ".")) is missing"
    case .typeMismatch(_, let context) where context.codingPath.isEmpty: "this is not a JSON object"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another kind"
    // Foundation says no more of a fraction where an integer is read; the port is the only number.
    default: "this is not JSON, or mail.port is not a whole number"
    }
  }
}
