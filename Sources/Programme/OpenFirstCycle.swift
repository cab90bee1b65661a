import Storage

extension House {
  /// A new house opens with the programme's own cycle; later ones are made by an administrator.
  package func openFirstCycle() async throws {
    let programme = programme
    let outside = outside
    try await database.write { tx in
      guard try tx.cycles().isEmpty else { return }
      let cycle = programme.cycle
      _ = try tx.addCycle(key: cycle.key, name: cycle.name, regions: programme.regions, stages: cycle.stages, outside)
    }
  }
}
