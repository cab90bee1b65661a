import Yams

/// One file of the programme's data as the house or a room knows it: `form.yaml` is a `Form`. A room names its parts in
/// `Room.parts`; they are read when the house is put together and asked for by the value that named them.
///
///     extension ProgrammePart where Content == Form {
///       package static var application: Self { ProgrammePart("form.yaml", read: Form.init(yaml:)) }
///     }
///     house.data[.application].pages
package struct ProgrammePart<Content: Sendable>: Sendable {
  /// Its name in the programme's folder.
  package let name: String
  /// Throws `ProgrammeFault` when the file is wrong.
  let read: @Sendable ([UInt8]) throws -> Content
  /// What it must have in common with other parts, read by then; throws `ProgrammeFault`.
  let check: @Sendable (Content, ProgrammeData) throws -> Void

  package init(
    _ name: String, read: @escaping @Sendable ([UInt8]) throws -> Content,
    check: @escaping @Sendable (Content, ProgrammeData) throws -> Void = { _, _ in }
  ) {
    self.name = name
    self.read = read
    self.check = check
  }
}

/// A part whatever it holds, for a list of them.
package protocol AnyProgrammePart: Sendable {
  var name: String { get }
  func content(_ bytes: [UInt8]) throws -> any Sendable
  func check(in data: ProgrammeData) throws
}

extension ProgrammePart: AnyProgrammePart {
  package func content(_ bytes: [UInt8]) throws -> any Sendable { try read(bytes) }
  package func check(in data: ProgrammeData) throws { try check(data[self], data) }
}

/// Where the files of a programme come from.
package struct ProgrammeFolder: Sendable {
  /// For whoever mends a file: `Programmes/stem-school`.
  package let name: String
  /// A file by its name in the folder; nil when there is none.
  package let bytes: @Sendable (_ name: String) -> [UInt8]?

  package init(_ name: String, bytes: @escaping @Sendable (String) -> [UInt8]?) {
    self.name = name
    self.bytes = bytes
  }

  /// The one that is built into the program. Nothing else in the house names it.
  package static func shipped(_ assets: Assets = .shipped) -> ProgrammeFolder {
    let name = "Programmes/stem-school"
    return ProgrammeFolder(name) { assets["\(name)/\($0)"]?.bytes }
  }
}

/// All the programme's data, read and checked once.
package struct ProgrammeData: Sendable {
  package let folder: ProgrammeFolder
  private var contents: [String: any Sendable]

  /// The parts every house has.
  private static let own: [any AnyProgrammePart] = [
    ProgrammePart.programme, ProgrammePart.consents, ProgrammePart.retention, ProgrammePart.objections,
  ]

  /// Throws `ProgrammeFault` by the name of the first file that is missing or wrong.
  package init(_ folder: ProgrammeFolder, _ parts: [any AnyProgrammePart] = []) throws {
    self.folder = folder
    contents = [:]
    try read(Self.own + parts)
  }

  /// With what these parts name besides; what was read is not read again.
  package func adding(_ parts: [any AnyProgrammePart]) throws -> ProgrammeData {
    var more = self
    try more.read(parts)
    return more
  }

  /// With another content in place of a file's.
  package func replacing<Content>(_ part: ProgrammePart<Content>, with content: Content) -> ProgrammeData {
    var other = self
    other.contents[part.name] = content
    return other
  }

  /// A part that a room of this house named. `House.init` has read them all, so there is nothing here to fail on but a part
  /// that its room keeps to itself.
  package subscript<Content>(_ part: ProgrammePart<Content>) -> Content {
    guard let content = contents[part.name] as? Content else {
      preconditionFailure("\(part.name) is in no room's `parts`, or two rooms read it as different things")
    }
    return content
  }

  private mutating func read(_ parts: [any AnyProgrammePart]) throws {
    let unread = parts.filter { contents[$0.name] == nil }
    for part in unread {
      guard let bytes = folder.bytes(part.name) else { throw ProgrammeFault("\(folder.name)/\(part.name) is missing") }
      let content = try named(part.name) { try part.content(bytes) }
      contents[part.name] = content
    }
    for part in unread { try named(part.name) { try part.check(in: self) } }
  }

  /// Whatever is wrong in a file is said with its name.
  private func named<T>(_ name: String, _ work: () throws -> T) throws -> T {
    do { return try work() } catch let fault as ProgrammeFault {
      throw ProgrammeFault("\(name): \(fault.description)")
    } catch let error as YamlError {
      throw ProgrammeFault("\(name): \(error)")
    } catch let error as DecodingError {
      throw ProgrammeFault("\(name): \(error)")
    }
  }
}

extension ProgrammePart where Content == ProgrammeFile {
  package static var programme: Self { ProgrammePart("programme.yaml", read: ProgrammeFile.init(yaml:)) }
}

extension ProgrammePart where Content == ConsentFile {
  package static var consents: Self { ProgrammePart("consents.yaml", read: ConsentFile.init(yaml:)) }
}

extension ProgrammePart where Content == RetentionFile {
  package static var retention: Self { ProgrammePart("retention.yaml", read: RetentionFile.init(yaml:)) }
}

extension ProgrammePart where Content == ObjectionFile {
  package static var objections: Self { ProgrammePart("objections.yaml", read: ObjectionFile.init(yaml:)) }
}
