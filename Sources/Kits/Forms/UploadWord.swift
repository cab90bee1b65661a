import Programme
import Security
import Words

/// Why a file was not taken, as one word in the address of the page that says so.
enum UploadWord: String, CaseIterable {
  case empty, large, kind, damaged, pixels, program, locked

  /// Nil when the refusal is about something else.
  init?(_ refusal: Refusal, _ page: Form.Page) {
    guard let field = page.fields.first(where: { $0.key == refusal.field }),
      let word = Self.allCases.first(where: { $0.phrase(field) == refusal.phrase })
    else { return nil }
    self = word
  }

  func phrase(_ field: Form.Field) -> Phrase {
    switch self {
    case .empty: .upload(.empty)
    case .large: .upload(.tooLarge((field.kind as? FileField)?.longest ?? 0))
    case .kind: .upload(.unknownKind)
    case .damaged: .upload(.damaged)
    case .pixels: .upload(.tooManyPixels(0))
    case .program: .upload(.active)
    case .locked: .upload(.locked)
    }
  }
}
