import ArgumentParser
import Documents
import Foundation
import Selection
import Words

/// Computes a published selection again.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Computes a published selection again from its bundle and says yes, or the first difference.",
    discussion: "Exit status: 0 all is as published, 1 it is not.")

  @Argument(help: "A bundle (bundle.zip), or the folder of a selection.")
  var bundle: String

  @Option(help: "Language: kk, ru or en.")
  var language: String = "kk"

  func run() async throws {
    let language = Language(rawValue: language) ?? .kk
    let verdict = try verdict()
    for line in VerdictText.lines(verdict, language) { Terminal.say(line) }
    if !verdict.isGood { throw ExitCode(1) }
  }

  private func verdict() throws -> SelectionBundle.Verdict {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: bundle, isDirectory: &isFolder), isFolder.boolValue else {
      return SelectionBundle.verify(try FileText.bytes(bundle))
    }
    let folder = FileManager.default.fileExists(atPath: bundle + "/bundle") ? bundle + "/bundle" : bundle
    let names = [
      SelectionBundle.policyName, SelectionBundle.candidatesName, SelectionBundle.drawName, SelectionBundle.outcomeName,
      SelectionBundle.manifestName, SelectionBundle.signatureName,
    ]
    return SelectionBundle.verify(
      names.compactMap { name in FileManager.default.contents(atPath: "\(folder)/\(name)").map { Archive.Part(name, Array($0)) } }
    )
  }
}
