import Grading
import Programme

enum ShippedUnits {
  static let table: UnitTable? = Assets.shipped["Sources/Science/Grading/units.csv"].flatMap { file in
    try? UnitTable(reading: String(decoding: file.bytes, as: UTF8.self))
  }
}
