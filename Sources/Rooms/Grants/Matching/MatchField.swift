import Allocation
import Programme
import Rules
import Security
import Storage
import Words

/// Why somebody of the pool brings no list into the market.
enum Absence: String, Sendable, Bindable, Readable {
  /// She kept none.
  case list
  /// Naming her to universities is not agreed to.
  case consent
  /// She takes part no more, or is erased.
  case part
}

/// What goes into a match of a round: the pool with its lists, requirements and evidence as they stand now.
struct MatchField: Sendable {
  let pool: [PoolLine]
  let input: MatchInput
  /// For each line of the pool; nil: her list is in.
  let absent: [Absence?]
  /// In the order of `input.offers`.
  let offers: [GrantOffer]

  var listed: Int { absent.count { $0 == nil } }

  /// SHA-256 over all that a match depends on but the numbers of the draw.
  var hash: [UInt8] { input.mark }
}

extension MatchInput {
  fileprivate var mark: [UInt8] {
    var text = rule.yaml
    for offer in offers {
      text +=
        "\n\(offer.code);\(offer.weights ?? "");\(offer.kinds.map { "\($0.attribute ?? "open")=\($0.seats)" }.joined(separator: ";"))"
    }
    for entry in entries {
      let bars = entry.bars.map { "\($0.offer):\($0.requirement)" }.joined(separator: ",")
      let measures = zip(entry.values, entry.errors).map { "\($0.bitPattern):\($1.bitPattern)" }.joined(separator: ",")
      let holds = entry.holds.map { "\($0.offer):\($0.reserve ?? "open")" } ?? ""
      text += "\n\(entry.list.map(String.init).joined(separator: ","));\(bars);\(measures);"
      text += "\(entry.attributes.sorted().joined(separator: ","));\(holds)"
    }
    return sha256(Array(text.utf8))
  }
}

extension Transaction {
  /// The market of a round whose lists are closed. Throws `Refusal.conflict` where it has no rule or is not closed.
  func matchField(of round: Round, _ house: House) throws -> (MatchField, MeritVersion) {
    guard let merit = try frozenMerit(of: round)?.merit else { throw Refusal(.conflict, .noFrozenRule) }
    guard try closing(of: round.id) != nil else { throw Refusal(.conflict, .listsNotClosed) }
    let field = try round.number == 1 ? firstField(round, merit.rule, house) : secondField(round, house)
    return (field, merit)
  }

  private func firstField(_ round: Round, _ rule: MeritRule, _ house: House) throws -> MatchField {
    let pool = try pool(of: round.id)
    let offers = try confirmedOffers(of: round.id)
    let standings = try standings(of: round, rule, house)
    let girls = Dictionary(uniqueKeysWithValues: standings.girls.enumerated().map { ($1.person, $0) })
    let lists = try keptLists(in: round.id)
    let agreed = try agreeing("university", standings.girls, house)
    let choosers = try choosers(standings.girls)
    let published = offers.map(\.published)
    let place = Dictionary(uniqueKeysWithValues: offers.enumerated().map { ($1.id, $0) })
    let attributes = Set(published.flatMap { $0.plan.reserves.map(\.attribute) })
    let pieces = rule.common.evidence.map(\.name)
    var absent: [Absence?] = []
    let entries = pool.map { line -> MatchEntry in
      guard let person = line.person, let row = girls[person], let chooser = choosers[person] else {
        absent.append(.part)
        return .nobody(pieces.count)
      }
      let girl = standings.girls[row]
      let wanted = (lists[person] ?? []).compactMap { place[$0] }
      let why: Absence? = !agreed.contains(person) ? .consent : wanted.isEmpty ? .list : nil
      absent.append(why)
      let measures = pieces.map { standings.candidates.evidence[$0] }
      return MatchEntry(
        list: why == nil ? wanted.map(Int32.init) : [],
        bars: why != nil
          ? []
          : wanted.compactMap { offer in
            chooser.atRun(offers[offer]).map { MatchEntry.Bar(offer: Int32(offer), requirement: $0) }
          },
        values: measures.map { $0?.values[row] ?? .nan }, errors: measures.map { $0?.errors[row] ?? 0 },
        attributes: attributes.filter { girl.has($0) })
    }
    return MatchField(
      pool: pool, input: try MatchInput.orRefused(rule, published, entries), absent: absent, offers: offers)
  }

