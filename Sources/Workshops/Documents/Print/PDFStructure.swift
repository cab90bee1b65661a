/// How the parts of a document belong together, in the order in which they are read. Roles are the standard ones of ISO 32000-1, 14.8.4.
struct PDFStructure {
  /// A table, a row, a cell, a list: holds parts and other groups.
  struct Group: Hashable {
    let number: Int
    let role: String
  }

  /// What is drawn between the beginning and the end of a tag of cairo's.
  struct Part {
    let role: String
    /// What is read instead of it.
    let alternative: String?
    /// In what it lies, the outermost first.
    let groups: [Group]
  }

  private(set) var parts: [Part] = []
  /// The one that is being drawn.
  private(set) var part: Part?
  var groups: [Group] = []
  var isMute = false
  private var made = 0

  mutating func group(_ role: String) -> Group {
    made += 1
    return Group(number: made, role: role)
  }

  mutating func add(_ role: String, _ alternative: String?) {
    parts.append(Part(role: role, alternative: alternative, groups: groups))
  }

  /// False where nothing is marked: nothing is read there, or a part is being drawn, and marked content does not nest.
  mutating func begin(_ role: String, _ alternative: String?) -> Bool {
    guard part == nil, !isMute else { return false }
    add(role, alternative)
    part = parts.last
    return true
  }

  /// The same part, on the next page.
  mutating func goOn() {
    if let part { parts.append(part) }
  }

  mutating func end() { part = nil }
}
