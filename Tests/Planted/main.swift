import Glibc
import Isolation

// A worker with planted faults, for IsolationTests: what a parser does that traps, hangs, eats memory or answers nonsense.
WorkerProgram.serve(.init(memory: 1 << 30, seconds: 30), most: 1 << 20) { word, bytes in
  switch word {
  case "echo": return bytes.reversed()
  case "trap": return [bytes[bytes.count]]
  case "null": return [UnsafePointer<UInt8>(bitPattern: bytes.count - bytes.count + 8)?.pointee ?? 0]
  case "hang": while true { sleep(1) }
  case "spin": while true {}
  case "memory":
    var all: [[UInt8]] = []
    while true { all.append([UInt8](repeating: 1, count: 16 << 20)) }
  case "file": return [open("/tmp/keruen-planted", O_CREAT | O_WRONLY, 0o600) >= 0 && creates("/tmp/keruen-planted") ? 1 : 0]
  case "long": return [UInt8](repeating: 1, count: 4 << 20)
  case "descriptors": return [UInt8((0..<16).count { fcntl($0, F_GETFD) >= 0 })]
  case "quit": exit(0)
  default: return []
  }
}

/// Whether a byte can be written into a file.
private func creates(_ path: String) -> Bool {
  signal(SIGXFSZ, SIG_IGN)
  let file = open(path, O_WRONLY)
  defer {
    close(file)
    unlink(path)
  }
  return write(file, "x", 1) == 1
}
