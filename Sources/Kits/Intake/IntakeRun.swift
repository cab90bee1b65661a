import Documents
import Programme
import Security
import Storage
import Words

/// What a table would do, before anything is written.
struct IntakePreview<Line: Sendable>: Sendable {
  static var mostShown: Int { 200 }
  static var firstShown: Int { 10 }
  static var changesShown: Int { 20 }

  var counts = IntakeCounts()
  var refused: [RefusedLine] = []
  /// The first lines as they were understood.
  var first: [Line] = []
  /// What the first of those that change something change.
  var changes: [IntakeChange] = []
  var remarks: [(count: Int, says: Phrase)] = []

  mutating func keep(_ line: RefusedLine, atMost most: Int) {
    if refused.count < most { refused.append(line) }
  }
}

/// Reading a staged table and writing what it says.
struct IntakeRun<T: TableIntake>: Sendable {
  let intake: T
  let house: House

  typealias Read = Result<T.Line, RefusedLine>

  /// Lines planned together.
  private static var together: Int { 500 }

  /// Reads the whole table, which the upload has read to its end once, and writes nothing.
  func preview(
    _ bytes: [UInt8], _ batch: IntakeBatch, _ language: Language, refused most: Int = IntakePreview<T.Line>.mostShown,
    in tx: Transaction
  ) throws -> IntakePreview<T.Line> {
    var preview = IntakePreview<T.Line>()
    var lines = try Lines(bytes, batch, try intake.reading(batch, language, house, tx))
    let known = try intake.known(batch, house, tx)
    var waiting: [(line: T.Line, record: Record)] = []
    var changed: [(line: T.Line, change: T.Change)] = []
    func plan() throws {
      let plans = try intake.plans(waiting.map(\.line), known, batch, house, tx)
      for ((line, record), plan) in zip(waiting, plans) {
        _ = preview.counts.take(plan)
        if case .refuse(let says) = plan {
          var refused = RefusedLine(line: record.line, says: says)
          refused.cells = record.cells
          preview.keep(refused, atMost: most)
          continue
        }
        if case .change(let change) = plan, changed.count < IntakePreview<T.Line>.changesShown { changed.append((line, change)) }
        if preview.first.count < IntakePreview<T.Line>.firstShown { preview.first.append(line) }
      }
      waiting = []
    }
    while let (record, read) = try lines.next() {
      switch read {
      case .failure(let refused):
        preview.counts.refused += 1
        preview.keep(refused, atMost: most)
      case .success(let line): waiting.append((line, record))
      }
      if waiting.count == Self.together { try plan() }
    }
    try plan()
    preview.refused.sort { $0.line < $1.line }
    if !changed.isEmpty { preview.changes = try intake.changes(changed, batch, language, house, tx) }
    preview.remarks = lines.reading.remarks
    return preview
  }

  /// All of it in one transaction; for kinds without chunks.
  func writeWhole(_ bytes: [UInt8], _ batch: IntakeBatch, _ language: Language, in tx: Transaction) throws {
    var lines = try Lines(bytes, batch, try intake.reading(batch, language, house, tx))
    var read: [(record: Record, read: Read)] = []
    while let next = try lines.next() { read.append(next) }
    try tx.count(try write(read, batch, in: tx), in: batch.id)
    try tx.finish(batch, house)
  }

  fileprivate func write(
    _ lines: [(record: Record, read: Read)], _ batch: IntakeBatch, in tx: Transaction
  ) throws -> IntakeCounts {
    let known = try intake.known(batch, house, tx)
    var counts = IntakeCounts()
    var refused: [RefusedLine] = []
    var taken: [(record: Record, line: T.Line)] = []
    for (record, read) in lines {
      switch read {
      case .failure(let line): refused.append(line)
      case .success(let line): taken.append((record, line))
      }
    }
    counts.refused = refused.count
    let plans = try intake.plans(taken.map(\.line), known, batch, house, tx)
    var work: [(line: T.Line, plan: IntakePlan<T.Change>)] = []
    for ((record, line), plan) in zip(taken, plans) {
      if counts.take(plan) { work.append((line, plan)) }
      guard case .refuse(let says) = plan else { continue }
      var refusal = RefusedLine(line: record.line, says: says)
      refusal.cells = record.cells
      refused.append(refusal)
    }
    if !work.isEmpty { try intake.carryOut(work, batch, house, tx) }
    try tx.keep(refused, of: batch, house)
    return counts
  }

