import CAssets
package import Markup
import Security

/// The files built into the program: style, scripts, pictures, the shipped programme.
package struct Assets: Sendable {
  private let files: [String: File]
  /// The addresses of what stands in `Public`, by its name there: pages ask for some on each request.
  private let links: [String: Link]
  /// What each script imports, itself and through others, by the script's address.
  private let imports: [String: [Link]]

  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]
    /// Twelve letters of the content's hash; stands in the URL, so a file may be kept for ever.
    package let hash: String
  }

  /// Names are paths from the root of the repository: `Public/keruen.css`.
  package static let shipped = Assets(
    (0..<keruen_asset_count()).map { index in
      let asset = keruen_asset(index)
      return (
        String(cString: asset.name), [UInt8](UnsafeBufferPointer(start: asset.bytes, count: Int(asset.size)))
      )
    })

  package init(_ given: [(name: String, bytes: [UInt8])]) {
    var files: [String: File] = [:]
    var imports: [String: [Link]] = [:]
    for module in Modules(given).inOrder {
      let source = module.text { name in files[name].map { Self.address($0) } }
      let file = File(name: module.name, bytes: Array(source.utf8), hash: Self.hash(Array(source.utf8)))
      files[module.name] = file
      imports[Self.address(file)] = module.imports.compactMap { name in
        files[name].flatMap { Link(own: Self.address($0)) }
      }
    }
    for (name, bytes) in given where files[name] == nil { files[name] = File(name: name, bytes: bytes, hash: Self.hash(bytes)) }
    self.files = files
    self.imports = imports
    links = Dictionary(
      uniqueKeysWithValues: files.values.filter { $0.name.hasPrefix(Self.folder) }.compactMap { file in
        Link(own: Self.address(file)).map { (String(file.name.dropFirst(Self.folder.count)), $0) }
      })
  }

  package subscript(_ name: String) -> File? { files[name] }

  package var names: [String] { files.keys.sorted() }

  /// `/static/keruen.1a2b3c4d5e6f.css`
  package func link(_ name: String) -> Link { links[name] ?? "/static/missing" }

  /// All modules that these scripts need, so that a page can ask for them at once instead of one after the other.
  package func modules(of scripts: [Link]) -> [Link] {
    var found: [Link] = []
    for link in scripts.flatMap({ imports[$0.text] ?? [] }) where !found.contains(link) { found.append(link) }
    return found
  }

  private static func hash(_ bytes: [UInt8]) -> String {
    digest(bytes).prefix(6).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  private static let folder = "Public/"

  private static func address(_ file: File) -> String {
    let name = file.name.dropFirst(folder.count)
    guard let dot = name.lastIndex(of: ".") else { return "/static/\(name)" }
    return "/static/\(name[..<dot]).\(file.hash)\(name[dot...])"
  }
}
