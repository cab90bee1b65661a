import Exchange
import Markup
import Postbox
import Programme
import Storage
import Words

/// The state of the house, for whoever runs it.
enum Operation {
  /// GET /administration/operation
  static func show(_ visit: Visit, _ permit: Permit<ReadOperation>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let vitals = try await Vitals.take(house)
    let waiting = try await waiting(house)
    let work = try await OperationWork.read(house)
    let refused = try await house.database.read { try $0.refusedFolder() }
    return visit.page(
      Page(
        title: t(.operation), language: t, width: .wide,
        body: """
          \(t.back(to: "/administration"))<h1>\(t(.operation))</h1>
          \(facts([
            fact(vitals.engine == .sqlite ? "SQLite" : "PostgreSQL", t(.databaseKind)),
            fact("\(t.number(Double(vitals.size) / 1_000_000, decimals: 1)) MB", t(.databaseSize)),
            fact(t.number(vitals.sessions), t(.openSessions)),
            fact(Version.number, t(.version)),
          ]))
          <p>\(t(.lastBackup)): \(vitals.lastBackup.map { t.dateTime($0) } ?? t(.noBackup)) \
          \(isOld(vitals.lastBackup, visit.now) ? tag(t(.backupOld), .waiting) : HTML.nothing)</p>
          \(refused.map { Editions.refusal($0, t) } ?? .nothing)
          <h2>\(t(.whatWaits))</h2>
          \(t.todo(waiting.map { Todo($0.count, t($0.title), $0.link) }))
          <p><a href="/administration/messages">\(t(.messages))</a>: \
          \(PostState.allCases.compactMap { state in vitals.post[state].map { "\(t(state.name)) \(t.number($0))" } }.joined(separator: ", "))</p>
          <p><a href="/safeguarding/audit">\(t(.checkLog))</a></p>
          \(work.tables(t))
          \(t.table(t(.rowsByTable), vitals.tables, [
            Column(t(.tableTitle)) { "<code>\($0.name)</code>" }, Column(t(.rowsTitle), isNumeric: true) { HTML(t.number($0.rows)) },
          ]))
          """))
  }

  /// What every room says is waiting, over all regions and the intakes that are going.
  static func waiting(_ house: House) async throws -> [(count: Int, title: Phrase, link: Link)] {
    let now = house.outside.now()
    return try await house.database.read { tx in
      let going = try tx.cycles().filter { $0.isGoing(at: now) }
      return try house.rooms.flatMap(\.desk).filter { !$0.isOfReader }.map { card in
        let count = try card.count(of: going, [.everything], tx, house)
        return (count, card.title(count), card.link)
      }
    }
  }

  private static func isOld(_ backup: Moment?, _ now: Moment) -> Bool {
    guard let backup else { return false }
    return backup < now.adding(days: -2)
  }
}

extension Phrase {
  static let operation = Phrase(kk: "Жүйенің жай-күйі", ru: "Состояние системы", en: "Operation")
  static let operationWhat = Phrase(
    kk: "Дерекқор көлемі, кезектер, соңғы резервтік көшірме.", ru: "Размер базы, очереди, последняя резервная копия.",
    en: "Size of the database, queues, last backup.")
  static let databaseKind = Phrase(kk: "дерекқор", ru: "база данных", en: "database")
  static let databaseSize = Phrase(kk: "дерекқор көлемі", ru: "размер базы", en: "size of the database")
  static let openSessions = Phrase(kk: "ашық сеанс", ru: "открытых сеансов", en: "open sessions")
  static let version = Phrase(kk: "нұсқасы", ru: "версия", en: "version")
  static let lastBackup = Phrase(kk: "Соңғы резервтік көшірме", ru: "Последняя резервная копия", en: "Last backup")
  static let noBackup = Phrase(kk: "жасалмаған", ru: "ещё не делалась", en: "none yet")
  static let backupOld = Phrase(kk: "екі тәуліктен көп өтті", ru: "прошло больше двух суток", en: "more than two days ago")
  static let whatWaits = Phrase(kk: "Кезекте не тұр", ru: "Что ждёт в очереди", en: "What is waiting")
  static let checkLog = Phrase(kk: "Журнал тізбегін тексеру", ru: "Проверить цепочку журнала", en: "Verify the log's chain")
  static let rowsByTable = Phrase(kk: "Кестелердегі жол саны", ru: "Строк в таблицах", en: "Rows in the tables")
  static let tableTitle = Phrase(kk: "Кесте", ru: "Таблица", en: "Table")
  static let rowsTitle = Phrase(kk: "Жол саны", ru: "Строк", en: "Rows")
}
