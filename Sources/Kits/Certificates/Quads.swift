import Security

/// Statements about one credential, and their canonical form (RDF Dataset Canonicalization, RDFC-1.0) for the one shape we write: at most
/// two nodes without a name, told apart by what stands directly about them.
struct Quads {
  enum Term: Hashable {
    case iri(String)
    /// A node without a name; the number is ours alone.
    case blank(Int)
    /// Nil type: a plain string.
    case literal(String, type: String?)

    static func text(_ text: String) -> Term { .literal(text, type: nil) }
  }

  /// Two nodes of which the same is said: their order cannot be told from what stands directly about them.
  struct Collision: Error {}

  private var lines: [(subject: Term, predicate: String, object: Term)] = []

  mutating func add(_ subject: Term, _ predicate: String, _ object: Term) { lines.append((subject, predicate, object)) }

  mutating func add(_ subject: Term, types: String...) {
    for type in types { add(subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", .iri(type)) }
  }

  /// Sorted N-Quads, each with its line end.
  func canonical() throws(Collision) -> String {
    let blanks = Set(lines.flatMap { [$0.subject, $0.object] }.compactMap(Self.number))
    var labels: [Int: String] = [:]
    let hashes = blanks.map { (node: $0, hash: hash(of: $0)) }.sorted { $0.hash < $1.hash }
    guard Set(hashes.map(\.hash)).count == blanks.count else { throw Collision() }
    for (position, known) in hashes.enumerated() { labels[known.node] = "_:c14n\(position)" }
    return sorted { labels[$0] ?? "" }
  }

  /// The first-degree hash: the node itself is `_:a` in it, any other `_:z`.
  private func hash(of node: Int) -> String {
    let about = Quads(lines.filter { Self.number($0.subject) == node || Self.number($0.object) == node })
    return hex(sha256(Array(about.sorted { $0 == node ? "_:a" : "_:z" }.utf8)))
  }

  init() {}

  private init(_ lines: [(subject: Term, predicate: String, object: Term)]) { self.lines = lines }

  private static func number(_ term: Term) -> Int? {
    if case .blank(let number) = term { number } else { nil }
  }

  private func sorted(_ label: (Int) -> String) -> String {
    func written(_ term: Term) -> String {
      switch term {
      case .iri(let iri): "<\(iri)>"
      case .blank(let number): label(number)
      case .literal(let text, let type): "\"\(Self.escaped(text))\"\(type.map { "^^<\($0)>" } ?? "")"
      }
    }
    let made = lines.map { "\(written($0.subject)) <\($0.predicate)> \(written($0.object)) .\n" }
    return Set(made).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }.joined()
  }

  /// As canonical N-Quads have it. Other control characters never come here: a name has none.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("\r", with: "\\r")
  }
}
