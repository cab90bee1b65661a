import Markup
import Programme
import Security
import Words

/// One field of what stands, as a form shows it.
struct Told: Sendable {
  let label: Phrase
  /// By which two are compared; of no language.
  let raw: String
  let says: Phrase

  init(_ label: Phrase, _ raw: String, says: Phrase? = nil) {
    (self.label, self.raw, self.says) = (label, raw, says ?? Phrase(verbatim: raw))
  }
}

/// What a form was made from. It travels in the form, so that nobody writes over what another wrote meanwhile without having read it.
extension [Told] {
  /// Of all fields together; stands in the hidden field `was`.
  var mark: String { hex([UInt8](digest([UInt8](map(\.raw).joined(separator: "\u{1f}").utf8)).prefix(12))) }

  /// What stands now, where it is not what was typed.
  func meanwhile(besides typed: [Told], _ t: Language) -> HTML {
    let others = zip(self, typed).filter { $0.raw != $1.raw }.map { stands, _ in
      (name: t(stands.label), value: HTML(stands.raw.isEmpty ? t(.notSaid) : t(stands.says)))
    }
    return notice("<p><b>\(t(.changedMeanwhile))</b></p>\(pairs(others))", .waiting)
  }
}

/// What came of a form that was sent.
enum Kept<Thing: Sendable>: Sendable {
  case kept(Thing)
  case wrong(FieldErrors)
  /// Somebody else wrote meanwhile.
  case moved([Told])
}

extension Said {
  /// Whether two things are called the same in one of the languages.
  func isCalled(like other: Said) -> Bool { Language.allCases.contains { folded(self($0)) == folded(other($0)) } }

  /// The three of them as fields of a form.
  var told: [Told] { [Told(.nameInKazakh, kk), Told(.nameInRussian, ru), Told(.nameInEnglish, en)] }
}

extension Phrase {
  static let changedMeanwhile = Phrase(
    kk: "Бұл деректерді сол уақытта басқа адам өзгертті. Қазір былай тұр; сіз жазғаныңыз төменде. Сақтасаңыз, сіздікі қалады.",
    ru:
      "Эти данные тем временем изменил другой человек. Сейчас записано так; ваше — ниже. Если сохраните, останется ваше.",
    en: "Somebody else changed this meanwhile. This is what stands now; yours is below. If you save it, yours stays.")
}
