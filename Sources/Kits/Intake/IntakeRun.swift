import Documents
import Programme
import Storage
import Words

/// What a table would do, before anything is written.
struct IntakePreview<Line: Sendable>: Sendable {
  static var mostShown: Int { 200 }
  static var firstShown: Int { 10 }

  var counts = IntakeCounts()
  var refused: [RefusedLine] = []
  /// The first lines as they were understood.
  var first: [Line] = []
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
    preview.remarks = lines.reading.remarks
    return preview
  }

  /// All of it in one transaction; for kinds without chunks.
  func writeWhole(_ bytes: [UInt8], _ batch: IntakeBatch, _ language: Language, in tx: Transaction) throws {
    var lines = try Lines(bytes, batch, try intake.reading(batch, language, house, tx))
    var read: [Read] = []
    while let next = try lines.next() { read.append(next.read) }
    guard try tx.advance(batch.id, from: 0, by: try write(read, batch, in: tx)) else {
      throw Refusal(.conflict, .tableConfirmedBefore)
    }
    try tx.finish(batch, house)
  }

  /// The job: goes on with every confirmed table from where it stands, a chunk a transaction.
  func all() async throws {
    guard let chunk = intake.chunk else { return }
    for batch in try await house.database.read({ try $0.runningIntakes(intake.kind, house.vault) }) {
      try await run(batch, chunk)
    }
  }

  private func run(_ batch: IntakeBatch, _ chunk: Int) async throws {
    let (file, reading) = try await house.database.read { tx in
      (try tx.stagedTable(batch, house.vault), try intake.reading(batch, .kk, house, tx))
    }
    guard let bytes = file else { return }
    var lines = try Lines(bytes, batch, reading)
    var done = 0
    var waiting: [Read] = []
    // The next lines are read while these are written: reading is a quarter of the work.
    var writing: Task<Bool, any Error>?
    while let (_, read) = try lines.next() {
      if done < batch.counts.sum {
        done += 1
        continue
      }
      waiting.append(read)
      guard waiting.count == chunk else { continue }
      guard try await writing?.value ?? true, !Task.isCancelled else { return }
      let (piece, start) = (waiting, done)
      writing = Task { try await write(piece, batch, from: start) }
      done += piece.count
      waiting = []
    }
    guard try await writing?.value ?? true else { return }
    guard try await write(waiting, batch, from: done) else { return }
    try await house.database.write { try $0.finish(batch, house) }
  }

  private struct Stopped: Error {}

  /// False when the import was stopped or somebody else wrote this chunk.
  private func write(_ lines: [Read], _ batch: IntakeBatch, from done: Int) async throws -> Bool {
    do {
      return try await house.database.write { tx in
        guard try tx.advance(batch.id, from: done, by: try write(lines, batch, in: tx)) else { throw Stopped() }
        return true
      }
    } catch is Stopped {
      return false
    }
  }

  private func write(_ lines: [Read], _ batch: IntakeBatch, in tx: Transaction) throws -> IntakeCounts {
    let known = try intake.known(batch, house, tx)
    var counts = IntakeCounts()
    let taken = lines.compactMap { try? $0.get() }
    counts.refused = lines.count - taken.count
    let plans = try intake.plans(taken, known, batch, house, tx)
    let work = zip(taken, plans).filter { counts.take($1) }
    if !work.isEmpty { try intake.carryOut(work.map { (line: $0, plan: $1) }, batch, house, tx) }
    return counts
  }

  /// Lines in their order, from below the headings.
  private struct Lines {
    private var sheet: Spreadsheet
    private(set) var reading: T.Reading

    init(_ bytes: [UInt8], _ batch: IntakeBatch, _ reading: T.Reading) throws {
      sheet = try Spreadsheet(kept: bytes, sheet: batch.choice.sheet, headerLine: batch.choice.header)
      self.reading = reading
    }

    mutating func next() throws -> (record: Record, read: Read)? {
      guard let record = try sheet.next() else { return nil }
      do throws(RefusedLine) {
        return (record, .success(try reading.read(record)))
      } catch {
        var refused = error
        refused.cells = record.cells
        return (record, .failure(refused))
      }
    }
  }
}
