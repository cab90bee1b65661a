import Synchronization
package import Words

/// The names of those who applied, opened, in the memory of this process alone: any part of a word is looked for in it. On disk a name
/// stays sealed, and beside it stand hashes of whole words only; hashes of their parts would tell most names to whoever has the disk
/// (docs/decisions/0027). It holds as many names as there are applications and is brought up to date by each search.
package final class NameBook: Sendable {
  /// What one person is found by.
  package struct Line: Sendable {
    let person: ID<Person>
    let changed: Moment
    let seal: UInt64
    let text: String?
    let order: [UInt8]

    /// `changed` is when her application was written last; `seal` tells one sealed name from the next; `text` is nil for whoever has
    /// none, or none any more; `order` is the sort key of the name, empty for whoever has only a phone.
    package init(_ person: ID<Person>, changed: Moment, seal: UInt64, text: String?, order: [UInt8] = []) {
      self.person = person
      self.changed = changed
      self.seal = seal
      self.text = text
      self.order = order
    }
  }

  private struct Book<Key: Hashable & Comparable & Sendable>: Sendable {
    var keys: [Key?] = []
    /// Where each one's text begins; it ends with a line feed.
    var starts: [Int] = []
    var text: [UInt8] = []
    var places: [Key: Int] = [:]
    var seals: [UInt64] = []
    /// When each was written last, as it was read.
    var changes: [Moment] = []
    /// Sort keys; empty for whoever has none.
    var orders: [[UInt8]] = []
    /// When the book was last brought up to date.
    var readAt = Moment(milliseconds: 0)
    /// The places of those who have a sort key, in order; nil until somebody asks, and after many changes.
    private var sorted: [Int]?
    /// Where each place stands in it.
    private var ranks: [Int]?

    mutating func forget(_ key: Key) {
      guard let place = places.removeValue(forKey: key) else { return }
      keys[place] = nil
      (sorted, ranks) = (orders[place].isEmpty ? sorted : nil, nil)
      let end = place + 1 < starts.count ? starts[place + 1] - 1 : text.count - 1
      for index in starts[place]..<end { text[index] = 0 }
    }

    /// Whoever has no words is known too, so that nobody reads her again before something has changed.
    mutating func add(
      _ key: Key, _ words: String, seal: UInt64 = 0, changed: Moment = Moment(milliseconds: 0), order: [UInt8] = []
    ) {
      forget(key)
      places[key] = keys.count
      orders.append(order)
      (sorted, ranks) = (order.isEmpty ? sorted : nil, nil)
      keys.append(key)
      starts.append(text.count)
      seals.append(seal)
      changes.append(changed)
      text += words.utf8
      text.append(UInt8(ascii: "\n"))
    }

    /// Without the places of those who have other names by now.
    mutating func tidy() {
      guard keys.count > 1_000, places.count * 2 < keys.count else { return }
      var other = Book()
      other.readAt = readAt
      for (place, key) in keys.enumerated() {
        guard let key else { continue }
        let end = place + 1 < starts.count ? starts[place + 1] - 1 : text.count - 1
        other.add(
          key, String(decoding: text[starts[place]..<end], as: UTF8.self), seal: seals[place], changed: changes[place],
          order: orders[place])
      }
      self = other
    }

    /// So many in order, from the so-manieth on.
    mutating func inOrder(_ from: Int, _ count: Int, isDescending: Bool) -> [Key] {
      let sorted = sort()
      guard from >= 0, count > 0, from < sorted.count else { return [] }
      let range = from..<min(sorted.count, from + count)
      return range.compactMap { keys[isDescending ? sorted[sorted.count - 1 - $0] : sorted[$0]] }
    }

    /// These as the order has them; whoever has no sort key comes last either way.
    mutating func inOrder(_ given: [Key], isDescending: Bool) -> [Key] {
      let ranks = rank()
      var standing = [Int32](repeating: -1, count: ranks.count)
      var rest: [Key] = []
      for (index, key) in given.enumerated() {
        guard let place = places[key], ranks[place] >= 0 else {
          rest.append(key)
          continue
        }
        standing[ranks[place]] = Int32(truncatingIfNeeded: index)
      }
      let named = standing.lazy.filter { $0 >= 0 }.map { given[Int($0)] }
      return (isDescending ? named.reversed() : Array(named)) + rest.sorted()
    }

    /// Where each place stands in the order; -1 for whoever has no sort key.
    private mutating func rank() -> [Int] {
      if let ranks { return ranks }
      var made = [Int](repeating: -1, count: keys.count)
      for (rank, place) in sort().enumerated() { made[place] = rank }
      ranks = made
      return made
    }

    /// By the sort key, then in the order they came: whoever has the same name keeps her place.
    private mutating func sort() -> [Int] {
      if let sorted { return sorted }
      let made = keys.indices.filter { keys[$0] != nil && !orders[$0].isEmpty }.sorted { one, other in
        orders[one].lexicographicallyPrecedes(orders[other]) || (orders[one] == orders[other] && one < other)
      }
      sorted = made
      return made
    }

    /// Whose text has every one of these parts, at most so many.
    func keys(with parts: [String], most: Int) -> [Key] {
      let needles = parts.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
      guard let first = needles.first else { return [] }
      var found: [Key] = []
      text.withUnsafeBufferPointer { text in
        var from = 0
        while found.count < most, let hit = place(of: first, in: text, from: from, to: text.count) {
          let line = lineHolding(hit)
          let end = line + 1 < starts.count ? starts[line + 1] : text.count
          if let key = keys[line],
            needles.dropFirst().allSatisfy({ place(of: $0, in: text, from: starts[line], to: end) != nil })
          {
            found.append(key)
          }
          from = end
        }
      }
      return found
    }

    /// The last line that begins at or before a place.
    private func lineHolding(_ place: Int) -> Int {
      var (low, high) = (0, starts.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= place { low = middle } else { high = middle }
      }
      return low
    }

    private func place(of needle: [UInt8], in text: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> Int? {
      guard let first = needle.first, to - from >= needle.count else { return nil }
      return needle.withUnsafeBufferPointer { needle in
        var index = from
        let last = to - needle.count
        while index <= last {
          if text[index] == first {
            var length = 1
            while length < needle.count, text[index + length] == needle[length] { length += 1 }
            if length == needle.count { return index }
          }
          index += 1
        }
        return nil
      }
    }
  }

  private let books = Mutex<[ID<Cycle>: Book<ID<Person>>]>([:])
  /// Of the places of these regions, as an edition of the programme has them.
  private let places = Mutex<(edition: Edition?, regions: [String], book: Book<String>)?>(nil)

  package init() {}

  /// When the book of an intake was last brought up to date.
  package func readAt(_ cycle: ID<Cycle>) -> Moment { books.withLock { $0[cycle]?.readAt ?? Moment(milliseconds: 0) } }

  /// Those of whom the book knows nothing, or what they were before this change. What was written in the very millisecond in which the
  /// book was read may have been written once more in it.
  package func unread(_ seen: [(person: ID<Person>, changed: Moment)], _ cycle: ID<Cycle>) -> [ID<Person>] {
    books.withLock { books in
      guard let book = books[cycle] else { return seen.map(\.person) }
      return seen.compactMap { person, changed in
        changed < book.readAt && book.places[person].map { book.changes[$0] == changed } == true ? nil : person
      }
    }
  }

  /// Whether the book has her name as it stands; if so, it is good for this change too.
  package func holds(_ person: ID<Person>, seal: UInt64, changed: Moment, _ cycle: ID<Cycle>) -> Bool {
    books.withLock { books in
      guard let place = books[cycle]?.places[person], books[cycle]?.seals[place] == seal else { return false }
      books[cycle]?.changes[place] = changed
      return true
    }
  }

  package func take(_ lines: [Line], at moment: Moment, _ cycle: ID<Cycle>) {
    books.withLock { books in
      var book = books.removeValue(forKey: cycle) ?? Book()
      for line in lines {
        book.add(line.person, line.text ?? "", seal: line.seal, changed: line.changed, order: line.order)
      }
      book.readAt = max(book.readAt, moment)
      book.tidy()
      books[cycle] = book
    }
  }

  package func forget(_ person: ID<Person>) {
    books.withLock { books in for cycle in books.keys { books[cycle]?.forget(person) } }
  }

  /// Whoever has every one of these parts in her text, at most so many.
  package func people(with parts: [String], most: Int, _ cycle: ID<Cycle>) -> [ID<Person>] {
    books.withLock { $0[cycle]?.keys(with: parts, most: most) ?? [] }
  }

  /// So many people in the order of their names, from the so-manieth on; whoever has no name is not among them.
  package func inOrder(from: Int, count: Int, isDescending: Bool, _ cycle: ID<Cycle>) -> [ID<Person>] {
    books.withLock { $0[cycle]?.inOrder(from, count, isDescending: isDescending) ?? [] }
  }

  /// These people in the order of their names; whoever has no name comes last either way.
  package func inOrder(_ people: [ID<Person>], isDescending: Bool, _ cycle: ID<Cycle>) -> [ID<Person>] {
    books.withLock { $0[cycle]?.inOrder(people, isDescending: isDescending) ?? people }
  }

  /// The places of these regions in whose names, or those of what they lie in, each part stands; none where there are too many.
  package func places(with parts: [String], most: Int, _ house: House) -> [String] {
    let (regions, gazetteer) = (house.programme.regions, house.gazetteer)
    let found = places.withLock { kept in
      if let kept, kept.edition == house.edition, kept.regions == regions { return kept.book.keys(with: parts, most: most + 1) }
      var book = Book<String>()
      func add(_ place: Place, below above: String) {
        let text = "\(above)\(skeleton(place.nameKazakh)) \(skeleton(place.nameRussian)) "
        book.add(place.code, text)
        for child in gazetteer.children(of: place.code) { add(child, below: text) }
      }
      for region in regions { for place in gazetteer.children(of: region) { add(place, below: " ") } }
      kept = (house.edition, regions, book)
      return book.keys(with: parts, most: most + 1)
    }
    return found.count > most ? [] : found
  }
}
