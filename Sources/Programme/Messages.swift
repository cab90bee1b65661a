package import Postbox
package import Storage
package import Words

extension Transaction {
  /// A letter to a person through the outbox; `once` makes the letter's name, so that a repeated act sends no second one.
  package func send(
    _ channel: Letter.Channel, to address: String, _ safe: Safe, subject: Phrase, body: Phrase, _ language: Language,
    purpose: String, once: String, _ house: House
  ) throws {
    let letter = Letter(
      id: "\(purpose):\(once)", channel: channel, to: address, subject: channel == .email ? language(subject) : nil,
      body: language(body), language: language, purpose: purpose, person: safe.person.text)
    try post(letter, seal: { safe.seal($0, $1) }, at: house.outside.now())
  }
}
