import Exchange
package import Markup
import Words

/// Which intake a page of the staff is about. It is named, never guessed: by the form that is sent, by the address, by what the
/// reader chose before. Only a page asked for without a name shows one by the calendar, and says which.
extension Visit {
  /// The name of the field in addresses, forms and the cookie; its value is the cycle's key.
  package static let cycleField = "intake"

  /// Throws `Refusal.missing` for a name out of reach, `.conflict` for an act that names none where there are several.
  package func cycle() throws(Refusal) -> Cycle {
    guard request.method.isSafe else { return try cycleOfForm() }
    if let key = query[Self.cycleField], !cycles.contains(where: { $0.key == key }) { throw .missing }
    guard let shown = shownCycle else { throw .missing }
    return shown
  }

  private func cycleOfForm() throws(Refusal) -> Cycle {
    guard let key = form[Self.cycleField] else {
      guard let only = cycles.first, cycles.count == 1 else {
        throw cycles.isEmpty ? .missing : Refusal(.conflict, .intakeNotNamed)
      }
      return only
    }
    guard let cycle = cycles.first(where: { $0.key == key }) else { throw .missing }
    return cycle
  }

  /// What the page shows: the form's when a form is shown again, the address's, the chosen one, else by the calendar.
  package var shownCycle: Cycle? {
    let named = [form[Self.cycleField], query[Self.cycleField], request.cookie(Self.cycleField)]
    return named.lazy.compactMap { key in cycles.first { $0.key == key } }.first ?? cycles.begun(at: now)
  }

  /// A link to more of the intake this page shows, whatever another window shows by then; unchanged where there is only one.
  package func ofShown(_ link: Link) -> Link {
    guard cycles.count > 1, let shownCycle else { return link }
    return link.of(shownCycle)
  }

  /// The same for a form that is sent with GET.
  package var shownCycleField: HTML {
    guard cycles.count > 1, let shownCycle else { return .nothing }
    return hidden(Self.cycleField, shownCycle.key)
  }

  /// This page, or the first one where the page is about one thing of another intake, for each intake within reach.
  var cycleLinks: [(cycle: Cycle, link: Link)] {
    let page: Link = request.method.isSafe && names.isEmpty ? Link(own: request.path) ?? "/desk" : "/desk"
    return cycles.map { ($0, page.of($0)) }
  }
}

extension Link {
  /// The same page with its intake named, for whoever keeps the address.
  package func of(_ cycle: Cycle) -> Link { with("intake", cycle.key) }
}

extension Phrase {
  static let intakeNotNamed = Phrase(
    kk: "Қай қабылдау туралы екені белгісіз. Бетті қайта ашып, қайталаңыз.",
    ru: "Не указано, о каком наборе речь. Откройте страницу заново и повторите.",
    en: "It is not said which intake this is about. Open the page again and repeat.")
}
