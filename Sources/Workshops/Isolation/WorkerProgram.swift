import CProcess
import Glibc

/// The worker's side: this very program, started with nothing but one socket, doing one kind of work after another until the
/// house hangs up.
package enum WorkerProgram {
  /// The socket's number in the worker.
  static let descriptor: Int32 = 3

  package struct Limits: Sendable {
    /// Bytes of address space.
    package let memory: Int
    /// Seconds of processor time for one piece of work; the clock on the wall is watched by the house too.
    package let seconds: Int

    package init(memory: Int, seconds: Int) {
      self.memory = memory
      self.seconds = seconds
    }
  }

  /// Answers each request with what `work` makes of it. Never returns.
  package static func serve(_ limits: Limits, most: Int, _ work: (_ word: String, _ bytes: [UInt8]) -> [UInt8]) -> Never {
    confine(limits)
    let wire = Wire(descriptor: descriptor, deadline: nil)
    while let frame = wire.receive(most: most) {
      allow(limits.seconds)
      guard wire.send(Frame(word: "", bytes: work(frame.word, frame.bytes))) else { break }
      alarm(0)
    }
    exit(0)
  }

  /// Whatever goes wrong here stays here: little memory, no new files, no new processes, no more rights than now.
  private static func confine(_ limits: Limits) {
    _ = keruen_give_up_rights()
    limit(__rlimit_resource_t(RLIMIT_AS.rawValue), limits.memory)
    limit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), 0)
    limit(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
    limit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), 16)
    _ = chdir("/")
  }

  private static func limit(_ resource: __rlimit_resource_t, _ most: Int) {
    var value = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
    _ = setrlimit(resource, &value)
  }

  /// So much processor time from here on, and twice that on the wall: then the kernel ends the process, also when the house is gone.
  private static func allow(_ seconds: Int) {
    var used = rusage()
    getrusage(RUSAGE_SELF.rawValue, &used)
    let most = Int(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1
    var value = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t.max)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &value)
    alarm(UInt32(2 * seconds))
  }
}
