import Courses
import Exchange
import Foundation
import Markup
import Programme
import Security
import Storage
import Words

/// One file that checks a paper without a network, with every key the house ever signed with. It is whole: whoever keeps it, on a phone
/// or on a stick, needs nothing else. What it cannot know, it says: what was revoked after its date.
enum OfflineCheck {
  /// GET /c/offline
  static func show(_ visit: Visit) async throws -> Reply {
    let file = try await file(visit.house, visit.language)
    var reply = Reply(type: "text/html; charset=utf-8", body: file.bytes, mayBeStored: true)
    // Its script and its style stand in it, and no others may.
    reply.set(
      "content-security-policy",
      "default-src 'none'; script-src '\(file.script)'; style-src '\(file.style)'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'")
    return reply
  }

  /// GET /c/pack.json: what the worker keeps (Public/worker.js).
  static func pack(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let file = try await file(visit.house, t)
    let page = JSON.object([
      ("page", .string("/c/offline")), ("kept", .string("/c/offline?lang=\(t.rawValue)")), ("bytes", .whole(file.bytes.count)),
      ("beside", .array([])),
    ])
    return .json(
      .object([
        ("name", .string("certificates")), ("lang", .string(t.rawValue)),
        ("version", .string(hex(Array(sha256(file.bytes).prefix(6))))), ("pages", .array([page])),
      ]))
  }

  private struct File {
    let bytes: [UInt8]
    /// As a content security policy names them.
    let script, style: String
  }

  private static func file(_ house: House, _ t: Language) async throws -> File {
    let keys = try await house.database.read { try $0.statementKeys() }
    let courses = Dictionary(try await house.openCourses().map { ($0.key, $0.course.title(t)) }) { first, _ in first }
    let script = script(house.assets)
    let page: HTML = """
      <!doctype html><html lang="\(t.rawValue)"><head><meta charset="utf-8">\
      <meta name="viewport" content="width=device-width,initial-scale=1"><title>\(t(.checkOffline))</title>\
      <style>\(HTML(vouchingFor: style, because: "our own style"))</style></head><body><main>\
      <p class="house">\(t(house.look.name.phrase))</p><h1>\(t(.checkOffline))</h1>\
      \(StatementBox.html(keys, courses: courses, code: nil, t, .nothing))\
      <form id="paper"><label for="address">\(t(.addressFromPaper))</label><textarea id="address" name="address" rows="4"></textarea>\
      <button>\(t(.checkIt))</button></form>\
      <p class="warn">\(t(.cannotKnow(t.date(house.outside.now().day()))))</p>\
      <p>\(t(.toKnowMore(house.settings.address + "/c")))</p>\
      <details><summary>\(t(.allKeys))</summary><pre>\n\(keys.keys.map(\.line).joined(separator: "\n"))\n</pre></details>\
      </main><script type="module">\(HTML(vouchingFor: script, because: "our own script"))</script></body></html>
      """
    return File(bytes: page.bytes, script: source(script), style: source(style))
  }

  /// The scripts of the page as one, without what ties them together as files.
  private static func script(_ assets: Assets) -> String {
    ["Public/ed25519.js", "Public/statement.js"].map { name in
      String(decoding: assets[name]?.bytes ?? [], as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("import ") }.map {
        $0.hasPrefix("export ") ? $0.dropFirst(7) : $0
      }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func source(_ text: String) -> String { "sha256-\(Data(sha256(Array(text.utf8))).base64EncodedString())" }

  private static let style = """
    :root{color-scheme:light dark}body{margin:0;font:17px/1.5 system-ui,"Noto Sans",sans-serif;color:#10243a;background:#fbf8f1}
    main{max-width:38rem;margin:auto;padding:1rem}h1{font-size:1.5rem;line-height:1.2;margin:.3rem 0 1rem}.house{color:#0a6c94;margin:0}
    label,dt{font-weight:700}textarea,button{font:inherit;width:100%;box-sizing:border-box;border-radius:8px;margin:.4rem 0}
    textarea{border:2px solid;padding:.6rem;background:#fff;color:inherit}button{min-height:3rem;border:0;background:#0a6c94;color:#fff;font-weight:700}
    :focus-visible{outline:3px solid #f6b71d;outline-offset:2px}dl div{padding:.4rem 0;border-bottom:1px solid #ddd6c6}dd{margin:0;overflow-wrap:anywhere}
    .notice{padding:.8rem 1rem;border-left:4px solid;font-weight:700}.leaf{background:#e3f2e9;color:#1c7048}.felt{background:#fbe9e7;color:#b3261e}
    .warn{background:#fdecc0;color:#6b4700;padding:.8rem 1rem}pre{overflow-x:auto}summary{padding:.75rem 0}
    @media(prefers-color-scheme:dark){body{color:#e9eff4;background:#0d1822}.house{color:#7cc7e8}textarea{background:#15242f}.leaf{background:#143425;color:#86d6aa}.felt{background:#42211f;color:#ffa198}.warn{background:#40330f;color:#f6cf75}dl div{border-color:#33485a}}
    """
}
