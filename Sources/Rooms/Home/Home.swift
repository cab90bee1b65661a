import Exchange
import Markup
package import Programme
import Storage
import Words

/// The first pages of everybody: the desk of those who work here, the way of those who apply or learn, and how they come back. What
/// stands on them the rooms bring.
package enum Home {
  package static let room = Room(
    name: "home", migrations: [HomeMigrations.comingBack], routes: desk + own + comingAndGoing,
    menu: [MenuEntry(title: .desk, link: "/desk", roles: VisitDesk.roles)], letters: [.signInCode], acts: acts,
    homecomings: [Teachers.homecoming], personalData: [personalData], jobs: [Device.job],
    leave: { tx, house, session, fields in try Device.end(session, key: fields["device"], house, in: tx) }, rehearsal: rehearsal)

  private static let desk: [Route] = [
    .may(VisitDesk.self, .get, "/desk") { try await DeskHome.show($0, $1) }
  ]

  private static let own: [Route] = [
    .may(VisitHome.self, .get, "/status") { try await Way.show($0, $1) },
    .may(VisitHome.self, .get, "/status/later") { try await Later.show($0, $1) },
    .may(VisitHome.self, .post, "/status/later") { try await Later.create($0, $1) },
    .may(VisitHome.self, .get, "/status/devices") { try await Devices.show($0, $1) },
    .may(VisitHome.self, .post, "/status/devices") { try await Devices.end($0, $1) },
    .may(VisitHome.self, .post, "/status/device") { try await Device.create($0, $1) },
    .open(.get, "/offline") { Offline.show($0) },
    .open(.get, "/offline/form") { Offline.form($0) },
    .open(.get, "/offline/leaving") { Offline.leaving($0) },
    .open(.get, "/places") { Places.search($0) },
  ]

  private static let comingAndGoing: [Route] = [
    .open(.get, "/return") { try await Return.show($0) },
    .open(.post, "/return") { try await Return.create($0) },
    .open(.post, "/return/code") { try await Return.code($0) },
    // A step of a form, which another language or the back button asks for as a page.
    .open(.get, "/return/code") { _ in .seeOther("/return") },
    .open(.post, "/return/device") { try await Device.enter($0) },
    .open(.post, "/return/key") { try await Return.key($0) },
    .open(.get, "/signed-in") { SignOut.whoIsIn($0) },
    .open(.get, "/consent/signed-in") { SignOut.whoIsIn($0) },
    .open(.post, "/sign-out", takesOldPages: true) { try await SignOut.create($0) },
    .open(.post, "/consent/sign-out", takesOldPages: true) { try await SignOut.create($0) },
  ]

  private static let personalData = PersonalData(
    title: .devicesTitle, tables: erasedTables,
    export: { tx, _, person, t in
      let lines = try tx.rows(
        "SELECT created_at, used_at FROM device WHERE person_id = \(person) ORDER BY created_at, key_hash"
      ) { row in
        let (since, used): (Moment, Moment?) = (try row["created_at"], try row["used_at"])
        return (name: t(.ownPhone), value: "\(t(.openSince)) \(t.dateTime(since)), \(t(.lastUsed)) \(t.dateTime(used ?? since))")
      }
      return lines.isEmpty ? [] : [PersonalData.Section(.devicesTitle, lines)]
    },
    // Else her phone's key would go on opening a session of somebody who is gone.
    erase: { tx, _, person in
      [
        PersonalData.Erased("device", try tx.run("DELETE FROM device WHERE person_id = \(person)")),
        PersonalData.Erased("return_key", try tx.run("DELETE FROM return_key WHERE person_id = \(person)")),
      ]
    })
}

/// The desk's first page: every one of the staff, each with the cards of her or his roles.
package enum VisitDesk: Act { package static let roles = Set(Role.staff) }
/// Her own first page and the pages about how she comes in.
package enum VisitHome: Act { package static let roles: Set<Role> = [.applicant, .teacher] }

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "device": Phrase(
    kk: "кодсыз ашылатын телефондар", ru: "телефоны, с которых входят без кода",
    en: "phones that open without a code"),
  "return_key": Phrase(
    kk: "қайта кіру кілттері", ru: "ключи для возвращения",
    en: "keys to come back with"),
]
