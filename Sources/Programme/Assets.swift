import CAssets
package import Markup
import Security

/// The files built into the program: style, script, pictures, the shipped programme.
package struct Assets: Sendable {
  private let files: [String: File]

  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]
    /// Twelve letters of the content's hash; stands in the URL, so a file may be kept for ever.
    package let hash: String
  }

  /// Names are paths from the root of the repository: `Public/keruen.css`.
  package static let shipped = Assets(
    (0..<keruen_asset_count).map { index in
      let asset = keruen_asset(index)
      return (
        String(cString: asset.name), [UInt8](UnsafeBufferPointer(start: asset.bytes, count: Int(asset.size)))
      )
    })

  package init(_ files: [(name: String, bytes: [UInt8])]) {
    self.files = Dictionary(
      uniqueKeysWithValues: files.map { file in
        let hash = digest(file.bytes).prefix(6).map { byte in
          let text = String(byte, radix: 16)
          return text.count == 1 ? "0" + text : text
        }.joined()
        return (file.name, File(name: file.name, bytes: file.bytes, hash: hash))
      })
  }

  package subscript(_ name: String) -> File? { files[name] }

  package var names: [String] { files.keys.sorted() }

  /// `/static/keruen.1a2b3c4d5e6f.css`
  package func link(_ name: String) -> Link {
    guard let file = files["Public/\(name)"], let dot = name.lastIndex(of: ".") else { return Link("/static/missing") }
    return Link("/static/\(String(name[..<dot])).\(file.hash)\(String(name[dot...]))")
  }
}
