package import Exchange
package import Security
package import Storage
package import Words

/// Where a file belongs: a room, the thing in it, and the field of that thing.
package struct FilePlace: Hashable, Sendable {
  /// The upload point's name.
  package let room: String
  /// The id of the thing, never of a person.
  package let subject: String
  package let field: String

  package init(room: String, subject: String, field: String) {
    self.room = room
    self.subject = subject
    self.field = field
  }
}

/// What may be put there.
package struct FileRule: Sendable {
  /// The longest, as it is sent.
  package let bytes: Int
  package let kinds: Set<FileKind>

  package init(bytes: Int, kinds: Set<FileKind> = Set(FileKind.allCases)) {
    self.bytes = bytes
    self.kinds = kinds
  }
}

/// A file that arrived whole and was looked through; its bytes are stored sealed, in chunks.
package struct StoredFile: Sendable {
  package let id: ID<StoredFile>
  package let place: FilePlace
  package let name: String
  package let kind: FileKind
  /// Bytes.
  package let size: Int

  package var field: String { place.field }

  /// The name under which it is given out, of ASCII letters, digits and hyphens: whoever sent it chooses no part, or a program
  /// would lie on a desk under the name of a paper. `code` is that of the thing it belongs to.
  package func givenName(_ code: String) -> String {
    func clean(_ text: String) -> String {
      String(String.UnicodeScalarView(text.unicodeScalars.map { Self.isPlain($0) ? $0 : "-" }.prefix(40)))
    }
    return "\(clean(code))-\(clean(field)).\(kind.ending)"
  }

  private static func isPlain(_ letter: UnicodeScalar) -> Bool {
    letter.isASCII && (letter.properties.isAlphabetic || ("0"..."9").contains(letter) || letter == "-")
  }

  /// To be looked at in the browser; kept from there it has the same name.
  package func shown(_ bytes: [UInt8], of code: String) -> Reply {
    var reply = Reply(type: kind.mediaType, body: bytes)
    reply.set("content-disposition", "inline; filename=\"\(givenName(code))\"")
    return reply
  }

  /// To be kept.
  package func given(_ bytes: [UInt8], of code: String) -> Reply {
    .download(bytes, type: kind.mediaType, name: givenName(code))
  }
}

/// Where files of one sort may be put: who may, and what then. Registered in `Room.uploads`; `/files` does the rest.
package struct UploadPoint: Sendable {
  /// As places of this sort name it.
  package let room: String
  /// What a field is called, in an export of somebody's data.
  package let title: @Sendable (House, _ field: String) -> Phrase
  /// Whose key seals the file, and what is taken. Throws `Refusal` for whoever may not put a file there now, for a place that is not
  /// theirs, and for a field that takes no file.
  package let open: @Sendable (Visit, FilePlace, Transaction) throws -> (Safe, FileRule)
  /// In the transaction that completes the file; `replaced` stood in its place before.
  package let kept: @Sendable (Visit, StoredFile, _ replaced: Int, Transaction) throws -> Void

  package init(
    room: String, title: @escaping @Sendable (House, String) -> Phrase,
    open: @escaping @Sendable (Visit, FilePlace, Transaction) throws -> (Safe, FileRule),
    kept: @escaping @Sendable (Visit, StoredFile, Int, Transaction) throws -> Void
  ) {
    self.room = room
    self.title = title
    self.open = open
    self.kept = kept
  }
}

extension House {
  package func uploadPoint(_ room: String) -> UploadPoint? {
    rooms.lazy.flatMap(\.uploads).first { $0.room == room }
  }
}
