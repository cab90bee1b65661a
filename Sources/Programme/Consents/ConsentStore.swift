import Security
package import Storage
package import Words

extension Transaction {
  /// Publishes the file's texts: a version that stands is never changed. Throws when its text would be another one.
  /// Who answered another text before is put down to be asked again.
  package func publish(_ file: ConsentFile, _ programme: ProgrammeFile, at now: Moment) throws {
    for purpose in file.purposes {
      var isNew = false
      for language in Language.allCases {
        let text = ConsentText(purpose, version: file.version, programme, language)
        if let hash = try publishedHash(purpose.key, file.version, language) {
          guard hash == text.hash else {
            throw FileComplaints([FileComplaint(file: "consents.yaml", .consentTextChanged(purpose.key))])
          }
          continue
        }
        try run(
          """
          INSERT INTO consent_text (purpose, version, language, text, sha256, published_at)
          VALUES (\(purpose.key), \(file.version), \(language), \(text.text), \(text.hash), \(now))
          """)
        isNew = true
      }
      if isNew, file.version > 1 { try askAgain(purpose.key, version: file.version) }
    }
  }

  /// How the texts of a file stand to those that are published under its version.
  fileprivate func change(to file: ConsentFile, _ next: ProgrammeFile, from now: ProgrammeFile) throws -> TextChange {
    var change = TextChange()
    for purpose in file.purposes {
      for language in Language.allCases {
        guard let hash = try publishedHash(purpose.key, file.version, language) else {
          change.isNew.insert(purpose.key)
          continue
        }
        func says(_ programme: ProgrammeFile) -> Bool {
          ConsentText(purpose, version: file.version, programme, language).hash == hash
        }
        if says(next) { continue }
        if says(now) { change.isByOperator = true } else { change.rewritten.insert(purpose.key) }
      }
    }
    return change
  }

  fileprivate func answered(_ purposes: Set<String>) throws -> Int {
    guard !purposes.isEmpty else { return 0 }
    return try value("SELECT count(DISTINCT person_id) FROM consent WHERE purpose IN (\(list: purposes.sorted()))") ?? 0
  }

  /// The hash of a text that stands; nil before it is published.
  private func publishedHash(_ purpose: String, _ version: Int, _ language: Language) throws -> [UInt8]? {
    try value(
      """
      SELECT sha256 FROM consent_text WHERE purpose = \(purpose) AND version = \(version) AND language = \(language)
      """)
  }

  /// The newest answer of each signer whose text said something else. A text that only came along under a new number is no
  /// reason to ask.
  private func askAgain(_ purpose: String, version: Int) throws {
    try run(
      """
      INSERT INTO consent_due (person_id, cycle_id, signer, purpose, reason, agreed, since)
      SELECT given.person_id, given.cycle_id, given.signer, given.purpose, 'text', given.agreed, text_now.published_at
      FROM consent AS given
      JOIN consent_text AS text_then ON text_then.purpose = given.purpose AND text_then.version = given.version
        AND text_then.language = given.language
      JOIN consent_text AS text_now ON text_now.purpose = given.purpose AND text_now.version = \(version)
        AND text_now.language = given.language
      WHERE given.purpose = \(purpose) AND text_then.sha256 <> text_now.sha256
        AND NOT EXISTS (
          SELECT 1 FROM consent AS later WHERE later.person_id = given.person_id AND later.cycle_id = given.cycle_id AND later.signer = given.signer
            AND later.purpose = given.purpose AND (later.at > given.at OR (later.at = given.at AND later.id > given.id)))
      ON CONFLICT (person_id, cycle_id, signer, purpose) DO NOTHING
      """)
  }

  /// What she and her guardian said in an intake. With her own safe: it holds her birth day, and on that day the answers change
  /// their weight.
  package func consents(_ safe: Safe, _ cycle: ID<Cycle>, at now: Moment) throws -> ConsentLedger {
    try consents([safe], cycle, at: now)[safe.person] ?? ConsentLedger([], adultSince: nil)
  }

