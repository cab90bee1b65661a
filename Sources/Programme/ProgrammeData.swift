package import Storage
package import Words

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
  /// Throws `FileComplaints` when the file is wrong.
  let read: @Sendable ([UInt8]) throws -> Content
  /// What is wrong with it beside other files. Those that could not be read are not there.
  let check: @Sendable (Content, FolderFiles) -> [FileComplaint]
  /// What a content calls itself, for a part whose earlier contents stay in use; nil where only the newest is asked for.
  let version: (@Sendable (Content) -> String)?
  /// What stands for the file where there is none; nil for a file that must be there.
  let otherwise: (@Sendable () throws -> Content)?
  /// Whether what stands for a missing file is the example's, which a folder's author should know; false where it is nothing.
  package let ships: Bool
  /// What a folder whose file differs owes to the one in use, and whom that touches.
  package let follow: @Sendable (_ next: ProgrammeData, _ now: ProgrammeData, Transaction) throws -> PartChange

  package init(
    _ name: String, read: @escaping @Sendable ([UInt8]) throws -> Content,
    check: @escaping @Sendable (Content, FolderFiles) -> [FileComplaint] = { _, _ in [] },
    version: (@Sendable (Content) -> String)? = nil, otherwise: (@Sendable () throws -> Content)? = nil,
    ships: Bool = true,
    follow: @escaping @Sendable (_ next: ProgrammeData, _ now: ProgrammeData, Transaction) throws -> PartChange = { _, _, _ in
      PartChange()
    }
  ) {
    self.name = name
    self.read = read
    self.check = check
    self.version = version
    self.otherwise = otherwise
    self.ships = ships
    self.follow = follow
  }
}

/// What a changed file means for a house that has people in it.
package struct PartChange: Sendable {
  /// Why it cannot follow the one in use.
  package var complaints: [FileComplaint]
  /// Whom it touches and how.
  package var touches: [Phrase]
  /// What it does not change, although one might think so.
  package var notes: [Phrase]

  package init(complaints: [FileComplaint] = [], touches: [Phrase] = [], notes: [Phrase] = []) {
    self.complaints = complaints
    self.touches = touches
    self.notes = notes
  }
}

/// A part whatever it holds, for a list of them.
package protocol AnyProgrammePart: Sendable {
  var name: String { get }
  func content(_ bytes: [UInt8]) throws -> any Sendable
  /// What stands for a file that is not there; nil where it must be.
  func contentOtherwise() throws -> (any Sendable)?
  var ships: Bool { get }
  func check(beside files: FolderFiles) -> [FileComplaint]
  /// Whether earlier contents stay in use.
  var hasVersions: Bool { get }
  /// Nil where only the newest content is asked for.
  func version(of content: any Sendable) -> String?
  var follow: @Sendable (_ next: ProgrammeData, _ now: ProgrammeData, Transaction) throws -> PartChange { get }
}

extension ProgrammePart: AnyProgrammePart {
  package func content(_ bytes: [UInt8]) throws -> any Sendable { try read(bytes) }
  package func contentOtherwise() throws -> (any Sendable)? { try otherwise?() }
  package func check(beside files: FolderFiles) -> [FileComplaint] { files[self].map { check($0, files) } ?? [] }

  package var hasVersions: Bool { version != nil }

  package func version(of content: any Sendable) -> String? {
    guard let version, let content = content as? Content else { return nil }
    return version(content)
  }
}

/// Where the files of a programme come from.
package struct ProgrammeFolder: Sendable {
  /// For whoever mends a file: `Programmes/stem-school`.
  package let name: String
  /// The files that lie in it.
  package let names: [String]
  /// A file by its name in the folder; nil when there is none.
  package let bytes: @Sendable (_ name: String) -> [UInt8]?

  package init(_ name: String, names: [String] = [], bytes: @escaping @Sendable (String) -> [UInt8]?) {
    self.name = name
    self.names = names
    self.bytes = bytes
  }

  /// Of the one that is built into the program.
  package static let shippedName = "Programmes/stem-school"

  /// The one that is built into the program. Nothing else in the house names it.
  package static func shipped(_ assets: Assets = .shipped) -> ProgrammeFolder { built(shippedName, assets) }

  /// Programmes to begin one's own with, by what they are called; the first is the one that ships.
  package static let examples = [shippedName, "Examples/caspian-lab"].map { String($0.drop { $0 != "/" }.dropFirst()) }

  /// Nil for a name that is none of `examples`.
  package static func example(_ name: String, _ assets: Assets = .shipped) -> ProgrammeFolder? {
    examples.firstIndex(of: name).map { built($0 == 0 ? shippedName : "Examples/\(name)", assets) }
  }

  private static func built(_ name: String, _ assets: Assets) -> ProgrammeFolder {
    // Below it lie the courses that ship, each a folder of its own (`keruen course`).
    let names = assets.names.filter { $0.hasPrefix("\(name)/") }.map { String($0.dropFirst(name.count + 1)) }.filter {
      !$0.contains("/")
    }
    return ProgrammeFolder(name, names: names) { assets["\(name)/\($0)"]?.bytes }
  }
}

/// The files of a folder that could be read, while they are held against each other.
package struct FolderFiles: Sendable {
  fileprivate let contents: [String: any Sendable]

  /// Nil where it is wrong itself.
  package subscript<Content>(_ part: ProgrammePart<Content>) -> Content? { contents[part.name] as? Content }
}

