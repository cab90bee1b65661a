import Administration
import ArgumentParser
import Programme
import Security
import Storage
import Words

/// People who work in the house.
struct Staff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Accounts of the staff; the first administrator is invited here.", subcommands: [StaffInvite.self])
}

struct StaffInvite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Prints the link with which somebody signs in for the first time, valid for 72 hours.",
    discussion: "For an address that has an account already it prints a new link, for somebody who lost password and phone.")

  @OptionGroup var options: HouseOptions

  @Argument(help: "The e-mail address she or he will sign in with.")
  var email: String

  @Option(help: "What the person may do: \(Role.staff.map(\.rawValue).joined(separator: ", ")).")
  var role: Role = .administrator

  @Option(help: "Surname, for lists of the staff.")
  var surname = ""

  @Option(help: "Given name.")
  var given = ""

  @Option(help: "Language of the pages: kk, ru or en.")
  var language: Language = .kk

  func validate() throws {
    guard role.isStaff else { throw ValidationError("\(role.rawValue) is not a role of the staff.") }
  }

  func run() async throws {
    let address: EMail
    do { address = try EMail(parsing: email) } catch { throw Trouble("\(email) is not an e-mail address.") }
    let house = try await options.house(port: 8080, isDemo: false, mayFound: false)
    defer { house.database.close() }
    let name = PersonName(surname: try checked("surname", surname), given: try checked("given", given))
    let (role, language) = (role, language)
    let way = try await house.database.read { [address = options.address] in try address ?? $0.keptAddress() }
    let (token, isNew) = try await house.database.write { tx in
      if let known = try tx.staff(with: address, house.vault) {
        if try !tx.memberships(of: known).contains(where: { $0.role == role }) {
          try tx.giveRole(role, .everything, to: known, by: nil, house)
        }
        return (try tx.invite(known, house), false)
      }
      let person = try tx.addStaff(name, address, role, .everything, language: language, by: nil, house)
      return (try tx.invite(person, house), true)
    }
    Terminal.say(isNew ? "A new \(role.rawValue)." : "This address has an account already: a new link.")
    for line in Self.way(to: token.text, at: way) { Terminal.say(line) }
  }

  /// How the person comes in. Without a name that was given, here or to `serve`, nobody knows the port, and a link that does not open would
  /// be sent on.
  static func way(to token: String, at address: String?) -> [String] {
    guard let address else {
      return [
        "Open within 72 hours, on the person's own computer, behind the address that people use:", "  /welcome/\(token)",
        "No address is known: `serve` was not started with --address. Give it for the whole link: --address https://stem.example.kz",
      ]
    }
    let link = ["Open within 72 hours, on the person's own computer:", "  \(address)/welcome/\(token)"]
    guard HouseAddress.isLocal(address) else { return link }
    return link + ["This address opens on this machine only. Name the one people use: --address https://stem.example.kz"]
  }
}

extension StaffInvite {
  /// A name as the pages take one; nothing is a name too.
  private func checked(_ option: String, _ typed: String) throws -> String {
    if typed.isEmpty { return "" }
    do throws(NameText.Complaint) { return try NameText.checked(typed) } catch {
      switch error {
      case .sign(let sign): throw Trouble("--\(option) is not a name: \(sign.debugDescription) stands in none.")
      case .noLetter: throw Trouble("--\(option) is not a name: it has no letter.")
      }
    }
  }
}

extension Role: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

extension Transaction {
  /// The one person of the staff with this address.
  fileprivate func staff(with email: EMail, _ vault: Vault) throws -> ID<Person>? {
    try people(with: vault.hash(email.address.lowercased(), .email), .email).first { try !memberships(of: $0).isEmpty }
  }
}
