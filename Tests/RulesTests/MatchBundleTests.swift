import Allocation
import ChanceKit
import Documents
import Inspection
import Programme
import Security
import Testing
import Words

@testable import Rules

@Suite struct MatchBundleTests {
  private static let signer = Signer(seed: [UInt8](repeating: 7, count: 32))

  @Test("a bundle is as it was published, signed or not, packed or as parts; with rows it is computed again", arguments: 0..<12)
  func good(_ seed: Int) throws {
    let matched = seed == 0 ? try Round.small() : try Round.matched(seed: UInt64(seed), girls: seed * 7 - 7, offers: 1 + seed)
    let release = Round.release(matched)
    let audited = MatchBundle.verify(try release.bundle(withRows: true, signer: Self.signer))
    #expect(audited.isGood, "\(audited)")
    #expect(audited.signedBy == hex(Self.signer.publicKey))
    #expect(audited.candidates == matched.input.entries.count && audited.offered == matched.matching.taken.count { $0 >= 0 })
    let open = MatchBundle.verify(release.parts(withRows: false))
    #expect(open.isGood && open.signedBy == nil && open.candidates == audited.candidates, "\(open)")
    #expect(try release.bundle(withRows: false) == release.bundle(withRows: false))
  }

  @Test("the public bundle has no row, no number of a girl and no exact points of few")
  func suppressed() throws {
    let matched = try Round.small()
    let parts = Round.release(matched).parts(withRows: false)
    #expect(!parts.contains { $0.name == MatchBundle.rowsName || $0.name == MatchBundle.cutOffsName })
    func text(_ name: String) -> String { String(decoding: Archive(parts)[name] ?? [], as: UTF8.self) }
    // One seat each: ranges of five points, no number of the draw.
    #expect(
      text(MatchBundle.certificateName).split(separator: "\r\n").dropFirst() == [
        "A1,rural,1,1,40.0,45.0,member,", "A1,open,1,1,65.0,70.0,member,", "B2,open,1,1,55.0,60.0,member,", "C3,open,6,1-4,,,,",
      ])
    // The first choice has three girls, and no other number may tell it.
    #expect(text(MatchBundle.countsName).contains("all,6\r\n") && text(MatchBundle.countsName).contains("no place,*"))
    for total in matched.market.rankings[0].totals where total > 0 {
      #expect(!text(MatchBundle.certificateName).contains("\(total / 10).\(total % 10),"), "\(total)")
    }
  }

  @Test("a cut-off is exact only where five seats of the kind are filled, else in a range of five points; never one hidden count")
  func protection() throws {
    for seed in 1..<30 as Range<UInt64> {
      let matched = try Round.matched(seed: seed, girls: 20 + Int(seed) * 5, offers: 6)
      let parts = Archive(Round.release(matched).parts(withRows: false))
      let lines = try MatchCertificate.read(
        parts[MatchBundle.certificateName] ?? [], of: matched.input.offers, decimals: 1, exact: false)
      for (line, cutOff) in zip(lines, matched.cutOffs) {
        let last = cutOff.last.map { matched.standing(Int($0), at: cutOff) }
        #expect((line.asks == nil) == (last == nil))
        guard let asks = line.asks, let last else { continue }
        #expect(asks.isExact == (cutOff.filled >= 5))
        #expect(asks.low <= last.total && last.total <= asks.high)
        #expect(asks.isExact ? asks.low == asks.high : asks.high - asks.low == 50 && asks.low % 50 == 0)
      }
      let counts = String(decoding: parts[MatchBundle.countsName] ?? [], as: UTF8.self)
      let hidden = counts.split(separator: "*", omittingEmptySubsequences: false).count - 1
      #expect(hidden != 1, "\(counts)")
      for number in 1...4 { #expect(!counts.contains(",\(number)\r\n"), "\(counts)") }
    }
  }

  @Test("a part that is missing or changed is named")
  func parts() throws {
    for withRows in [false, true] {
      let parts = Round.release(try Round.small()).parts(withRows: withRows, signer: Self.signer)
      for (position, part) in parts.enumerated() {
        var changed = parts
        changed[position] = Archive.Part(part.name, part.bytes + Array("x".utf8))
        #expect(MatchBundle.verify(changed).difference != nil, "\(part.name)")
        guard part.name != SealedParts.signatureName else { continue }
        var missing = parts
        missing.remove(at: position)
        #expect(MatchBundle.verify(missing).difference == .partMissing(part.name), "\(part.name)")
      }
    }
  }

  /// Each kind of damage: the part, what is changed, and what must be said of it. The checksums are made anew, as a forger would.
  private static let damage: [(part: String, old: String, new: String, file: String, line: Int)] = [
    // The evidence of a girl.
    ("rows.csv", "1,A1>B2>C3,,,1.25,0.3,80", "1,A1>B2>C3,,,1.35,0.3,80", "rows.csv", 2),
    // Her list.
    ("rows.csv", "1,A1>B2>C3", "1,B2>A1>C3", "rows.csv", 2),
    // Her place.
    ("rows.csv", ",A1,rural\r\n5,", ",A1,open\r\n5,", "rows.csv", 5),
    // A total.
    ("rows.csv", ",60.6,", ",66.6,", "rows.csv", 3),
    // A requirement of another offer: without it she would have the seat of the first row.
    ("rows.csv", "A1:certificate", "C3:certificate", "rows.csv", 2),
    // A number of a girl.
    ("rows.csv", "4,A1,,,-0.5", "9,A1,,,-0.5", "rows.csv", 5),
    // A list whose order changes no place: no line of the outcome, but the root.
    ("rows.csv", "2,A1>B2,,", "2,B2>A1,,", "root.txt", 2),
    // An exact cut-off and one that is rounded.
    ("cutoffs.csv", "A1,open,1,1,", "A1,open,1,1,1", "cutoffs.csv", 3),
    ("certificate.csv", "65.0,70.0", "60.0,65.0", "certificate.csv", 3),
    // Seats.
    ("offers.csv", "C3,Mathematics,,open,6", "C3,Mathematics,,open,7", "certificate.csv", 5),
    // A count, the root, the draw.
    ("counts.csv", "all,6", "all,7", "counts.csv", 2),
    ("root.txt", "rows 6", "rows 7", "counts.csv", 2),
    // Weights announced otherwise.
    ("merit.yaml", "weight: 50", "weight: 60", "rows.csv", 2),
    // A rule that is none.
    ("merit.yaml", "weight: 50", "weight: -1", "merit.yaml", 4),
  ]

  @Test("damage of each kind is named with its file and line, also when the checksums fit again", arguments: damage.indices)
  func damaged(_ index: Int) throws {
    let (part, old, new, file, line) = Self.damage[index]
    let parts = Round.release(try Round.small()).parts(withRows: true)
    let verdict = MatchBundle.verify(try Self.forged(parts, part) { bytes in Self.changed(bytes, part, old, new) })
    switch verdict.difference {
    case .line(file, line, let published, let computed): #expect(published != computed)
    case .complaint(let complaint): #expect(complaint.file == file && complaint.line == line, "\(complaint)")
    default: Issue.record("\(verdict)")
    }
  }

  /// Rows have salts before them, so texts that name a line end are looked for without the salt.
  private static func changed(_ bytes: [UInt8], _ part: String, _ old: String, _ new: String) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    guard part == "rows.csv" else {
      #expect(text.contains(old), "\(text)")
      return Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    }
    let lines = text.split(separator: "\r\n").dropFirst()
    let salts = lines.map { $0.prefix(33) }
    let bare = lines.map { $0.dropFirst(33) }.joined(separator: "\r\n")
    #expect(("\n" + bare).contains(old), "\(bare)")
    let again = String(("\n" + bare).replacing(old, with: new, maxReplacements: 1).dropFirst()).split(separator: "\r\n")
    text = text.split(separator: "\r\n")[0] + "\r\n" + zip(salts, again).map { $0 + $1 + "\r\n" }.joined()
    return Array(text.utf8)
  }

  private static func forged(_ parts: [Archive.Part], _ name: String, _ change: ([UInt8]) -> [UInt8]) throws -> [Archive.Part] {
    let content = parts.filter { $0.name != SealedParts.manifestName && $0.name != SealedParts.signatureName }
    return SealedParts.sealed(content.map { $0.name == name ? Archive.Part(name, change($0.bytes)) : $0 }, signer: nil)
  }

  @Test("a whole outcome forged with all that follows is found by the inspection and by computing again")
  func forgedOutcome() throws {
    // The first two girls change seats in rows and cut-offs.
    let release = Round.release(try Round.small())
    var parts = release.parts(withRows: true)
    parts = try Self.forged(parts, MatchBundle.rowsName) { bytes in
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
      return Array(lines.map { $0.hasSuffix(",A1,open") ? $0.dropLast(8) + ",," : $0[...] }.joined(separator: "\r\n").utf8)
    }
    let verdict = MatchBundle.verify(parts)
    #expect(verdict.difference != nil)
    #expect(
      verdict.findings.contains(.blockingPair(line: 0, kind: 1))
        && verdict.findings.contains(.passedOver(line: 0, kind: 1)) == false
        || verdict.findings.contains(.filledOtherwise(kind: 1, published: 1, counted: 0)), "\(verdict.findings)")
  }

  @Test("foreign bytes are refused, never a trap: cut, doubled and drawn bytes in every part")
  func foreign() throws {
    let parts = Round.release(try Round.small()).parts(withRows: true)
    var chance = Chance(3)
    let content = parts.filter { $0.name != SealedParts.manifestName }
    for round in 0..<600 {
      let position = round % content.count
      var changed = content
      var bytes = content[position].bytes
      switch chance.below(5) {
      case 0: bytes = Array(bytes.prefix(chance.below(bytes.count + 1)))
      case 1: bytes.insert(contentsOf: bytes, at: chance.below(bytes.count))
      case 2: bytes[chance.below(bytes.count)] = UInt8(chance.below(256))
      case 3: for _ in 0..<20 { bytes[chance.below(bytes.count)] = chance.one(of: Array(",.;>:-0123456789e\"\r\n".utf8)) }
      default: bytes = (0..<chance.below(3_000)).map { _ in UInt8(chance.below(256)) }
      }
      changed[position] = Archive.Part(content[position].name, bytes)
      let verdict = MatchBundle.verify(SealedParts.sealed(changed, signer: nil))
      // A letter of a title in the rule changes nobody's place; the checksums and the signature hold it.
      if bytes != content[position].bytes, content[position].name != MatchBundle.ruleName {
        #expect(!verdict.isGood, "\(content[position].name)")
      }
    }
    let packed = try Round.release(try Round.small()).bundle(withRows: true)
    for round in 0..<200 {
      var bytes = packed
      if round % 2 == 0 {
        bytes = Array(bytes.prefix(chance.below(bytes.count)))
      } else {
        bytes[chance.below(bytes.count)] ^= 0x41
      }
      _ = MatchBundle.verify(bytes)
    }
    #expect(MatchBundle.verify([UInt8]()).difference == .unreadable)
    #expect(MatchBundle.verify([Archive.Part]()).difference == .partMissing(MatchBundle.ruleName))
  }

  @Test("numbers of a stranger that no bundle writes")
  func numbers() {
    for text in ["", "-1", "+1", "01", "1e3", "nan", "999999999999999999999", " 1", "١"] {
      #expect(PlainNumber.whole(text, upTo: 1_000) == nil, "\(text)")
    }
    for text in ["", "nan", "inf", "0x1p3", "1e400", "2e9", "--1", "1_0"] { #expect(PlainNumber.value(text) == nil, "\(text)") }
    #expect(PlainNumber.value("-0.125") == -0.125 && PlainNumber.value("5e-05") == 5e-05)
    for text in ["1", "1.23", "1.", ".5", "9999999999999999.9", "1.-5", "+1.0.0"] {
      #expect(PlainNumber.fixed(text, decimals: 1).map { _ in text } == (text == ".5" ? ".5" : nil), "\(text)")
    }
    #expect(PlainNumber.fixed("-0.5", decimals: 1) == -5 && PlainNumber.fixed("71.8", decimals: 1) == 718)
  }
}

