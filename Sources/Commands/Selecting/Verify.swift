import ArgumentParser
import Documents
import Foundation
import Selection
import Words

/// Computes a published selection again.
struct Verify: AsyncParsableCommand, SpeakingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Computes a published selection again from its bundle and says yes, or the first difference.",
    discussion:
      "In a folder the lists for people are held against the bundle too. Exit status: 0 all is as published, 1 it is not.")

  @Argument(help: "A bundle (bundle.zip), the folder of a selection, or a list in it (ranking.csv).")
  var bundle: String

  @Option(help: "Language: kk, ru or en.")
  var language: Language = .kk

  func run() async throws {
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
    guard FileManager.default.fileExists(atPath: bundle, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { return bundle }
    return PublishedLists.isList(bundle) ? URL(filePath: bundle).deletingLastPathComponent().path : nil
  }

  private func lists(_ folder: String) throws -> PublishedLists? {
    let parts = FileManager.default.fileExists(atPath: folder + "/bundle") ? folder + "/bundle" : folder
    guard let outcome = FileManager.default.contents(atPath: "\(parts)/\(SelectionBundle.outcomeName)") else { return nil }
    return try PublishedLists(folder: folder, outcome: Array(outcome))
  }

  private func verdict() throws -> SelectionBundle.Verdict {
    guard let named = folder else { return SelectionBundle.verify(try FileText.bytes(bundle)) }
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
