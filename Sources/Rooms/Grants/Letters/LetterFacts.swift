import Certificates
import Documents
import Programme
import Rules
import Security
import Storage
import Words

/// What a letter says, before it has a number: the fields a share shows and no other.
struct LetterFacts: Codable, Sendable, Hashable {
  struct Line: Codable, Sendable, Hashable {
    let title: Said
    let hours: Int?
    let level: Said
  }

  struct Signatory: Codable, Sendable, Hashable {
    let name: String
    let office: Said
  }

  let name: Said
  /// Nil while her birth day is not known.
  let birthYear: Int?
  let school: Said
  let organisation: Said
  let group: String
  let programme: Said
  let grantKey: String
  let grant: Said
  let seat: Said
  let learnt: [Line]
  /// What she has still to bring before she is enrolled.
  let open: [Said]
  let signatories: [Signatory]
  let until: Day
}

/// Why no letter is made yet.
enum LetterWait: Sendable, Hashable {
  /// Statements that the letter quotes and nobody has confirmed for the year.
  case facts([Said])
  case certificate
  case birthDay
  case signatories
  /// Her name does not fit the signed text.
  case name
}

extension LetterWait {
  var says: Phrase {
    switch self {
    case .facts(let titles):
      Phrase(
        kk: "расталмаған мәлімет: \(titles.map(\.kk).joined(separator: "; "))",
        ru: "не подтверждено на этот год: \(titles.map(\.ru).joined(separator: "; "))",
        en: "not confirmed for this year: \(titles.map(\.en).joined(separator: "; "))")
    case .certificate:
      Phrase(kk: "мектептің сертификаты жоқ", ru: "нет сертификата школы", en: "no certificate of the school")
    case .birthDay: Phrase(kk: "туған күні белгісіз", ru: "неизвестна дата рождения", en: "her birth day is not known")
    case .signatories:
      Phrase(
        kk: "қол қоятын екі адамның аты-жөні жоқ", ru: "нет имён двух подписывающих", en: "the two who sign have no name here")
    case .name: Phrase(kk: "аты-жөні хатқа сыймайды", ru: "имя не помещается в письмо", en: "her name does not fit the letter")
    }
  }
}

extension Transaction {
  /// What a letter of hers would say today.
  func letterFacts(of share: Share, _ given: Recommendation, _ house: House) throws -> LetterFacts {
    guard let person = given.person else { throw Refusal.missing }
    let safe = try safe(of: person, house.vault)
    guard let words = try words(of: share, safe), let girl = try leaver(person) else { throw Refusal.missing }
    let offer = try offer(given.offer)
    return LetterFacts(
      name: words.name, birthYear: try details(safe)[.birthDay].flatMap { Day($0) }?.year, school: try school(of: girl, house),
      organisation: offer.organisation.said.name, group: offer.programme.said.group, programme: offer.programme.inStream,
      grantKey: offer.type.said.kind.rawValue, grant: offer.type.said.name, seat: offer.terms.seatSaid,
      learnt: try learnt(by: girl), open: offer.terms.requirements.filter { $0.kind.due == .enrolment }.map { $0.said(house) },
      signatories: try signatories(of: given.round, house), until: share.lastDay)
  }

  /// All that a letter waits for.
  func waits(_ facts: LetterFacts, of given: Recommendation, _ house: House) throws -> [LetterWait] {
    var waits: [LetterWait] = []
    let stale = try staleFacts(quoted: try offer(given.offer), try round(given.round), house)
    if !stale.isEmpty { waits.append(.facts(stale)) }
    if !facts.learnt.contains(where: { $0.hours != nil }) { waits.append(.certificate) }
    if facts.birthYear == nil { waits.append(.birthDay) }
    if facts.signatories.count < 2 { waits.append(.signatories) }
    if !facts.fits { waits.append(.name) }
    return waits
  }