@Suite struct RowProofTests {
  @Test("each girl's own proof says that she was counted, and what the certificate leaves open")
  func counted() throws {
    for (seed, yaml) in [(1 as UInt64, MeritRuleTests.yaml), (2, Round.ownYAML), (3, Round.ownYAML)] {
      let matched = try Round.matched(seed: seed, girls: 90, offers: 7, yaml: yaml)
      let release = Round.release(matched)
      let parts = release.parts(withRows: false)
      for entry in 0..<90 {
        let text = release.proof(of: entry).text
        let proof = try #require(RowProof(Array(text.utf8)))
        #expect(proof == release.proof(of: entry))
        guard case .counted(let counted) = try proof.verify(in: parts) else {
          Issue.record("\(try proof.verify(in: parts)) \(text)")
          continue
        }
        #expect(counted.number == entry + 1 && counted.of == 90)
        #expect(counted.offer == matched.place(of: entry).map { matched.input.offers[$0.offer].code })
        #expect(counted.isTotalComputed == (yaml == Round.ownYAML))
      }
    }
  }

  @Test("a row of another, of another bundle, or changed in a letter is not there")
  func notThere() throws {
    let release = Round.release(try Round.small())
    let parts = release.parts(withRows: false)
    let proof = release.proof(of: 1)
    for row in [
      proof.row.replacing("0.5", with: "0.6"), proof.row.replacing("2,", with: "3,"), "", "0", "7,A1", "99999999999999999999,",
    ] {
      let changed = RowProof(row: row, salt: proof.salt, count: proof.count, path: proof.path)
      #expect(try changed.verify(in: parts) == .notThere, "\(row)")
    }
    let salted = RowProof(row: proof.row, salt: [UInt8](repeating: 1, count: 16), count: proof.count, path: proof.path)
    #expect(try salted.verify(in: parts) == .notThere)
    #expect(try RowProof(row: proof.row, salt: proof.salt, count: 5, path: proof.path).verify(in: parts) == .notThere)
    #expect(try RowProof(row: proof.row, salt: proof.salt, count: proof.count, path: []).verify(in: parts) == .notThere)
    let other = Round.release(try Round.matched(seed: 4, girls: 6, offers: 2)).parts(withRows: false)
    #expect(try proof.verify(in: other) == .notThere)
  }