/// All the programme's data, read and checked once.
package struct ProgrammeData: Sendable {
  package let folder: ProgrammeFolder
  private var contents: [String: any Sendable]
  /// The files that are not there, and for which what ships stands.
  package private(set) var borrowed: [String] = []
  /// The pictures that `programme.yaml` names, by their names.
  package private(set) var pictures: [String: Picture] = [:]
  /// Of parts with versions what stood in earlier editions, by file and version.
  private var earlier: [String: [String: any Sendable]] = [:]

  /// The parts every house has.
  private static let own: [any AnyProgrammePart] = [
    ProgrammePart.programme, ProgrammePart.places, ProgrammePart.schools, ProgrammePart.consents, ProgrammePart.retention,
    ProgrammePart.objections, ProgrammePart.clearance,
  ]

  /// What is read of a folder for these rooms.
  package static func parts(of rooms: [Room]) -> [any AnyProgrammePart] { own + wanted(by: rooms) }

  /// Of these the parts that the rooms want.
  static func wanted(by rooms: [Room]) -> [any AnyProgrammePart] {
    [ProgrammePart.letters(Room.letters(of: rooms))] + rooms.flatMap(\.parts)
  }

  /// Throws `FileComplaints` with all that is missing or wrong, in each file and between those that could be read. `rooms`: whose groups
  /// of data the terms of keeping may name; nil where that is not looked at.
  package init(_ folder: ProgrammeFolder, _ parts: [any AnyProgrammePart] = [], keptBy rooms: [Room]? = nil) throws {
    self.folder = folder
    contents = [:]
    try read(Self.own + parts, keptBy: rooms)
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

  /// The content that called itself so: of this edition or an earlier one. The newest where none did.
  package subscript<Content>(_ part: ProgrammePart<Content>, version version: String) -> Content {
    let newest = self[part]
    guard part.version?(newest) != version else { return newest }
    return earlier[part.name]?[version] as? Content ?? newest
  }

  /// The newest content and all earlier ones.
  package func all<Content>(_ part: ProgrammePart<Content>) -> [Content] {
    [self[part]] + (earlier[part.name] ?? [:]).sorted { $0.key > $1.key }.compactMap { $0.value as? Content }
  }

  /// The files that these parts are read from, and the pictures.
  package func files(_ parts: [any AnyProgrammePart]) -> [String: [UInt8]] {
    folder.files(parts).merging(pictures.mapValues(\.bytes)) { file, _ in file }
  }

  /// Knows an earlier content of a part with versions too, the newest first. What this program cannot read any more is passed over.
  mutating func know(_ bytes: [UInt8], as part: any AnyProgrammePart) {
    guard let content = try? part.content(bytes), let version = part.version(of: content) else { return }
    if earlier[part.name]?[version] == nil { earlier[part.name, default: [:]][version] = content }
  }

  private mutating func read(_ parts: [any AnyProgrammePart], keptBy rooms: [Room]? = nil) throws {
    let unread = parts.filter { contents[$0.name] == nil }
    var complaints: [FileComplaint] = []
    for part in unread where contents[part.name] == nil {
      guard let bytes = folder.bytes(part.name) else {
        if let content = try part.contentOtherwise() {
          contents[part.name] = content
          if part.ships { borrowed.append(part.name) }
        } else {
          complaints.append(FileComplaint(file: part.name, .fileIsMissing))
        }
        continue
      }
      do { contents[part.name] = try part.content(bytes) } catch let wrong as FileComplaints {
        complaints += wrong.within(part.name).complaints
      }
    }
    if let programme = contents[ProgrammePart.programme.name] as? ProgrammeFile {
      for name in programme.look.pictures where pictures[name] == nil {
        guard let bytes = folder.bytes(name) else {
          complaints.append(FileComplaint(file: name, .fileIsMissing))
          continue
        }
        do { pictures[name] = try Picture(name, bytes) } catch let wrong as FileComplaints {
          complaints += wrong.within(name).complaints
        }
      }
    }
    let files = FolderFiles(contents: contents)
    for part in unread { complaints += FileComplaints(part.check(beside: files)).within(part.name).complaints }
    if let rooms { complaints += files[.retention]?.complaints(keptBy: rooms) ?? [] }
    guard complaints.isEmpty else { throw FileComplaints(complaints) }
  }
}

extension ProgrammePart where Content == ProgrammeFile {
  package static var programme: Self {
    // The operator's name and number stand in every consent text.
    ProgrammePart(
      "programme.yaml", read: ProgrammeFile.init(yaml:),
      follow: { next, now, tx in
        PartChange(
          complaints: try ConsentFile.operatorChange(to: next, from: now, tx),
          notes: IntakeDates.notes(next[.programme], try tx.cycles()))
      })
  }
}

extension ProgrammePart where Content == ConsentFile {
  package static var consents: Self {
    ProgrammePart(
      "consents.yaml", read: ConsentFile.init(yaml:),
      follow: { next, now, tx in try ConsentFile.change(to: next, from: now, tx) })
  }
}

extension ProgrammePart where Content == RetentionFile {
  package static var retention: Self {
    ProgrammePart("retention.yaml", read: RetentionFile.init(yaml:)) { $0.complaints($1[.consents]) }
  }
}

extension ProgrammePart where Content == ObjectionFile {
  package static var objections: Self {
    ProgrammePart("objections.yaml", read: ObjectionFile.init(yaml:)) { $0.complaints($1[.consents]) }
  }
}
