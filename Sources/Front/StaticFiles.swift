import Exchange
import Programme

/// The style, scripts and pictures built into the program, with their content's hash in the address, kept for a year.
struct StaticFiles {
  let assets: Assets
  /// What stands above the worker's lines: the shells of this house's rooms.
  let worker: [UInt8]

  init(_ house: House) {
    assets = house.assets
    worker = Array(house.rooms.workerScript.utf8)
  }

  /// Nil for an address that is no file's.
  func reply(to request: Request) -> Reply? {
    let path = request.path
    guard request.method.isSafe, path.hasPrefix("/static/") || RootFiles.names.contains(path) else { return nil }
    guard let file = file(path), let type = Self.types[file.name.split(separator: ".").last.map(String.init) ?? ""] else {
      return .text("404", status: 404)
    }
    var reply = Reply(type: type, body: path == "/worker.js" ? worker + file.bytes : file.bytes, mayBeStored: true)
    reply.headers.append(
      ("cache-control", RootFiles.names.contains(path) ? "public, max-age=300" : "public, max-age=31536000, immutable"))
    return reply
  }

  private func file(_ path: String) -> Assets.File? {
    if RootFiles.names.contains(path) { return assets["Public\(path)"] }
    // keruen.1a2b3c4d5e6f.css
    let parts = path.dropFirst("/static/".count).split(separator: ".")
    guard parts.count == 3, let file = assets["Public/\(parts[0]).\(parts[2])"], file.hash == parts[1] else { return nil }
    return file
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    "txt": "text/plain; charset=utf-8",
  ]
}

/// Files whose address is fixed by the browser.
enum RootFiles {
  static let names: Set<String> = ["/worker.js", "/favicon.svg", "/robots.txt"]
}
