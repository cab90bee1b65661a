import ChanceKit
import Testing

@testable import Grading

@Suite struct UnitTests {
  @Test("every symbol of the table is read as itself and shown in three languages as what is read back")
  func symbols() throws {
    let table = try shippedUnits()
    let grader = Grader(table)
    #expect(table.spellings.count > 800)
    for (text, symbol) in table.spellings {
      let unit = try #require(grader.unit(text), "\(text)")
      #expect(unit.key == symbol.factors.map(\.key).joined(separator: "*"))
      for language in Language.allCases {
        let back = try #require(grader.unit(unit.shown(language)), "\(text)")
        #expect(back.dimension == unit.dimension && back.scale == unit.scale, "\(text) \(unit.shown(language))")
      }
    }
  }

  @Test("units put together at random are read back from what is shown and from their key, 20,000 times")
  func products() throws {
    let table = try shippedUnits()
    let grader = Grader(table)
    let symbols = table.spellings.keys.filter { !$0.contains("h") || $0.count < 3 }.sorted()
    var chance = Chance(4)
    for _ in 0..<20_000 {
      let over = (0..<chance.below(4)).map { _ in factor(symbols, &chance) }
      let under = (0..<(over.isEmpty ? 1 : chance.below(3))).map { _ in factor(symbols, &chance) }
      let top = over.isEmpty ? "1" : over.joined(separator: chance.one(of: ["·", "*", "×", " ", " · "]))
      let bottom = under.count == 1 ? under[0] : "(\(under.joined(separator: "·")))"
      let text = under.isEmpty ? top : top + chance.one(of: ["/", " / "]) + bottom
      guard let unit = grader.unit(text) else { Issue.record("\(text)"); continue }
      for shown in Language.allCases.map(unit.shown) + [unit.key] {
        guard let back = grader.unit(shown) else { Issue.record("\(text) \(shown)"); continue }
        if back.dimension != unit.dimension || back.scale.ten != unit.scale.ten { Issue.record("\(text) \(shown)") }
      }
    }
  }

  private func factor(_ symbols: [String], _ chance: inout Chance) -> String {
    let power = chance.one(of: [1, 1, 2, 3, -1, -2, 9])
    guard power != 1 else { return chance.one(of: symbols) }
    return chance.one(of: symbols) + chance.one(of: ["^\(power)", "^(\(power))", raised(power), "\(power)"])
  }

  @Test("sizes against the SI Brochure: what one unit is in others, exactly")
  func sizes() throws {
    let grader = Grader(try shippedUnits())
    for (one, other, value) in [
      ("d", "s", 86_400), ("h", "s", 3_600), ("min", "s", 60), ("km/h", "m/h", 1_000), ("kW*h", "J", 3_600_000),
      ("t", "g", 1_000_000),
      ("l", "cm^3", 1_000), ("ha", "m^2", 10_000), ("N", "kg*m/s^2", 1), ("Pa", "N/m^2", 1), ("J", "N*m", 1), ("W", "V*A", 1),
      ("C", "A*s", 1), ("V", "W/A", 1), ("F", "C/V", 1), ("Ohm", "V/A", 1), ("S", "1/Ohm", 1), ("Wb", "V*s", 1),
      ("T", "Wb/m^2", 1),
      ("H", "Wb/A", 1), ("lx", "lm/m^2", 1), ("Gy", "J/kg", 1), ("Sv", "m^2/s^2", 1), ("Bq", "1/s", 1),
      ("eV", "J", 1.602176634e-19),
      ("Tm", "pm", 1e24), ("B", "bit", 8), ("km^2", "ha", 100), ("dam", "m", 10),
    ] as [(String, String, Double)] {
      let unit = try #require(grader.unit(other))
      let asked = Question(value: value, unit: unit, tolerance: .absolute(0))
      #expect(grader.grade("1 \(one)", asked, .en).verdict == .right, "\(one) in \(other)")
    }
  }

  @Test("a table that cannot be read names its line")
  func faults() {
    let head = "what,key,en,ru,kk,also,prefixes,times,over,ten,dimension\n"
    for line in [
      "unit,m", "unit,m,m,м,м,,all,0,1,0,m", "unit,m,m,м,м,,all,1,1,0,ell", "unit,m,m,м,м,,all,1,1,99,m",
      "unit,m,m,м,м,,all,1,1,-9223372036854775808,m", "unit,m,m,м,м,,all,1,1,0,m-2147483648",
      "thing,m,m,м,м,,,1,1,0,m",
    ] {
      #expect(throws: UnitTable.Fault(line: 2), "\(line)") { try UnitTable(reading: head + line) }
    }
  }
}
