import Exchange
import Markup
import Programme
import Storage
import Words

/// Objecting to one way of using her data, by herself or by the guardian of a child; taking it back the same way.
enum Objecting {
  private static let longest = 1000

  /// POST /status/data/objection
  static func create(_ visit: Visit, _ permit: Permit<OwnObjection>) async throws -> Reply {
    guard processing(visit) != nil else { return try await OwnPages.show(visit, permit, error: .chooseProcessing) }
    try await visit.house.database.write { tx in try keep(visit, for: permit.actor.person, by: permit.actor, in: tx) }
    return .seeOther("/status/data")
  }

  /// POST /consent/data/objection
  static func create(_ visit: Visit, _ permit: Permit<WardData>) async throws -> Reply {
    try await visit.house.database.write { tx in
      guard let ward = try WardPages.ward(permit, visit.house, in: tx) else { throw Refusal.missing }
      guard processing(visit) != nil else { return }
      try keep(visit, for: ward, by: permit.actor, in: tx)
    }
    guard processing(visit) != nil else { return try await WardPages.show(visit, permit, error: .chooseProcessing) }
    return .seeOther("/consent/data")
  }

  private static func processing(_ visit: Visit) -> ObjectionFile.Processing? {
    visit.form["processing"].flatMap { visit.house.data[.objections].processing($0) }
  }

  /// Takes back what this one has objected to; else a new objection, unless the processing rests already.
  private static func keep(_ visit: Visit, for person: ID<Person>, by actor: Actor, in tx: Transaction) throws {
    let house = visit.house
    guard let processing = processing(visit) else {
      throw Refusal(.invalid, .chooseProcessing, field: "processing")
    }
    let reason = String((visit.form["reason"] ?? "").prefix(longest))
    let inForce = try tx.objections(of: person).first { $0.isInForce && $0.processing == processing.key }
    if visit.form["go"] == "back" {
      guard let inForce else { throw Refusal.missing }
      guard try tx.mayTakeBack(inForce, actor.person, house) else { throw Refusal(.forbidden, .notYourObjection) }
      return try tx.takeBack(inForce, by: actor, house)
    }
    // Pressed twice, or by both of them: it rests already.
    guard inForce == nil else { return }
    let safe = try tx.safe(of: person, house.vault)
    try tx.addObjection(
      to: processing.key, for: person, reason: reason.isEmpty ? nil : safe.seal(reason, "objection.reason"), by: actor, house)
  }

  /// The part of a page with which one objects: what was objected to and how it stands, and the form.
  static func html(_ visit: Visit, _ objections: [OpenedObjection], _ way: Link, error: Phrase?) throws -> HTML {
    let t = visit.language
    let file = visit.house.data[.objections]
    let resting = Set(objections.filter(\.objection.isInForce).map(\.objection.processing))
    let free = file.processings.filter { !resting.contains($0.key) }
    let items = objections.map { opened -> HTML in
      let objection = opened.objection
      let back: HTML =
        objection.isInForce && opened.mayTakeBack
        ? form(
          way, hidden: [("processing", objection.processing)],
          "\(visit.formToken)\(button(t(.takeBack), look: .plain, name: "go", value: "back"))") : .nothing
      return "<li>\(opened.line(file, t))\(opened.texts(t))\(back)</li>"
    }
    return card(
      """
      <h2>\(t(.object))</h2><p>\(t(.objectWhat))</p>\(items.isEmpty ? HTML.nothing : "<ul>\(items)</ul>")
      \(free.isEmpty ? HTML.nothing : form(
        way,
        """
        \(visit.formToken)\(t.choice(
          Field("processing", t(.objectTo), error: error.map { t($0) }), free.map { Option($0.key, $0.title(t), hint: $0.what(t)) }))\
        \(t.textArea(
          Field("reason", t(.objectWhy), isOptional: true), value: error == nil ? "" : visit.form["reason"] ?? "", rows: 3))\(button(t(.object), look: .plain))
        """))
      """)
  }
}

/// An objection with its sealed words read.
struct OpenedObjection: Sendable {
  let objection: Objection
  let reason: String?
  let answer: String?
  /// Whether the reader may take it back.
  let mayTakeBack: Bool

