import Foundation

/// A diagram in a plane: lines and columns over one axis, told apart by dashes (four kinds) that stand with their names beside it, not by colour.
package struct Chart: Sendable {
  package struct Axis: Sendable {
    package let label: String
    package let low: Double
    package let high: Double

    package init(_ label: String, _ low: Double, _ high: Double) {
      (self.label, self.low, self.high) = (label, low, high)
    }

    /// From 0 to `most` (above 0) at least, with round numbers at the four lines.
    package init(_ label: String, reaching most: Double) {
      let power = pow(10, floor(log10(most / 4)))
      let step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].first { $0 * power * 4 >= most } ?? 10
      self.init(label, 0, step * power * 4)
    }
  }

  package struct Line: Sendable {
    /// Written beside the diagram; empty for none.
    package let name: String
    package let points: [(x: Double, y: Double)]

    package init(_ name: String, _ points: [(x: Double, y: Double)]) {
      self.name = name
      self.points = points
    }
  }

  /// A column from the foot of the diagram.
  package struct Bar: Sendable {
    package let from: Double
    package let to: Double
    package let height: Double

    package init(from: Double, to: Double, height: Double) {
      (self.from, self.to, self.height) = (from, to, height)
    }
  }

  package let x: Axis
  package let y: Axis
  package var lines: [Line]
  package var bars: [Bar]
  /// Marks under the axis with what they stand for, such as the items of a Wright map.
  package var marks: [(x: Double, name: String)]

  package init(x: Axis, y: Axis, lines: [Line] = [], bars: [Bar] = [], marks: [(x: Double, name: String)] = []) {
    self.x = x
    self.y = y
    self.lines = lines
    self.bars = bars
    self.marks = marks
  }
}

/// Estimates with their intervals below each other.
package struct EstimatePlot: Sendable {
  package struct Row: Sendable {
    package let label: String
    package let value: Double
    package let interval: ClosedRange<Double>?
    /// As printed at the end of the row.
    package let text: String

    package init(label: String, value: Double, interval: ClosedRange<Double>?, text: String) {
      (self.label, self.value, self.interval, self.text) = (label, value, interval, text)
    }
  }

  package let low: Double
  package let high: Double
  /// Where a thin line goes down through all rows.
  package let reference: Double?
  package let rows: [Row]

  package init(low: Double, high: Double, reference: Double?, rows: [Row]) {
    (self.low, self.high, self.reference, self.rows) = (low, high, reference, rows)
  }
}
