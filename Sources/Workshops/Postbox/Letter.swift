import Storage
package import Words

/// One message to one person, as it waits in the outbox.
package struct Letter: Sendable {
  /// Made by the sender: putting the same letter in twice leaves one.
  package let id: String
  package let channel: Channel
  package let to: String
  /// E-mail only.
  package let subject: String?
  package let body: String
  package let language: Language
  /// What it is for, in one word of ours: `sign-in`, `consent`, `news`.
  package let purpose: String
  /// Id of the person it goes to, with whose key it is sealed.
  package let person: String
  /// From when on it is of no use to anybody, as a code that has run out.
  package let expiresAt: Moment?

  package enum Channel: String, Sendable, Bindable, Readable, CaseIterable {
    case email, sms
  }

  package init(
    id: String, channel: Channel, to: String, subject: String?, body: String, language: Language, purpose: String, person: String,
    expiresAt: Moment? = nil
  ) {
    self.id = id
    self.channel = channel
    self.to = to
    self.subject = subject
    self.body = body
    self.language = language
    self.purpose = purpose
    self.person = person
    self.expiresAt = expiresAt
  }
}
