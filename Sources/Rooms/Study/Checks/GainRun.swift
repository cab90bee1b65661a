import Foundation
import Measurement
import Programme
import Storage
import Words

/// A measurement of what a course gave, as it was made and kept.
struct GainRun: Sendable {
  let id: ID<GainRun>
  let course: String
  let made: Moment
  let scale: Gain.Scale
  let logLikelihood: Double?
  let converged: Bool?
  let certificate: GainCertificate
  let parts: [GainPart]

  var all: GainPart? { parts.first { $0.part == GainPart.all } }
}

/// What a run says of everybody, of one group, of the open track, or of the difference to it.
struct GainPart: Sendable, Hashable {
  /// `all`, `open`, `difference`, or a group's id.
  let part: String
  let group: ID<Group>?
  let pairs: Int
  let lacking: Int
  var firstPairs: Double?
  var firstLacking: Double?
  /// Nil where so few are no group any more.
  var mean: Double?
  var measurementError: Double?
  var samplingError: Double?
  var low: Double?
  var high: Double?
  /// Without the anchors that behave otherwise after than before.
  var meanWithout: Double?

  static let all = "all"
  static let open = "open"
  static let difference = "difference"

  /// The mean of fewer is not shown.
  static let fewest = 5
}

/// By what a run can be judged and made again.
struct GainCertificate: Sendable, Codable {
  let seed: UInt64
  let anchors: Int
  let items: Int
  let sittings: Int
  let pairs: Int
  /// Keys of the items that nobody answered, or everybody alike.
  let dropped: [String]
  /// Keys of the anchors that behave otherwise after than before.
  let differing: [String]
  let isExamined: Bool
  var gradient: Double?
  var iterations: Int?
  var nodes: Int?
  var quadratureBound: Double?
  var numericalError: Double?
  var isConnected: Bool?
  /// Of the abilities after, where those before are N(0, 1).
  var afterMean: Double?
  var afterDeviation: Double?
  /// Why there is no scale though enough sat both.
  var refusal: String?
}

extension GainCertificate {
  /// Keys in order, so that equal certificates are equal texts.
  var packed: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  init(packed text: String) throws { self = try JSONDecoder().decode(GainCertificate.self, from: Data(text.utf8)) }
}

extension GainPart {
  init(_ part: String, group: ID<Group>? = nil, _ gain: Gain, of persons: [Int]) {
    let found = gain.summary(of: persons)
    self.init(part: part, group: group, pairs: found.pairs, lacking: found.lacking)
    if found.pairs >= Self.fewest {
      (firstPairs, mean) = (found.firstOfPairs, found.mean)
      (measurementError, samplingError) = (found.measurementError, found.samplingError)
      (low, high) = (found.interval?.lower, found.interval?.upper)
      meanWithout = gain.without == nil ? nil : gain.summary(of: persons, without: true).mean
    }
    if found.lacking >= Self.fewest { firstLacking = found.firstOfLacking }
  }

  /// Without its figures.
  fileprivate var hidden: GainPart { GainPart(part: part, group: group, pairs: pairs, lacking: lacking) }
}

extension Gain {
  /// Of everybody, of each group, and beside them of the open track. Where what is left out could be worked out from the rest, the smallest
  /// group that is shown is left out too.
  func parts(_ data: GainData) -> [GainPart] {
    let members = members()
    let byGroup = Dictionary(grouping: members.filter { data.groups[$0] != nil }, by: { data.groups[$0] })
    var groups = byGroup.compactMap { group, persons in
      group.map { GainPart($0.text, group: $0, self, of: persons) }
    }.sorted { $0.part < $1.part }
    while case let rest = groups.filter({ $0.mean == nil }).reduce(0, { $0 + $1.pairs }), (1..<GainPart.fewest).contains(rest),
      let smallest = groups.indices.filter({ groups[$0].mean != nil }).min(by: { groups[$0].pairs < groups[$1].pairs })
    {
      groups[smallest] = groups[smallest].hidden
    }
    var parts = [GainPart(GainPart.all, self, of: members)] + groups
    let others = self.members(of: 1)
    guard !others.isEmpty else { return parts }
    let open = GainPart(GainPart.open, self, of: others)
    parts.append(open)
    if open.mean != nil, parts[0].mean != nil, let difference {
      var part = GainPart(part: GainPart.difference, group: nil, pairs: open.pairs + parts[0].pairs, lacking: 0)
      (part.mean, part.low, part.high) = (difference.mean, difference.lower, difference.upper)
      parts.append(part)
    }
    return parts
  }