  /// "Photos and videos · guardian · 20 November 2026 · upheld"
  func line(_ file: ObjectionFile, _ t: Language) -> HTML {
    let title = file.processing(objection.processing)?.title(t) ?? objection.processing
    return
      "<b>\(title)</b> · \(t(objection.askedAs.name)) · \(t.date(objection.askedAt.day())) \(tag(t(objection.stands), objection.tone))"
  }

  func texts(_ t: Language) -> HTML {
    """
    \(reason.map { "<p>\($0)</p>" as HTML })\
    \(answer.map { "<p>\(t(.objectionAnswer)) (\(objection.decidedAt.map { t.date($0.day()) } ?? "")): \($0)</p>" as HTML })
    """
  }
}

extension Objection {
  var stands: Phrase {
    if takenBackAt != nil { return Phrase(kk: "қайтарып алынды", ru: "отозвано", en: "taken back") }
    return switch upheld {
    case nil:
      Phrase(
        kk: "қаралуда, қолдану тоқтатыла тұрады", ru: "рассматривается, использование приостановлено",
        en: "being considered; this use is on hold")
    case true?: Phrase(kk: "қанағаттандырылды, қолданылмайды", ru: "удовлетворено, не используется", en: "upheld; not used")
    case false?: Phrase(kk: "қабылданбады", ru: "отклонено", en: "refused")
    }
  }

  var tone: Tone {
    if takenBackAt != nil { return .plain }
    return upheld.map { $0 ? .good : .bad } ?? .waiting
  }
}

extension Transaction {
  func openedObjections(of person: ID<Person>, for reader: ID<Person>, _ house: House) throws -> [OpenedObjection] {
    let objections = try objections(of: person)
    guard !objections.isEmpty else { return [] }
    let safe = try safe(of: person, house.vault)
    return try objections.map { objection in
      OpenedObjection(
        objection: objection, reason: try objection.reason.map { try safe.open($0, "objection.reason") },
        answer: try objection.answer.map { try safe.open($0, "objection.answer") },
        mayTakeBack: try mayTakeBack(objection, reader, house))
    }
  }

  /// Whoever made it; and she herself, once she is of age, what was made for her.
  func mayTakeBack(_ objection: Objection, _ reader: ID<Person>, _ house: House) throws -> Bool {
    if objection.askedBy == reader { return true }
    guard objection.person == reader else { return false }
    return try adultSince(try safe(of: reader, house.vault), at: house.outside.now()) != nil
  }
}

extension Phrase {
  static let yourData = Phrase(
    kk: "Деректерің: көшірмесін алу және жою", ru: "Ваши данные: копия и удаление", en: "Your data: copy and erasure")
  static let object = Phrase(kk: "Қарсылық білдіру", ru: "Возразить", en: "Object")
  static let objectWhat = Phrase(
    kk:
      "Деректердің белгілі бір мақсатта қолданылуына қарсылық білдіруге болады. Маман шешім шығарып, жауап береді. Жауап берілгенше деректер бұл мақсатта қолданылмайды.",
    ru:
      "Можно возразить против отдельного использования данных. Специалист примет решение и ответит. До ответа данные так не используются.",
    en:
      "You may object to one use of the data. An officer decides and answers. Until then the data are not used in this way."
  )
  static let objectTo = Phrase(kk: "Қай мақсатқа қарсылық білдіріледі?", ru: "Против чего?", en: "What do you object to?")
  static let objectWhy = Phrase(kk: "Себебі", ru: "Почему", en: "Why")
  static let takeBack = Phrase(kk: "Қарсылықты қайтарып алу", ru: "Отозвать возражение", en: "Take it back")
  static let objectionAnswer = Phrase(kk: "Жауап", ru: "Ответ", en: "Answer")
  static let chooseProcessing = Phrase(
    kk: "Қай мақсатқа қарсылық білдірілетінін таңдау керек", ru: "Выберите, против чего возражение",
    en: "Choose what the objection is to")
  static let notYourObjection = Phrase(
    kk: "Қарсылықты оны білдірген адам ғана қайтарып ала алады.", ru: "Отозвать возражение может только тот, кто его подал.",
    en: "Only whoever objected can take it back.")
}
