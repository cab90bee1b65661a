import Foundation
import Testing

@testable import Learning

/// FSRS-6 held against py-fsrs, and the powers it is made of against the C library's.
@Suite struct MemoryTests {
  private static let first = 20_454

  /// A line of practice-fsrs.txt.
  private struct Scheduled {
    let steps: [(day: Int, rating: Int, stability: Int64, difficulty: Int64, interval: Int)]
    let exact: (stability: Double, difficulty: Double)
    let later: (day: Int, recall: Int)

    init(_ line: Substring) throws {
      let fields = line.split(separator: " ")
      let end = try #require(fields.firstIndex(of: "="))
      try #require(fields.count == end + 6)
      steps = try fields[..<end].map { step in
        let numbers = try step.split(separator: ":").map { try #require(Int64($0)) }
        return (Int(numbers[0]), Int(numbers[1]), numbers[2], numbers[3], Int(numbers[4]))
      }
      exact = (try #require(Double(fields[end + 1])), try #require(Double(fields[end + 2])))
      later = (try #require(Int(fields[end + 4])), try #require(Int(fields[end + 5])))
    }
  }

  private static func scheduled() throws -> [Scheduled] {
    try Cases.text("practice-fsrs.txt").split(separator: "\n").dropFirst(2).map { try Scheduled($0) }
  }

  @Test("500 histories have the stability, difficulty, interval and recall that py-fsrs 6.3.2 gives them, to the last millionth")
  func peer() throws {
    let lines = try Self.scheduled()
    #expect(lines.count == 500)
    var answers = 0
    for line in lines {
      var practice = Practice()
      var memory: Memory?
      for (place, step) in line.steps.enumerated() {
        practice.add([
          try attempt(
            place, at: Cases.start(Self.first + step.day) + Int64(place), hints: step.rating == 2 ? 1 : 0,
            step.rating == 1 ? .wrong : .right)
        ])
        memory = practice.skills["s"]?.memory
        #expect(memory?.stability == step.stability && memory?.difficulty == step.difficulty)
        #expect(memory.map { $0.dueOn - $0.day } == step.interval)
        answers += 1
      }
      let last = try #require(memory)
      #expect(last.recall(on: Self.first + line.later.day) == line.later.recall)
      // Without any rounding on the way: it costs 4 in 10,000 at worst, where stability went through a thousandth of a day.
      #expect(abs(Double(last.stability) / 1e6 - line.exact.stability) < 5e-4 * line.exact.stability)
      #expect(abs(Double(last.difficulty) / 1e6 - line.exact.difficulty) < 3e-6)
    }
    #expect(answers > 4_000)
  }

  @Test("the weights are those of py-fsrs 6.3.2, and the phone's script has the same")
  func weights() throws {
    let lines = try Cases.text("practice-fsrs.txt").split(separator: "\n")
    #expect(lines[0] == "fsrs 6.3.2")
    #expect(lines[1].split(separator: " ").dropFirst().map { Double($0) } == Weights.all)
    let script = try Cases.script()
    let listed = try #require(script.split(separator: "const W = [\n").last?.split(separator: "];").first)
    #expect(listed.split { ", \n".contains($0) }.map { Double($0) } == Weights.all)
  }

  @Test("powers agree with the C library's to 2e-15 over all that memory asks for")
  func powers() {
    var draw = Draw()
    var worst = 0.0
    for _ in 0..<200_000 {
      let y = (Double(draw.below(2_000_001)) / 1e6 - 1) * 8
      let x = Powers.exp((Double(draw.below(2_000_001)) / 1e6 - 1) * 24)
      worst = max(worst, abs(Powers.exp(y) / Foundation.exp(y) - 1))
      worst = max(worst, abs(Powers.ln(x) - Foundation.log(x)) / max(abs(Foundation.log(x)), 0.01))
    }
    #expect(worst < 2e-15 && worst > 0, "\(worst)")
    #expect(Powers.exp(0) == 1 && Powers.ln(1) == 0 && Powers.ln(2) == 0.6931471805599453)
    #expect(Powers.exp(-700) > 0 && Powers.exp(700).isFinite)
  }

  @Test("nine in ten remember after as many days as the stability has, and never more with every day")
  func recall() throws {
    let memory = try #require(Memory(stability: 10_000_000, difficulty: 5_000_000, day: 100))
    #expect(memory.recall(on: 100) == 1_000_000 && memory.recall(on: 99) == 1_000_000 && memory.recall(on: .min) == 1_000_000)
    #expect(memory.recall(on: 110) == 900_000)
    for day in 100..<400 { #expect(memory.recall(on: day + 1) < memory.recall(on: day)) }
    #expect(memory.recall(on: .max) == memory.recall(on: Memory.lastDay))
    #expect((1..<300_000).contains(memory.recall(on: .max)))
  }

  @Test("no answers at any days lead out of the ranges", arguments: [[1], [2], [3], [1, 2, 3], [3, 1]])
  func ranges(_ ratings: [Int]) throws {
    var draw = Draw()
    for _ in 0..<300 {
      var (day, memory) = (0, Memory?.none)
      for _ in 0..<60 {
        day = min(day + draw.one(of: [0, 1, 30, 9_000, 300_000]), Memory.lastDay)
        let rating = try #require(Rating(rawValue: Double(draw.one(of: ratings))))
        let next = memory?.after(rating, on: day) ?? Memory(first: rating, on: day)
        #expect(Memory(stability: next.stability, difficulty: next.difficulty, day: next.day) == next)
        #expect((0...1_000_000).contains(next.recall(on: day + 40_000)))
        #expect((1...36_500).contains(next.dueOn - day) && next.stability <= 10_000_000_000_000)
        memory = next
      }
    }
  }

  @Test("a row outside the ranges is no memory")
  func rows() {
    for (stability, difficulty, day) in [
      (999, 5_000_000, 1), (100_000_000_000_001, 5_000_000, 1), (1_000, 999_999, 1), (1_000, 10_000_001, 1),
      (1_000, 1_000_000, -1),
      (1_000, 1_000_000, Int.max), (Int64.min, 1_000_000, 1),
    ] as [(Int64, Int64, Int)] { #expect(Memory(stability: stability, difficulty: difficulty, day: day) == nil) }
  }
}
