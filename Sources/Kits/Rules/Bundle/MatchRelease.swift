import Allocation
package import Documents
package import Security

/// A match as it is released: every row under its fresh number and 16 bytes of salt, and one root over all of them. The root is public; a
/// row and its path belong to the girl; all rows together are data about children.
package struct MatchRelease: Sendable {
  package let matched: Matched
  /// One for each entry, drawn at random when the lists close, so that nobody can try rows against a path.
  let salts: [[UInt8]]
  /// Each row's line without its salt and line end.
  let rows: [[UInt8]]
  let tree: MerkleTree

  package static let saltSize = 16
  /// All rows may be shown to everybody only where the round has so many girls.
  package static let fewestShown = 200

  /// `salts`: as many as entries, of 16 bytes each.
  package init(_ matched: Matched, salts: [[UInt8]]) {
    precondition(salts.count == matched.input.entries.count && salts.allSatisfy { $0.count == Self.saltSize })
    self.matched = matched
    self.salts = salts
    rows = MatchRows(matched).lines
    tree = MerkleTree(zip(salts, rows).lazy.map { $0 + $1 })
  }

  /// A match as a bundle with its rows keeps it, carried out again. Throws where the bundle is not as it was made.
  package init(kept parts: [Archive.Part]) throws(BundleDifference) { self = try OpenedMatch(parts).release() }

  /// 32 bytes.
  package var root: [UInt8] { tree.root }

  /// Two people may release all rows: there are enough girls, and every attribute holds for enough of them to hide one.
  package var mayShowRows: Bool {
    let entries = matched.input.entries
    return entries.count >= Self.fewestShown
      && matched.input.attributes.allSatisfy { name in entries.count { $0.attributes.contains(name) } >= SeatPlan.fewestHolders }
  }

  /// What an entry (from 0) gets to keep: her row, its salt and its path to the root.
  package func proof(of entry: Int) -> RowProof {
    RowProof(
      row: String(decoding: rows[entry], as: UTF8.self), salt: salts[entry], count: rows.count, path: tree.path(to: entry))
  }

  /// The public bundle, or with all rows the auditor's. With a signer the list of checksums is signed.
  package func parts(withRows: Bool, signer: Signer? = nil) -> [Archive.Part] {
    let certificate = MatchCertificate(matched)
    var parts = [
      Archive.Part(MatchBundle.ruleName, Array(matched.input.rule.yaml.utf8)),
      Archive.Part(MatchBundle.offersName, MatchOffers.text(matched.input.offers)),
      Archive.Part(MatchBundle.drawName, Array((matched.drawKey + "\n").utf8)),
      Archive.Part(MatchBundle.certificateName, certificate.published),
      Archive.Part(MatchBundle.countsName, MatchCounts.text(matched, hidden: certificate.hidden)),
      Archive.Part(
        MatchBundle.rootName, MatchRoot(count: rows.count, root: root, columns: MatchRows.columns(matched.input)).text),
    ]
    if withRows {
      parts.append(Archive.Part(MatchBundle.rowsName, rowsText))
      parts.append(Archive.Part(MatchBundle.cutOffsName, certificate.exact))
    }
    return SealedParts.sealed(parts, signer: signer)
  }

  /// The same as a ZIP file.
  package func bundle(withRows: Bool, signer: Signer? = nil) throws -> [UInt8] {
    try Archive(parts(withRows: withRows, signer: signer)).packed()
  }

  private var rowsText: [UInt8] {
    var text = PublishedText(capacity: rows.count * 160)
    text.add("salt,\(MatchRows.columns(matched.input))\r\n")
    for (salt, row) in zip(salts, rows) {
      text.add(hex(salt))
      text.addComma()
      text.add(row)
      text.add("\r\n")
    }
    return text.bytes
  }
}

/// The root as a part of the bundle: how many rows, their root, and what the columns of a row are.
struct MatchRoot: Equatable {
  let count: Int
  let root: [UInt8]
  let columns: String

  var text: [UInt8] { Array("rows \(count)\nroot \(hex(root))\ncolumns \(columns)\n".utf8) }

  init(count: Int, root: [UInt8], columns: String) { (self.count, self.root, self.columns) = (count, root, columns) }

  /// Nil unless it is written as `text` writes it.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= 1 << 16, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0].hasPrefix("rows "), lines[1].hasPrefix("root "), lines[2].hasPrefix("columns "),
      let count = PlainNumber.whole(lines[0].dropFirst(5), upTo: MatchInput.mostEntries),
      let root = Rules.bytes(hexadecimal: lines[1].dropFirst(5)), root.count == MerkleTree.hashSize
    else { return nil }
    self.init(count: count, root: root, columns: String(lines[2].dropFirst(8)))
    guard self.text == bytes else { return nil }
  }
}

/// Numbers as bundles write them: a file of strangers has no other.
enum PlainNumber {
  /// Digits alone, without a zero in front.
  static func whole(_ text: some StringProtocol, upTo most: Int) -> Int? {
    guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
      number <= most, text.utf8.count == 1 || text.utf8.first != 48
    else { return nil }
    return number
  }

  /// A measured value; nil for anything beyond a thousand million.
  static func value(_ text: some StringProtocol) -> Double? {
    guard (1...32).contains(text.utf8.count),
      text.utf8.allSatisfy({ (48...57).contains($0) || [0x2E, 0x2B, 0x2D, 0x65].contains($0) }), let number = Double(text),
      number.magnitude <= 1e9
    else { return nil }
    return number
  }

  /// A total with so many decimals, in units of 10^−decimals.
  static func fixed(_ text: some StringProtocol, decimals: Int) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == (decimals == 0 ? 1 : 2), parts.count == 1 || parts[1].utf8.count == decimals,
      text.utf8.count <= 20, let number = Int64(parts.joined()), number.magnitude < UInt64(1e16)
    else { return nil }
    return number
  }
}
