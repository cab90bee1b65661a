import Programme
import Storage

/// The courses that are built into the program. A programme of its own brings its own; those that stand in the database and were
/// brought by somebody else are left alone.
enum ShippedCourses {
  private static let folder = "\(ProgrammeFolder.shippedName)/courses/"

  /// The files of each course by their paths in it, in the order of the courses' keys.
  static func all(_ assets: Assets) -> [(key: String, files: [String: [UInt8]])] {
    var courses: [String: [String: [UInt8]]] = [:]
    for name in assets.names where name.hasPrefix(folder) {
      let path = name.dropFirst(folder.count)
      guard let slash = path.firstIndex(of: "/"), let bytes = assets[name]?.bytes else { continue }
      courses[String(path[..<slash]), default: [:]][String(path[path.index(after: slash)...])] = bytes
    }
    return courses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Of the program itself, put together once.
  private static let shipped = all(.shipped)

  static func bring(_ tx: Transaction, _ house: House) throws {
    guard house.edition == nil else { return }
    for (key, files) in shipped {
      if let newest = try tx.newestEdition(.course, key: key), newest.writtenBy != ProgrammeFolder.shippedName { continue }
      guard let edition = try tx.addEdition(.course, files, key: key, by: ProgrammeFolder.shippedName, house) else { continue }
      try tx.publish(edition, by: ProgrammeFolder.shippedName, house)
    }
  }
}
