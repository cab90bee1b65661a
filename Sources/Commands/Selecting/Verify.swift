import ArgumentParser
import Documents
import Foundation
import Rules
import Selection
import Words

/// Computes a published selection or match again, or checks what a paper of the house says.
struct Verify: AsyncParsableCommand, SpeakingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Computes a published selection or match again, or checks a certificate or letter without a server.",
    discussion: """
      Of a selection it says yes, or the first difference; in a folder the lists for people are held against the bundle too. Of a match \
      it computes all again where the bundle has the rows (the auditor's); of a public bundle it says whether its parts fit each other, \
      and with --row whether a girl's own row was counted and agrees with the cut-offs. Of a certificate or letter it checks the \
      signature by the house's public keys; it cannot know whether it was revoked later. Exit status: 0 all is as published or signed, 1 it is not.
      """)

  @Argument(
    help: """
      A bundle (bundle.zip) of a selection or a match, the folder of a selection or a list in it (ranking.csv); a certificate or letter \
      as PDF, the address in its QR code, or a badge as JSON.
      """)
  var what: String

  @Option(
    help: ArgumentHelp(
      "The house's public keys: /.well-known/keruen-keys.txt or /c/offline, saved. By default keruen-keys.txt beside the paper or the bundle, or here.",
      valueName: "file"))
  var keys: String?

  @Option(
    help: ArgumentHelp("A girl's own proof, as her page gives it; with the public bundle of the match.", valueName: "file"))
  var row: String?

  @Option(help: "Language: kk, ru or en.")
  var language: Language = .kk

  func run() async throws {
    if row == nil {
      if let badge = try BadgeFile.read(what) { return try badge.check(keys: keys, language) }
      if let signed = try SignedPaper.read(what) { return try SignedPaper(what, signed, keys: keys).check(language) }
    }
    let parts = try parts()
    if let parts, MatchBundle.isOne(parts) {
      return try MatchVerification(parts: parts, language: language).check(row: row) { signedBy in
        try BundleSigner.check(signedBy, of: what, keys: keys, language)
      }
    }
    if row != nil { throw Trouble(.rowWantsMatch) }
    let verdict = parts.map(SelectionBundle.verify) ?? BundleVerdict(difference: .unreadable)
    if verdict.isGood, let folder, let difference = try lists(folder)?.difference() {
      Terminal.say(difference(language))
      throw ExitCode(1)
    }
    for line in VerdictText.lines(verdict, language) { Terminal.say(line) }
    if !verdict.isGood { throw ExitCode(1) }
    try BundleSigner.check(verdict.signedBy, of: what, keys: keys, language)
  }

  /// The folder of a selection, named itself or by one of the lists in it.
  private var folder: String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: what, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { return what }
    return PublishedLists.isList(what) ? URL(filePath: what).deletingLastPathComponent().path : nil
  }

  private func lists(_ folder: String) throws -> PublishedLists? {
    let parts = FileManager.default.fileExists(atPath: folder + "/bundle") ? folder + "/bundle" : folder
    guard let outcome = FileManager.default.contents(atPath: "\(parts)/\(SelectionBundle.outcomeName)") else { return nil }
    return try PublishedLists(folder: folder, outcome: Array(outcome))
  }

  /// Of a ZIP file or a folder; nil where the file is no ZIP.
  private func parts() throws -> [Archive.Part]? {
    guard let named = folder else {
      let bytes = try FileText.bytes(what)
      return try? Archive(packed: bytes).parts
    }
    let folder = FileManager.default.fileExists(atPath: named + "/bundle") ? named + "/bundle" : named
    let names = [
      SelectionBundle.policyName, SelectionBundle.candidatesName, SelectionBundle.drawName, SelectionBundle.outcomeName,
      SealedParts.manifestName, SealedParts.signatureName,
    ]
    return Set(names).union(MatchBundle.namesWithRows).sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map { Archive.Part(name, Array($0)) }
    }
  }
}

/// What was found of a match, in the language of whoever reads the terminal.
private struct MatchVerification {
  let parts: [Archive.Part]
  let language: Language

  /// `signer` looks at whose key signed.
  func check(row path: String?, signer: (String?) throws -> Void) throws {
    let verdict = MatchBundle.verify(parts)
    for line in VerdictText.lines(verdict, parts, language) { Terminal.say(line) }
    guard verdict.isGood else { throw ExitCode(1) }
    try signer(verdict.signedBy)
    guard let path else { return }
    guard let proof = RowProof(try FileText.bytes(path)) else { throw Trouble(Phrase.noRowThere.at(path)) }
    let found = try proof.verify(in: parts)
    for line in VerdictText.lines(found, language) { Terminal.say(line) }
    guard case .counted = found else { throw ExitCode(1) }
  }
}
