package import Storage
package import Words

/// A piece of a girl's work as somebody who marks it may see it: the task, the text and the criteria, and nothing of whose it is.
package struct Essay: Sendable {
  package let task: Phrase
  package let text: String
  package let criteria: Phrase?

  package init(task: Phrase, text: String, criteria: Phrase?) {
    self.task = task
    self.text = text
    self.criteria = criteria
  }
}

extension House {
  /// The essay of an application under the name of a piece of evidence; nil where no room of the house holds one.
  package func essay(of application: String, named name: String, in tx: Transaction) throws -> Essay? {
    for room in rooms {
      if let essay = try room.essay(tx, self, application, name) { return essay }
    }
    return nil
  }
}
