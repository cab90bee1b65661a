import ArgumentParser
import Documents
import Foundation
import Selection
import Words

/// Computes a published selection again, or checks what a paper of the house says.
struct Verify: AsyncParsableCommand, SpeakingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Computes a published selection again, or checks a certificate or letter without a server.",
    discussion: """
      Of a selection it says yes, or the first difference; in a folder the lists for people are held against the bundle too. Of a \
      certificate or letter it checks the signature by the house's public keys; it cannot know whether it was revoked later. \
      Exit status: 0 all is as published or signed, 1 it is not.
      """)

  @Argument(
    help: """
      A bundle (bundle.zip), the folder of a selection or a list in it (ranking.csv); a certificate or letter as PDF, the address in \
      its QR code, or a badge as JSON.
      """)
  var what: String

  @Option(
    help: ArgumentHelp(
      "The house's public keys: /.well-known/keruen-keys.txt or /c/offline, saved. By default keruen-keys.txt beside the paper, or here.",
      valueName: "file"))
  var keys: String?

  @Option(help: "Language: kk, ru or en.")
  var language: Language = .kk

  func run() async throws {
    if let badge = try BadgeFile.read(what) { return try badge.check(keys: keys, language) }
    if let signed = try SignedPaper.read(what) { return try SignedPaper(what, signed, keys: keys).check(language) }
    let verdict = try verdict()
    if verdict.isGood, let folder, let difference = try lists(folder)?.difference() {
      Terminal.say(difference(language))
      throw ExitCode(1)
    }
    for line in VerdictText.lines(verdict, language) { Terminal.say(line) }
    if !verdict.isGood { throw ExitCode(1) }
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

  private func verdict() throws -> SelectionBundle.Verdict {
    guard let named = folder else { return SelectionBundle.verify(try FileText.bytes(what)) }
    let folder = FileManager.default.fileExists(atPath: named + "/bundle") ? named + "/bundle" : named
    let names = [
      SelectionBundle.policyName, SelectionBundle.candidatesName, SelectionBundle.drawName, SelectionBundle.outcomeName,
      SelectionBundle.manifestName, SelectionBundle.signatureName,
    ]
    return SelectionBundle.verify(
      names.compactMap { name in FileManager.default.contents(atPath: "\(folder)/\(name)").map { Archive.Part(name, Array($0)) } }
    )
  }
}
