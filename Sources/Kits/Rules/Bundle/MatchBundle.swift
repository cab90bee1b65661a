import Allocation
package import Documents
import Exchange
package import Inspection
import Programme
import Security

/// A match of a round, published without names: rule, offers, draw, what each kind of seat asked for, counts, and the root over all rows.
/// With the rows too it is the auditor's, and everything is computed again.
package enum MatchBundle {
  package static let ruleName = "merit.yaml"
  package static let offersName = "offers.csv"
  package static let drawName = "draw.txt"
  package static let certificateName = "certificate.csv"
  package static let countsName = "counts.csv"
  package static let rootName = "root.txt"
  package static let rowsName = "rows.csv"
  package static let cutOffsName = "cutoffs.csv"

  package static let names = [ruleName, offersName, drawName, certificateName, countsName, rootName]
  package static let namesWithRows = names + [rowsName, cutOffsName]

  /// Unpacked no bundle is larger: 200,000 rows of 300 bytes are a fifth of it.
  package static let largest = 1 << 28

  /// `offered`: how many have a place; 0 where the public bundle does not say it of every kind of seat.
  package typealias Verdict = BundleVerdict<BrokenMatch>

  /// Whether an archive is such a bundle.
  package static func isOne(_ parts: [Archive.Part]) -> Bool { parts.contains { $0.name == rootName } }

  package static func verify(_ bytes: [UInt8]) -> Verdict {
    guard let archive = try? Archive(packed: bytes, limit: largest) else { return Verdict(difference: .unreadable) }
    return verify(archive.parts)
  }

  /// What a bundle says of each kind of seat; nil for what cannot be read.
  package static func seats(in bytes: [UInt8]) -> [PublishedSeats]? {
    guard let archive = try? Archive(packed: bytes, limit: largest), let opened = try? OpenedMatch(archive.parts) else {
      return nil
    }
    return opened.certificate.map { $0.shown(opened.offers, decimals: opened.rule.common.decimals) }
  }

  /// The same for a bundle unpacked into a folder.
  package static func verify(_ parts: [Archive.Part]) -> Verdict {
    do throws(BundleDifference) {
      let opened = try OpenedMatch(parts)
      guard let rows = opened.rows else { return opened.asPublished() }
      return try opened.computedAgain(rows)
    } catch {
      return Verdict(difference: error)
    }
  }
}

/// A bundle of which every part could be read.
struct OpenedMatch {
  let rule: MeritRule
  let offers: [MatchOffer]
  let drawKey: String
  let certificate: [MatchCertificate.Line]
  let root: MatchRoot
  let rows: [UInt8]?
  private let archive: Archive
  private let signedBy: String?

  init(_ parts: [Archive.Part]) throws(BundleDifference) {
    guard parts.map(\.bytes.count).reduce(0, +) <= MatchBundle.largest else { throw .unreadable }
    archive = Archive(parts)
    let hasRows = archive[MatchBundle.rowsName] != nil || archive[MatchBundle.cutOffsName] != nil
    signedBy = try SealedParts.signedBy(archive, parts: hasRows ? MatchBundle.namesWithRows : MatchBundle.names)
    guard let yaml = archive[MatchBundle.ruleName], let offersText = archive[MatchBundle.offersName],
      let draw = archive[MatchBundle.drawName], let certificateText = archive[MatchBundle.certificateName],
      let countsText = archive[MatchBundle.countsName], let rootText = archive[MatchBundle.rootName]
    else { throw .unreadable }
    do throws(FileComplaints) {
      rule = try MeritRule(yaml: String(decoding: yaml, as: UTF8.self))
    } catch {
      throw error.complaints.first.map { .complaint(FileComplaint(file: MatchBundle.ruleName, line: $0.line, $0.says)) }
        ?? .unreadable
    }
    do throws(MatchOffers.Unreadable) {
      offers = try MatchOffers.read(offersText)
    } catch {
      throw .unreadable(MatchBundle.offersName, error.line)
    }
    do throws(MatchFault) {
      _ = try MatchInput(rule: rule, offers: offers, entries: [])
    } catch {
      guard case .offer(let number, _) = error else { throw .unreadable(MatchBundle.offersName, 1) }
      // The line of the offer's first kind.
      throw .unreadable(MatchBundle.offersName, 2 + offers[..<number].map { $0.kinds.count }.reduce(0, +))
    }
    drawKey = String(decoding: draw.prefix(2_000), as: UTF8.self).trimmed
    guard Array((drawKey + "\n").utf8) == draw, drawKey.isEmpty || Draw.isKey(drawKey) else {
      throw .unreadable(MatchBundle.drawName, 1)
    }
    do throws(MatchOffers.Unreadable) {
      certificate = try MatchCertificate.read(certificateText, of: offers, decimals: rule.common.decimals, exact: false)
    } catch {
      throw .unreadable(MatchBundle.certificateName, error.line)
    }
    guard let read = MatchRoot(rootText) else { throw .unreadable(MatchBundle.rootName, 1) }
    root = read
    if let line = MatchCounts.fault(countsText, count: read.count) { throw .unreadable(MatchBundle.countsName, line) }
    if let line = Self.columnsFault(read, rule, offers) { throw .unreadable(MatchBundle.rootName, line) }
    rows = archive[MatchBundle.rowsName]
  }

