/// All who are to be ranked, column by column. A candidate is her row number.
package struct Candidates: Sendable, Hashable {
  /// One for each candidate, all different; the order of the lottery's list is theirs.
  package let codes: [String]
  /// By the name of the evidence: value and standard error, both in the unit the evidence comes in. NaN: she has none.
  package let evidence: [String: Measures]
  /// By the name of the attribute: who has it.
  package let attributes: [String: [Bool]]
  /// By the name of the column: which school, which district. Empty text counts as a group of nobody else.
  package let columns: [String: Labels]

  package struct Measures: Sendable, Hashable {
    package let values: [Double]
    /// Not negative; 0 where nothing is known of the error.
    package let errors: [Double]

    package init(values: [Double], errors: [Double]) {
      self.values = values
      self.errors = errors
    }
  }

  /// A column of texts, each text kept once.
  package struct Labels: Sendable, Hashable {
    package let names: [String]
    /// For each candidate the position of her text in `names`; −1: none.
    package let of: [Int32]

    package init(names: [String], of: [Int32]) {
      self.names = names
      self.of = of
    }

    package init(_ texts: [String]) {
      var positions: [String: Int32] = [:]
      var names: [String] = []
      of = texts.map { text in
        if text.isEmpty { return -1 }
        if let known = positions[text] { return known }
        positions[text] = Int32(names.count)
        names.append(text)
        return Int32(names.count - 1)
      }
      self.names = names
    }
  }

  package var count: Int { codes.count }

  /// Rows in the order of their codes' bytes: the same for every order of a file.
  package static func rows(byCode codes: [String]) -> [Int32] {
    (0..<Int32(codes.count)).sorted { codes[Int($0)].utf8.lexicographicallyPrecedes(codes[Int($1)].utf8) }
  }

  /// Throws where columns differ in length, codes repeat or a value is infinite.
  package init(codes: [String], evidence: [String: Measures], attributes: [String: [Bool]], columns: [String: Labels])
    throws(CandidatesFault)
  {
    self.codes = codes
    self.evidence = evidence
    self.attributes = attributes
    self.columns = columns
    try check()
  }

  private func check() throws(CandidatesFault) {
    var seen: Set<String> = Set(minimumCapacity: codes.count)
    for code in codes where !seen.insert(code).inserted { throw .codeTwice(code) }
    for (name, measures) in evidence {
      guard measures.values.count == count, measures.errors.count == count else { throw .lengths(name) }
      for row in 0..<count where measures.values[row].isInfinite || !(measures.errors[row] >= 0 && measures.errors[row].isFinite)
      {
        throw .impossible(name, code: codes[row])
      }
    }
    for (name, flags) in attributes where flags.count != count { throw .lengths(name) }
    for (name, labels) in columns {
      guard labels.of.count == count else { throw .lengths(name) }
      guard labels.of.allSatisfy({ $0 >= -1 && $0 < labels.names.count }) else { throw .lengths(name) }
    }
  }
}

package enum CandidatesFault: Error, Sendable, Hashable {
  case codeTwice(String)
  /// A column has more or fewer rows than there are codes.
  case lengths(String)
  /// An infinite value, or an error below zero.
  case impossible(String, code: String)
  /// The policy asks for a column that is not there.
  case missing(String)
}
