import Measurement
import Words

/// Items whose parameters are known from an earlier calibration, so that a new form stands on the old scale.
struct Anchors: Sendable {
  /// By number of the item in the table.
  private(set) var items: [Int: Item] = [:]
  /// The slope that Rasch, partial-credit and rating-scale items share with the anchors.
  private(set) var commonSlope: Double?
  private(set) var lowest: [Int: UInt8] = [:]

  /// Nothing is anchored.
  init() {}

  /// Complains of each entry that is not in the table, does not fit its model, or has other categories than the answers.
  init(_ bank: ItemBank, _ table: ResponseTable, _ models: [ItemModel]) throws(TableComplaints) {
    var complaints = TableComplaints()
    let numbers = Dictionary(table.items.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let answers = table.range
    for entry in bank.entries {
      guard let number = numbers[entry.name] else {
        complaints.add(entry.complaint("id", .anchorNotThere(entry.name)))
        continue
      }
      if let complaint = take(entry, number, models[number], answers[number]) { complaints.add(complaint) }
    }
    do { try complaints.refuse() } catch { throw error.placed(in: bank.file) }
  }

  private mutating func take(
    _ entry: ItemBank.Entry, _ number: Int, _ model: ItemModel, _ answers: ClosedRange<UInt8>?
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
    let known = entry.lowest...(entry.lowest + item.categories - 1)
    if let answers, !known.contains(Int(answers.lowerBound)) || !known.contains(Int(answers.upperBound)) {
      return entry.complaint("id", .anchorCategories(known, Int(answers.lowerBound)...Int(answers.upperBound)))
    }
    items[number] = item
    lowest[number] = UInt8(entry.lowest)
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
  static func anchorCategories(_ known: ClosedRange<Int>, _ given: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk:
        "Бекітілген тапсырма \(known.lowerBound)–\(known.upperBound) жауаптарын ғана біледі, ал кестеде \(given.lowerBound)–\(given.upperBound).",
      ru:
        "Закреплённое задание знает ответы \(known.lowerBound)–\(known.upperBound), а в таблице \(given.lowerBound)–\(given.upperBound).",
      en:
        "The anchored item knows the answers \(known.lowerBound) to \(known.upperBound); the table has \(given.lowerBound) to \(given.upperBound)."
    )
  }
}