  private static func columnsFault(_ root: MatchRoot, _ rule: MeritRule, _ offers: [MatchOffer]) -> Int? {
    guard let input = try? MatchInput(rule: rule, offers: offers, entries: []) else { return 3 }
    return MatchRows.columns(input) == root.columns ? nil : 3
  }

  /// The public bundle alone: its parts fit each other.
  func asPublished() -> MatchBundle.Verdict {
    let filled = certificate.map(\.filled)
    return MatchBundle.Verdict(
      difference: nil, signedBy: signedBy, candidates: root.count,
      offered: filled.contains(nil) ? 0 : filled.compactMap { $0 }.reduce(0, +))
  }

  /// With the rows: the match is run again, every part is written again, and the published outcome is looked at by itself.
  func computedAgain(_ text: [UInt8]) throws(BundleDifference) -> MatchBundle.Verdict {
    let read = try PublishedRows(text, rule, offers)
    let matched = try matched(read)
    let findings = try published(read, matched).inspect()
    let again = Archive(MatchRelease(matched, salts: read.salts).parts(withRows: true))
    let names = [
      MatchBundle.rowsName, MatchBundle.cutOffsName, MatchBundle.certificateName, MatchBundle.countsName, MatchBundle.rootName,
      MatchBundle.offersName,
    ]
    let difference = names.lazy.compactMap { name in
      BundleDifference(name, published: archive[name] ?? [], computed: again[name] ?? [])
    }.first
    return MatchBundle.Verdict(
      difference: difference, findings: findings, signedBy: signedBy, candidates: matched.input.entries.count,
      offered: matched.matching.taken.count { $0 >= 0 })
  }

  /// The match carried out again, with the salts of its rows. Throws where the rows are not in it.
  func release() throws(BundleDifference) -> MatchRelease {
    guard let rows else { throw .unreadable }
    let read = try PublishedRows(rows, rule, offers)
    return MatchRelease(try matched(read), salts: read.salts)
  }

  private func matched(_ read: PublishedRows) throws(BundleDifference) -> Matched {
    do throws(MatchFault) {
      return try Matched.run(try MatchInput(rule: rule, offers: offers, entries: read.rows.map(\.entry)), key: drawKey)
    } catch {
      switch error {
      case .entry(let row), .list(let row): throw .unreadable(MatchBundle.rowsName, row + 2)
      case .offer, .tooLarge: throw .unreadable(MatchBundle.rowsName, 1)
      }
    }
  }

  /// What was published of the outcome, not what was computed.
  private func published(_ read: PublishedRows, _ matched: Matched) throws(BundleDifference) -> PublishedMatching {
    let lines: [MatchCertificate.Line]
    do throws(MatchOffers.Unreadable) {
      lines = try MatchCertificate.read(
        archive[MatchBundle.cutOffsName] ?? [], of: offers, decimals: rule.common.decimals, exact: true)
    } catch {
      throw .unreadable(MatchBundle.cutOffsName, error.line)
    }
    let kinds = zip(matched.cutOffs, lines).map { cutOff, line in
      PublishedMatching.Kind(
        offer: Int(cutOff.programme), reserve: matched.bit(of: cutOff), seats: line.seats, filled: line.filled ?? 0,
        cutOff: line.asks.map { PublishedMatching.Standing(claim: $0.claim, total: $0.low, draw: $0.draw ?? 0) })
    }
    var firsts: [Int] = []
    for offer in offers { firsts.append((firsts.last ?? 0) + offer.kinds.count) }
    func number(_ offer: Int, _ kind: Int) -> Int { (offer == 0 ? 0 : firsts[offer - 1]) + kind }
    let input = matched.input
    let rows = read.rows.enumerated().map { place, row in
      PublishedMatching.Row(
        number: row.number, list: row.entry.list.map(Int.init), barred: row.entry.bars.map { Int($0.offer) }, totals: row.totals,
        draw: row.draw, has: matched.market.has[place],
        holds: row.place.map { number($0.offer, $0.kind) },
        floor: row.entry.holds.flatMap { seat in input.kind(of: seat).map { number(Int(seat.offer), $0) } })
    }
    return PublishedMatching(kinds: kinds, merits: matched.market.offers.map(\.merit), rows: rows)
  }
}

/// `rows.csv` read back.
private struct PublishedRows {
  var rows: [MatchRow] = []
  var salts: [[UInt8]] = []

  init(_ text: [UInt8], _ rule: MeritRule, _ offers: [MatchOffer]) throws(BundleDifference) {
    let columns = MatchRow.Columns(rule, offers)
    var number = 0
    for line in PublishedLines(text) {
      number += 1
      // The headings are compared when all is written again.
      if number == 1 { continue }
      guard rows.count < MatchInput.mostEntries, let comma = line.firstIndex(of: UInt8(ascii: ",")),
        comma - line.startIndex == 2 * MatchRelease.saltSize,
        let salt = Rules.bytes(hexadecimal: String(decoding: line[..<comma], as: UTF8.self))
      else { throw .unreadable(MatchBundle.rowsName, number, "salt") }
      salts.append(salt)
      do throws(MatchRow.Unreadable) {
        rows.append(try MatchRow(line[(comma + 1)...], columns))
      } catch {
        throw .unreadable(MatchBundle.rowsName, number, error.column)
      }
    }
  }
}