  /// Statements that the letter leans on where it names what is still required, and that nobody stands for in the round's year. Of several
  /// about one matter, such as the state test of this year and of the next, one that holds is enough.
  private func staleFacts(quoted offer: GrantOffer, _ round: Round, _ house: House) throws -> [Said] {
    let file = house.data[.grants]
    let (standing, today) = (try factStanding(round.leavingYear, file), house.outside.now().day())
    let matters = Set(offer.terms.requirements.filter { $0.kind.due == .enrolment }.compactMap(\.matter)).sorted()
    return matters.flatMap { matter -> [Said] in
      let about = file.statements.filter { $0.key == matter || $0.key.hasPrefix("\(matter)-") }
      return about.contains { file.holds($0, standing, on: today) } ? [] : about.map(\.title)
    }
  }

  /// As the register names it; of a school that is not in it, the district.
  private func school(of girl: Leaver, _ house: House) throws -> Said {
    let district = girl.place.flatMap { house.gazetteer.district(of: $0) } ?? girl.region.flatMap { house.gazetteer[$0] }
    let place = district.map { Said(kk: Language.kk($0.name), ru: Language.ru($0.name), en: Language.en($0.name)) }
    guard let school = try girl.school.flatMap({ try school($0) }) else { return place ?? Said(kk: "–", ru: "–", en: "–") }
    let name = Said(kk: school.nameKazakh, ru: school.nameRussian, en: Certificate.latin(school.nameKazakh))
    guard let place else { return name }
    return Said(kk: "\(place.kk), \(name.kk)", ru: "\(place.ru), \(name.ru)", en: "\(place.en), \(name.en)")
  }

  /// The courses of which she has a certificate, and her projects, each with a word for how well.
  private func learnt(by girl: Leaver) throws -> [LetterFacts.Line] {
    let measures = try measures(of: girl)
    var titles: [String: Said] = [:]
    var lines: [LetterFacts.Line] = []
    try each(
      """
      SELECT course, title_kk, title_ru, title_en, hours FROM grants_learnt
      WHERE person_id = \(girl.person) AND cycle_id = \(girl.cycle) ORDER BY issued_at, course LIMIT 20
      """
    ) { row in
      let course: String = try row["course"]
      let title = Said(kk: try row["title_kk"], ru: try row["title_ru"], en: try row["title_en"])
      titles[course] = title
      let measure = Measure.mean(measures["check:\(course)"] ?? [])
      lines.append(
        LetterFacts.Line(title: title, hours: try row["hours"], level: measure.map(Mastery.said) ?? .certificateIssued))
    }
    for (course, title) in titles.sorted(by: { $0.key < $1.key }) {
      guard let measure = Measure.mean(measures["project:\(course)"] ?? []) else { continue }
      lines.append(LetterFacts.Line(title: .project(of: title), hours: nil, level: Mastery.said(measure)))
    }
    return lines
  }

  /// By piece and course: `check:physics`, `project:physics`.
  private func measures(of girl: Leaver) throws -> [String: [Measure]] {
    var found: [String: [Measure]] = [:]
    try each(
      """
      SELECT name, value, error FROM grants_study_evidence WHERE person_id = \(girl.person) AND cycle_id = \(girl.cycle) ORDER BY name
      """
    ) { row in
      let name: String = try row["name"]
      let words = name.split(separator: ":", maxSplits: 2)
      guard words.count == 3 else { return }
      let error: Double? = try row["error"]
      found["\(words[0]):\(words[1])", default: []].append(Measure(value: try row["value"], error: error ?? 0))
    }
    return found
  }

  /// Whoever proposed the result of the round and whoever released it.
  private func signatories(of round: ID<Round>, _ house: House) throws -> [LetterFacts.Signatory] {
    guard
      let row = try row(
        "SELECT proposed_by, released_by FROM grants_release WHERE round_id = \(round) AND released_at IS NOT NULL")
    else { return [] }
    let (first, second): (ID<Person>, ID<Person>) = (try row["proposed_by"], try row["released_by"])
    return try [(first, LeadMatching.roles), (second, ReleaseMatching.roles)].compactMap { person, roles in
      guard let name = (try? self.person(person, house.vault))?.name?.full else { return nil }
      let held: Role? = try value(
        "SELECT role FROM membership WHERE person_id = \(person) AND role IN (\(list: roles.sorted { $0.rawValue < $1.rawValue })) ORDER BY given_at, id LIMIT 1"
      )
      let office = (held ?? .chair).name
      return LetterFacts.Signatory(
        name: name, office: Said(kk: Language.kk(office), ru: Language.ru(office), en: Language.en(office)))
    }
  }
}

