import Words

/// A rule of the programme's data: who may take part, and the sentence for those who may not.
package struct EligibilityRule: Sendable, Codable {
  package let key: String
  /// The fact it looks at: `gender`, `grade`, `region`, `rural`, `age`.
  package let fact: String
  /// The values that pass; or the bounds.
  package let among: [String]?
  package let atLeast: Int?
  package let atMost: Int?
  /// Why not, in plain words.
  package let reason: Said
  /// What would make her eligible, where anything can.
  package let wouldBe: Said?

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
