package import Allocation
package import Programme
package import Words

/// How merit is made of evidence: a policy without places, reserves, shares and caps, which belong to the offers of a round.
///
///     title: {kk: …, ru: …, en: …}
///     decimals: 1
///     evidence:
///       - {name: courses, title: {…}, scale: logit, weight: 50}
///       - {name: practice, title: {…}, scale: logit, weight: 20, missing: lowest}
///     weights:                                   # other weights over the same evidence, which an offer may name
///       - {name: physics, title: {…}, evidence: {courses: 70, practice: 30}}
///     lottery: {sources: [{…}], published: "2028-05-16"}
package struct MeritRule: Sendable {
  /// Other weights over the same evidence.
  package struct WeightSet: Sendable {
    package let name: String
    package let title: Said
    package let policy: Policy
  }

  /// As given; the text that is published, hashed and frozen.
  package let yaml: String
  package let title: Said
  /// The weights of every offer that names none; its one place means nothing.
  package let common: Policy
  package let sets: [WeightSet]
  package let lottery: LotteryRule?
  private let evidenceTitles: [String: Said]

  /// Throws all that is wrong, each with its line.
  package init(yaml: String) throws(FileComplaints) {
    let read = try PolicyReader.readMerit(yaml)
    self.yaml = yaml
    title = read.title
    common = read.common
    sets = read.sets
    lottery = read.lottery
    evidenceTitles = read.evidenceTitles
  }

  /// The common weights and then each set: what `MeritMarket.rankings` are made by.
  package var policies: [Policy] { [common] + sets.map(\.policy) }

  /// The number in `policies` of the weights an offer names; the common ones for nil; nil for a name that is not there.
  package func merit(of name: String?) -> Int? {
    guard let name else { return 0 }
    return sets.firstIndex { $0.name == name }.map { $0 + 1 }
  }

  package func title(evidence: String) -> Phrase { evidenceTitles[evidence]?.phrase ?? Phrase(verbatim: evidence) }

  /// What one more unit of a piece of evidence adds to a total, in points; nil where that depends on everybody (`standard`).
  package func points(perUnitOf evidence: Int, merit: Int = 0) -> Double? {
    let policy = policies[merit]
    let piece = policy.evidence[evidence]
    let share = piece.weight / policy.evidence.map(\.weight).reduce(0, +)
    switch piece.scale {
    case .raw(let lowest, let highest): return 100 / (highest - lowest) * share
    case .logit: return 10 * share
    case .standard: return nil
    }
  }

  /// A total is known from one girl's evidence alone: no scale, and nothing put in for what is missing, looks at the others.
  package var isOwn: Bool {
    common.evidence.allSatisfy { piece in
      guard piece.scale != .standard else { return false }
      switch piece.missing {
      case .notConsidered, .points: return true
      case .lowest, .average: return false
      }
    }
  }

  /// A name that can head a column of a published table: no space, comma, semicolon, quotation mark or letter that cannot be seen.
  static func isPlain(_ name: String) -> Bool {
    (1...60).contains(name.utf8.count)
      && !name.unicodeScalars.contains { $0.value <= 32 || $0.value == 127 || ",;\"".unicodeScalars.contains($0) }
      && !name.contains { $0.isWhitespace }
  }
}

extension MeritRule {
  /// The whole rule in sentences, in the order it is applied.
  package var inWords: [Phrase] {
    [pointsInWords] + common.evidence.map { $0.inWords(title(evidence: $0.name)) } + sets.map(inWords)
      + [Phrase.ties(lottery, decimals: common.decimals)]
  }

  private var pointsInWords: Phrase {
    let list = common.weightsInWords { title(evidence: $0) }
    return Phrase(
      kk: "Ұпай мынадан құралады: \(list(.kk)).", ru: "Баллы складываются так: \(list(.ru)).",
      en: "The points are made of: \(list(.en)).")
  }

  private func inWords(_ set: WeightSet) -> Phrase {
    let title = set.title.phrase
    let list = set.policy.weightsInWords { self.title(evidence: $0) }
    return Phrase(
      kk: "Басқа үлестер (\(title(.kk))): \(list(.kk)).", ru: "Другие доли («\(title(.ru))»): \(list(.ru)).",
      en: "Other weights (\(title(.en))): \(list(.en)).")
  }
}

extension Phrase {
  static func notOfMerit(_ key: String) -> Phrase {
    Phrase(
      kk:
        "«\(key)» мұнда жазылмайды: бұл ереже тек ұпайдың қалай құралатынын айтады, орындар мен квоталар университеттердің ұсыныстарында тұрады.",
      ru: "«\(key)» здесь не пишут: это правило говорит только о баллах, а места и квоты стоят в предложениях университетов.",
      en:
        "“\(key)” has no place here: this rule only says how points are made; seats and quotas stand in the offers of the universities."
    )
  }

  static func evidenceNotPlain(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)»: атау 60 байттан аспайды, онда бос орын, үтір, нүктелі үтір мен тырнақша болмайды.",
      ru: "«\(name)»: имя не длиннее 60 байтов, без пробелов, запятых, точек с запятой и кавычек.",
      en: "“\(name)”: a name has at most 60 bytes and no space, comma, semicolon or quotation mark.")
  }

  static func weightsTwice(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» үлестері екі рет жазылған.", ru: "Доли «\(name)» указаны дважды.", en: "The weights “\(name)” appear twice.")
  }
}