  func gainCertificate(_ data: GainData, seed: UInt64) -> GainCertificate {
    var said = GainCertificate(
      seed: seed, anchors: data.answers.anchors.count, items: certificate?.items ?? data.answers.anchors.count,
      sittings: certificate?.sittings ?? data.answers.before.count { $0 != nil } + data.answers.after.count { $0 != nil },
      pairs: data.answers.pairs().count, dropped: dropped.map { data.items[$0] }, differing: differing.map { data.items[$0] },
      isExamined: isExamined)
    said.refusal = refusal.map { faultName($0) }
    guard let certificate else { return said }
    let fit = certificate.fit
    (said.gradient, said.iterations, said.nodes) = (fit.gradient, fit.iterations, fit.nodes)
    (said.quadratureBound, said.numericalError, said.isConnected) = (fit.quadratureBound, fit.numericalError, fit.isConnected)
    (said.afterMean, said.afterDeviation) = (certificate.after.mean, certificate.after.deviation)
    return said
  }
}

extension House {
  /// Reads, measures outside of any transaction, and keeps what came of it.
  func measureGain(of cohort: Cohort, _ course: String, by actor: Actor) async throws {
    let data = try await database.read { try $0.gainData(cohort, course) }
    let seed = outside.random(6).reduce(0) { $0 << 8 | UInt64($1) }
    let gain = Gain(data.answers, GainPlan(seed: seed))
    try await database.write { try $0.keep(gain, data, seed: seed, of: cohort, course, by: actor, self) }
  }
}

extension Transaction {
  func keep(
    _ gain: Gain, _ data: GainData, seed: UInt64, of cohort: Cohort, _ course: String, by actor: Actor, _ house: House
  ) throws {
    let id: ID<GainRun> = house.outside.id()
    let certificate = gain.gainCertificate(data, seed: seed)
    try run(
      """
      INSERT INTO study_gain_run (id, cohort_id, course, made_at, scale, log_likelihood, converged, certificate)
      VALUES (\(id), \(cohort.id), \(course), \(house.outside.now()), \(gain.scale.rawValue), \(gain.certificate?.logLikelihood),
        \(gain.certificate?.fit.converged), \(try certificate.packed))
      """)
    for part in gain.parts(data) {
      try run(
        """
        INSERT INTO study_part_gain (run_id, part, group_id, pairs, lacking, first_pairs, first_lacking, mean, measurement_error,
          sampling_error, low, high, mean_without)
        VALUES (\(id), \(part.part), \(part.group), \(part.pairs), \(part.lacking), \(part.firstPairs), \(part.firstLacking),
          \(part.mean), \(part.measurementError), \(part.samplingError), \(part.low), \(part.high), \(part.meanWithout))
        """)
    }
    // Those of the open track stand beside them only; and whoever was erased since it was read is kept nowhere.
    for index in gain.members() where gain.persons[index].before != nil || gain.persons[index].after != nil {
      let (learner, person) = (data.learners[index], gain.persons[index])
      try run(
        """
        INSERT INTO study_measure (run_id, learner, first_value, first_error, second_value, second_error, change)
        SELECT \(id), number, \(person.before?.value), \(person.before?.error), \(person.after?.value), \(person.after?.error),
          \(person.change?.rawValue) FROM study_learner WHERE number = \(learner)
        """)
    }
    try record(.gainRun, cohort.id.text, "\(course) \(gain.scale.rawValue) pairs=\(certificate.pairs)", by: actor.text, house)
  }

  /// The newest of each course comes first.
  func gainRuns(of cohort: ID<Cohort>, _ course: String, limit: Int = 20) throws -> [GainRun] {
    try rows(
      """
      SELECT id, course, made_at, scale, log_likelihood, converged, certificate FROM study_gain_run
      WHERE cohort_id = \(cohort) AND course = \(course) ORDER BY made_at DESC, id DESC LIMIT \(limit)
      """
    ) { row -> GainRun? in
      let (id, scale): (ID<GainRun>, String) = (try row["id"], try row["scale"])
      guard let scale = Gain.Scale(rawValue: scale) else { return nil }
      return GainRun(
        id: id, course: try row["course"], made: try row["made_at"], scale: scale, logLikelihood: try row["log_likelihood"],
        converged: try row["converged"], certificate: try GainCertificate(packed: try row["certificate"]),
        parts: try gainParts(of: id))
    }.compactMap { $0 }
  }

  private func gainParts(of run: ID<GainRun>) throws -> [GainPart] {
    try rows("SELECT * FROM study_part_gain WHERE run_id = \(run) ORDER BY part LIMIT 1000") { row in
      GainPart(
        part: try row["part"], group: try row["group_id"], pairs: try row["pairs"], lacking: try row["lacking"],
        firstPairs: try row["first_pairs"], firstLacking: try row["first_lacking"], mean: try row["mean"],
        measurementError: try row["measurement_error"], samplingError: try row["sampling_error"], low: try row["low"],
        high: try row["high"], meanWithout: try row["mean_without"])
    }
  }
}
