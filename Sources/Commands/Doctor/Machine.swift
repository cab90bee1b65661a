import Documents
import Foundation
import Security

/// The checks of the machine the house stands on.
struct Machine {
  let options: HouseOptions
  let port: Int

  private static let leastFree = 1 << 30

  var findings: [Finding] {
    [folder, key, disk, portFinding, clock]
  }

  private var folder: Finding {
    let path = options.data
    guard let mode = Self.mode(path) else {
      return options.database == nil
        ? .wrong("data folder", "\(path) is missing", "start the server once with `keruen serve --data \(path)`")
        : .fine("data folder", "none: the data are in PostgreSQL")
    }
    guard mode & 0o077 == 0 else {
      return .wrong("data folder", "\(path) is open to other users (\(String(mode, radix: 8)))", "chmod 700 \(path)")
    }
    do { try Ownership.check(path, to: .write) } catch let wrong as WrongUser {
      return .wrong("data folder", wrong.says, wrong.mend)
    } catch { return .wrong("data folder", "\(error)", "look with ls -ld \(path)") }
    return .fine("data folder", path)
  }

  private var key: Finding {
    do {
      try Ownership.check(options.keyPath, to: .read)
      let key = try MasterKey(path: options.keyPath)
      if key.count > 1 {
        return .look(
          "master key", "\(key.count) keys in the ring: a rotation is under way", "`keruen key retire` removes the older ones")
      }
      guard options.key != nil || options.database != nil else {
        return .look(
          "master key", "\(options.keyPath) is beside the data: whoever copies the folder has both",
          "keep it on another disk or a mounted secret and name it with --key; keep a copy elsewhere in any case")
      }
      return .fine("master key", options.keyPath)
    } catch let wrong as WrongUser {
      return .wrong("master key", wrong.says, wrong.mend)
    } catch {
      return .wrong("master key", "\(error)", "put the file back from your copy; without it nobody can read the data")
    }
  }

  private var disk: Finding {
    var status = statvfs()
    let path = Self.mode(options.data) == nil ? "." : options.data
    guard statvfs(path, &status) == 0 else { return .look("disk", "its free space cannot be read", "look with df") }
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    let kept = (try? FileManager.default.attributesOfItem(atPath: options.filePath)[.size] as? Int) ?? nil
    let needed = max(Self.leastFree, 2 * (kept ?? 0))
    let text = "\(free >> 20) MB free"
    guard free >= needed else {
      return .wrong("disk", "\(text), \(needed >> 20) MB should be", "free some space: with a full disk nothing can be saved")
    }
    return .fine("disk", text)
  }

  private var portFinding: Finding {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return .look("port", "no socket can be made", "look at the limits of this user") }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard result == 0 else {
      return .look(
        "port", "\(port) is taken",
        "right when the server is running; otherwise choose another with --port, or see who listens: ss -ltnp")
    }
    return .fine("port", "\(port) is free")
  }

  /// Dates in the house go by Kazakhstan's one offset, which is built in; only the clock itself can be wrong.
  private var clock: Finding {
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    guard (2026...2060).contains(year) else {
      return .wrong("clock", "the machine believes it is \(year)", "set the clock: timedatectl set-ntp true")
    }
    return .fine("clock", ISO8601DateFormatter().string(from: Date()))
  }

  /// Prints one page: the font is there or the PDF's Kazakh letters would be boxes.
  static func printing() async -> Finding {
    do {
      let page = try await PDF(title: "ә", language: "kk", blocks: [.paragraph("ә ғ қ ң ө ұ ү һ і")]).render()
      return .fine("printing", "a page with Kazakh letters takes \(page.count) bytes")
    } catch {
      return .wrong("printing", "\(error)", "apt-get install fonts-noto-core")
    }
  }

  private static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }
}
