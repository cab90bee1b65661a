import Postbox
import Programme
import Storage
import Words

/// The work of the postman: letters that are due leave every few seconds, by the ways the operator chose; each channel on its own, so that
/// none waits for another's server.
enum Post {
  static let jobs = Letter.Channel.allCases.map { channel in
    Job(
      name: "post \(channel.rawValue)", .lettersLeave(channel), every: .seconds(5),
      isAble: { $0.settings.postman?.serves(channel) ?? false },
      isNeeded: { house in
        try await house.settings.postman?.isNeeded(channel, house.database, now: house.outside.now()) ?? false
      }
    ) { house in
      guard let postman = house.settings.postman else { return }
      let batch = 100
      while !Task.isCancelled, try await deliver(channel, postman, house, limit: batch) == batch {}
    }
  }

  /// Returns how many letters left.
  static func deliver(_ channel: Letter.Channel, _ postman: Postman, _ house: House, limit: Int) async throws -> Int {
    try await postman.deliverDue(
      channel, house.database, open: { try house.opening($1, $2, in: $0) },
      now: house.outside.now, random: house.outside.random, limit: limit)
  }
}

extension Phrase {
  static func lettersLeave(_ channel: Letter.Channel) -> Phrase {
    switch channel {
    case .sms: Phrase(kk: "SMS жіберу", ru: "Отправка SMS", en: "Sending SMS")
    case .email: Phrase(kk: "Электрондық хат жіберу", ru: "Отправка электронной почты", en: "Sending e-mail")
    }
  }
}