  /// The same of many girls, each with her own safe: two statements.
  package func consents(_ safes: [Safe], _ cycle: ID<Cycle>, at now: Moment) throws -> [ID<Person>: ConsentLedger] {
    if safes.isEmpty { return [:] }
    var lines: [ID<Person>: [Consent]] = [:]
    try each(
      """
      SELECT consent.person_id, consent.signer, consent.purpose, consent.agreed, version, language, channel, at, reason,
        \(Objection.stops("consent.person_id", "consent.purpose")) AS is_objected
      FROM consent
      LEFT JOIN consent_due ON consent_due.person_id = consent.person_id AND consent_due.cycle_id = consent.cycle_id
        AND consent_due.signer = consent.signer AND consent_due.purpose = consent.purpose
      WHERE consent.person_id IN (\(list: safes.map(\.person))) AND consent.cycle_id = \(cycle) ORDER BY at, consent.id
      """
    ) { row in
      lines[try row["person_id"], default: []].append(
        Consent(
          signer: try row["signer"], purpose: try row["purpose"], agreed: try row["agreed"], version: try row["version"],
          language: try row["language"], channel: try row["channel"], at: try row["at"], due: try row["reason"],
          isObjected: try row["is_objected"]))
    }
    let adults = try adultsSince(safes, at: now)
    return Dictionary(
      safes.map { ($0.person, ConsentLedger(lines[$0.person] ?? [], adultSince: adults[$0.person])) }
    ) { first, _ in first }
  }

  /// Whether her data may be used for a purpose of consents.yaml: whoever uses them for it asks here. Never for a purpose the
  /// file does not name, nor while her data are restricted, nor once they are erased.
  package func allows(_ purpose: String, for person: ID<Person>, _ cycle: ID<Cycle>, _ house: House) throws -> Bool {
    guard let purpose = house.consents.purposes.first(where: { $0.key == purpose }),
      try exists("SELECT 1 FROM person WHERE id = \(person) AND erased_at IS NULL AND restricted_at IS NULL")
    else { return false }
    return try consents(try safe(of: person, house.vault), cycle, at: house.outside.now()).allows(purpose)
  }

