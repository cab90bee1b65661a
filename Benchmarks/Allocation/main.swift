import Allocation
import Foundation

/// Times the science alone on seeded instances and writes them down for the peers:
///
///     allocation-bench match STUDENTS PROGRAMMES FOLDER
///     allocation-bench assign APPLICATIONS REVIEWERS FOLDER
///     allocation-bench solve APPLICATIONS REVIEWERS FOLDER       scores.i32, low.i32, high.i32 and each.i32 of the folder
///
/// Prints one JSON object: seconds (the median of five runs; of match and solve processor time) and what came out. FOLDER gets the instance as little-endian arrays.

struct Chance: RandomNumberGenerator {
  private var state: UInt64 = 2026
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

func median(_ runs: Int, _ work: () -> Void) -> Double {
  (0..<runs).map { _ in
    let start = DispatchTime.now().uptimeNanoseconds
    work()
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }.sorted()[runs / 2]
}

/// Processor time: other programs on the machine do not count.
func processorMedian(_ runs: Int, _ work: () -> Void) -> Double {
  (0..<runs).map { _ in
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }.sorted()[runs / 2]
}

func write<Number>(_ numbers: [Number], _ folder: String, _ name: String) {
  let data = numbers.withUnsafeBytes { Data($0) }
  _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: data)
}

/// Lists of 10, places for four in five; a programme ranks by one score for all with a bonus of its own.
func match(students: Int, programmes: Int, folder: String) {
  var chance = Chance()
  let popularity = (0..<programmes).map { _ in chance.unit() }
  let score = (0..<students).map { _ in chance.unit() }
  let length = min(10, programmes)
  var wishes: [[Int32]] = []
  wishes.reserveCapacity(students)
  for _ in 0..<students {
    var wish: [Int32] = []
    while wish.count < length {
      let one = chance.below(programmes)
      let other = chance.below(programmes)
      let pick = Int32(popularity[one] > popularity[other] ? one : other)
      if !wish.contains(pick) { wish.append(pick) }
    }
    wishes.append(wish)
  }
  var applicants = [[(student: Int32, score: Double)]](repeating: [], count: programmes)
  for (student, wish) in wishes.enumerated() {
    for programme in wish { applicants[Int(programme)].append((Int32(student), score[student] + 0.3 * chance.unit())) }
  }
  let seats = Int32(max(1, students * 8 / 10 / programmes))
  let preferences = Preferences(
    choices: wishes, programmes: applicants.map { Preferences.Programme(seats: seats, order: .scores($0)) })
  var matching: Matching?
  let seconds = processorMedian(5) { matching = preferences.deferredAcceptance() }
  guard let matching else { return }
  let taken = (0..<students).map { Int32(matching.programme(of: $0, preferences) ?? -1) }
  write(wishes.flatMap(\.self), folder, "wishes.i32")
  write(preferences.ranks, folder, "ranks.i32")
  write(taken, folder, "taken.i32")
  let blocking = preferences.blockingPairs(matching).count
  print(
    "{\"seconds\": \(seconds), \"seats\": \(seats), \"length\": \(length), \"matched\": \(taken.count { $0 >= 0 }), \"blocking\": \(blocking)}"
  )
}

/// Scores of similar subjects (eight topics), one conflict in fifty, three readers each, loads a tenth above the average.
func assign(applications: Int, reviewers: Int, folder: String) {
  var chance = Chance()
  let topics = 8
  func mix() -> [Double] {
    let parts = (0..<topics).map { _ in chance.unit() * chance.unit() * chance.unit() }
    let length = parts.map { $0 * $0 }.reduce(0, +).squareRoot()
    return parts.map { $0 / length }
  }
  let readers = (0..<reviewers).map { _ in mix() }
  var scores = [Int32](repeating: 0, count: applications * reviewers)
  for application in 0..<applications {
    let own = mix()
    for reviewer in 0..<reviewers {
      let likeness = zip(own, readers[reviewer]).map { $0 * $1 }.reduce(0, +)
      scores[application * reviewers + reviewer] =
        chance.below(50) == 0 ? ReviewPlan.forbidden : Int32((likeness * 1_000).rounded())
    }
  }
  let load = (applications * 3 * 11 / 10 + reviewers - 1) / reviewers
  let problem = ReviewPlan(
    applications: applications, reviewers: reviewers, scores: scores, perApplication: 3,
    minLoad: [Int](repeating: 0, count: reviewers),
    maxLoad: [Int](repeating: load, count: reviewers))
  var answer: ReviewAssignment?
  let seconds = median(3) { answer = try? problem.assign() }
  guard let answer else { return print("{\"feasible\": false}") }
  // The proof is counted again from all pairs.
  let isOptimal = problem.bound(of: answer.certificate.prices) == answer.total
  write(scores, folder, "scores.i32")
  print(
    "{\"seconds\": \(seconds), \"load\": \(load), \"total\": \(answer.total), \"isOptimal\": \(isOptimal), \"broken\": \(problem.faults(of: answer.reviewers).count)}"
  )
}

func read(_ folder: String, _ name: String) -> [Int32] {
  guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return [] }
  return [Int32](unsafeUninitializedCapacity: data.count / 4) { buffer, count in
    count = data.copyBytes(to: buffer) / 4
  }
}

/// The instance the peer has, whatever it is: total, proof and faults, or a shortage.
func solve(applications: Int, reviewers: Int, folder: String) {
  let problem = ReviewPlan(
    applications: applications, reviewers: reviewers, scores: read(folder, "scores.i32"),
    perApplication: Int(read(folder, "each.i32")[0]), minLoad: read(folder, "low.i32").map(Int.init),
    maxLoad: read(folder, "high.i32").map(Int.init))
  var answer: Result<ReviewAssignment, Shortage>?
  let seconds = processorMedian(3) { answer = Result { () throws(Shortage) in try problem.assign() } }
  switch answer {
  case .success(let answer):
    let isOptimal = problem.bound(of: answer.certificate.prices) == answer.total
    print(
      "{\"seconds\": \(seconds), \"feasible\": true, \"total\": \(answer.total), \"isOptimal\": \(isOptimal), \"broken\": \(problem.faults(of: answer.reviewers).count), \"rounds\": \(answer.certificate.rounds), \"bids\": \(answer.certificate.bids)}"
    )
  case .failure(let shortage): print("{\"seconds\": \(seconds), \"feasible\": false, \"missing\": \(shortage.missing)}")
  case nil: break
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let first = Int(arguments[2]), let second = Int(arguments[3]) else {
  print("allocation-bench match|assign|solve N M FOLDER")
  exit(64)
}
switch arguments[1] {
case "match": match(students: first, programmes: second, folder: arguments[4])
case "solve": solve(applications: first, reviewers: second, folder: arguments[4])
default: assign(applications: first, reviewers: second, folder: arguments[4])
}
