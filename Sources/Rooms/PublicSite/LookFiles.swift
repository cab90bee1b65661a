import Exchange
import Markup
import Programme
import Words

extension PublicSite {
  /// A picture or the colours of the programme's folder, with the content's hash in the address.
  static func look(_ visit: Visit) throws -> Reply {
    guard let (file, isExact) = visit.house.look.file(try visit.name("file")) else { throw Refusal.missing }
    var reply = Reply(type: file.type, body: file.bytes, mayBeStored: true)
    reply.set("cache-control", isExact ? "public, max-age=31536000, immutable" : "public, max-age=60")
    return reply
  }

  /// What a phone calls the house on its first screen.
  static func manifest(_ visit: Visit) -> Reply {
    let (look, t) = (visit.house.look, visit.language)
    let icon = look.logo?.text ?? "/favicon.svg"
    var reply = Reply.json(
      .object([
        ("name", .string(visit.house.programme.name(t))), ("short_name", .string(look.name(t))), ("lang", .string(t.rawValue)),
        ("start_url", .string("/apply")), ("display", .string("standalone")), ("background_color", .string("#fbf8f1")),
        ("theme_color", .string(look.themeColour)),
        ("icons", .array([.object([("src", .string(icon)), ("sizes", .string("any"))])])),
      ]))
    reply.set("content-type", "application/manifest+json")
    reply.mayBeStored = true
    return reply
  }
}
