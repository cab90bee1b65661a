package import Security
package import Words

extension House {
  /// The file looked through and cleaned, before any transaction: it may take seconds. Throws `Refusal.invalid` at the field.
  package func lookThrough(
    _ bytes: [UInt8], most: Int, kinds: Set<FileKind> = Set(FileKind.allCases), field: String
  ) async throws -> Upload {
    do {
      let upload = try await outside.readers.upload(bytes, most)
      guard kinds.contains(upload.kind) else { throw UploadComplaint.notTaken(upload.kind) }
      return upload
    } catch let complaint as UploadComplaint {
      throw Refusal(.invalid, .upload(complaint), field: field)
    } catch let refusal as Refusal {
      throw Refusal(refusal.kind, refusal.phrase, field: field)
    }
  }
}

extension Phrase {
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
        kk: "Бұл PDF-тің ішінде бағдарлама бар немесе оны тексеру мүмкін емес. Оның суретін қос.",
        ru: "В этом PDF есть программа, или его нельзя проверить. Добавьте вместо него фото.",
        en: "This PDF carries a program or cannot be looked through. Add a photo of it instead.")
    case .locked: Phrase(kk: "PDF құпиясөзбен жабылған", ru: "PDF закрыт паролем", en: "The PDF is locked with a password")
    }
  }
}
