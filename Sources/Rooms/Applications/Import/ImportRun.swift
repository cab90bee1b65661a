import Documents
import Programme
import Storage
import Words

/// What a table would do, and doing it.
enum ImportRun {
  /// Longer is faster but lets a girl's answer wait longer for its turn: a tenth of a second for this many.
  private static let chunk = 400
  static let mostShown = 200

  struct Preview: Sendable {
    var counts = ImportCounts()
    var refused: [RefusedLine] = []
    /// The first lines as they were understood.
    var first: [ImportedGirl] = []
    /// Lines whose school was found in the register.
    var schools = 0
  }

  /// Reads the whole table, which the upload has read to its end once, and writes nothing.
  static func preview(_ bytes: [UInt8], _ batch: ImportBatch, _ form: Form, _ context: FieldContext, in tx: Transaction) throws
    -> Preview
  {
    var preview = Preview()
    var lines = Lines(batch.mapping, form, context, try tx.schoolNames(in: context.house.programme.regions))
    var sheet = try Spreadsheet(kept: bytes)
    while let record = try sheet.next() {
      switch lines.read(record) {
      case .failure(let refused): preview.refuse(refused)
      case .success(let girl):
        if preview.first.count < 5 { preview.first.append(girl) }
        preview.schools += girl.school == nil ? 0 : 1
        switch try tx.plan(girl, batch.cycle, context.house) {
        case .add: preview.counts.added += 1
        case .change: preview.counts.changed += 1
        case .unchanged: preview.counts.unchanged += 1
        case .refuse(let phrase): preview.refuse(RefusedLine(line: girl.line, phrase: phrase))
        }
      }
    }
    return preview
  }

  /// The job: goes on with every confirmed table from where it stands, a chunk a transaction.
  static func all(_ house: House, _ form: Form) async throws {
    for batch in try await house.database.read({ try $0.runningBatches(house.vault) }) {
      try await run(batch, house, form)
    }
  }

  private static func run(_ batch: ImportBatch, _ house: House, _ form: Form) async throws {
    let (file, schools) = try await house.database.read { tx in
      (try tx.stagedFile(batch, house.vault), try tx.schoolNames(in: house.programme.regions))
    }
    guard let bytes = file else { return }
    var lines = Lines(batch.mapping, form, FieldContext(language: .kk, today: house.outside.now().day(), house: house), schools)
    var sheet = try Spreadsheet(kept: bytes)
    var done = 0
    var waiting: [Result<ImportedGirl, RefusedLine>] = []
    // The next lines are read while these are written: reading is a quarter of the work.
    var writing: Task<Bool, any Error>?
    while let record = try sheet.next() {
      let read = lines.read(record)
      if done < batch.counts.sum {
        done += 1
        continue
      }
      waiting.append(read)
      guard waiting.count == chunk else { continue }
      guard try await writing?.value ?? true, !Task.isCancelled else { return }
      let (piece, start) = (waiting, done)
      writing = Task { try await write(piece, batch, from: start, form, house) }
      done += piece.count
      waiting = []
    }
    guard try await writing?.value ?? true else { return }
    guard try await write(waiting, batch, from: done, form, house) else { return }
    try await house.database.write { tx in
      try tx.dropFile(batch.id)
      guard let counts = try tx.batch(batch.id, house.vault)?.counts else { return }
      try tx.record(
        "import.done", batch.id.text,
        "added=\(counts.added) changed=\(counts.changed) unchanged=\(counts.unchanged) refused=\(counts.refused)",
        by: batch.madeBy, house)
    }
  }

  /// False when the import was stopped or somebody else wrote this chunk.
  private static func write(
    _ lines: [Result<ImportedGirl, RefusedLine>], _ batch: ImportBatch, from done: Int, _ form: Form, _ house: House
  ) async throws -> Bool {
    try await house.database.write { tx in
      var counts = ImportCounts()
      for line in lines {
        guard case .success(let girl) = line else {
          counts.refused += 1
          continue
        }
        try tx.carryOut(try tx.plan(girl, batch.cycle, house), girl, batch, form.version, &counts, house)
      }
      guard try tx.advance(batch.id, from: done, by: counts) else { throw Stopped() }
      return true
    } or: {
      $0 is Stopped
    }
  }

  private struct Stopped: Error {}

  /// Lines in their order; one girl on two lines is taken on the first.
  private struct Lines {
    private var reader: ImportReader
    private var seen: [[UInt8]: Int] = [:]

    init(_ mapping: ImportMapping, _ form: Form, _ context: FieldContext, _ schools: SchoolNames) {
      reader = ImportReader(mapping, form, context, schools)
    }

    mutating func read(_ record: Record) -> Result<ImportedGirl, RefusedLine> {
      do throws(RefusedLine) {
        let girl = try reader.girl(record)
        for key in girl.keys {
          if let before = seen[key] { throw RefusedLine(line: record.line, phrase: .sameAsLine(before)) }
        }
        for key in girl.keys { seen[key] = record.line }
        return .success(girl)
      } catch {
        return .failure(error)
      }
    }
  }
}

extension ImportRun.Preview {
  fileprivate mutating func refuse(_ line: RefusedLine) {
    counts.refused += 1
    if refused.count < ImportRun.mostShown { refused.append(line) }
  }
}

extension Database {
  /// A write that may end with one known error: nothing is left behind, and the answer is false.
  fileprivate func write(_ body: @escaping @Sendable (Transaction) throws -> Bool, or isKnown: (any Error) -> Bool) async throws
    -> Bool
  {
    do { return try await write(body) } catch  where isKnown(error) { return false }
  }
}

extension Phrase {
  static func sameAsLine(_ line: Int) -> Phrase {
    Phrase(
      kk: "Бұл қыз осы кестенің \(line)-жолында да бар", ru: "Эта девочка уже есть в строке \(line)",
      en: "The same girl stands on line \(line)")
  }
}
