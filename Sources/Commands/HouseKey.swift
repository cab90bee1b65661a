import Foundation
import Programme
import Security
import Storage
import Words

/// How every command comes from the file of the master key to a vault: only past the question whether it is this house's.
struct HouseKey: Sendable {
  let path: String

  /// Throws `Trouble` when the file is missing or another house's.
  func vault(for database: Database) async throws -> Vault {
    try await database.read { tx in
      guard try isThere else { throw try tx.isInhabited() ? Self.missing(path) : Self.notDrawn(path) }
      return try vault(in: tx)
    }
  }

  /// Before anything is changed in a house that may be new.
  func look(at database: Database) async throws {
    let isNew = try await !database.read { try $0.isInhabited() }
    if try isNew && !isThere { return }
    _ = try await vault(for: database)
  }

  /// The house's key, written down in it. The first key of a new house is drawn here when `mayDraw` says so; of several machines
  /// that open one new database at once, one draws.
  func claim(_ database: Database, mayDraw: Bool) async throws -> Vault {
    try await database.writeAlone { tx in
      if try !isThere {
        guard try !tx.isInhabited() else { throw Self.missing(path) }
        guard mayDraw else { throw Self.notDrawn(path) }
        // On disk before the house belongs to it: a power cut in between leaves a key that the next start takes.
        try draw()
      }
      let vault = try vault(in: tx)
      try tx.claim(vault)
      return vault
    }
  }

  private var isThere: Bool { get throws { try Ownership.exists(path) } }

  private func vault(in tx: Transaction) throws -> Vault {
    try Ownership.check(path, to: .read)
    let vault = Vault(master: try MasterKey(path: path))
    switch try tx.standing(of: vault) {
    case .ours, .unclaimed: return vault
    case .older: throw Self.older(path)
    case .another: throw Self.another(path)
    }
  }

  private func draw() throws {
    try Ownership.check(path, to: .write)
    if let folder = Ownership.folder(of: path) { try Ownership.makeFolder(folder) }
    _ = try MasterKey.create(at: path)
  }

  private static func another(_ path: String) -> Trouble {
    Trouble(
      Phrase(
        kk:
          "Кілт бұл орнатуды ашпайды: \(path) басқасынікі. Дұрыс файлды --key арқылы көрсетіңіз немесе көшірмесін сақтаған жерден қайтарыңыз; екінші машина оны біріншісінен алады.",
        ru:
          "Ключ не открывает эту установку: \(path) от другой. Назовите нужный файл через --key или верните его оттуда, где хранится копия; вторая машина получает его с первой.",
        en:
          "The key does not open this installation: \(path) belongs to another one. Name the right file with --key, or put it back from where you keep its copy; a second machine gets it from the first."
      ))
  }

  private static func older(_ path: String) -> Trouble {
    Trouble(
      Phrase(
        kk:
          "Кілт бұл орнатуды ашпайды: \(path) кілт ауыстырылғанға дейін көшірілген. Орнына `keruen key rotate` жазған файлды қойыңыз.",
        ru:
          "Ключ не открывает эту установку: \(path) скопирован до смены ключа. Положите на его место файл, который записала команда `keruen key rotate`.",
        en:
          "The key does not open this installation: \(path) was copied before the key was changed. Put the file that `keruen key rotate` wrote in its place."
      ))
  }

  private static func missing(_ path: String) -> Trouble {
    Trouble(
      Phrase(
        kk:
          "\(path) жоқ, ал бұл орнатудың кілті бар: master.key файлын бірінші іске қосылған машинадан немесе көшірмесін сақтаған жерден алыңыз. Жаңа кілт деректерді аша алмас еді.",
        ru:
          "\(path) отсутствует, а ключ у этой установки уже есть: скопируйте master.key с машины, которая запускалась первой, или оттуда, где хранится копия. Новый ключ не открыл бы данные.",
        en:
          "\(path) is missing, and this installation has its key already: copy master.key from the machine that started first, or from where you keep its copy. A new key could not open the data."
      ))
  }

  private static func notDrawn(_ path: String) -> Trouble {
    Trouble(
      Phrase(
        kk: "\(path) жоқ: кілтті алғашқы `keruen serve` жасайды.", ru: "\(path) отсутствует: ключ создаёт первый `keruen serve`.",
        en: "\(path) is missing: the first `keruen serve` generates the key."))
  }
}

extension HouseOptions {
  /// A house that is there, with the key that opens it.
  func opened() async throws -> (database: Database, vault: Vault) {
    let database = try whereabouts.openExisting()
    do { return (database, try await houseKey.vault(for: database)) } catch {
      database.close()
      throw error
    }
  }

  var houseKey: HouseKey { HouseKey(path: keyPath) }
}