  /// Of these girls those whose answers, and their guardians', allow a purpose.
  func agreeing(_ purpose: String, _ girls: [Leaver], _ house: House) throws -> Set<ID<Person>> {
    guard let purpose = house.consents.purposes.first(where: { $0.key == purpose }) else { return [] }
    var agreed: Set<ID<Person>> = []
    for (cycle, those) in Dictionary(grouping: girls, by: \.cycle).sorted(by: { $0.key.text < $1.key.text }) {
      for start in stride(from: 0, to: those.count, by: 500) {
        let people = those[start..<min(start + 500, those.count)].map(\.person)
        let safes = try rows(
          "SELECT person_id, wrapped FROM person_key WHERE person_id IN (\(list: people)) ORDER BY person_id"
        ) { try house.vault.safe(of: try $0["person_id"], wrapped: try $0["wrapped"]) }
        for (person, ledger) in try consents(safes, cycle, at: house.outside.now()) where ledger.allows(purpose) {
          agreed.insert(person)
        }
      }
    }
    return agreed
  }
}

extension MatchInput {
  static func orRefused(_ rule: MeritRule, _ offers: [MatchOffer], _ entries: [MatchEntry]) throws -> MatchInput {
    do throws(MatchFault) {
      return try MatchInput(rule: rule, offers: offers, entries: entries)
    } catch {
      throw Refusal(.conflict, error.says(offers))
    }
  }
}

extension MatchEntry {
  /// A number of the pool whose girl takes part no more: it keeps its place in the draw and wants nothing.
  static func nobody(_ pieces: Int) -> MatchEntry {
    MatchEntry(list: [], values: Array(repeating: .nan, count: pieces), errors: Array(repeating: 0, count: pieces))
  }
}

extension GrantOffer {
  /// As a round publishes it: one line, in the language of the state.
  var published: MatchOffer {
    let language = programme.said.language.rawValue
    let title = "\(programme.said.group) \(programme.name(.kk)) (\(language)), \(organisation.name(.kk))"
    let line = String(String.UnicodeScalarView(title.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
    return MatchOffer(code: code, title: String(line.prefix(280)), weights: terms.weights, plan: terms.plan)
  }
}

extension Leaver {
  /// Whether an attribute that reserves ask for holds for her.
  func has(_ attribute: String) -> Bool {
    switch ReserveAttribute(attribute) {
    case .rural?: isRural == true
    case .region(let code)?: region == code
    case .stream(let language)?: teachingLanguage == language
    case nil: false
    }
  }
}

extension Chooser {
  /// The requirement due before the list that she does not meet on the day of the run; nil where she may be matched. Whoever has no certificate
  /// of the school is not recommended anywhere.
  func atRun(_ offer: GrantOffer) -> String? {
    if certified.isEmpty { return Requirement.Kind.certificate.rawValue }
    if offer.programme.said.level != level { return Self.levelBar }
    let bar = offer.terms.requirements.first { requirement in
      requirement.kind.due == .list && stands(to: requirement, of: offer.programme) != .met
    }
    return bar?.kind.rawValue
  }

  /// The key of the requirement that the programme is of her level.
  static let levelBar = "level"
}

extension MatchFault {
  func says(_ offers: [MatchOffer]) -> Phrase {
    switch self {
    case .offer(let number, let fault):
      switch fault {
      case .noSuchWeights: .offerWeightsMissing(offers[number].weights ?? "")
      case .seats(let seats): .offerCannotRun(offers[number].code, seats.says)
      case .codeUnusable, .attributeUnusable: .offerCannotRun(offers[number].code, .marketCannotRun)
      }
    case .entry, .list, .tooLarge: .marketCannotRun
    }
  }
}

extension Phrase {
  static let noFrozenRule = Phrase(
    kk: "Бұл кезеңнің бекітілген ұпай ережесі жоқ.", ru: "У этого раунда нет зафиксированного правила баллов.",
    en: "This round has no frozen merit rule.")
  static let listsNotClosed = Phrase(
    kk: "Тізімдер әлі жабылған жоқ: есептеу олардың соңғы күнінен кейін жүргізіледі.",
    ru: "Списки ещё не закрыты: расчёт проводят после их последнего дня.",
    en: "The lists are not closed yet: the run comes after their last day.")
  static let marketCannotRun = Phrase(
    kk: "Бұл деректермен есептеу жүргізу мүмкін емес.", ru: "По этим данным расчёт невозможен.",
    en: "No run can be made of these data.")
  static func offerCannotRun(_ code: String, _ why: Phrase) -> Phrase {
    Phrase(kk: "\(code) ұсынысы: \(why(.kk))", ru: "Предложение \(code): \(why(.ru))", en: "Offer \(code): \(why(.en))")
  }
}