extension LetterFacts {
  /// Whether the signed text holds her name, with the longest number there can be.
  var fits: Bool {
    let content = LetterContent(
      facts: self, number: "K-\(until.year)-00000",
      code: Recommendation.paperKind.code { [UInt8](repeating: 7, count: $0) }.letters,
      day: until, signature: "")
    return (try? content.letter?.statement()) != nil
  }
}

extension Recommendation {
  /// Of the letters that are made of it.
  static let paperKind = Certificates.Recommendation.kind
}

/// A letter whole: what it says, its number, its code and the house's signature.
struct LetterContent: Codable, Sendable {
  let facts: LetterFacts
  let number: String
  let code: String
  let day: Day
  /// Base64url of the statement's signature.
  var signature: String

  static let place = "grants_letter.sealed"

  /// As paper shows it.
  var letter: Certificates.Recommendation? {
    guard let code = Recommendation.paperKind.code(code) else { return nil }
    return Certificates.Recommendation(
      number: number, code: code, day: day, until: facts.until,
      bearer: .init(name: facts.name, birthYear: facts.birthYear ?? 0, school: facts.school),
      place: .init(
        organisation: facts.organisation, group: facts.group, programme: facts.programme, grantKey: facts.grantKey,
        grant: facts.grant, seat: facts.seat),
      learnt: facts.learnt.map { .init(title: $0.title, hours: $0.hours, level: $0.level) }, open: facts.open,
      signatories: facts.signatories.map { .init(name: $0.name, office: $0.office) })
  }

  /// With its signature; nil where it is none of the statement.
  var signed: SignedStatement? {
    guard let statement = try? letter?.statement(), let signature = bytes(base64URL: signature), signature.count == 64 else {
      return nil
    }
    return SignedStatement(statement, signature: signature)
  }

  /// The file in one language.
  func paper(_ house: House, _ t: Language) async throws -> [UInt8] {
    guard let letter, let signed else { throw Refusal.missing }
    return try await letter.paper(signed, house.issuer, notice: .stateAddsNothing, in: t).render()
  }

  /// "М. Ү.": what the page of a letter shows of a name.
  func initials(_ t: Language) -> String {
    facts.name(t).split(separator: " ").compactMap(\.first).map { "\($0.uppercased())." }.joined(separator: " ")
  }
}

extension StudyProgramme {
  /// With the language it is taught in.
  var inStream: Said {
    let stream = said.language.stream
    return Said(
      kk: "\(said.name.kk), \(Language.kk(stream))", ru: "\(said.name.ru), \(Language.ru(stream))",
      en: "\(said.name.en), \(Language.en(stream))")
  }
}

extension GrantOffer.Terms {
  var seatSaid: Said { Said(kk: says(.kk), ru: says(.ru), en: says(.en)) }
}

extension Requirement {
  /// What `grants.yaml` calls the matter on which it rests; nil where it rests on none that grows old.
  fileprivate var matter: String? {
    switch kind {
    case .ent: "ent"
    case .quota: value.map(Chooser.isRuralQuota) == true ? "rural" : "quotas"
    case .certificate, .subject, .language, .contact, .income: nil
    }
  }

  func said(_ house: House) -> Said {
    let phrase = kind.says(name(house))
    return Said(kk: Language.kk(phrase), ru: Language.ru(phrase), en: Language.en(phrase))
  }
}

extension Said {
  fileprivate static let certificateIssued = Said(kk: "сертификат берілді", ru: "выдан сертификат", en: "certificate issued")
  fileprivate static func project(of course: Said) -> Said {
    Said(kk: "\(course.kk): командалық жоба", ru: "\(course.ru): командный проект", en: "\(course.en): team project")
  }
}
