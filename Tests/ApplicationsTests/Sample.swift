import Applications
import ApplicationsKit
import Forms
import HouseKit
import Programme
import Security
import Storage
import Words

/// A made-up girl, written straight into the store.
struct Sample: Sendable {
  var surname = "Сынақова"
  var given = "Үлгі"
  var patronymic = "Мысалқызы"
  var birthDay = "31 3 2011"
  var iin = ""
  var phone = "+77001234567"
  var grade = "9"
  var teachingLanguage = "kk"
  var place = ""
  var essay = Array(repeating: "сөз", count: 90).joined(separator: " ")
  var state = Application.State.submitted
  var consent = Application.ConsentState.complete
  var source = Application.Source.web
  var hasGuardian = true

  /// A rural place without anything below it, in a region.
  static func village(_ house: House, region: String = "430000000", index: Int = 0) -> String {
    let districts = house.gazetteer.children(of: region)
    let settlements = districts.flatMap { house.gazetteer.children(of: $0.code) }.flatMap {
      house.gazetteer.children(of: $0.code)
    }
    return settlements.filter { $0.level == .settlement && $0.isRural == true }[index].code
  }

  var answers: [String: String] {
    var answers = [
      "surname": surname, "given": given, "patronymic": patronymic, "birth_day": birthDay, "gender": "female", "iin": iin,
      "phone": phone, "place": place, "school": "Үлгі мектебі", "grade": grade, "next_year": "yes",
      "teaching_language": teachingLanguage, "device": "own_phone", "mark_mathematics": "5", "guardian_name": "Сынақова Мысал",
      "guardian_relation": "mother", "guardian_phone": "+77007654321", "interest": "physics", "essay": essay,
    ]
    if !hasGuardian { answers = answers.filter { !$0.key.hasPrefix("guardian_") } }
    return answers
  }

  @discardableResult
  func keep(_ kit: HouseKit) async throws -> Application {
    let (house, form, sample) = (kit.house, kit.form, self)
    return try await house.database.write { tx in
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      let safe = try tx.addPerson(language: .kk, house)
      let draft = try tx.startApplication(for: safe.person, in: cycle.id, formVersion: form.version, source: sample.source, house)
      var typed = sample.answers
      if sample.place.isEmpty { typed["place"] = Sample.village(house) }
      let events = typed.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { field, text in
        AnswerEvent(id: house.outside.id(), field: field, typed: text, writtenAt: house.outside.now())
      }
      try tx.keep(events, draft, safe, at: house.outside.now())
      let context = house.fieldContext(.kk, on: house.outside.now().day())
      try tx.refresh(draft, CheckedAnswers(Answers(typed), form, context), safe, house)
      try tx.setConsent(sample.consent, of: draft.id, at: house.outside.now())
      var current = draft
      for state in sample.way {
        try tx.move(current, to: state, at: house.outside.now())
        guard let moved = try tx.application(draft.id) else { throw Refusal.missing }
        current = moved
      }
      guard let kept = try tx.application(draft.id) else { throw Refusal.missing }
      return kept
    }
  }

  private var way: [Application.State] {
    switch state {
    case .draft: []
    case .submitted: [.submitted]
    case .withdrawn: [.withdrawn]
    default: [.submitted, state]
    }
  }
}

extension HouseKit {
  func state(of application: Application) async throws -> Application.State? {
    try await house.database.read { try $0.application(application.id)?.state }
  }

  func acts(on subject: String) async throws -> [String] {
    try await house.database.read { try $0.auditEntries(of: subject).map(\.act) }
  }

}
