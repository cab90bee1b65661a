package import Storage
package import Words

/// Long work that somebody asked for: it goes on in steps, in whichever process of the house has it, until its end. What came of
/// it is kept.
package struct Work: Sendable {
  package let id: ID<Work>
  package let kind: String
  /// The id of the thing it is about, never of a person: a page finds its work by it.
  package let subject: String
  package let total: Int
  package let done: Int
  package let state: State
  package let result: WorkResult?
  package let asker: ID<Person>
  package let askedAt: Moment
  /// When it may be taken: at once, after a fault a while later, or when the lease of whoever has it runs out.
  package let dueAt: Moment
  /// Counts how often it was taken. A process whose lease ran out has an older number and writes nothing any more.
  let turn: Int
  package let worker: String?
  /// Faults since the last step that was done.
  package let tries: Int
  /// The last fault, without a word about a person; see `faultName`.
  package let error: String?
  package let failedAt: Moment?
  package let beganAt: Moment?
  package let endedAt: Moment?

  package enum State: String, Sendable, CaseIterable, Bindable, Readable {
    case waiting, running, finished, refused, stopped
  }
}

/// What came of it: how many of what, and the SHA-256 of what it was made from, so that anybody can see later whether it would come
/// out the same.
package struct WorkResult: Sendable, Hashable, Codable {
  package let counts: [String: Int]
  /// In hexadecimal digits, by the name of the input.
  package let inputs: [String: String]

  package init(_ counts: [String: Int], inputs: [String: String] = [:]) {
    self.counts = counts
    self.inputs = inputs
  }
}

/// How a step ended.
package enum WorkStep: Sendable {
  /// So many units more are done.
  case more(Int)
  /// These were the last.
  case finished(Int, WorkResult)
}

/// Writes a step. The same transaction counts it, so a step is done and counted, or neither.
package typealias WorkWrite = @Sendable (Transaction) throws -> WorkStep

/// The steps of one work from where it stands, the next one prepared while the last one is being written.
package protocol WorkSteps {
  /// Reads and computes outside any transaction; nil after the last step.
  mutating func next() async throws -> WorkWrite?
}

/// One kind of long work. A refusal ends it, save that the house is busy; any other error is a fault, and it goes on later from the
/// last step that was done.
package struct WorkKind<Plan: Codable & Sendable>: Sendable {
  /// `applications.messages`: the word in the column `work.kind`.
  package let name: String
  package let says: Phrase
  /// Sealed with the key of whoever asked, and gone with the end. A plan that is not sealed names no person.
  package let isSealed: Bool
  fileprivate let begin: @Sendable (Plan, Work, House) async throws -> any WorkSteps

  /// Work that reads on from step to step.
  package init(
    _ name: String, _ says: Phrase, isSealed: Bool = false,
    steps: @escaping @Sendable (Plan, Work, House) async throws -> any WorkSteps
  ) {
    self.name = name
    self.says = says
    self.isSealed = isSealed
    begin = steps
  }

  /// Work whose steps find in the database what is left.
  package init(
    _ name: String, _ says: Phrase, isSealed: Bool = false,
    step: @escaping @Sendable (Plan, House, Transaction) throws -> WorkStep
  ) {
    self.init(name, says, isSealed: isSealed, steps: { plan, _, house in SameStep { try step(plan, house, $0) } })
  }
}

private struct SameStep: WorkSteps {
  let write: WorkWrite
  func next() -> WorkWrite? { write }
}

/// A kind whatever its plan: what a room registers in `Room.works`.
package protocol LongWork: Sendable {
  var name: String { get }
  var says: Phrase { get }
  func steps(of work: Work, _ house: House) async throws -> any WorkSteps
}

extension WorkKind: LongWork {
  package func steps(of work: Work, _ house: House) async throws -> any WorkSteps {
    let plan = try await house.database.read { try $0.plan(of: work, as: Plan.self, house.vault) }
    return try await begin(plan, work, house)
  }
}
