/// The plural category of a whole number, after CLDR 48 (cardinal rules, integers only).
package enum Plural: String, Sendable {
  case one, few, many, other

  package static func category(_ n: Int, _ language: Language) -> Plural {
    switch language {
    case .kk, .en: n.magnitude == 1 ? .one : .other
    case .ru: russian(n.magnitude)
    }
  }

  private static func russian(_ n: UInt) -> Plural {
    if (11...14).contains(n % 100) { return .many }
    switch n % 10 {
    case 1: return .one
    case 2...4: return .few
    default: return .many
    }
  }
}

/// A Russian count: `counted(21, one: "заявка", few: "заявки", many: "заявок")` is "21 заявка".
package func counted(_ n: Int, one: String, few: String, many: String) -> String {
  "\(n) \(plural(n, one: one, few: few, many: many))"
}

/// An English count: `counted(2, one: "application", other: "applications")` is "2 applications".
///
/// Kazakh needs no such help: the noun does not change after a number.
package func counted(_ n: Int, one: String, other: String) -> String {
  "\(n) \(Plural.category(n, .en) == .one ? one : other)"
}

/// The Russian word alone, where the number stands apart from it.
package func plural(_ n: Int, one: String, few: String, many: String) -> String {
  switch Plural.category(n, .ru) {
  case .one: one
  case .few: few
  case .many, .other: many
  }
}

/// The English word alone.
package func plural(_ n: Int, one: String, other: String) -> String {
  Plural.category(n, .en) == .one ? one : other
}
