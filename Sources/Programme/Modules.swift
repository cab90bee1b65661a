/// The scripts of the house as modules of each other. An import names a file beside it; browsers need the file's address, which
/// holds the hash of its content, so each import is written anew before its importer's own hash is taken.
///
/// The worker imports nothing and is no module; it goes through here unchanged but for its comments.
struct Modules {
  struct Module {
    let name: String
    /// Every module it needs, those first that need none.
    let imports: [String]
    fileprivate let lines: [Line]

    /// The script with the addresses of what it imports. Lines that are comments alone are left empty: readers of the source have
    /// them, phones need not load them, and line numbers stay.
    func text(_ address: (String) -> String?) -> String {
      lines.map { line in
        switch line {
        case .comment: ""
        case .code(let text): text
        case .imports(let name, let before, let after): before + (address(name) ?? name) + after
        }
      }.joined(separator: "\n")
    }
  }

  fileprivate enum Line {
    case comment
    case code(String)
    /// `import { a } from "./b.js";`: what is imported, and the line on both sides of the path.
    case imports(name: String, before: String, after: String)
  }

  /// Each after all that it imports. Of a circle the members that are in it stand in no order, and keep their paths as written.
  private(set) var inOrder: [Module] = []

  init(_ files: [(name: String, bytes: [UInt8])]) {
    let scripts = Dictionary(
      uniqueKeysWithValues: files.filter { $0.name.hasPrefix("Public/") && $0.name.hasSuffix(".js") }.map { file in
        (file.name, Self.lines(String(decoding: file.bytes, as: UTF8.self), of: file.name))
      })
    var done: Set<String> = []
    for name in scripts.keys.sorted() { add(name, scripts, &done) }
  }

  private mutating func add(_ name: String, _ scripts: [String: [Line]], _ done: inout Set<String>) {
    guard done.insert(name).inserted, let lines = scripts[name] else { return }
    var imports: [String] = []
    for case .imports(let other, _, _) in lines {
      add(other, scripts, &done)
      let needs = inOrder.first { $0.name == other }?.imports ?? []
      for each in needs + [other] where !imports.contains(each) { imports.append(each) }
    }
    inOrder.append(Module(name: name, imports: imports, lines: lines))
  }

  private static func lines(_ text: String, of name: String) -> [Line] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.drop(while: { $0 == " " }).hasPrefix("//") { return .comment }
      guard line.hasPrefix("import "), let start = line.firstIndex(of: "\""), let end = line.lastIndex(of: "\""), start < end
      else {
        return .code(String(line))
      }
      let path = line[line.index(after: start)..<end]
      guard path.hasPrefix("./") || path.hasPrefix("../") else { return .code(String(line)) }
      return .imports(name: resolve(path, beside: name), before: String(line[...start]), after: String(line[end...]))
    }
  }

  /// `../saved.js` beside `Public/kit/exit.js` is `Public/saved.js`.
  private static func resolve(_ path: Substring, beside name: String) -> String {
    var folders = name.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = folders.popLast() } else { folders.append(String(part)) }
    }
    return folders.joined(separator: "/")
  }
}
