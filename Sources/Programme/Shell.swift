package import Exchange
package import Words

/// Pages that a phone keeps for one owner and shows without a network. The worker (Public/worker.js) knows no room: it is told by
/// these what belongs to whom. Which pages there are for this owner, a page says (Public/kit/shell.js).
package struct Shell: Sendable {
  /// Runs on every page of its owners, and where they come back; a file in Public. Nil where its own pages bring what they need.
  package let script: String?
  /// Letters and hyphens; stands in the header by which a page may be kept.
  package let name: String
  /// Every address under these is the shell's.
  package let prefixes: [String]
  /// Posts by which somebody begins, comes back or leaves: what was kept before may not be hers.
  package let doors: [String]
  /// The page that says there is no network; kept by every phone, so it may hold nothing of anybody.
  package let offline: String
  /// The same for a form to which no answer came.
  package let failed: String
  /// Posts that the journal does not hold, each with the page that says it has not gone.
  package let unsent: [String: String]
  /// Posts that end the session, each with the page that says the house has not heard of it yet; it hears before anything is shown.
  package let exits: [String: String]
  /// What is asked at the sign-out while something of the kind that `unsent` names waits in the phone's store.
  package let unsentAtExit: Phrase?

  package init(
    name: String, script: String? = nil, prefixes: [String], doors: [String], offline: String, failed: String,
    unsent: [String: String], exits: [String: String], unsentAtExit: Phrase? = nil
  ) {
    self.name = name
    self.script = script
    self.prefixes = prefixes
    self.doors = doors
    self.offline = offline
    self.failed = failed
    self.unsent = unsent
    self.exits = exits
    self.unsentAtExit = unsentAtExit
  }
}

extension [Room] {
  /// The first line of the worker: `const house = {"shells":[…],"open":[…]};`
  package var workerScript: String {
    func pages(_ pages: [String: String]) -> JSON {
      .object(pages.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }
    let shells = flatMap(\.shells).map { shell in
      JSON.object([
        ("name", .string(shell.name)), ("prefixes", .strings(shell.prefixes)), ("doors", .strings(shell.doors)),
        ("offline", .string(shell.offline)), ("failed", .string(shell.failed)), ("unsent", pages(shell.unsent)),
        ("exits", pages(shell.exits)),
      ])
    }
    return "const house = \(JSON.object([("shells", .array(shells)), ("open", .strings(flatMap(\.keptByAnybody)))]).text);\n"
  }
}

extension Reply {
  /// The page may be kept on a phone, in this shell, among the pages of this owner and no other.
  package mutating func keep(in shell: Shell, owner: String) { set("x-keruen-shell", "\(shell.name) \(owner)") }
}
