import Programme
import Storage
import Words

/// The person whose data are at stake, as the safeguarding officer meets her.
struct Subject: Sendable {
  let person: ID<Person>
  /// Nil once she is erased.
  let name: String?
  /// What staff call her without a name: the code of her application.
  let label: String
  let restrictedAt: Moment?
  let erasedAt: Moment?
  let worksHere: Bool
  /// Her own id and those of her things: what the audit log calls them.
  let subjects: [String]
}

extension Transaction {
  /// The person, if her things lie within the permit's reach; else `Refusal.missing`, as if there were none. Somebody
  /// without an application is met only by those who reach everything.
  func subject<A>(_ person: ID<Person>, _ permit: Permit<A>, _ house: House) throws -> Subject {
    let places = try house.personalData.flatMap { try $0.places(self, person) }
    let isReached =
      places.isEmpty
      ? permit.reach.contains(.everything) : places.contains { permit.reaches(cycle: $0.cycle, region: $0.region) }
    guard isReached, let subject = try subject(person, house) else { throw Refusal.missing }
    return subject
  }

  func subject(_ person: ID<Person>, _ house: House) throws -> Subject? {
    guard let row = try row("SELECT restricted_at, erased_at FROM person WHERE id = \(person)") else { return nil }
    let erased: Moment? = try row["erased_at"]
    return Subject(
      person: person, name: erased == nil ? try self.person(person, house.vault).name?.full : nil,
      label: try house.personalData.lazy.compactMap { try $0.label(self, person) }.first ?? String(person.text.suffix(6)),
      restrictedAt: try row["restricted_at"], erasedAt: erased,
      worksHere: try worksHere(person),
      subjects: try [person.text] + house.personalData.flatMap { try $0.subjects(self, person) })
  }

  /// One of the staff has to leave before her data can be erased; a teacher's role ends with them.
  func worksHere(_ person: ID<Person>) throws -> Bool {
    try exists(
      "SELECT 1 FROM membership WHERE person_id = \(person) AND ended_at IS NULL AND role NOT IN (\(list: Role.ownByMembership))")
  }

  /// Everything that was done with her data, by role, the newest first.
  func readers(of subject: Subject, limit: Int = 500) throws -> [(at: Moment, act: String, actor: ActorText)] {
    try rows(
      """
      SELECT at, act, actor FROM audit WHERE subject IN (\(list: subject.subjects)) ORDER BY at DESC, lane, sequence DESC LIMIT \(limit)
      """
    ) { row in
      let actor: String = try row["actor"]
      return (at: try row["at"], act: try row["act"], actor: ActorText(actor))
    }
  }
}
