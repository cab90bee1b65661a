package import Markup
package import Programme
package import Words

/// Somebody's answers to a form as they were read at a moment: what its pages are made of.
package struct FilledForm: Sendable {
  package let form: Form
  package let place: FormPlace
  package let answers: Answers
  let owner: String
  let changedAt: Moment
  let readAt: Moment

  package init(_ form: Form, at place: FormPlace, by holder: some FormHolder) {
    self.form = form
    self.place = place
    answers = holder.answers
    owner = holder.owner
    changedAt = holder.changedAt
    readAt = holder.readAt
  }
}

/// Where the pages of a form lie and where they lead.
package struct FormPlace: Sendable {
  /// `/apply`: each question lies below it, and the check page at `/apply/check`.
  package let home: Link
  /// Where "back" leads from the first question.
  package let before: Link
  /// Where the last question leads.
  package let after: Link
  /// Where "continue later" leads; nil where nothing is to be said about that.
  package let later: Link?
  /// What the phone keeps of it; nil where answers are kept by the server alone.
  package let phone: PhonePart?

  package init(home: Link, before: Link, after: Link, later: Link? = nil, phone: PhonePart? = nil) {
    self.home = home
    self.before = before
    self.after = after
    self.later = later
    self.phone = phone
  }

  package var check: Link { home.below("check") }

  package func question(_ page: String) -> Link { home.below(page) }
}

/// The script that keeps a form's answers on the phone until they have arrived, and what it needs to know.
package struct PhonePart: Sendable {
  /// The pages it keeps; the journal's thread has the same name.
  package let shell: Shell
  /// The pages after the questions that it goes on to.
  package let steps: [String]
  /// Said in large letters while what she sent waits for a network, and what she does then.
  package let unsent: Phrase
  package let unsentWhat: Phrase
  /// Where somebody whose sign-in has ended comes in again, and what that is called.
  package let door: Link
  package let signIn: Phrase

  package init(
    shell: Shell, steps: [String], unsent: Phrase, unsentWhat: Phrase, door: Link, signIn: Phrase
  ) {
    self.shell = shell
    self.steps = steps
    self.unsent = unsent
    self.unsentWhat = unsentWhat
    self.door = door
    self.signIn = signIn
  }
}
