import Foundation
import Glibc

/// Whose the files of a house are. A command run as another user than the house's own would leave files there that the house cannot open
/// afterwards, so it refuses before it makes one.
enum Ownership {
  enum Need { case read, write }

  /// Throws `WrongUser` unless this user may work with what lies at the path; where nothing lies yet, with the folder it would be made in.
  static func check(_ path: String, to need: Need, as me: uid_t = geteuid()) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      guard let above = folder(of: path) else { return }
      if code == EACCES || need == .write { try check(above, to: code == EACCES ? .read : need, as: me) }
      return
    }
    let isOwn = status.st_uid == me
    switch need {
    case .read:
      guard isOwn || me == 0 || access(path, R_OK | (isFolder(status) ? X_OK : 0)) == 0 else {
        throw WrongUser(path, status.st_uid, me)
      }
    case .write:
      // Root may write everywhere, and what it makes in another's folder is root's.
      let mayWrite = isFolder(status) && me != 0 && access(path, W_OK | X_OK) == 0
      guard isOwn || mayWrite else { throw WrongUser(path, status.st_uid, me) }
    }
  }

  /// Whether something lies there. Throws `WrongUser` where that cannot be seen, which is no "missing".
  static func exists(_ path: String) throws -> Bool {
    guard access(path, F_OK) != 0 else { return true }
    if errno == EACCES { try check(path, to: .read) }
    return false
  }

  /// A folder for this user alone, and those above it.
  static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o700) == 0 { return }
    if errno == ENOENT, let above = folder(of: path) {
      try makeFolder(above)
      if mkdir(path, 0o700) == 0 { return }
    }
    let code = errno
    var status = stat()
    guard stat(path, &status) != 0 || !isFolder(status) else { return }
    throw Trouble("The folder \(path) cannot be made: \(String(cString: strerror(code))).")
  }

  /// Throws where everybody on the machine may write in the folder of a house: they could put files of their own in the place of its
  /// database and key.
  static func checkClosed(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0, isFolder(status), status.st_mode & S_IWOTH != 0 else { return }
    throw Trouble("Every user of this machine can write in \(path), the folder of the data: chmod 700 \(path)")
  }

  /// The folder something lies in; nil above the root and the folder one stands in.
  static func folder(of path: String) -> String? {
    var name = path[...]
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    guard name != "/", name != "." else { return nil }
    guard let slash = name.lastIndex(of: "/") else { return "." }
    return slash == name.startIndex ? "/" : String(name[..<slash])
  }

  private static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }
}

/// The caller is not the one whose house it is.
struct WrongUser: Error, CustomStringConvertible {
  let path: String
  let owner: uid_t
  let me: uid_t

  init(_ path: String, _ owner: uid_t, _ me: uid_t) { (self.path, self.owner, self.me) = (path, owner, me) }

  var description: String { "\(says): \(mend)" }

  var says: String { "\(path) belongs to \(Self.name(owner)) and you are \(Self.name(me))" }

  /// What belongs to root was made by a command that was run as root.
  var mend: String {
    owner == 0 ? "sudo chown \(Self.name(me)) \(path)" : "run as \(Self.name(owner)): sudo -u \(Self.name(owner)) keruen …"
  }

  private static func name(_ user: uid_t) -> String {
    guard let entry = getpwuid(user) else { return "user \(user)" }
    return String(cString: entry.pointee.pw_name)
  }
}
