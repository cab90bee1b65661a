package import Programme
import Storage
package import Words

/// One girl's application in one cycle, and the states it goes through.
package struct Application: Sendable {
  package let id: ID<Application>
  /// "K7-4M2Q": how she, the desk and the published results call it. It opens nothing by itself.
  package let code: String
  package let cycle: ID<Cycle>
  package let person: ID<Person>
  package let state: State
  package let consent: ConsentState
  package let formVersion: String
  package let source: Source
  package let traits: Traits
  package let startedAt: Moment
  package let changedAt: Moment
  package let submittedAt: Moment?
  package let decidedAt: Moment?
  /// The rule that failed, when the state is `refused`.
  package let reason: String?
  /// The other application, when a person at the desk joined this one to it.
  package let joinedTo: ID<Application>?
  /// To whom of the staff it was given; she may have lost her role since.
  package let assignee: ID<Person>?

  package enum State: String, Sendable, CaseIterable, Bindable, Readable {
    /// She is filling it in.
    case draft
    case submitted
    /// The desk asked for a correction; it is hers again.
    case returned
    /// It meets the rules: she may sit the entrance test. Admitted is who has accepted a place, which Selection knows.
    case eligible
    case refused
    case withdrawn
    /// A duplicate, joined to another one by a person.
    case joined
  }

  package typealias ConsentState = ConsentLedger.State

  package enum Source: String, Sendable, CaseIterable, Bindable, Readable {
    case web, paper, imported
  }

  /// What the desk filters by; made from the checked answers at each save, nothing that names a person.
  package struct Traits: Sendable, Hashable {
    package var region: String?
    package var district: String?
    package var place: String?
    package var school: ID<School>?
    package var grade: Int?
    package var teachingLanguage: String?
    /// By the register's sign; nil where the register cannot say.
    package var isRural: Bool?

    package init() {}
  }
}

extension Application {
  /// How the code of an erased one begins, which no code of the living does.
  static let erasedSign = "×"
}

extension Application.State {
  /// The only moves there are; each verb asks here.
  package func may(_ next: Application.State) -> Bool {
    switch (self, next) {
    case (.draft, .submitted), (.returned, .submitted): true
    case (.submitted, .returned), (.submitted, .eligible), (.submitted, .refused), (.submitted, .joined): true
    case (.refused, .eligible), (.eligible, .refused), (.refused, .submitted), (.eligible, .submitted): true
    case (.draft, .withdrawn), (.submitted, .withdrawn), (.returned, .withdrawn), (.eligible, .withdrawn): true
    case (.draft, .joined), (.returned, .joined): true
    default: false
    }
  }

  /// She may still change her answers.
  package var isHers: Bool { self == .draft || self == .returned }

  /// Something is to be done before it is decided.
  static let waiting: [Self] = [.draft, .submitted, .returned]

  /// It goes on, or may: only such an application is given to anybody.
  static let open = waiting + [.eligible]

  var isOpen: Bool { Self.open.contains(self) }

  package var name: Phrase {
    switch self {
    case .draft: Phrase(kk: "толтырылып жатыр", ru: "заполняется", en: "being filled in")
    case .submitted: Phrase(kk: "жіберілді", ru: "подана", en: "submitted")
    case .returned: Phrase(kk: "түзетуге қайтарылды", ru: "возвращена на исправление", en: "returned for correction")
    case .eligible: Phrase(kk: "іріктеуге жіберілді", ru: "допущена к отбору", en: "let into the selection")
    case .refused: Phrase(kk: "талаптарға сай емес", ru: "не соответствует условиям", en: "does not meet the conditions")
    case .withdrawn: Phrase(kk: "қайтарып алынды", ru: "отозвана", en: "withdrawn")
    case .joined:
      Phrase(kk: "басқа өтініммен біріктірілді", ru: "объединена с другой заявкой", en: "merged with another application")
    }
  }
}

extension ConsentLedger.State {
  package var name: Phrase {
    switch self {
    case .none: Phrase(kk: "келісім жоқ", ru: "согласия нет", en: "no consent")
    case .girl: Phrase(kk: "ата-ананың келісімі күтілуде", ru: "ждём согласия родителя", en: "waiting for the guardian")
    case .guardian: Phrase(kk: "қатысушының келісімі күтілуде", ru: "ждём личного согласия", en: "waiting for the applicant")
    // What else was asked beside taking part, the ledger alone knows: see `ConsentLedger.standing`.
    case .complete:
      Phrase(kk: "қатысуға келісім бар", ru: "согласие на участие получено", en: "consent to take part received")
    case .refused: Phrase(kk: "келісім берілмеді", ru: "в согласии отказано", en: "consent refused")
    }
  }
}
