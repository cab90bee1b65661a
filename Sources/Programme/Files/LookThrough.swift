import Exchange
package import Security
import Synchronization
package import Words

extension Visit {
  /// The file looked through and cleaned, before any transaction: it may take seconds. `bytes` are asked for when its turn has come.
  /// Throws `Refusal.invalid` at the field, and `busy` where this visitor has her share under way.
  package func lookThrough(
    most: Int, kinds: Set<FileKind> = Set(FileKind.allCases), field: String, _ bytes: () async throws -> [UInt8]
  ) async throws -> Upload {
    do {
      return try await house.looking.inTurn(who.person, network: request.peer) {
        let upload = try await house.outside.readers.upload(bytes(), most)
        guard kinds.contains(upload.kind) else { throw UploadComplaint.notTaken(upload.kind) }
        return upload
      }
    } catch let complaint as UploadComplaint {
      throw Refusal(.invalid, .upload(complaint), field: field)
    } catch let refusal as Refusal {
      throw Refusal(refusal.kind, refusal.phrase, field: field, pause: refusal.pause)
    }
  }
}

/// Heavy work under way, counted by whose it is and where it comes from: the house does little of it at once, and nobody takes it all.
final class Looking: Sendable {
  private let under = Mutex<[String: Int]>([:])

  func inTurn<T>(_ person: ID<Person>?, network: String, _ work: () async throws -> T) async throws -> T {
    let shares = [(network, Bound.lookedThroughForNetwork)] + (person.map { [($0.text, Bound.lookedThrough)] } ?? [])
    return try await share(shares, refusing: .readersBusy, work)
  }

  /// One at a time for each person, few in the house.
  func export<T>(of person: ID<Person>, _ work: () async throws -> T) async throws -> T {
    try await share([("export", Bound.exports), ("export of \(person)", 1)], refusing: .exportsBusy, work)
  }

  private func share<T>(_ shares: [(String, Int)], refusing: Phrase, _ work: () async throws -> T) async throws -> T {
    let isIn = under.withLock { under in
      guard shares.allSatisfy({ under[$0.0, default: 0] < $0.1 }) else { return false }
      for (whose, _) in shares { under[whose, default: 0] += 1 }
      return true
    }
    guard isIn else { throw Refusal(.busy, refusing) }
    defer {
      under.withLock { under in
        for (whose, _) in shares {
          let left = under[whose, default: 0] - 1
          under[whose] = left > 0 ? left : nil
        }
      }
    }
    return try await work()
  }
}

extension House {
  /// Everything the house keeps about one person is gathered in memory. Throws `Refusal.busy` while it is being gathered for her already,
  /// or for as many others as the house does at once.
  package func exporting<T>(_ person: ID<Person>, _ work: () async throws -> T) async throws -> T {
    try await looking.export(of: person, work)
  }
}

extension Phrase {
  static let exportsBusy = Phrase(
    kk: "Деректердің көшірмесі дайындалып жатыр. Бір минуттан кейін қайта сұра.",
    ru: "Копия данных уже готовится. Попросите её ещё раз через минуту.",
    en: "A copy of the data is being made already. Ask for it again in a minute.")

  /// Why a file is not taken, in words that help.
  package static func upload(_ complaint: UploadComplaint) -> Phrase {
    switch complaint {
    case .empty: Phrase(kk: "Файл бос", ru: "Файл пуст", en: "The file is empty")
    case .tooLarge(let most):
      Phrase(
        kk: "Файл тым үлкен: ең көбі \(most / 1_000_000) МБ", ru: "Файл слишком большой: не больше \(most / 1_000_000) МБ",
        en: "The file is too large: at most \(most / 1_000_000) MB")
    case .unknownKind, .notTaken:
      Phrase(
        kk: "JPEG, PNG, WebP суретін немесе PDF қос", ru: "Добавьте фото JPEG, PNG, WebP или файл PDF",
        en: "Add a JPEG, PNG or WebP photo or a PDF")
    case .cutShort, .damaged:
      Phrase(
        kk: "Файл толық емес немесе бүлінген. Қайта қос.", ru: "Файл неполный или повреждён. Добавьте его ещё раз.",
        en: "The file is incomplete or damaged. Add it again.")
    case .tooManyPixels:
      Phrase(
        kk: "Суреттің өлшемі тым үлкен. Кішірейтіп қос.", ru: "Слишком большое изображение. Уменьшите его.",
        en: "The picture has too many pixels. Make it smaller.")
    case .active, .opaque:
      Phrase(
        kk: "Бұл PDF-тің қауіпсіздігін тексеру мүмкін емес. Оның орнына суретін қос.",
        ru: "Этот PDF нельзя проверить на безопасность. Добавьте вместо него фото.",
        en: "This PDF cannot be checked for safety. Add a photo of it instead.")
    case .locked: Phrase(kk: "PDF құпиясөзбен жабылған", ru: "PDF закрыт паролем", en: "The PDF is locked with a password")
    }
  }
}
