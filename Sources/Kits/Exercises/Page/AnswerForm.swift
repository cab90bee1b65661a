package import Exchange

extension Answer {
  /// Before the names of places in the form of one exercise.
  package static let formNames = "p."

  /// From the fields of a form (`ExerciseFields`); nil: nothing of this exercise was sent, or more than any answer.
  package init?(form: Fields, to exercise: Exercise, names: String = Answer.formNames) {
    var texts: [String: String] = [:]
    var (places, indents): ([String: String], [String: String]) = ([:], [:])
    for pair in form.pairs where pair.name.hasPrefix(names) {
      let name = String(pair.name.dropFirst(names.count))
      if name.hasPrefix("o.") {
        places[String(name.dropFirst(2))] = pair.value
      } else if name.hasPrefix("i."), exercise.kind == .reorder {
        indents[String(name.dropFirst(2))] = pair.value
      } else if let before = texts[name], exercise.kind == .several {
        texts[name] = "\(before) \(pair.value)"
      } else {
        texts[name] = pair.value
      }
    }
    let things = Self.inOrder(places)
    switch exercise.kind {
    case .order: texts["a"] = things?.joined(separator: " ") ?? ""
    case .reorder: texts["a"] = things?.map { "\($0):\(indents[$0] ?? "0")" }.joined(separator: " ") ?? ""
    default: break
    }
    // What she chose is not lost where it is no order.
    if things == nil { for (thing, place) in places where !place.isEmpty { texts["o.\(thing)"] = place } }
    if texts.isEmpty, exercise.kind != .several { return nil }
    self.init(texts)
  }

  /// Things in the order of the places they were given; one without a place is left out. Nil: two with one place
  /// cannot be put in order.
  private static func inOrder(_ places: [String: String]) -> [String]? {
    let chosen = places.compactMap { thing, place in Answer.whole(place[...]).map { (thing: thing, place: $0) } }
    guard Set(chosen.map(\.place)).count == chosen.count else { return nil }
    return chosen.sorted { $0.place < $1.place }.map(\.thing)
  }
}
