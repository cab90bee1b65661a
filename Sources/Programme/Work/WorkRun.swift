import Storage

extension House {
  package var works: [any LongWork] { rooms.flatMap(\.works) }

  /// Takes a work of the kind that nobody has and goes on with it to its end, a stop or a fault. False when there is none. Throws the
  /// fault, which the work's row keeps too.
  package func goOn(with kind: any LongWork, by worker: Worker) async throws -> Bool {
    let now = outside.now
    guard let work = try await database.write({ try $0.takeWork(kind.name, worker, at: now()) }) else { return false }
    do {
      try await Lease.holding({ [self] in try await database.write { try $0.holdWork(work, at: now()) } }) { [self] in
        try await carryOut(work, of: kind)
      }
    } catch is LeaseLost {
      return true
    } catch let refusal as Refusal where refusal.kind != .busy {
      try await database.write { try $0.refuseWork(work, faultName(refusal), at: now()) }
    } catch {
      guard !(error is CancellationError), !Task.isCancelled else {
        try await database.write { try $0.leaveWork(work, at: now()) }
        throw CancellationError()
      }
      try await database.write { try $0.failWork(work, faultName(error), at: now()) }
      throw error
    }
    return true
  }

  private struct LeaseLost: Error {}

  private func carryOut(_ work: Work, of kind: any LongWork) async throws {
    var steps = try await kind.steps(of: work, self)
    var writing: Task<Bool, any Error>?
    while true {
      let next = await Result { try await steps.next() }
      guard try await writing?.value ?? true else { return }
      try Task.checkCancellation()
      guard let write = try next.get() else { break }
      writing = Task { try await self.write(write, of: work) }
    }
    _ = try await self.write({ _ in .finished(0, WorkResult([:])) }, of: work)
  }

  /// One step and its count. False when it was the last. Throws `LeaseLost` when the work was stopped or is somebody else's by now.
  private func write(_ write: @escaping WorkWrite, of work: Work) async throws -> Bool {
    let now = outside.now
    return try await database.write { tx in
      // First, so that nobody takes the work while a long step is being written.
      guard try tx.holdWork(work, at: now()) else { throw LeaseLost() }
      let step = try write(tx)
      try tx.count(step, of: work, at: now())
      if case .finished = step { return false }
      return true
    }
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
