/// A girl or her guardian has answered purposes of an intake.
package struct ConsentAnswered: Happening {
  package let girl: ID<Person>
  package let cycle: ID<Cycle>
  package let signer: Consent.Signer
  /// The keys of the purposes agreed to in this answer.
  package let agreed: [String]
  /// None of the purposes that taking part needs was refused in this answer.
  package let agreesToTakePart: Bool
  /// As it stands with the answer.
  package let ledger: ConsentLedger
}
