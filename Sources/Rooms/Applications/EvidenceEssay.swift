import Forms
import Programme
import Storage
import Words

extension EssayField {
  /// The essay under the name of a piece of evidence, with nothing of whose it is.
  static func essay(_ application: String, _ name: String, _ house: House, in tx: Transaction) throws -> Essay? {
    guard let application = try ID<Application>(application).flatMap({ try tx.application($0) }),
      let page = house.form(of: application).pages.first(where: { $0.fields.contains { $0.key == name } }),
      let kind = page.fields.first(where: { $0.key == name })?.kind as? EssayField
    else { return nil }
    let safe = try tx.safe(of: application.person, house.vault)
    let typed = try tx.answers(of: application.id, safe)[name]
    let task = Said(
      kk: [page.title.kk, page.hint?.kk ?? ""].joined(separator: " "),
      ru: [page.title.ru, page.hint?.ru ?? ""].joined(separator: " "),
      en: [page.title.en, page.hint?.en ?? ""].joined(separator: " "))
    return typed.isEmpty ? nil : Essay(task: task.phrase, text: typed, criteria: kind.criteria?.phrase)
  }
}
