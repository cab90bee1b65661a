import Exchange
import Programme

/// The style, scripts and pictures built into the program, with their content's hash in the address, kept for a year.
enum StaticFiles {
  static func reply(_ path: String, _ request: Request, _ assets: Assets) -> Reply {
    guard let file = file(path, assets), let type = types[file.name.split(separator: ".").last.map(String.init) ?? ""] else {
      return .text("404", status: 404)
    }
    var reply = Reply(type: type, body: file.bytes, mayBeStored: true)
    reply.headers.append(
      ("cache-control", RootFiles.names.contains(path) ? "public, max-age=300" : "public, max-age=31536000, immutable"))
    return reply
  }

  private static func file(_ path: String, _ assets: Assets) -> Assets.File? {
    if RootFiles.names.contains(path) { return assets["Public\(path)"] }
    // keruen.1a2b3c4d5e6f.css
    let parts = path.dropFirst("/static/".count).split(separator: ".")
    guard parts.count == 3, let file = assets["Public/\(parts[0]).\(parts[2])"], file.hash == parts[1] else { return nil }
    return file
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    "webmanifest": "application/manifest+json", "txt": "text/plain; charset=utf-8",
  ]
}

/// Files whose address is fixed by the browser.
enum RootFiles {
  static let names: Set<String> = ["/worker.js", "/manifest.webmanifest", "/favicon.svg", "/robots.txt"]
}
