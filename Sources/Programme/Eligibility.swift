import Words

/// A rule of the programme's data: who may take part, and the sentence for those who may not.
package struct EligibilityRule: Sendable {
  package let key: String
  /// The fact it looks at.
  package let asked: Asked
  /// The values that pass; or the bounds.
  package let among: [String]?
  package let atLeast: Int?
  package let atMost: Int?
  /// Why not, in plain words.
  package let reason: Said
  /// What would make her eligible, where anything can.
  package let wouldBe: Said?
  /// Where its fact and its values stand in the file, from 1.
  package let lines: (fact: Int?, among: Int?)

  package enum Asked: String, Sendable, CaseIterable {
    case gender, grade, region, rural
  }

  package var fact: String { asked.rawValue }

  init?(_ entry: YAMLEntry) {
    entry.know("key", "fact", "among", "atLeast", "atMost", "reason", "wouldBe")
    let (key, asked, reason) = (entry.key(), entry.choice("fact", Asked.self), entry.said("reason"))
    lines = (entry.line(of: "fact"), entry.line(of: "among"))
    among = entry.texts(ifAny: "among")
    atLeast = entry.whole(ifAny: "atLeast")
    atMost = entry.whole(ifAny: "atMost")
    wouldBe = entry.said(ifAny: "wouldBe")
    if entry.has("among") == (entry.has("atLeast") || entry.has("atMost")) { entry.complain(.amongOrBounds) }
    if let atLeast, let atMost, atLeast > atMost { entry.complain(.boundsTurned, at: "atLeast") }
    guard let key, let asked, let reason else { return nil }
    (self.key, self.asked, self.reason) = (key, asked, reason)
  }

  /// Nil when the fact is not known.
  package func passes(_ facts: [String: String]) -> Bool? {
    guard let value = facts[fact], !value.isEmpty else { return nil }
    if let among { return among.contains(value) }
    guard let number = Int(value) else { return nil }
    return number >= atLeast ?? .min && number <= atMost ?? .max
  }
}

/// What the rules say of somebody.
package struct Eligibility: Sendable {
  package let failed: [EligibilityRule]
  /// Rules whose fact is not known yet.
  package let open: [EligibilityRule]

  package init(_ rules: [EligibilityRule], facts: [String: String]) {
    failed = rules.filter { $0.passes(facts) == false }
    open = rules.filter { $0.passes(facts) == nil }
  }

  package var isEligible: Bool { failed.isEmpty && open.isEmpty }
}

extension Phrase {
  static let amongOrBounds = Phrase(
    kk: "Ережеге не among, не atLeast пен atMost керек.", ru: "Правилу нужно либо among, либо atLeast и atMost.",
    en: "A rule needs either among, or atLeast and atMost.")
  static let boundsTurned = Phrase(
    kk: "atLeast мәні atMost мәнінен үлкен: ешкім өтпейді.", ru: "atLeast больше atMost: не пройдёт никто.",
    en: "atLeast is more than atMost: nobody passes.")
}
