import CQPDF

/// What cairo 1.16 leaves out of a document, added by qpdf: its language, that its title is to be shown, how its parts belong together,
/// what is read instead of a picture, and files that travel in it.
struct PDFFinish {
  let language: String
  let structure: PDFStructure
  let attachments: [PDF.Attachment]

  /// Throws `PDFFault.drawing` where cairo's file is not what was drawn.
  func callAsFunction(_ file: [UInt8]) throws -> [UInt8] {
    try file.withUnsafeBytes { file in
      let objects = try PDFObjects(file)
      let catalog = objects.root
      objects["/Lang", of: catalog] = objects.string(language)
      objects["/ViewerPreferences", of: catalog] = objects.parsed("<< /DisplayDocTitle true >>")
      if !structure.parts.isEmpty { try build(objects, catalog) }
      if !attachments.isEmpty { attach(objects, catalog) }
      return try objects.written()
    }
  }

  /// cairo's tags lie in one row in the order in which they were begun; they are hung into their groups.
  private func build(_ objects: PDFObjects, _ catalog: qpdf_oh) throws {
    let tree = objects["/StructTreeRoot", of: catalog]
    let parts = objects.array(objects["/K", of: tree])
    guard parts.count == structure.parts.count else {
      throw PDFFault.drawing("\(parts.count) parts are marked, \(structure.parts.count) were drawn")
    }
    let document = objects.made("<< /Type /StructElem /S /Document >>")
    objects["/P", of: document] = tree
    var children: [qpdf_oh: [qpdf_oh]] = [:]
    var groups: [PDFStructure.Group: qpdf_oh] = [:]
    for (part, known) in zip(parts, structure.parts) {
      var parent = document
      for group in known.groups {
        if let found = groups[group] {
          parent = found
          continue
        }
        let element = objects.made("<< /Type /StructElem /S /\(group.role)\(Self.attributes[group.role] ?? "") >>")
        objects["/P", of: element] = parent
        children[parent, default: []].append(element)
        groups[group] = element
        parent = element
      }
      objects["/P", of: part] = parent
      if let alternative = known.alternative { objects["/Alt", of: part] = objects.string(alternative) }
      children[parent, default: []].append(part)
    }
    for (parent, kids) in children { objects["/K", of: parent] = objects.array(kids) }
    objects["/K", of: tree] = document
  }

  private static let attributes = ["TH": " /A << /O /Table /Scope /Column >>", "L": " /A << /O /List /ListNumbering /None >>"]

  private func attach(_ objects: PDFObjects, _ catalog: qpdf_oh) {
    var (names, files): ([qpdf_oh], [qpdf_oh]) = ([], [])
    // A name tree is sorted.
    for attachment in attachments.sorted(by: { $0.name < $1.name }) {
      let stream = objects.stream(attachment.bytes)
      let head = objects.head(of: stream)
      objects["/Type", of: head] = objects.name("EmbeddedFile")
      objects["/Subtype", of: head] = objects.name(attachment.type)
      objects["/Params", of: head] = objects.parsed("<< /Size \(attachment.bytes.count) >>")
      let held = objects.parsed("<< >>")
      objects["/F", of: held] = stream
      let file = objects.made("<< /Type /Filespec /AFRelationship /Data >>")
      objects["/F", of: file] = objects.string(attachment.name)
      objects["/UF", of: file] = objects.string(attachment.name)
      objects["/Desc", of: file] = objects.string(attachment.says)
      objects["/EF", of: file] = held
      names += [objects.string(attachment.name), file]
      files.append(file)
    }
    let tree = objects.parsed("<< >>")
    objects["/Names", of: tree] = objects.array(names)
    let all = objects.parsed("<< >>")
    objects["/EmbeddedFiles", of: all] = tree
    objects["/Names", of: catalog] = all
    objects["/AF", of: catalog] = objects.array(files)
  }
}

/// The objects of a document, as qpdf holds them. The bytes it was read from must outlive it.
private final class PDFObjects {
  private let qpdf: qpdf_data

  init(_ file: UnsafeRawBufferPointer) throws {
    guard let qpdf = qpdf_init() else { throw PDFFault.drawing("no qpdf") }
    self.qpdf = qpdf
    qpdf_silence_errors(qpdf)
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE)
    _ = qpdf_read_memory(qpdf, "", file.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(file.count), nil)
    try check()
  }

  deinit {
    var qpdf: qpdf_data? = qpdf
    qpdf_cleanup(&qpdf)
  }

  var root: qpdf_oh { qpdf_get_root(qpdf) }

  subscript(_ key: String, of holder: qpdf_oh) -> qpdf_oh {
    get { qpdf_oh_get_key(qpdf, holder, key) }
    set { qpdf_oh_replace_key(qpdf, holder, key, newValue) }
  }

  /// From its text, written by us, without what came from outside.
  func parsed(_ text: String) -> qpdf_oh { qpdf_oh_parse(qpdf, text) }

  /// The same as an object of its own, which others can point at.
  func made(_ text: String) -> qpdf_oh { qpdf_make_indirect_object(qpdf, parsed(text)) }

  func string(_ text: String) -> qpdf_oh { qpdf_oh_new_unicode_string(qpdf, text) }

  func name(_ text: String) -> qpdf_oh { qpdf_oh_new_name(qpdf, "/" + text) }

  func array(_ items: [qpdf_oh]) -> qpdf_oh {
    let array = qpdf_oh_new_array(qpdf)
    for item in items { qpdf_oh_append_item(qpdf, array, item) }
    return array
  }

  /// What an array holds; of anything else itself.
  func array(_ item: qpdf_oh) -> [qpdf_oh] {
    guard qpdf_oh_is_array(qpdf, item) == QPDF_TRUE else { return [item] }
    return (0..<qpdf_oh_get_array_n_items(qpdf, item)).map { qpdf_oh_get_array_item(qpdf, item, $0) }
  }

  func stream(_ bytes: [UInt8]) -> qpdf_oh {
    let stream = qpdf_oh_new_stream(qpdf)
    let nothing = qpdf_oh_new_null(qpdf)
    bytes.withUnsafeBufferPointer { qpdf_oh_replace_stream_data(qpdf, stream, $0.baseAddress, $0.count, nothing, nothing) }
    return stream
  }

  func head(of stream: qpdf_oh) -> qpdf_oh { qpdf_oh_get_dict(qpdf, stream) }

  func written() throws -> [UInt8] {
    _ = qpdf_init_write_memory(qpdf)
    // An address stands in the file as it is read: who checks a paper finds it without a reader of PDF.
    qpdf_set_object_stream_mode(qpdf, qpdf_o_disable)
    qpdf_set_stream_data_mode(qpdf, qpdf_s_preserve)
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE)
    _ = qpdf_write(qpdf)
    try check()
    guard let bytes = qpdf_get_buffer(qpdf) else { throw PDFFault.drawing("nothing was written") }
    return Array(UnsafeBufferPointer(start: bytes, count: qpdf_get_buffer_length(qpdf)))
  }

  private func check() throws {
    guard qpdf_has_error(qpdf) == QPDF_TRUE else { return }
    let error = qpdf_get_error(qpdf)
    throw PDFFault.drawing(qpdf_get_error_full_text(qpdf, error).map { String(cString: $0) } ?? "qpdf")
  }
}
