import Exchange
import Programme
import Words

/// A browser in which somebody of the staff has come in with both factors: strangers who guess her password elsewhere do not make her
/// wait here. It opens nothing.
enum KnownDevice {
  private static let days = 90
  private static let cookie = "keruen-known"
  private static let purpose = "known device"

  static func has(_ visit: Visit, _ person: ID<Person>) -> Bool {
    let proof = visit.request.cookie(cookie).flatMap {
      Possession($0, for: purpose, days: days, today: visit.now.day(), visit.house.vault)
    }
    return proof?.person == person
  }

  static func keep(_ person: ID<Person>, _ visit: Visit, _ reply: inout Reply) {
    let proof = Possession(person: person, purpose: purpose, given: visit.now.day()).text(visit.house.vault)
    reply.setCookie(
      Cookie(cookie, proof, maxAge: days * 86_400, path: "/sign-in", isSecure: visit.house.settings.isSecure))
  }
}
