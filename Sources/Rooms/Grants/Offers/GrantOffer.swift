import Programme
import Rules
import Storage
import Words

/// Seats of one kind in one programme by one kind of grant, in one round.
struct GrantOffer: Sendable {
  /// What a seat in it is. The word stands beside the offer everywhere.
  enum SeatKind: String, Sendable, CaseIterable, Bindable, Readable {
    /// The university gives the grant to whoever is matched.
    case granted
    /// It reads the letter and answers by a day.
    case considered
    /// A reduction of the fee by a percentage.
    case discount
  }

  enum State: String, Sendable, Bindable, Readable {
    case entered, confirmed
    /// Before it was ever confirmed.
    case dropped
    /// By the chair, after it was.
    case withdrawn
  }

  /// On whose word: the programme's desk, or the organisation the programme of study belongs to.
  enum Side: String, Sendable, Bindable, Readable {
    case desk, university

    init(_ role: Role) { self = role.isOfOrganisation ? .university : .desk }

    var other: Side { self == .desk ? .university : .desk }
  }

  /// Somebody's word, for one of the two sides.
  struct Hand: Sendable, Hashable {
    let person: ID<Person>
    let side: Side
    let at: Moment
  }

  let id: ID<GrantOffer>
  let round: ID<Round>
  /// Within the round; what a round publishes calls it `A` and this.
  let number: Int
  let programme: StudyProgramme
  let organisation: Organisation
  let type: GrantType
  let terms: Terms
  let state: State
  let entered: Hand
  let confirmed: Hand?
  /// Why it was withdrawn.
  let reason: String?
  /// Another number of seats that waits for the other side.
  let change: Change?
  /// Who gives the grant, where that is not the university itself.
  var giver: Organisation?
  /// Of its round.
  var leavingYear: Int?

  /// What both sides agree on.
  struct Terms: Sendable, Hashable {
    let plan: SeatPlan
    let kind: SeatKind
    /// Per cent of the fee; 0 where the kind is none of a discount.
    let discount: Int
    /// Until when the university answers those it considers.
    let answersBy: Day?
    /// A set of weights of the merit rule; nil: the common one.
    let weights: String?
    let requirements: [Requirement]
  }

  struct Change: Sendable {
    let id: ID<Change>
    let seats: Int
    let asked: Hand
  }

  var seats: Int { terms.plan.seats }

  /// As a round publishes it.
  var code: String { "A\(number)" }

  /// "Recommendations 2027"; only first rounds have offers of their own.
  func roundName(_ t: Language) -> String { leavingYear.map { t(.roundOf($0, 1)) } ?? "" }

  /// "Rector's grant", "Ulgi Foundation's grant (Ulgi Foundation)".
  func typeName(_ t: Language) -> String { giver.map { "\(t(type.name)) (\(t($0.name)))" } ?? t(type.name) }

  /// Whether the clearance of its organisation has ended or is suspended: nobody there answers now.
  func isHalted(at now: Moment) -> Bool { organisation.clearedUntil != nil && !organisation.isCleared(at: now) }
}

/// What an offer asks beside merit, and when it is looked at.
struct Requirement: Sendable, Hashable {
  enum Due: String, Sendable, CaseIterable, Bindable, Readable {
    /// Without it she cannot name the offer.
    case list
    /// Without it no letter is made.
    case letter
    /// Never stops the match: the letter names it as open.
    case enrolment
  }

  enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
    /// A certificate of the school; the value is a course, or nothing for any.
    case certificate
    /// A profile subject that she takes; the value is a `ProfileSubject`.
    case subject
    /// She studies in the stream's language.
    case language
    /// A way in which the university can reach her.
    case contact
    /// Points of the state test; the value is how many.
    case ent
    /// A paper for a quota; the value is a key of grants.yaml's `quotas`.
    case quota
    /// A paper about the family's income.
    case income

    var due: Due {
      switch self {
      case .certificate, .subject, .language: .list
      case .contact: .letter
      case .ent, .quota, .income: .enrolment
      }
    }

    /// Whether it says nothing without a value.
    var needsValue: Bool {
      switch self {
      case .subject, .ent, .quota: true
      case .certificate, .language, .contact, .income: false
      }
    }
  }

  let kind: Kind
  /// A key of what there is to choose from, or a number of points.
  let value: String?
  /// The course of a certificate, where the house knows it.
  var course: NamedCourse?
}

extension GrantOffer.SeatKind {
  var name: Phrase {
    switch self {
    case .granted: Phrase(kk: "грант беріледі", ru: "грант дают", en: "grant committed")
    case .considered: Phrase(kk: "өтініш қаралады", ru: "заявку рассмотрят", en: "application considered")
    case .discount: Phrase(kk: "жеңілдік", ru: "скидка", en: "discount")
    }
  }

  /// What it means for whoever gets such a seat.
  var means: Phrase {
    switch self {
    case .granted:
      Phrase(
        kk: "Орынға ұсынылған қызға университет грант береді.",
        ru: "Университет даёт грант той, кого рекомендовали на это место.",
        en: "The university gives the grant to whoever is recommended for the seat.")
    case .considered:
      Phrase(
        kk: "Университет хатты оқып, жауабын белгіленген күнге дейін айтады.",
        ru: "Университет прочитает письмо и ответит до указанного дня.",
        en: "The university reads the letter and answers by the day that is named.")
    case .discount:
      Phrase(
        kk: "Университет оқу ақысын көрсетілген пайызға азайтады.", ru: "Университет снижает плату на указанный процент.",
        en: "The university lowers the fee by the percentage that is named.")
    }
  }
}

extension GrantOffer.Terms {
  /// "грант беріледі", "скидка 50 %".
  func says(_ t: Language) -> String { kind == .discount ? "\(t(kind.name)) \(discount) %" : t(kind.name) }
}

extension GrantOffer.State {
  var name: Phrase {
    switch self {
    case .entered: Phrase(kk: "екінші тарапты күтеді", ru: "ждёт второй стороны", en: "waits for the other side")
    case .confirmed: Phrase(kk: "расталған", ru: "подтверждено", en: "confirmed")
    case .dropped: Phrase(kk: "алынып тасталған", ru: "снято", en: "dropped")
    case .withdrawn: Phrase(kk: "қайтарып алынған", ru: "отозвано", en: "taken out of the round")
    }
  }
}

extension GrantOffer.Side {
  var name: Phrase {
    switch self {
    case .desk: Phrase(kk: "бағдарлама", ru: "программа", en: "the programme")
    case .university: Phrase(kk: "университет", ru: "университет", en: "the university")
    }
  }
}
