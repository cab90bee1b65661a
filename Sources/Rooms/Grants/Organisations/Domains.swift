import Markup
import Programme
import Storage
import Words

/// Other mail domains for an organisation, until a second person has said yes or no: whoever has an address there can be let in.
struct DomainsAsked: Sendable {
  let id: ID<DomainsAsked>
  let domains: [String]
  let askedBy: ID<Person>
}

extension Transaction {
  /// What waits for a second person; nil where nothing does.
  func domainsAsked(of organisation: ID<Organisation>) throws -> DomainsAsked? {
    try row("SELECT id, domains, asked_by FROM grants_domain WHERE organisation_id = \(organisation) AND decided_at IS NULL").map
    {
      let domains: String = try $0["domains"]
      return DomainsAsked(
        id: try $0["id"], domains: domains.split(separator: " ").map(String.init), askedBy: try $0["asked_by"])
    }
  }

  /// Proposes domains in place of those that stand and of those that wait. The same that stand only end what waits.
  func ask(domains: [String], of organisation: Organisation, by actor: Actor, _ house: House) throws {
    let waiting = try domainsAsked(of: organisation.id)
    if domains == (waiting?.domains ?? organisation.said.domains) { return }
    if let waiting { try decide(waiting, agrees: false, by: actor, house) }
    if domains == organisation.said.domains { return }
    let id: ID<DomainsAsked> = house.outside.id()
    let text = domains.joined(separator: " ")
    try run(
      """
      INSERT INTO grants_domain (id, organisation_id, domains, asked_by, asked_at)
      VALUES (\(id), \(organisation.id), \(text), \(actor.person), \(house.outside.now()))
      """)
    try record(.organisationDomainsAsked, organisation.id.text, text, by: actor.text, house)
    try ask(
      EditOffers.self,
      for: SecondWanted(
        .domainsWant, page: OrganisationPages.link(organisation.id).text, not: [actor.person], once: "domains:\(id)"), house)
  }

  /// Says yes or no to what waits: yes is a second person's.
  func decide(domains id: ID<DomainsAsked>, of organisation: ID<Organisation>, agrees: Bool, by actor: Actor, _ house: House)
    throws
  {
    let said = try self.organisation(organisation).said
    guard let waiting = try domainsAsked(of: organisation), waiting.id == id else { throw Refusal(.conflict, .domainsMoved) }
    if agrees { try mustBeSecond(actor, after: waiting.askedBy, at: house.outside.now()) }
    try decide(waiting, agrees: agrees, by: actor, house)
    guard agrees else { return }
    try change(organisation, to: said.with(domains: waiting.domains))
    try record(.organisationDomainsConfirmed, organisation.text, waiting.domains.joined(separator: " "), by: actor.text, house)
  }

  private func decide(_ waiting: DomainsAsked, agrees: Bool, by actor: Actor, _ house: House) throws {
    try run(
      """
      UPDATE grants_domain SET decided_by = \(actor.person), decided_at = \(house.outside.now()), agreed = \(agrees)
      WHERE id = \(waiting.id) AND decided_at IS NULL
      """)
  }
}

extension Organisation.Entry {
  func with(domains: [String]) -> Self {
    Organisation.Entry(kind: kind, name: name, bin: bin, site: site, domains: domains, city: city)
  }
}

extension GrantsMigrations {
  /// `grants_domain`: other mail domains for an organisation, set by one and confirmed by another.
  static let domains = Migration(
    "grants-0009-domains",
    """
    CREATE TABLE grants_domain (
      id TEXT NOT NULL PRIMARY KEY,
      organisation_id TEXT NOT NULL REFERENCES organisation (id),
      domains TEXT NOT NULL,
      asked_by TEXT NOT NULL REFERENCES person (id),
      asked_at BIGINT NOT NULL,
      decided_by TEXT REFERENCES person (id),
      decided_at BIGINT,
      agreed BOOLEAN,
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((decided_by IS NULL) = (agreed IS NULL)),
      CHECK (NOT agreed OR decided_by <> asked_by)
    );
    CREATE UNIQUE INDEX grants_domain_open ON grants_domain (organisation_id) WHERE decided_at IS NULL;
    """)
}

extension Phrase {
  static let domainsWant = Phrase(
    kk: "Ұйымның пошта домендері расталуы керек", ru: "Нужно подтвердить домены почты организации",
    en: "An organisation's e-mail domains have to be confirmed")
  static let domainsMoved = Phrase(
    kk: "Бұл ұсыныс енді жоқ: біреу оны шешті немесе өзгертті.", ru: "Этого предложения больше нет: его решили или изменили.",
    en: "This proposal is gone: somebody decided on it or changed it.")
}
