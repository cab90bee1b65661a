package import Documents
package import Markup
package import Programme
package import Storage
package import Words

/// One kind of table that people bring: what its columns may be, how a line is read, what a line would do, and doing it.
///
/// The kit does the rest, the same for every kind: upload, sheet, line of the headings, columns, preview, confirmation, progress.
package protocol TableIntake: Sendable {
  associatedtype Reading: IntakeReading
  /// What planning looks up once in a transaction.
  associatedtype Known
  /// What a change changes.
  associatedtype Change: Sendable

  typealias Line = Reading.Line

  /// The word in the column `intake.kind`.
  var kind: String { get }
  /// The list of its tables; each table lies below it.
  var home: Link { get }
  var words: IntakeWords { get }
  /// Whether a table belongs to an intake of girls.
  var isOfCycle: Bool { get }
  /// People who stand in such a table beside those its lines are about; columns of theirs are given to nobody else.
  var others: [IntakeOwner] { get }
  /// How many lines a transaction writes, in a job with progress; nil writes all of them with the confirmation.
  var chunk: Int? { get }

  /// What stands already, above the list of tables.
  func standing(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) throws -> [(count: Int, says: Phrase)]
  /// Empty where nothing can be brought yet; `words.notYet` says why.
  func targets(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) throws -> [IntakeTarget]
  func reading(_ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction) throws -> Reading
  func known(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> Known
  /// One plan for each line. Many at once, so that what they look up is looked up together.
  func plans(
    _ lines: [Line], _ known: Known, _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) throws -> [IntakePlan<Change>]
  /// Writes the lines that add or change something.
  func carryOut(_ work: [(line: Line, plan: IntakePlan<Change>)], _ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws
  /// What lines would change, and in what, for the preview.
  func changes(
    _ lines: [(line: Line, change: Change)], _ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction
  ) throws -> [IntakeChange]
  /// Where a table can lead, once it is taken in: writing to all of it.
  func followUps(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> [(says: Phrase, link: Link)]
  /// How a table is taken back; nil where a kind cannot.
  var undo: (any IntakeUndo)? { get }
  /// A line as it was understood, for the preview.
  func shown(_ lines: [Line], _ batch: IntakeBatch, _ visit: Visit) -> [Column<Line>]
}

extension TableIntake {
  package var isOfCycle: Bool { true }
  package var chunk: Int? { nil }
  package var others: [IntakeOwner] { [] }
  package var undo: (any IntakeUndo)? { nil }
  package func followUps(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> [(says: Phrase, link: Link)] { [] }
  package func standing(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) throws -> [(count: Int, says: Phrase)] { [] }
}

/// Reads the lines of one table, from the first to the last.
package protocol IntakeReading: Sendable {
  associatedtype Line: Sendable
  mutating func read(_ record: Record) throws(RefusedLine) -> Line
  /// What else the preview counts, after the last line.
  var remarks: [(count: Int, says: Phrase)] { get }
}

extension IntakeReading {
  package var remarks: [(count: Int, says: Phrase)] { [] }
}

/// What a column may be, and what its heading is then called in tables of offices and schools.
package struct IntakeTarget: Sendable {
  package let key: String
  package let title: Phrase
  /// Folded; see `bare`.
  package let names: Set<String>
  /// Of whom it is, where not of the person a line is about.
  let owner: IntakeOwner?
  /// What it is called beside the owner's word.
  private let beside: Set<String>

  package init(_ key: String, _ title: Phrase, synonyms: [String] = [], of owner: IntakeOwner? = nil, beside: [String] = []) {
    self.key = key
    self.title = title
    names = Set((Language.allCases.map { title($0) } + [key] + synonyms).map(Self.bare))
    self.owner = owner
    self.beside = Set(beside.map(Self.bare))
  }

  /// Whether a heading calls it so: by the same words, or also by more words behind them.
  func isCalled(_ heading: BareHeading, exactly: Bool) -> Bool {
    guard !heading.own.isEmpty else { return false }
    if exactly, names.contains(heading.whole) || (!heading.groupNamesOwner && names.contains(heading.own)) { return true }
    guard let named = heading.owner else { return !exactly && names.contains { $0.count > 3 && heading.own.hasPrefix($0) } }
    guard owner?.isNamed(in: named.words) == true else { return false }
    return beside.contains { exactly ? $0 == named.rest : named.rest.hasPrefix($0) }
  }

  /// A heading without case, marks and what stands in brackets.
  package static func bare(_ title: String) -> String {
    folded(String(title.prefix { $0 != "(" }.map { $0 == "_" || $0 == "-" ? " " : $0 })).filter {
      $0.isLetter || $0.isNumber || $0 == " "
    }.split(separator: " ").joined(separator: " ")
  }
}

/// What would become of a line, before anything is written.
package enum IntakePlan<Change: Sendable>: Sendable {
  case add
  case change(Change)
  case unchanged
  case refuse(Phrase)
}

/// What a line changes that stands in the house already.
package struct IntakeChange: Sendable {
  package let line: Int
  /// What it changes, as people call it: the code of an application.
  package let subject: String
  package let fields: [Field]

  package struct Field: Sendable {
    package let title: Phrase
    package let before: String
    package let after: String

    package init(_ title: Phrase, before: String, after: String) {
      (self.title, self.before, self.after) = (title, before, after)
    }
  }

  package init(line: Int, subject: String, fields: [Field]) {
    (self.line, self.subject, self.fields) = (line, subject, fields)
  }
}

/// A line that cannot be taken, with the number a person finds it by.
package struct RefusedLine: Error, Sendable {
  package let line: Int
  package let says: Phrase
  /// What stands in it.
  package internal(set) var cells: [String] = []

  package init(line: Int, says: Phrase) {
    self.line = line
    self.says = says
  }
}

/// How many lines did what.
package struct IntakeCounts: Sendable, Hashable {
  package var added = 0
  package var changed = 0
  package var unchanged = 0
  package var refused = 0

  package init() {}

  package var sum: Int { added + changed + unchanged + refused }

  /// Counts a line; true when it writes something.
  mutating func take<Change>(_ plan: IntakePlan<Change>) -> Bool {
    switch plan {
    case .add: added += 1
    case .change: changed += 1
    case .unchanged:
      unchanged += 1
      return false
    case .refuse:
      refused += 1
      return false
    }
    return true
  }
}

/// The sentences that differ from kind to kind.
package struct IntakeWords: Sendable {
  package let title: Phrase
  /// What one line is, and what happens to it.
  package let explained: Phrase
  /// Where "back" leads from the list.
  package let above: Link
  /// Why nothing can be brought yet.
  package let notYet: Phrase
  package let added: Phrase
  package let changed: Phrase

  package init(title: Phrase, explained: Phrase, above: Link, notYet: Phrase = .nothingToBring, added: Phrase, changed: Phrase) {
    self.title = title
    self.explained = explained
    self.above = above
    self.notYet = notYet
    self.added = added
    self.changed = changed
  }
}
