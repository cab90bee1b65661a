import Documents
import Measurement
import Words

/// Answers as they stand in a spreadsheet: one row a person, one column an item, an empty cell or NA where nothing was answered.
package struct ResponseTable: Sendable {
  private let rows: PersonRows
  /// Row after row, as typed; 255 for none.
  let answers: [UInt8]
  /// The answers there are to each item, as typed, in order.
  let seen: [[UInt8]]

  var persons: [String] { rows.persons }
  package var items: [String] { rows.items }
  var lines: [Int32] { rows.lines }
  var groups: [Int] { rows.groups }
  var groupNames: [String] { rows.groupNames }
  var weights: [Double]? { rows.weights }

  package static func read(_ bytes: [UInt8], _ choice: ResponseColumns) throws(TableComplaints) -> ResponseTable {
    var answers: [UInt8] = []
    let rows = try PersonRows.read(bytes, choice) { cell, _ in
      let answer = Self.answer(cell)
      answers.append(answer ?? Responses.missing)
      return answer == nil ? .answerUnreadable(cell) : nil
    }
    return ResponseTable(rows, answers)
  }

  init(_ rows: PersonRows, _ answers: [UInt8]) {
    (self.rows, self.answers) = (rows, answers)
    seen = Self.seen(answers, items: rows.items.count)
  }

  /// 0 to 99, or none; nil for anything else.
  private static func answer(_ cell: String) -> UInt8? {
    let text = cell.utf8
    switch text.count {
    case 0: return Responses.missing
    case 1:
      let digit = text[text.startIndex]
      return (0x30...0x39).contains(digit) ? digit - 0x30 : CellText.isGap(cell) ? Responses.missing : nil
    default:
      if CellText.isGap(cell) { return Responses.missing }
      return CellText.whole(cell).flatMap { UInt8(exactly: $0) }.flatMap { Int($0) < Responses.categoryLimit ? $0 : nil }
    }
  }
}

extension ResponseTable {
  /// What the categories of each item are called, from the lowest: those of an anchor, 0 and 1 under a dichotomous model, else the answers there
  /// are, so that points nobody got leave no gap; of a rating scale those that any of its items has, counted from each item's lowest.
  func points(_ models: [ItemModel], _ anchors: Anchors = Anchors()) -> [[UInt8]] {
    var places: [ItemModel: Set<UInt8>] = [:]
    for (item, model) in models.enumerated() {
      places[model, default: []].formUnion(seen[item].map { $0 - seen[item][0] })
    }
    return models.enumerated().map { item, model in
      if let known = anchors.points[item] { return known }
      if model.isDichotomous { return [0, 1] }
      guard case .ratingScale = model, let lowest = seen[item].first, let highest = seen[item].last else { return seen[item] }
      return places[model, default: []].sorted().filter { $0 <= highest - lowest }.map { lowest + $0 }
    }
  }

  /// The answers as the models count them: by their places among the points; what is not 0 or 1 under a dichotomous model is complained of with
  /// its line.
  func responses(_ models: [ItemModel], points: [[UInt8]]) throws(TableComplaints) -> Responses {
    var complaints = TableComplaints()
    for (item, model) in models.enumerated() where model.isDichotomous && (seen[item].last ?? 0) > 1 {
      guard let row = persons.indices.first(where: { (2..<Responses.missing).contains(answers[$0 * items.count + item]) }) else {
        continue
      }
      complaints.add(TableComplaint(Int(lines[row]), items[item], .notDichotomous(Int(answers[row * items.count + item]))))
    }
    try complaints.refuse()
    var bytes = answers
    if points.contains(where: { $0.enumerated().contains { $0.offset != Int($0.element) } }) {
      let places = points.flatMap { own in
        (0...UInt8.max).map { answer in own.firstIndex(of: answer).map { UInt8($0) } ?? Responses.missing }
      }
      var item = 0
      for at in bytes.indices {
        bytes[at] = places[item * 256 + Int(bytes[at])]
        item = item + 1 == items.count ? 0 : item + 1
      }
    }
    return try TableComplaints.of { () throws(ResponsesFault) in
      try Responses(
        bytes: bytes, persons: persons.count, items: items.count, weights: weights, groups: groups.isEmpty ? nil : groups)
    } says: {
      complaint($0)
    }
  }

  private static func seen(_ answers: [UInt8], items: Int) -> [[UInt8]] {
    var isSeen = [Bool](repeating: false, count: items * 256)
    var item = 0
    for answer in answers {
      isSeen[item * 256 + Int(answer)] = true
      item = item + 1 == items ? 0 : item + 1
    }
    return (0..<items).map { item in (0..<Responses.missing).filter { isSeen[item * 256 + Int($0)] } }
  }
}

extension Phrase {
  static func answerUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk:
        "«\(text)» — жауап емес: 0-ден басталатын бүтін сан керек, жауап болмаса бос қалады. Тапсырмаға жатпайтын бағанды --skip арқылы көрсетіңіз.",
      ru:
        "«\(text)» — не ответ: нужно целое число от 0; если ответа нет, оставьте ячейку пустой. Столбцы, которые не задания, перечислите в --skip.",
      en:
        "“\(text)” is not an answer: whole numbers from 0; leave the cell empty if there is no answer. List columns that are not items in --skip."
    )
  }
  static func notDichotomous(_ answer: Int) -> Phrase {
    Phrase(
      kk: "Бұл модельде жауап тек 0 не 1 болады, ал мұнда \(answer) бар. Бірнеше ұпайлы тапсырмаға grm, gpcm не pcm керек.",
      ru: "Эта модель знает только 0 и 1, а здесь \(answer). Для заданий с несколькими баллами есть grm, gpcm и pcm.",
      en: "This model knows 0 and 1 only, and here is \(answer). For items with several points there are grm, gpcm and pcm.")
  }
}
