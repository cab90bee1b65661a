import Programme
import Words

/// Kinds that are answered by choosing.
extension ExerciseReader {
  mutating func choice(_ kind: Exercise.Kind) -> ChoiceBody? {
    let isCheck = place == .check
    let options = list("options", 2...8) { reader, entry -> ChoiceBody.Option? in
      entry.know(isCheck ? ["text", "right"] : ["text", "right", "says"])
      let isRight = reader.flag("right", in: entry)
      if isRight, entry.has("says") { entry.complain(.rightSays, at: "says") }
      let remark = isRight ? nil : reader.remark(ifAny: "says", in: entry)
      return reader.text("text", in: entry).map { ChoiceBody.Option(text: $0, isRight: isRight, remark: remark) }
    }
    let keepsOrder = flag("keep", in: root)
    guard let options else { return nil }
    let right = options.count { $0.isRight }
    if kind == .choice, right != 1 { return root.fail(.oneRight, at: "options") }
    if kind == .several, right == 0 || right == options.count { return root.fail(.someRight, at: "options") }
    distinct(options.map(\.text), "options")
    return ChoiceBody(options: options, keepsOrder: keepsOrder)
  }

  mutating func match() -> MatchBody? {
    let targets = pairs("to", 2...8) { reader, key, entry -> MatchBody.Target? in
      guard Self.isKey(key) else { return entry.fail(.noName(key)) }
      return reader.text(entry).map { MatchBody.Target(key: key, text: $0) }
    }
    let keys = Set(targets?.map(\.key) ?? [])
    let pairs = list("pairs", 2...10) { reader, entry -> MatchBody.Pair? in
      entry.know("is", "text")
      let target = entry.text("is", atMost: 40)
      if let target, targets != nil, !keys.contains(target) { entry.complain(.noSuchTarget(target), at: "is") }
      guard let text = reader.text("text", in: entry), let target else { return nil }
      return MatchBody.Pair(target: target, text: text)
    }
    guard let targets, let pairs else { return nil }
    distinct(targets.map(\.text), "to")
    distinct(pairs.map(\.text), "pairs")
    return MatchBody(targets: targets, pairs: pairs)
  }

  mutating func order() -> [ExerciseText]? {
    guard let items = list("items", 3...8, { reader, entry in reader.text(entry) }) else { return nil }
    distinct(items, "items")
    return items
  }

  mutating func point() -> PointBody? {
    let says = place == .lesson ? root.entry(ifAny: "says") : nil
    let areas = pairs("areas", 2...12) { reader, key, entry -> PointBody.Area? in
      guard Self.isKey(key) else { return entry.fail(.noName(key)) }
      entry.know("x", "y", "r", "label")
      let place = ["x", "y", "r"].map { reader.decimal($0, in: entry)?.value }
      let remark = says.flatMap { reader.remark(ifAny: key, in: $0) }
      guard let label = reader.text("label", in: entry), let x = place[0], let y = place[1], let r = place[2] else { return nil }
      guard r > 0, r < 100_000, abs(x) < 100_000, abs(y) < 100_000 else { return entry.fail(.circle) }
      return PointBody.Area(key: key, x: x, y: y, r: r, label: label, remark: remark, line: entry.line)
    }
    let figure = root.key("figure")
    let answer = root.text("answer", atMost: 40)
    guard let areas, let figure, let answer else { return nil }
    guard areas.contains(where: { $0.key == answer }) else { return root.fail(.noSuchArea(answer), at: "answer") }
    for key in says?.keys ?? [] where key == answer || !areas.contains(where: { $0.key == key }) {
      root.complain(.noSuchArea(key), at: "says")
    }
    distinct(areas.map(\.label), "areas")
    for (at, area) in areas.enumerated() {
      let isHidden = areas[..<at].contains { other in
        let distance = ((area.x - other.x) * (area.x - other.x) + (area.y - other.y) * (area.y - other.y)).squareRoot()
        return distance <= max(area.r, other.r)
      }
      if isHidden { root.complain(.circlesOverlap(area.key), onLine: area.line) }
    }
    return PointBody(figure: figure, areas: areas, answer: answer)
  }

  /// Two texts that read alike in one language, before numbers are filled in.
  func distinct(_ texts: [ExerciseText], _ key: String) {
    for language in Language.allCases {
      let words = texts.map { ReadWord.compared($0.said(language)) }
      if Set(words).count < words.count { return root.complain(.sameTexts(key), at: key) }
    }
  }

  static func isKey(_ key: String) -> Bool {
    (1...40).contains(key.utf8.count)
      && key.utf8.allSatisfy {
        Expression.isLetter($0) || Expression.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }
}
