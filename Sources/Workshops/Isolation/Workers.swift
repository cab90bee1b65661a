import CProcess
import Dispatch
import Glibc
import Synchronization

/// A few processes of the same program that read what strangers sent: a trap, a null pointer in a C library or a hang there
/// costs one answer and not the house.
///
/// A worker is started when the first work comes and kept for the next. One that dies, answers nonsense or takes too long is
/// ended and another takes its place.
package final class Workers: Sendable {
  package enum Fault: Error, Hashable, Sendable {
    /// The worker died or was ended: the bytes are not to be read.
    case stopped
    /// More work waits than is taken, or no worker could be started.
    case busy
  }

  package struct Plan: Sendable {
    /// The program and its arguments.
    package let command: [String]
    /// Processes at most.
    package let count: Int
    /// Pieces of work that may wait for one of them.
    package let waiting: Int
    /// Seconds on the wall for one piece of work, waiting not counted.
    package let seconds: Int
    /// Bytes of an answer.
    package let longestAnswer: Int
    /// A worker is replaced after so many pieces of work, so that nothing one stranger left behind meets many others.
    package let turns: Int

    package init(
      command: [String], count: Int = 2, waiting: Int = 32, seconds: Int, longestAnswer: Int, turns: Int = 500
    ) {
      self.command = command
      self.count = count
      self.waiting = waiting
      self.seconds = seconds
      self.longestAnswer = longestAnswer
      self.turns = turns
    }
  }

  private struct Worker {
    let pid: pid_t
    let socket: Int32
    var turns = 0
  }

  private struct State {
    var idle: [Worker] = []
    var busy = 0
    var waiting: [CheckedContinuation<Bool, Never>] = []
  }

  private let plan: Plan
  private let state = Mutex(State())
  private let queue: DispatchQueue

  package init(_ plan: Plan) {
    self.plan = plan
    queue = DispatchQueue(label: "workers", attributes: .concurrent)
  }

  deinit {
    for worker in state.withLock({ $0.idle }) { Self.end(worker) }
  }

  /// What a worker makes of the bytes.
  package func answer(_ word: String, _ bytes: [UInt8]) async throws(Fault) -> [UInt8] {
    guard await enter() else { throw .busy }
    let known = state.withLock { $0.idle.popLast() }
    let frame = Frame(word: word, bytes: bytes)
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.work(frame, known)) }
    }
    leave(keeping: result.worker)
    switch result.answer {
    case .success(let answer): return answer
    case .failure(let fault): throw fault
    }
  }

  /// Blocks the thread it is called on.
  private func work(_ frame: Frame, _ known: Worker?) -> (answer: Result<[UInt8], Fault>, worker: Worker?) {
    let deadline = Wire.now + UInt64(plan.seconds) * 1_000_000_000
    guard var worker = known ?? start() else { return (.failure(.busy), nil) }
    let wire = Wire(descriptor: worker.socket, deadline: deadline)
    guard wire.send(frame), let answer = wire.receive(most: plan.longestAnswer) else {
      Self.end(worker)
      return (.failure(.stopped), nil)
    }
    worker.turns += 1
    guard worker.turns < plan.turns else {
      Self.end(worker)
      return (.success(answer.bytes), nil)
    }
    return (.success(answer.bytes), worker)
  }

  /// Waits for a place; false when too much waits already.
  private func enter() async -> Bool {
    await withCheckedContinuation { turn in
      let isIn = state.withLock { state -> Bool? in
        if state.busy < plan.count {
          state.busy += 1
          return true
        }
        guard state.waiting.count < plan.waiting else { return false }
        state.waiting.append(turn)
        return nil
      }
      if let isIn { turn.resume(returning: isIn) }
    }
  }

  private func leave(keeping worker: Worker?) {
    let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      if let worker { state.idle.append(worker) }
      if state.waiting.isEmpty {
        state.busy -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    // The place goes from hand to hand.
    next?.resume(returning: true)
  }
}

/// Processes.
extension Workers {
  private func start() -> Worker? {
    var pair: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // What a crash prints can hold a child's words; it goes nowhere.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, pair[1], WorkerProgram.descriptor)
    keruen_close_from(&actions, WorkerProgram.descriptor + 1)
    let environment = ["SWIFT_BACKTRACE=enable=no", "MALLOC_ARENA_MAX=1"] + Self.libraryPath
    var pid: pid_t = 0
    let failure = Self.withStrings(plan.command) { arguments in
      Self.withStrings(environment) { posix_spawn(&pid, plan.command[0], &actions, nil, arguments, $0) }
    }
    close(pair[1])
    guard failure == 0 else {
      close(pair[0])
      return nil
    }
    return Worker(pid: pid, socket: pair[0])
  }

  private static func end(_ worker: Worker) {
    close(worker.socket)
    kill(worker.pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(worker.pid, &status, 0) < 0, errno == EINTR {}
  }

  /// Where a program finds its libraries when they lie in no usual place.
  private static var libraryPath: [String] {
    getenv("LD_LIBRARY_PATH").map { ["LD_LIBRARY_PATH=\(String(cString: $0))"] } ?? []
  }

  private static func withStrings<R>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
