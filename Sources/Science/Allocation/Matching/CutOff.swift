/// What one kind of seat of a programme asked for in the end.
///
/// All of them together are the certificate of a matching: each student has the first place of her list whose cut-off she meets, no place
/// holds more than its seats, and a place with a cut-off is full (Azevedo and Leshno, 2016). `Inspection.PublishedMatching` checks it.
package struct CutOff: Sendable, Hashable {
  package let programme: Int32
  /// Which of the programme's reserves, from 0; nil: its open seats.
  package let reserve: Int?
  package let seats: Int32
  package let filled: Int32
  /// The student ranked last among those who have the seats; nil: a seat is free, or there is none, and nobody is refused for points.
  package let last: Int32?
}

extension Matching {
  /// Place by place, in the order of `Preferences.seats`.
  package func cutOffs(_ preferences: Preferences) -> [CutOff] {
    var filled = [Int32](repeating: 0, count: preferences.seats.count)
    for slot in taken where slot >= 0 { filled[Int(preferences.choices[Int(slot)])] += 1 }
    return preferences.seats.indices.map { place in
      CutOff(
        programme: preferences.programmes[place], reserve: preferences.reserve(of: place), seats: preferences.seats[place],
        filled: filled[place], last: lasts[place] < 0 ? nil : lasts[place])
    }
  }
}

extension Preferences {
  /// Which of its programme's reserves a place is, from 0; nil: the open seats, the last of the programme's places.
  package func reserve(of place: Int) -> Int? {
    place + 1 < programmes.count && programmes[place + 1] == programmes[place] ? order(of: place) : nil
  }

  /// How many places of its programme are tried before it.
  func order(of place: Int) -> Int {
    var first = place
    while first > 0, programmes[first - 1] == programmes[place] { first -= 1 }
    return place - first
  }
}
