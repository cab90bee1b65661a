import Exchange
import Foundation

extension Reply {
  /// The whole exchange as a person would check it: status, headers, and of a page what it is called and where it leads.
  /// What changes with every answer (tokens, content hashes) is masked.
  func text(_ asked: String) -> String {
    let shown = headers.filter { !Self.everywhere.contains($0.name) }.map { "\($0.name): \(Self.masked($0.value))" }.sorted()
    return (["> \(asked)", "\(status)"] + shown + page.map { "  \($0)" }).joined(separator: "\n") + "\n"
  }

  /// HeaderTests hold these to their values on every kind of answer.
  private static let everywhere: Set<String> = [
    "content-security-policy", "cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy",
    "referrer-policy", "x-content-type-options",
  ]

  private var page: [String] {
    let body = String(decoding: body, as: UTF8.self)
    let language = body.firstMatch(of: #/<html lang="([a-z]+)"/#).map { "language \($0.output.1)" }
    let title = body.firstMatch(of: #/<title>([^<]*)</#).map { "title \($0.output.1)" }
    let heading = body.firstMatch(of: #/<h1[^>]*>(.*?)</h1>/#).map { "h1 \($0.output.1)" }
    let forms = body.matches(of: #/<form [^>]*action="([^"]*)"/#).map { "form \(Self.masked(String($0.output.1)))" }
    return [language, title, heading].compactMap { $0 } + forms
  }

  private static func masked(_ text: String) -> String {
    text.replacing(#/=[A-Za-z0-9_-]{43}/#, with: "=TOKEN").replacing(#/\/[A-Za-z0-9_-]{43}/#, with: "/TOKEN")
      .replacing(#/\.[0-9a-f]{12}\./#, with: ".HASH.")
  }
}
