extension Fields {
  /// A whole number within a range; nil when it is missing, no number, or outside. What comes from an address or a form goes
  /// through here before it reaches a sum or an index: in Swift an overflow ends the process for everybody.
  package func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
    wholeNumber(self[name], in: range)
  }
}

/// The text as a whole number within a range; nil when it is none or outside.
package func wholeNumber(_ text: String?, in range: ClosedRange<Int>) -> Int? {
  guard let text, let number = Int(text), range.contains(number) else { return nil }
  return number
}

/// Which page of a list an address asks for (`page=`), from 1: no number or one below is the first page, one above `last` the
/// last that can be asked for.
package struct PageNumber: Sendable, Hashable {
  private static let last = 100_000

  package let value: Int

  package init(_ query: Fields) {
    value = query["page"].flatMap { Int($0) }.map { min(max(1, $0), Self.last) } ?? 1
  }

  /// Rows to skip before it.
  package func offset(of size: Int) -> Int { (value - 1) * size }
}
