package import Measurement
import Words

/// Items whose parameters are known from an earlier calibration, so that a new form stands on the old scale.
package struct Anchors: Sendable {
  /// By number of the item in the table.
  package private(set) var items: [Int: Item] = [:]
  /// The slope that Rasch, partial-credit and rating-scale items share with the anchors.
  package private(set) var commonSlope: Double?
  /// What the categories are called.
  private(set) var points: [Int: [UInt8]] = [:]

  /// Nothing is anchored.
  package init() {}

  /// Complains of each entry that is not in the table, does not fit its model, or has other categories than the answers.
  package init(_ bank: ItemBank, _ table: ResponseTable, _ models: [ItemModel]) throws(TableComplaints) {
    var complaints = TableComplaints()
    let numbers = Dictionary(table.items.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in bank.entries {
      guard let number = numbers[entry.name] else {
        complaints.add(entry.complaint("id", .anchorNotThere(entry.name)))
        continue
      }
      if let complaint = take(entry, number, models[number], table.seen[number]) { complaints.add(complaint) }
    }
    do { try complaints.refuse() } catch { throw error.placed(in: bank.file) }
  }

  private mutating func take(
    _ entry: ItemBank.Entry, _ number: Int, _ model: ItemModel, _ answers: [UInt8]
  ) -> TableComplaint? {
    if let own = entry.model, own.item.curve != model.curve { return entry.complaint("model", .anchorModelDiffers(own.rawValue)) }
    guard let item = try? entry.item(model.curve), !(model.isDichotomous && item.categories > 2) else {
      return entry.complaint("discrimination", .anchorImpossible)
    }
    if model.sharesSlope {
      if let commonSlope, abs(commonSlope - item.slope) > 1e-5 * abs(commonSlope) {
        return entry.complaint("discrimination", .anchorSlopeDiffers)
      }
      commonSlope = commonSlope ?? item.slope
    }
    let known = entry.points ?? Array(0..<UInt8(item.categories))
    guard known.count == item.categories else { return entry.complaint("points", .anchorPoints(item.categories)) }
    if let unknown = answers.first(where: { !known.contains($0) }) {
      return entry.complaint("id", .anchorCategories(known, unknown))
    }
    items[number] = item
    points[number] = known
    return nil
  }
}

extension Phrase {
  static func anchorNotThere(_ name: String) -> Phrase {
    Phrase(
      kk: "Жауап кестесінде «\(name)» деген тапсырма жоқ.", ru: "В таблице ответов нет задания «\(name)».",
      en: "The table of answers has no item “\(name)”.")
  }
  static func anchorModelDiffers(_ model: String) -> Phrase {
    Phrase(
      kk: "Тапсырма бұрын \(model) моделімен бағаланған, ал қазіргі модель басқа: --item ТАПСЫРМА=\(model) деп жазыңыз.",
      ru: "Задание оценено по модели \(model), а сейчас у него другая: укажите --item ЗАДАНИЕ=\(model).",
      en: "The item was fitted with the model \(model) and has another one now: say --item ITEM=\(model).")
  }
  static let anchorImpossible = Phrase(
    kk: "Мұндай параметрлері бар тапсырма бұл модельге сай келмейді.",
    ru: "Задание с такими параметрами не подходит к модели.", en: "An item of such parameters does not fit the model.")
  static let anchorSlopeDiffers = Phrase(
    kk: "Бұл модельдің барлық тапсырмасының ажыратқыштығы бірдей болуы керек, ал мұнда басқа.",
    ru: "В этой модели различающая сила у всех заданий общая, а здесь другая.",
    en: "Under this model all items have one discrimination; here is another.")
  static func anchorCategories(_ known: [UInt8], _ unknown: UInt8) -> Phrase {
    let list = known.map { "\($0)" }.joined(separator: ", ")
    return Phrase(
      kk: "Бекітілген тапсырмада тек \(list) жауаптары бар, ал кестеде \(unknown) бар.",
      ru: "В закреплённом задании есть только ответы \(list), а в таблице — \(unknown).",
      en: "The anchored item has only the answers \(list); the table has \(unknown).")
  }
  static func anchorPoints(_ categories: Int) -> Phrase {
    Phrase(
      kk: "Ұпайлар саны санаттар санына тең емес: \(categories) керек.",
      ru: "Баллов должно быть столько же, сколько категорий: \(categories).",
      en: "There must be as many points as categories: \(categories).")
  }
}
