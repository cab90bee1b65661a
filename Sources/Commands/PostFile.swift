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
  }

  struct SMS: Decodable {
    let url: String
    let method: String?
    let headers: [String: String]?
    let body: String
    let encoding: String
    let sendsOnce: Bool
    let accepts: String?
  }

  init(path: String) throws {
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    guard rights & 0o077 == 0 else { throw Trouble("\(path) holds passwords and others can read it: chmod 600 \(path)") }
    do {
      self = try JSONDecoder().decode(PostFile.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch let fault as DecodingError {
      throw Trouble("\(path): \(Self.place(of: fault))")
    }
  }

  var deliveries: [Letter.Channel: Delivery] {
    get throws {
      var deliveries: [Letter.Channel: Delivery] = [:]
      if let mail {
        guard let encryption = SMTPSettings.Encryption(rawValue: mail.encryption) else {
          throw Trouble("post.json: mail.encryption is tls, startTLS or none")
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
            encoding: encoding, sendsOnce: sms.sendsOnce, accepts: sms.accepts))
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
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another kind"
    default: "this is not JSON"
    }
  }
}
