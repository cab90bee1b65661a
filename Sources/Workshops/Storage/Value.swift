/// What a column holds. A truth value is an integer, 0 or 1, on both engines.
@usableFromInline package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

/// A type that can be bound in a statement.
@usableFromInline package protocol Bindable {
  var bound: Value { get }
}

/// A type that can be read from a column; nil when the column holds something else.
@usableFromInline package protocol Readable {
  init?(column: Value)
}

extension Int: Bindable, Readable {
  @inlinable package var bound: Value { .integer(Int64(self)) }
  @inlinable
  package init?(column: Value) {
    guard case .integer(let number) = column else { return nil }
    self.init(number)
  }
}

extension Int64: Bindable, Readable {
  @inlinable package var bound: Value { .integer(self) }
  @inlinable
  package init?(column: Value) {
    guard case .integer(let number) = column else { return nil }
    self = number
  }
}

extension Double: Bindable, Readable {
  @inlinable package var bound: Value { .real(self) }
  @inlinable
  package init?(column: Value) {
    switch column {
    case .real(let number): self = number
    case .integer(let number): self.init(number)
    default: return nil
    }
  }
}

extension Bool: Bindable, Readable {
  @inlinable package var bound: Value { .integer(self ? 1 : 0) }
  @inlinable
  package init?(column: Value) {
    guard case .integer(let number) = column else { return nil }
    self = number != 0
  }
}

extension String: Bindable, Readable {
  @inlinable package var bound: Value { .text(self) }
  @inlinable
  package init?(column: Value) {
    guard case .text(let text) = column else { return nil }
    self = text
  }
}

extension [UInt8]: Bindable, Readable {
  @inlinable package var bound: Value { .bytes(self) }
  @inlinable
  package init?(column: Value) {
    guard case .bytes(let bytes) = column else { return nil }
    self = bytes
  }
}

extension Optional: Readable where Wrapped: Readable {
  @inlinable
  package init?(column: Value) {
    if case .null = column {
      self = .none
      return
    }
    guard let value = Wrapped(column: column) else { return nil }
    self = .some(value)
  }
}

extension RawRepresentable where Self: Bindable, RawValue: Bindable {
  @inlinable package var bound: Value { rawValue.bound }
}

extension RawRepresentable where Self: Readable, RawValue: Readable {
  @inlinable
  package init?(column: Value) {
    guard let raw = RawValue(column: column) else { return nil }
    self.init(rawValue: raw)
  }
}
