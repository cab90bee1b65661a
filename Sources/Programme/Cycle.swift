package import Storage
package import Words

/// One intake: its regions and the stages with their dates.
package struct Cycle: Sendable {
  package let id: ID<Cycle>
  package let key: String
  package let name: Phrase
  /// KATO codes of the regions, nine digits.
  package let regions: [String]
  package let stages: [Stage]

  /// Until its last stage has closed.
  package func isGoing(at now: Moment) -> Bool {
    stages.contains { now < $0.closesAt }
  }

  package func stage(_ key: String) -> Stage? {
    stages.first { $0.key == key }
  }

  /// From one intake to the next, in days: 52 weeks, so that weekdays stay.
  package static let year = 364

  /// Its stages on other days, for another intake made like it.
  package func stages(movedBy days: Int) -> [StageFile] {
    stages.map { stage in
      StageFile(
        key: stage.key, name: Said(kk: Language.kk(stage.name), ru: Language.ru(stage.name), en: Language.en(stage.name)),
        opens: stage.opensAt.day().adding(days: days).iso, closes: stage.lastDay.adding(days: days).iso)
    }
  }
}

/// A stretch of the journey with its dates.
package struct Stage: Sendable {
  package let key: String
  package let name: Phrase
  package let opensAt: Moment
  package let closesAt: Moment

  package func isOpen(at now: Moment) -> Bool {
    opensAt <= now && now < closesAt
  }

  /// The last day on which it is open, for "until 15 November".
  package var lastDay: Day {
    closesAt.adding(milliseconds: -1).day()
  }
}

extension [Cycle] {
  /// The one girls apply to: the newest that takes applications; between two intakes the one that opens next.
  package func current(at now: Moment) -> Cycle? {
    let stages = compactMap { cycle in cycle.stage("applications").map { (cycle: cycle, stage: $0) } }
    return stages.first { $0.stage.isOpen(at: now) }?.cycle
      ?? stages.filter { now < $0.stage.opensAt }.min { $0.stage.opensAt < $1.stage.opensAt }?.cycle ?? first
  }

  /// The one the staff work on when they name none: the newest that has begun to take applications.
  package func begun(at now: Moment) -> Cycle? {
    first { $0.stage("applications").map { $0.opensAt <= now } ?? false } ?? first
  }
}

extension Transaction {
  /// All cycles, the newest first.
  package func cycles() throws -> [Cycle] {
    let stages = try Dictionary(
      grouping: rows(
        "SELECT cycle_id, key, name_kk, name_ru, name_en, opens_at, closes_at FROM stage ORDER BY cycle_id, position"
      ) {
        (
          cycle: try $0["cycle_id"] as ID<Cycle>,
          stage: Stage(key: try $0["key"], name: try name($0), opensAt: try $0["opens_at"], closesAt: try $0["closes_at"])
        )
      }, by: \.cycle)
    return try rows("SELECT id, key, name_kk, name_ru, name_en, regions FROM cycle ORDER BY created_at DESC, id DESC LIMIT 100") {
      let id: ID<Cycle> = try $0["id"]
      let regions: String = try $0["regions"]
      return Cycle(
        id: id, key: try $0["key"], name: try name($0), regions: regions.split(separator: " ").map(String.init),
        stages: stages[id]?.map(\.stage) ?? [])
    }
  }

  /// Throws `Refusal.missing` where there is none.
  package func cycle(_ id: ID<Cycle>) throws -> Cycle {
    guard let cycle = try cycles().first(where: { $0.id == id }) else { throw Refusal.missing }
    return cycle
  }

  /// The cycle girls apply to.
  package func currentCycle(at now: Moment) throws -> Cycle? {
    try cycles().current(at: now)
  }

  package func addCycle(key: String, name: Said, regions: [String], stages: [StageFile], _ outside: Outside) throws -> ID<Cycle> {
    let id: ID<Cycle> = outside.id()
    try run(
      """
      INSERT INTO cycle (id, key, name_kk, name_ru, name_en, regions, created_at)
      VALUES (\(id), \(key), \(name.kk), \(name.ru), \(name.en), \(regions.joined(separator: " ")), \(outside.now()))
      """)
    for (position, stage) in stages.enumerated() {
      try run(
        """
        INSERT INTO stage (cycle_id, key, position, name_kk, name_ru, name_en, opens_at, closes_at)
        VALUES (\(id), \(stage.key), \(position), \(stage.name.kk), \(stage.name.ru), \(stage.name.en),
          \(stage.opensAt), \(stage.closesAt))
        """)
    }
    return id
  }

  package func setStage(_ key: String, of cycle: ID<Cycle>, opensAt: Moment, closesAt: Moment) throws {
    let changed = try run(
      "UPDATE stage SET opens_at = \(opensAt), closes_at = \(closesAt) WHERE cycle_id = \(cycle) AND key = \(key)")
    if changed == 0 { throw Refusal.missing }
  }

  private func name(_ row: Row) throws -> Phrase {
    let (kk, ru, en): (String, String, String) = (try row["name_kk"], try row["name_ru"], try row["name_en"])
    return Phrase(kk: kk, ru: ru, en: en)
  }
}
