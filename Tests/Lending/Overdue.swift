import Programme
import Storage
import Words

/// Marks what should have come back.
enum Overdue {
  static let job = Job(name: "laptops overdue", .overdueAreMarked, every: .seconds(3600)) { house in
    let now = house.outside.now()
    _ = try await house.database.write { tx in
      try tx.run("UPDATE loan SET overdue_at = \(now) WHERE due_at < \(now) AND returned_at IS NULL AND overdue_at IS NULL")
    }
  }
}

extension Phrase {
  static let overdueAreMarked = Phrase(
    kk: "Қайтарылмаған ноутбуктерді белгілеу", ru: "Отметка невозвращённых ноутбуков",
    en: "Marking of laptops that did not come back")
}
