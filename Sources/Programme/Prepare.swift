import Storage

extension House {
  /// Before the house opens: a new one gets the programme's own cycle, and each room puts in place what it needs.
  package func prepare() async throws {
    try await database.write { [self] tx in
      if try tx.cycles().isEmpty {
        let cycle = programme.cycle
        _ = try tx.addCycle(key: cycle.key, name: cycle.name, regions: programme.regions, stages: cycle.stages, outside)
      }
      for room in rooms { try room.prepare(tx, self) }
    }
  }
}
