import Allocation
import Foundation
import Programme
import Rules
import Security
import Storage
import Words

/// An application, as this room knows it through its window.
enum Applicant {}

/// All that a run needs of the candidates, in the order of their codes, as it is kept with the run: no names, only what the policy
/// asks for.
struct Inputs: Sendable, Codable, Hashable {
  var codes: [String]
  var evidence: [String: Measures]
  var columns: [String: [String]]

  struct Measures: Sendable, Codable, Hashable {
    /// Nil where she has none.
    var values: [Double?]
    var errors: [Double]
  }

  /// The same inputs give the same text.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  init(codes: [String], evidence: [String: Measures], columns: [String: [String]]) {
    (self.codes, self.evidence, self.columns) = (codes, evidence, columns)
  }

  init(text: String) throws {
    self = try JSONDecoder().decode(Inputs.self, from: Data(text.utf8))
  }

  /// As the science takes them; the policy's attributes are made from the columns.
  func candidates(for file: PolicyFile) throws -> Candidates {
    var attributes: [String: [Bool]] = [:]
    for name in file.policy.attributes {
      let attribute = Attribute(name)
      attributes[name] = (columns[attribute.column] ?? codes.map { _ in "" }).map { $0 == attribute.value ?? "yes" }
    }
    return try Candidates(
      codes: codes,
      evidence: evidence.mapValues {
        Candidates.Measures(values: $0.values.map { $0 ?? .nan }, errors: $0.errors)
      }, attributes: attributes, columns: columns.mapValues { Candidates.Labels($0) })
  }
}

extension PolicyFile {
  /// Throws where the policy asks for a column that the candidates of this house do not have.
  func refuseUnknownColumns() throws(FileComplaints) {
    let unknown = columns.subtracting(CandidateColumn.allCases.map(\.rawValue)).sorted()
    guard !unknown.isEmpty else { return }
    throw FileComplaints(unknown.map { FileComplaint(.columnUnknown($0)) })
  }
}

/// The traits of the window that a policy may name.
enum CandidateColumn: String, CaseIterable {
  case region, district, place, school, grade, language, rural

  func text(_ row: Row) throws -> String {
    switch self {
    case .region: try row["region"] ?? ""
    case .district: try row["district"] ?? ""
    case .place: try row["place"] ?? ""
    case .school: try row["school_id"] ?? ""
    case .grade: try (row["grade"] as Int?).map { String($0) } ?? ""
    case .language: try row["teaching_language"] ?? ""
    case .rural: try (row["rural"] as Bool?).map { $0 ? "yes" : "no" } ?? ""
    }
  }
}

extension CandidateColumn {
  /// As people call a group of this column: the name of a region, the language of teaching.
  func group(_ text: String, _ house: House, _ t: Language) -> String {
    switch self {
    case .region: house.gazetteer[text].map { t($0.name) } ?? text
    case .district, .place: house.gazetteer.fullName(text, in: t)
    case .rural: t(text == "yes" ? .ruralYes : .ruralNo)
    case .language: TeachingLanguage.name(text, t)
    case .school, .grade: text
    }
  }
}

/// The candidates of a moment and whose rows they are.
struct SelectionField: Sendable {
  let applicants: [ID<Applicant>]
  let inputs: Inputs
}

extension Transaction {
  /// Everybody in the selection with what the policies ask for: two statements, however many they are.
  func selectionField(_ cycle: ID<Cycle>, for files: [PolicyFile], also more: [CandidateColumn] = []) throws
    -> SelectionField
  {
    let names = Set(files.flatMap { $0.policy.evidence.map(\.name) })
    let columns = files.reduce(into: Set<String>()) { $0.formUnion($1.columns) }.union(more.map(\.rawValue)).sorted().compactMap(
      CandidateColumn.init(rawValue:))
    var applicants: [ID<Applicant>] = []
    var inputs = Inputs(codes: [], evidence: [:], columns: [:])
    var positions: [ID<Applicant>: Int] = [:]
    var texts = columns.map { _ in [String]() }
    try each(
      """
      SELECT application_id, code, region, district, place, school_id, grade, teaching_language, rural
      FROM selection_candidate WHERE cycle_id = \(cycle) AND may_take_part ORDER BY code
      """
    ) { row in
      let id: ID<Applicant> = try row["application_id"]
      positions[id] = applicants.count
      applicants.append(id)
      inputs.codes.append(try row["code"])
      for (index, column) in columns.enumerated() { texts[index].append(try column.text(row)) }
    }
    for (column, texts) in zip(columns, texts) { inputs.columns[column.rawValue] = texts }
    for name in names {
      inputs.evidence[name] = Inputs.Measures(
        values: applicants.map { _ in nil }, errors: applicants.map { _ in 0 })
    }
    try each(
      """
      SELECT selection_evidence_now.application_id, name, value, error FROM selection_evidence_now
      JOIN selection_candidate ON selection_candidate.application_id = selection_evidence_now.application_id
      WHERE cycle_id = \(cycle) AND name IN (\(list: names.sorted()))
      """
    ) { row in
      let name: String = try row["name"]
      guard let position = positions[try row["application_id"]] else { return }
      inputs.evidence[name]?.values[position] = try row["value"]
      inputs.evidence[name]?.errors[position] = try row["error"]
    }
    return SelectionField(applicants: applicants, inputs: inputs)
  }

  func candidateCount(_ cycle: ID<Cycle>) throws -> Int {
    try value("SELECT count(*) FROM selection_candidate WHERE cycle_id = \(cycle) AND may_take_part") ?? 0
  }
}

extension Inputs {
  func hash() throws -> [UInt8] { sha256(Array(try text().utf8)) }
}