  /// A dishonest house: rows under a true root that the certificate, or her own evidence, speaks against.
  @Test("a row that is under the root and yet wrong: her total, a place above, a place she has no right to")
  func dishonest() throws {
    let matched = try Round.small()
    let honest = Round.release(matched)
    func verdict(_ entry: Int, _ change: (String) -> String) throws -> RowProof.Verdict {
      var rows = honest.rows.map { String(decoding: $0, as: UTF8.self) }
      let changed = change(rows[entry])
      #expect(changed != rows[entry])
      rows[entry] = changed
      let tree = MerkleTree(zip(honest.salts, rows).map { $0 + Array($1.utf8) })
      let root = MatchRoot(count: rows.count, root: tree.root, columns: MatchRows.columns(matched.input))
      let parts = honest.parts(withRows: false).filter { $0.name != SealedParts.manifestName }.map {
        $0.name == MatchBundle.rootName ? Archive.Part($0.name, root.text) : $0
      }
      let proof = RowProof(row: changed, salt: honest.salts[entry], count: rows.count, path: tree.path(to: entry))
      return try proof.verify(in: SealedParts.sealed(parts, signer: nil))
    }
    // The girl of the open seat of A1 is written down without a place. Her total lies in its range, but above that of the next.
    #expect(try verdict(0) { String($0.dropLast(8)) + ",," } == .passedOver(offer: "B2", kind: "open"))
    #expect(try verdict(3) { $0.replacing(",A1,rural", with: ",A1,open") } == .unfounded(offer: "A1", kind: "open"))
    #expect(try verdict(3) { $0.replacing(",A1,rural", with: ",B2,open") } == .unfounded(offer: "B2", kind: "open"))
    guard case .total = try verdict(1, { $0.replacing("0.5,", with: "0.9,") }) else {
      Issue.record("a total that does not follow from the evidence")
      return
    }
    guard case .unreadable = try verdict(1, { $0 + ",more" }) else {
      Issue.record("a row of other columns")
      return
    }
  }

  @Test("a proof that passed through a phone is read; anything else is refused without a trap")
  func reading() throws {
    let proof = Round.release(try Round.small()).proof(of: 2)
    let text = proof.text
    #expect(RowProof(Array(text.replacing("\n", with: "\r\n").utf8)) == proof)
    #expect(RowProof(Array(("\u{FEFF}" + text.replacing("\n", with: "  \n\n")).utf8)) == proof)
    var chance = Chance(8)
    for _ in 0..<500 {
      var bytes = Array(text.utf8)
      for _ in 0...chance.below(4) { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
      if let read = RowProof(Array(bytes.prefix(chance.below(bytes.count + 40)))) { #expect(read.path.count <= 3) }
    }
    #expect(
      RowProof([]) == nil && RowProof(Array("keruen row 1\n".utf8)) == nil
        && RowProof([UInt8](repeating: 65, count: 1 << 20)) == nil)
  }
}
