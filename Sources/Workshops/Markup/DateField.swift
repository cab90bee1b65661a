package import Words

/// The three boxes of a date as they were typed; kept, so that a slip is shown back and not thrown away.
package struct TypedDate: Sendable, Hashable {
  package var day: String
  package var month: String
  package var year: String

  package init(day: String = "", month: String = "", year: String = "") {
    self.day = day
    self.month = month
    self.year = year
  }

  package init(_ date: Day) { self.init(day: String(date.day), month: String(date.month), year: String(date.year)) }

  package var isEmpty: Bool { [day, month, year].allSatisfy { $0.allSatisfy(\.isWhitespace) } }

  /// Nil when the three do not make a date; spaces around the digits are forgiven, years have four digits.
  package var date: Day? {
    guard let year = Self.number(year, digits: 4...4), let month = Self.number(month, digits: 1...2),
      let day = Self.number(day, digits: 1...2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private static func number(_ text: String, digits: ClosedRange<Int>) -> Int? {
    let bare = text.filter { !$0.isWhitespace }
    guard digits.contains(bare.utf8.count), bare.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(bare)
  }
}

extension Language {
  /// A date a person knows by heart, in three boxes named name-day, name-month and name-year.
  package func dateField(_ field: Field, value: TypedDate = TypedDate(), isBirthDay: Bool = false) -> HTML {
    let boxes = [
      box(field, id: field.id, "day", self(.day), value.day, isBirthDay ? "bday-day" : nil),
      box(field, id: "\(field.id)-month", "month", self(.month), value.month, isBirthDay ? "bday-month" : nil),
      box(field, id: "\(field.id)-year", "year", self(.year), value.year, isBirthDay ? "bday-year" : nil),
    ]
    return field.grouped(self, "<span class=\"date\">\(boxes)</span>")
  }

  private func box(
    _ field: Field, id: String, _ part: String, _ label: String, _ value: String, _ autocomplete: String?
  ) -> HTML {
    """
    <span><label for="\(id)">\(label)</label><input type="text" inputmode="numeric" id="\(id)" \
    name="\(field.name)-\(part)" value="\(value)" maxlength="4"\(attribute: "autocomplete", autocomplete)\
    \(" aria-invalid=\"true\"", if: field.error != nil)></span>
    """
  }
}