  /// Both gave the same number: the record says so, for the number alone does not tell who answered.
  private func isOnePhone(_ guardian: ID<Person>, _ girl: ID<Person>) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM person_hash AS hers JOIN person_hash AS theirs ON theirs.hash = hers.hash AND theirs.kind = hers.kind
      WHERE hers.kind = \(HashKind.phone) AND hers.person_id = \(girl) AND theirs.person_id = \(guardian)
      """)
  }

  /// Adds lines to her ledger of an intake, and tells the rooms that follow it. A guardian's answer is refused once she is of age.
  package func keepConsents(
    _ answers: [(text: ConsentText, agreed: Bool)], of girl: Safe, _ cycle: ID<Cycle>, signer: Consent.Signer,
    person: ID<Person>, channel: Consent.Channel, collector: String, _ house: House
  ) throws {
    let now = house.outside.now()
    if signer == .guardian, try adultSince(girl, at: now) != nil { throw Refusal(.conflict, .sheIsOfAge) }
    // The newest answer decides. Where the house's clock was set back, the one given now stands after those of the lost time.
    let lost: Moment? = try value(
      "SELECT at FROM consent WHERE person_id = \(girl.person) AND cycle_id = \(cycle) AND at > \(now) ORDER BY at DESC LIMIT 1")
    let at = lost?.adding(milliseconds: 1) ?? now
    try insert(
      """
      INSERT INTO consent (id, person_id, cycle_id, signer_id, signer, purpose, agreed, version, language, sha256, channel,
        collector, at)
      """,
      answers.map { text, agreed in
        """
        (\(house.outside.id(of: Consent.self)), \(girl.person), \(cycle), \(person), \(signer), \(text.purpose.key), \(agreed),
          \(text.version), \(text.language), \(text.hash), \(channel), \(collector), \(at))
        """
      })
    try run(
      """
      DELETE FROM consent_due WHERE person_id = \(girl.person) AND cycle_id = \(cycle) AND signer = \(signer)
        AND purpose IN (\(list: answers.map(\.text.purpose.key)))
      """)
    let yes = answers.filter(\.agreed).map(\.text.purpose.key).joined(separator: " ")
    let no = answers.filter { !$0.agreed }.map(\.text.purpose.key).joined(separator: " ")
    try record(
      .consentGiven, girl.person.text,
      "signer=\(signer.rawValue) yes=[\(yes)] no=[\(no)] version=\(house.consents.version)"
        + (signer == .guardian ? try isOnePhone(person, girl.person) ? " phone=hers" : "" : ""),
      by: "\(signer.rawValue):\(person)", house)
    try happened(
      ConsentAnswered(
        girl: girl.person, cycle: cycle, signer: signer, agreed: answers.filter(\.agreed).map(\.text.purpose.key),
        agreesToTakePart: answers.filter(\.text.purpose.required).allSatisfy(\.agreed),
        ledger: try consents(girl, cycle, at: now)),
      house)
  }

  /// Puts down what has to be answered anew because she is of age.
  package func askAdult(_ girl: ID<Person>, _ cycle: ID<Cycle>, _ ledger: ConsentLedger, since: Moment, _ file: ConsentFile)
    throws
    -> Bool
  {
    let open = file.purposes.filter { ledger.standing(.girl, $0.key) == nil }
    for purpose in open {
      try run(
        """
        INSERT INTO consent_due (person_id, cycle_id, signer, purpose, reason, agreed, since)
        VALUES (\(girl), \(cycle), 'girl', \(purpose.key), 'age', \(ledger.answer(.girl, purpose.key)?.agreed ?? false), \(since))
        ON CONFLICT (person_id, cycle_id, signer, purpose) DO UPDATE SET reason = 'age'
        """)
    }
    return !open.isEmpty
  }
}

extension Phrase {
  package static let sheIsOfAge = Phrase(
    kk: "Ол 18 жасқа толды: енді өзі жауап береді, ата-ананың жауабы қабылданбайды.",
    ru: "Исполнилось 18 лет: ответ родителя больше не принимается.",
    en: "The applicant has turned 18; a guardian's answer is no longer taken.")
}

/// How texts of consents stand to those that are published under their version.
private struct TextChange {
  /// Purposes without a text under this version.
  var isNew: Set<String> = []
  /// Purposes whose own words differ.
  var rewritten: Set<String> = []
  /// Nothing differs but the operator's name or number in them.
  var isByOperator = false
}

extension ConsentFile {
  /// A text that stands is never changed; who answered an earlier one is asked again where the new one says something else.
  static func change(to next: ProgrammeData, from now: ProgrammeData, _ tx: Transaction) throws -> PartChange {
    let file = next[.consents]
    let change = try tx.change(to: file, next[.programme], from: now[.programme])
    let answered = try tx.answered(change.isNew)
    return PartChange(
      complaints: file.purposes.filter { change.rewritten.contains($0.key) }.map {
        FileComplaint(line: $0.lines.purpose, .consentTextChanged($0.key))
      },
      touches: answered == 0 ? [] : [.answeredEarlierTexts(answered)])
  }

  /// The operator's name and number stand in every text: said once, for all of them.
  static func operatorChange(to next: ProgrammeData, from now: ProgrammeData, _ tx: Transaction) throws -> [FileComplaint] {
    let (file, programme) = (next[.consents], next[.programme])
    guard try tx.change(to: file, programme, from: now[.programme]).isByOperator else { return [] }
    let isNamed = programme.operatorName != now[.programme].operatorName
    return [
      FileComplaint(
        line: isNamed ? programme.operatorLines.name : programme.operatorLines.number,
        .operatorInTexts(isNamed ? "operatorName" : "operatorBIN", file.version))
    ]
  }
}

extension Phrase {
  static func answeredEarlierTexts(_ people: Int) -> Phrase {
    Phrase(
      kk: "Бұрынғы мәтіндерге жауап берген адам саны: \(people). Мәтіні басқаша болған тармақтар олардан қайта сұралады.",
      ru: "Ответивших на прежние тексты: \(people). О пунктах, текст которых изменился, их спросят снова.",
      en: "People who answered earlier texts: \(people). They are asked again about the lines whose text says something else.")
  }
  static func operatorInTexts(_ key: String, _ version: Int) -> Phrase {
    Phrase(
      kk:
        "\(key) өзгерген, ал ол әр келісім мәтінінде тұр: consents.yaml файлындағы version санын көбейтіңіз (қазір \(version)).",
      ru: "\(key) изменено, а оно стоит в тексте каждого согласия: увеличьте version в consents.yaml (сейчас \(version)).",
      en: "\(key) was changed, and it stands in the text of every consent: raise version in consents.yaml (now \(version)).")
  }
  static func consentTextChanged(_ purpose: String) -> Phrase {
    Phrase(
      kk: "«\(purpose)» келісімінің мәтіні өзгерген: version санын көбейтіңіз.",
      ru: "Текст согласия «\(purpose)» изменён: увеличьте version.",
      en: "The text of the consent “\(purpose)” was changed: raise version.")
  }
}
