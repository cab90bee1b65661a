package import Storage
package import Words

/// A room's half of the journal: what it does with the events of its threads.
package struct JournalKeeper: Sendable {
  /// The first part of its threads' names: `apply`, or `study` for `study/<cohort>`.
  package let thread: String
  /// Whether its threads have names behind the first part; else the first part is all of it.
  package let isOfMany: Bool
  /// Looks at one event, outside any transaction; throws `Refusal` for one that cannot be taken, which blocks no other.
  package let check: @Sendable (Visit, JournalEvent) throws(Refusal) -> Void
  /// Keeps the events that passed, in one transaction with whatever follows from them. One that is there already changes nothing.
  /// Throws `Refusal` where the owner is not hers who is signed in, or the thread is closed to her.
  package let keep: @Sendable (Visit, Actor, JournalBatch, Transaction) throws -> Outcome

  /// What became of events beside being kept.
  package struct Outcome: Sendable {
    package var overtaken: [Overtaken]
    /// Looked at in the transaction and not taken, with the reason; they stay on the phone as text and block no other.
    package var refused: [(id: ID<JournalEvent>, why: Phrase)]

    package init(overtaken: [Overtaken] = [], refused: [(id: ID<JournalEvent>, why: Phrase)] = []) {
      (self.overtaken, self.refused) = (overtaken, refused)
    }
  }

  /// An event that was kept over something else than what its page had shown, and what stood there.
  package struct Overtaken: Sendable {
    package let id: ID<JournalEvent>
    package let body: String

    package init(id: ID<JournalEvent>, body: String) {
      self.id = id
      self.body = body
    }
  }

  func keeps(_ thread: String) -> Bool {
    isOfMany ? thread.hasPrefix(self.thread + "/") && thread.utf8.count > self.thread.utf8.count + 1 : thread == self.thread
  }

  package init(
    thread: String, isOfMany: Bool = false, check: @escaping @Sendable (Visit, JournalEvent) throws(Refusal) -> Void,
    keep: @escaping @Sendable (Visit, Actor, JournalBatch, Transaction) throws -> Outcome
  ) {
    self.thread = thread
    self.isOfMany = isOfMany
    self.check = check
    self.keep = keep
  }
}

/// Events of one thread of one owner, as a phone delivered them.
package struct JournalBatch: Sendable {
  /// Whose they are, as the page said that wrote them; a phone has several owners, and the room compares.
  package let owner: String
  package let thread: String
  package let events: [JournalEvent]
}
