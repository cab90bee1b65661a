import Foundation

/// A server in Python on a free port of this machine that writes down what it was given.
final class LoopbackServer: Sendable {
  static let python = ProcessInfo.processInfo.environment["KERUEN_TEST_PYTHON"] ?? "python3"
  /// bin/setup --tests installs aiosmtpd; without it the tests that need a mail server are skipped and say so.
  static let hasMail: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", "import aiosmtpd"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  let port: Int
  private let file: URL
  private let process: pid_t
  private let life: Pipe

  private init(port: Int, file: URL, process: pid_t, life: Pipe) {
    self.port = port
    self.file = file
    self.process = process
    self.life = life
  }

  /// A gentler signal would not arrive: the child inherits the mask of a dispatch thread.
  deinit {
    kill(process, SIGKILL)
    unlink(file.path)
  }

  static func mail(_ options: [String] = []) async throws -> LoopbackServer { try await start("mail.py", options) }
  static func gateway() async throws -> LoopbackServer { try await start("gateway.py", []) }

  /// What it was given, in order.
  func taken() throws -> [[String: String]] {
    guard let data = FileManager.default.contents(atPath: file.path) else { return [] }
    return try String(decoding: data, as: UTF8.self).split(separator: "\n").map {
      try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
    }
  }

  private static func start(_ script: String, _ options: [String]) async throws -> LoopbackServer {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-post-\(UUID().uuidString)")
    let process = Process()
    let output = Pipe()
    // Closed when this process ends, however it ends; the server reads it and goes too.
    let life = Pipe()
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Servers/\(script)").path
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, path, file.path] + options
    process.standardInput = life
    process.standardOutput = output
    try process.run()
    let line = await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: output.fileHandleForReading.availableData) }
    }
    guard let port = Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return LoopbackServer(port: port, file: file, process: process.processIdentifier, life: life)
  }
}
