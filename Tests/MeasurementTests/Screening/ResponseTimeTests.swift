import Glibc
import Measurement
import Testing

@Suite struct ResponseTimeTests {
  /// Seconds of the model; the persons of `knowing` take e^-1.5 of them on the first five items.
  private static func drawn(
    persons: Int, items: Int, seed: UInt64, missing: Double = 0, knowing: Range<Int> = 0..<0
  ) throws -> (seconds: [Double], intensities: [Double], speeds: [Double]) {
    var chance = Seeded(seed)
    let intensities = (0..<items).map { 4 + 0.4 * Double($0 % 5) }
    var (seconds, speeds) = ([Double](), [Double]())
    for person in 0..<persons {
      let speed = 0.3 * chance.normal()
      speeds.append(speed)
      for item in 0..<items {
        let noise = chance.normal() / (1.5 + 0.1 * Double(item))
        let ahead = knowing.contains(person) && item < 5 ? 1.5 : 0
        seconds.append(chance.uniform() < missing ? .nan : exp(intensities[item] - speed + noise - ahead))
      }
    }
    return (seconds, intensities, speeds)
  }

  @Test("intensities, discriminations and speeds come back, with times missing", arguments: [0.0, 0.2])
  func recovery(missing: Double) throws {
    let (seconds, intensities, speeds) = try Self.drawn(persons: 1500, items: 20, seed: 2, missing: missing)
    let model = try ResponseTimes(seconds: seconds, persons: 1500, items: 20).model()
    #expect(model.converged)
    #expect(abs(model.spread - 0.3) < 0.03)
    for item in 0..<20 {
      #expect(abs(model.intensities[item] - intensities[item]) < 0.09)
      #expect(abs(model.discriminations[item] / (1.5 + 0.1 * Double(item)) - 1) < 0.15)
    }
    let covered = speeds.indices.count { abs(model.speeds[$0] - speeds[$0]) < 1.96 * model.deviations[$0] }
    #expect(covered > 1500 * 92 / 100 && covered < 1500 * 98 / 100)
  }

  @Test("minutes instead of seconds move intensities by log 60, and nothing else")
  func units() throws {
    let (seconds, _, _) = try Self.drawn(persons: 200, items: 6, seed: 8)
    let model = try ResponseTimes(seconds: seconds, persons: 200, items: 6).model()
    let minutes = try ResponseTimes(seconds: seconds.map { $0 / 60 }, persons: 200, items: 6).model()
    #expect(model.converged && minutes.converged)
    #expect(abs(model.logLikelihood - minutes.logLikelihood) < 1e-6)
    for item in 0..<6 { #expect(abs(model.intensities[item] - minutes.intensities[item] - log(60)) < 1e-6) }
  }

  @Test("residuals are standard normal under the model, and a rapid guess stands out")
  func residuals() throws {
    var (seconds, _, _) = try Self.drawn(persons: 800, items: 15, seed: 4)
    let residuals = try ResponseTimes(seconds: seconds, persons: 800, items: 15).model().residuals()
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count)
    #expect(abs(variance - 1) < 0.03)
    #expect(abs(residuals.reduce(0, +)) / Double(residuals.count) < 0.02)
    seconds[37 * 15 + 2] = 0.4
    let hasty = try ResponseTimes(seconds: seconds, persons: 800, items: 15)
    #expect(try hasty.model().rapidAnswers().contains { $0.person == 37 && $0.item == 2 })
    #expect(hasty.rapidAnswers().contains { $0.person == 37 && $0.item == 2 })
  }

  @Test("who knew the first five items is found, few others are")
  func preknowledge() throws {
    let (seconds, _, _) = try Self.drawn(persons: 500, items: 25, seed: 6, knowing: 100..<110)
    let contrasts = try ResponseTimes(seconds: seconds, persons: 500, items: 25).model().preknowledge(of: Array(0..<5))
    let flagged = contrasts.filter { $0.falseDiscoveryRate <= 0.05 }.map(\.person)
    #expect(flagged.count { (100..<110).contains($0) } >= 8)
    #expect(flagged.count { !(100..<110).contains($0) } <= 2)
  }

  @Test("degenerate times are refused by name")
  func refusals() throws {
    #expect(throws: ScreeningFault.time(person: 1, item: 1)) {
      try ResponseTimes(seconds: [1, 2, 3, 0, 5, 6], persons: 3, items: 2)
    }
    #expect(throws: ScreeningFault.constantTimes(item: 0)) {
      try ResponseTimes(seconds: [1, 2, 1, 3, 1, 4], persons: 3, items: 2)
    }
    #expect(throws: ScreeningFault.fewTimes(item: 1)) {
      try ResponseTimes(seconds: [1, .nan, 2, 3, 1, 4], persons: 3, items: 2)
    }
    let model = try ResponseTimes(seconds: [1, 2, 3, 5, 5, 6], persons: 3, items: 2).model()
    #expect(throws: ScreeningFault.noComparison) { try model.preknowledge(of: []) }
    #expect(throws: ScreeningFault.item(7)) { try model.preknowledge(of: [7]) }
  }
}
