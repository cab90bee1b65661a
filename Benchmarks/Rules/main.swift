import Allocation
import Documents
import Foundation
import Inspection
import Rules
import Security

/// Times a round of universities on seeded girls, and writes markets down for the peers:
///
///     rules-bench round GIRLS OFFERS          one JSON object: seconds of each step, bytes, peak memory
///     rules-bench markets COUNT               one market a line with what we make of it

struct Chance: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
  mutating func normal() -> Double { (0..<12).map { _ in unit() }.reduce(-6, +) }
}

func seconds<Value>(_ runs: Int = 1, _ work: () throws -> Value) rethrows -> (Double, Value) {
  var times: [Double] = []
  var value: Value?
  for _ in 0..<runs {
    let start = DispatchTime.now().uptimeNanoseconds
    value = try work()
    times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
  }
  guard let value else { fatalError("no run") }
  return (times.sorted()[runs / 2], value)
}

let yaml = """
  title: {kk: Үздіктік, ru: Заслуги, en: Merit}
  decimals: 1
  evidence:
    - {name: courses, title: {kk: Курстар, ru: Курсы, en: Courses}, scale: logit, weight: 50}
    - {name: test, title: {kk: Тест, ru: Тест, en: Test}, scale: logit, weight: 30}
    - {name: practice, title: {kk: Жоба, ru: Проект, en: Project}, scale: logit, weight: 20, missing: lowest}
  weights:
    - {name: physics, title: {kk: Физика, ru: Физика, en: Physics}, evidence: {courses: 70, test: 20, practice: 10}}
    - {name: computing, title: {kk: Информатика, ru: Информатика, en: Computing}, evidence: {courses: 30, test: 40, practice: 30}}
  """

/// Lists of 10 (one girl has 30), seats for four in five, a reserve in every second offer, own weights in every third.
func input(girls: Int, offers count: Int) throws -> MatchInput {
  var chance = Chance(2_028)
  let seats = max(2, girls * 8 / 10 / count)
  let offers = (0..<count).map { number in
    MatchOffer(
      code: "U\(number)", title: "Университет \(number)",
      weights: number % 3 == 0 ? (number % 2 == 0 ? "physics" : "computing") : nil,
      plan: SeatPlan(seats: seats, reserves: number % 2 == 0 ? [.init(attribute: "rural", seats: max(1, seats / 3))] : []))
  }
  let popularity = (0..<count).map { _ in chance.unit() }
  let entries = (0..<girls).map { girl in
    var list: [Int32] = []
    while list.count < min(girl == 0 ? 30 : 10, count) {
      let (one, other) = (chance.below(count), chance.below(count))
      let pick = Int32(popularity[one] > popularity[other] ? one : other)
      if !list.contains(pick) { list.append(pick) }
    }
    let ability = chance.normal()
    let values = (0..<3).map { piece in
      piece == 2 && chance.below(20) == 0 ? .nan : (100 * (0.8 * ability + 0.6 * chance.normal())).rounded() / 100
    }
    return MatchEntry(
      list: list, bars: chance.below(12) == 0 ? [.init(offer: list[0], requirement: "language")] : [], values: values,
      errors: values.map { $0.isNaN ? 0 : 0.3 }, attributes: chance.below(3) == 0 ? ["rural"] : [])
  }
  return try MatchInput(rule: try MeritRule(yaml: yaml), offers: offers, entries: entries)
}

func peak() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  return (Int(line.split(separator: " ").dropLast().last ?? "") ?? 0) / 1024
}