  /// Lines in their order, from below the headings.
  fileprivate struct Lines {
    private var sheet: Spreadsheet
    private(set) var reading: T.Reading
    /// The columns that are read.
    private let used: [Int]

    init(_ bytes: [UInt8], _ batch: IntakeBatch, _ reading: T.Reading) throws {
      sheet = try Spreadsheet(kept: bytes, sheet: batch.choice.sheet, headerLine: batch.choice.header)
      self.reading = reading
      used = batch.choice.columns.indices.filter { !batch.choice.columns[$0].isEmpty }
    }

    mutating func next() throws -> (record: Record, read: Read)? {
      guard let record = try sheet.next() else { return nil }
      do throws(RefusedLine) {
        try refuseUnusable(record)
        return (record, .success(try reading.read(record)))
      } catch {
        var refused = error
        refused.cells = record.cells
        return (record, .failure(refused))
      }
    }

    /// A cell that is used and holds no value is never read as empty; a line that lost its order is not read at all.
    private func refuseUnusable(_ record: Record) throws(RefusedLine) {
      if let column = used.first(where: { record.faults[$0] != nil }), let fault = record.faults[column] {
        throw RefusedLine(line: record.line, says: fault.says(in: record, column))
      }
      guard let misfit = sheet.misfit(record), misfit.isLong || record.cells.count <= used.last ?? 0 else { return }
      throw RefusedLine(line: record.line, says: misfit.says)
    }
  }
}

/// A confirmed table written a chunk a step, for kinds with chunks.
struct IntakeWork<T: TableIntake>: Sendable {
  let intake: T

  struct Plan: Codable, Sendable {
    let batch: ID<IntakeBatch>
  }

  static func name(_ intake: T) -> String { "intake.\(intake.kind)" }

  var kind: WorkKind<Plan> {
    WorkKind(Self.name(intake), intake.words.title) { [self] plan, work, house in
      try await steps(plan, work, house)
    }
  }

  private func steps(_ plan: Plan, _ work: Work, _ house: House) async throws -> Steps {
    let run = IntakeRun(intake: intake, house: house)
    let (batch, file, reading) = try await house.database.read { tx in
      let batch = try tx.intake(plan.batch, intake.kind, of: work.asker, house.vault)
      return (batch, try tx.stagedTable(batch, house.vault), try intake.reading(batch, .kk, house, tx))
    }
    guard let bytes = file else { throw Refusal.missing }
    var lines = try IntakeRun<T>.Lines(bytes, batch, reading)
    for _ in 0..<work.done { _ = try lines.next() }
    return Steps(
      run: run, batch: batch, chunk: intake.chunk ?? batch.choice.total, input: hex(digest(bytes)), lines: lines)
  }

  /// The next lines are read while these are written: reading is a quarter of the work.
  private struct Steps: WorkSteps {
    let run: IntakeRun<T>
    let batch: IntakeBatch
    let chunk: Int
    /// The hash of the staged table.
    let input: String
    var lines: IntakeRun<T>.Lines
    var isThrough = false

    mutating func next() throws -> WorkWrite? {
      guard !isThrough else { return nil }
      var piece: [(record: Record, read: IntakeRun<T>.Read)] = []
      while piece.count < chunk, let line = try lines.next() { piece.append(line) }
      isThrough = piece.count < chunk
      return { [run, batch, input, piece, isThrough] tx in
        let counts = try run.write(piece, batch, in: tx)
        try tx.count(counts, in: batch.id)
        guard isThrough else { return .more(piece.count) }
        let all = try tx.finish(batch, run.house)
        return .finished(
          piece.count,
          WorkResult(
            ["added": all.added, "changed": all.changed, "unchanged": all.unchanged, "refused": all.refused],
            inputs: ["table": input]))
      }
    }
  }
}
