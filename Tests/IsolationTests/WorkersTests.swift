import Foundation
import Isolation
import Testing

/// Worker processes with planted faults: each costs its own answer.
@Suite struct WorkersTests {
  /// The program built beside the tests.
  private static let planted = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "planted").path

  private static func workers(count: Int = 2, waiting: Int = 32, seconds: Int = 2, turns: Int = 500) -> Workers {
    Workers(
      .init(command: [planted], count: count, waiting: waiting, seconds: seconds, longestAnswer: 1 << 20, turns: turns))
  }

  @Test func aWorkerAnswersAndIsKeptForTheNext() async throws {
    let workers = Self.workers(count: 1)
    for length in [0, 1, 70_000, 1 << 20] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
      #expect(try await workers.answer("echo", bytes) == bytes.reversed())
    }
  }

  @Test(arguments: ["trap", "null", "hang", "spin", "memory", "long", "quit"])
  func aFaultCostsItsOwnAnswerOnly(word: String) async throws {
    let workers = Self.workers(count: 2)
    async let bad: Void = { await #expect(throws: Workers.Fault.stopped) { try await workers.answer(word, [1, 2]) } }()
    // Others go on meanwhile, and the place of the dead worker is taken by a new one.
    for number in 0..<20 { #expect(try await workers.answer("echo", [1, UInt8(number)]) == [UInt8(number), 1]) }
    await bad
    for number in 0..<4 { #expect(try await workers.answer("echo", [UInt8(number)]) == [UInt8(number)]) }
  }

  @Test func moreThanMayWaitIsRefusedAtOnce() async throws {
    let workers = Self.workers(count: 1, waiting: 2, seconds: 1)
    let faults = await withTaskGroup(of: Workers.Fault?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do throws(Workers.Fault) {
            _ = try await workers.answer("hang", [])
            return nil
          } catch { return error }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(faults.count { $0 == .busy } == 5 && faults.count { $0 == .stopped } == 3)
    #expect(try await workers.answer("echo", [7]) == [7])
  }

  @Test func aWorkerHoldsNothingOfTheHouseAndWritesNoFile() async throws {
    let file = open("/dev/null", O_RDONLY)  // not closed at exec: a worker would inherit it
    defer { close(file) }
    let workers = Self.workers()
    #expect(try await workers.answer("descriptors", []) == [4])
    #expect(try await workers.answer("file", []) == [0])
  }

  @Test func aWorkerIsReplacedAfterItsTurns() async throws {
    let workers = Self.workers(count: 1, turns: 3)
    for number in 0..<10 { #expect(try await workers.answer("echo", [UInt8(number)]) == [UInt8(number)]) }
  }

  @Test func aProgramThatDoesNotStartIsNoAnswer() async {
    let workers = Workers(.init(command: ["/no/such/program"], seconds: 1, longestAnswer: 10))
    await #expect(throws: Workers.Fault.self) { try await workers.answer("echo", []) }
  }
}