func round(girls: Int, offers: Int) throws {
  let input = try input(girls: girls, offers: offers)
  var chance = Chance(7)
  let salts = (0..<girls).map { _ in (0..<16).map { _ in UInt8(chance.below(256)) } }
  let key = "4.8.15.16.23.42./"
  // Everything between closed lists and the gates: ranks, draw, match, reasons, certificate, inspection, hashes.
  let (whole, done) = try seconds(3) {
    let matched = try Matched.run(input, key: key)
    let reasons = (0..<girls).reduce(0) { $0 + matched.higherChoices(of: $1).count }
    let findings = matched.published.inspect()
    let release = MatchRelease(matched, salts: salts)
    return (matched: matched, reasons: reasons, findings: findings.count, release: release, root: release.root)
  }
  let memory = peak()
  let (alone, _) = seconds(5) { done.matched.preferences.deferredAcceptance() }
  let (promotions, isBest) = seconds(5) { done.matched.isBestAsListed(0) }
  var replays = -1.0
  if girls <= 5_000 { replays = seconds(3) { done.matched.sureness(draws: 1_000) }.0 }
  let signer = Signer(seed: [UInt8](repeating: 7, count: 32))
  let (madeOpen, open) = try seconds(3) { try MatchRelease(done.matched, salts: salts).bundle(withRows: false, signer: signer) }
  let (verifiedOpen, openVerdict) = seconds(3) { MatchBundle.verify(open) }
  let (madeRows, rows) = try seconds(3) { try MatchRelease(done.matched, salts: salts).bundle(withRows: true, signer: signer) }
  let (verifiedRows, rowsVerdict) = seconds(3) { MatchBundle.verify(rows) }
  let parts = try Archive(packed: open).parts
  let (proof, _) = seconds(5) { done.release.proof(of: girls / 2).text }
  let (row, rowVerdict) = try seconds(5) { try done.release.proof(of: girls / 2).verify(in: parts) }
  guard done.findings == 0, openVerdict.isGood, rowsVerdict.isGood, isBest, case .counted = rowVerdict else {
    fatalError("\(openVerdict) \(rowsVerdict) \(rowVerdict)")
  }
  print(
    """
    {"girls": \(girls), "offers": \(offers), "placed": \(rowsVerdict.offered), "reasons": \(done.reasons), "match": \(alone), "run": \(whole), \
    "memory": \(memory), "promotions": \(promotions), "replays": \(replays), "openMade": \(madeOpen), "openVerified": \(verifiedOpen), \
    "openBytes": \(open.count), "rowsMade": \(madeRows), "rowsVerified": \(verifiedRows), "rowsBytes": \(rows.count), "proof": \(proof), \
    "row": \(row), "root": "\(hex(done.root))"}
    """)
}

/// Small markets with crossing reserves, ties, bars and missing evidence.
func markets(_ count: Int) throws {
  for seed in 0..<count {
    var chance = Chance(seed + 1)
    let (students, offers, sets) = (chance.below(40), 1 + chance.below(9), 1 + chance.below(2))
    let points = (0..<2).map { _ in (0..<students).map { _ in chance.below(14) == 0 ? .nan : Double(chance.below(7)) } }
    let draw = (0..<Int32(students)).shuffled(using: &chance)
    let candidates = try Candidates(
      codes: (0..<students).map { "K\($0)" },
      evidence: Dictionary(
        uniqueKeysWithValues: points.enumerated().map { ("e\($0)", Candidates.Measures(values: $1, errors: $1.map { _ in 0 })) }),
      attributes: [:], columns: [:])
    let rankings = try [[1.0, 1.0], [1.0, 3.0]].prefix(sets).map { weights in
      try Policy(
        places: 1,
        evidence: weights.enumerated().map {
          Policy.Evidence(name: "e\($0)", scale: .raw(lowest: 0, highest: 10), weight: $1, missing: .notConsidered)
        }, decimals: 0
      ).rank(candidates, draw: draw)
    }
    let lists = (0..<students).map { _ in
      Array((0..<Int32(offers)).shuffled(using: &chance).prefix(chance.below(offers + 1)))
    }
    let has = (0..<students).map { _ in UInt32(chance.below(4)) }
    let barred: [[Int32]] = (0..<students).map { _ in chance.below(7) == 0 ? [Int32(chance.below(offers))] : [] }
    let plans = (0..<offers).map { _ in
      let reserves = (0..<chance.below(3)).map { MeritMarket.Reserve(seats: Int32(chance.below(3)), attribute: $0) }
      return MeritMarket.Offer(
        seats: reserves.map(\.seats).reduce(Int32(chance.below(4)), +), merit: chance.below(sets), reserves: reserves)
    }
    let preferences = try MeritMarket(lists: lists, offers: plans, has: has, barred: barred, rankings: rankings).preferences
    let matching = preferences.deferredAcceptance()
    let taken = matching.taken.map { $0 < 0 ? -1 : Int(preferences.choices[Int($0)]) }
    let offersText = plans.map { plan in
      "{\"seats\": \(plan.seats), \"merit\": \(plan.merit), \"reserves\": \(plan.reserves.map { [Int($0.seats), $0.attribute] })}"
    }
    print(
      """
      {"lists": \(lists), "offers": [\(offersText.joined(separator: ", "))], "has": \(has), "barred": \(barred), \
      "orders": \(rankings.map(\.order)), "taken": \(taken), "blocking": \(preferences.blockingPairs(matching).count)}
      """)
  }
}

let arguments = CommandLine.arguments
switch (arguments.dropFirst().first, arguments.dropFirst(2).compactMap { Int($0) }) {
case ("round", let numbers) where numbers.count == 2: try round(girls: numbers[0], offers: numbers[1])
case ("markets", let numbers) where numbers.count == 1: try markets(numbers[0])
default:
  print("rules-bench round GIRLS OFFERS | markets COUNT")
  exit(64)
}
