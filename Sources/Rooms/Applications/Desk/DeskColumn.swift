import Markup
import Programme
import Words

/// What a list of applications can show of each.
enum DeskColumn: String, CaseIterable, Sendable {
  case name, code, place, district, school, grade, teaching, state, consent, source, started, submitted, changed
  case assigned, missing, notes, phone, guardian, guardianPhone

  /// Until somebody chooses others.
  static let usual: [DeskColumn] = [.name, .code, .place, .grade, .teaching, .state, .consent, .submitted, .changed]

  /// All of them, those that are shown in their order first.
  static func ordered(_ shown: [DeskColumn]) -> [DeskColumn] { shown + allCases.filter { !shown.contains($0) } }

  /// Whom to call: for those who do.
  var isContact: Bool { self == .phone || self == .guardian || self == .guardianPhone }

  var title: Phrase {
    switch self {
    case .name: .fullName
    case .code: .code
    case .place: .placeAndDistrict
    case .district: .district
    case .school: .school
    case .grade: .grade
    case .teaching: .teachingLanguage
    case .state: .stateWord
    case .consent: .consentWord
    case .source: .sourceWord
    case .started: .startedWhen
    case .submitted: .submittedWhen
    case .changed: .changedWhen
    case .assigned: .assignedColumn
    case .missing: .missingColumn
    case .notes: .notesWord
    case .phone: .phoneWord
    case .guardian: .guardianWord
    case .guardianPhone: .guardianPhoneWord
    }
  }

  /// `isLinked` where the cell leads to the application, with the list it stands in.
  func column(_ visit: Visit, _ place: DeskPlace, isLinked: Bool? = nil) -> Column<DeskRow> {
    let isNumeric = self == .grade
    return Column(
      visit.language(title), isNumeric: isNumeric, sortKey: DeskSort.Key(rawValue: rawValue)?.rawValue, onPhone: onPhone
    ) { row in
      let text = cell(row, visit)
      guard isLinked ?? (self == .name) else { return text }
      let link = visit.ofShown(place.link(to: row.application.code, row: row.position))
      return "<a href=\"\(link)\">\(text)</a>"
    }
  }

  private var onPhone: OnPhone {
    switch self {
    case .place, .school, .missing, .notes: .whole
    case .district, .teaching, .source, .started, .submitted, .changed: .hidden
    default: .beside
    }
  }

  private func call(_ phone: Phone?) -> HTML {
    phone.map { "<a href=\"\(Link.call($0))\">\($0.shown)</a>" } ?? .nothing
  }

  private func assigned(_ holder: DeskHolder, _ visit: Visit) -> HTML {
    let t = visit.language
    guard let name = holder.name else {
      let lost = AssignApplications.roles.contains(where: visit.who.holds) ? holder.lost.map { " (\(t(.wasShort($0))))" } : nil
      return "\(onCard(title, t))<span class=\"c-soft\">\(t(.assignedToNobody))\(lost ?? "")</span>"
    }
    return "\(onCard(title, t))\(name)"
  }

  /// Where a row is a card, what does not say by itself what it is.
  private func onCard(_ title: Phrase, _ t: Language) -> HTML { "<span class=\"only\">\(t(title)): </span>" }

  private func missing(_ lacks: DeskLacks, _ row: DeskRow, _ visit: Visit) -> HTML {
    let line = lacks.line(row.application, visit.house.form(of: row.application), visit.language)
    return line.isEmpty ? "<span class=\"c-soft\">\(visit.language(.nothingMissing))</span>" : HTML(line)
  }

  private func cell(_ row: DeskRow, _ visit: Visit) -> HTML {
    let t = visit.language
    let application = row.application
    func name(_ code: String?) -> String? { code.flatMap { visit.house.gazetteer[$0] }.map { t($0.name) } }
    func day(_ moment: Moment?) -> HTML { HTML(moment.map { t.shortDate($0.day()) } ?? "") }
    switch self {
    case .name: return HTML(row.name?.full ?? application.code)
    case .code: return HTML(application.code)
    case .place:
      let (place, district) = (application.traits.place, application.traits.district)
      return HTML([place == district ? nil : name(place), name(district)].compactMap(\.self).joined(separator: ", "))
    case .district: return HTML(name(application.traits.district) ?? "")
    case .school: return HTML(row.school.map { t($0) } ?? row.writtenSchool ?? "")
    case .grade: return HTML(application.traits.grade.map { String($0) } ?? "")
    case .teaching: return HTML(application.traits.teachingLanguage.map { TeachingLanguage.shortName($0, t) } ?? "")
    case .state:
      let restricted: HTML? = row.isRestricted ? " \(standing(t(.restrictedTag), .bad))" : nil
      return "\(standing(t(application.state.name), application.state.tone))\(restricted)"
    case .consent: return standing(t(row.consent), application.consent.tone(withheld: row.withheld))
    case .source: return HTML(t(application.source.name))
    case .started: return day(application.startedAt)
    case .submitted: return day(application.submittedAt)
    case .changed: return day(application.changedAt)
    case .assigned: return row.holder.map { assigned($0, visit) } ?? .nothing
    case .missing: return row.lacks.map { missing($0, row, visit) } ?? .nothing
    case .notes: return row.notes.map { "\(onCard(title, t))\($0.line)" } ?? .nothing
    case .phone: return call(row.contacts?.phone)
    case .guardian: return HTML(row.contacts?.guardian ?? "")
    case .guardianPhone: return call(row.contacts?.guardianPhone)
    }
  }
}

extension Application.State {
  /// On a chip.
  var brief: Phrase {
    switch self {
    case .draft: name
    case .submitted: name
    case .returned: Phrase(kk: "түзетуде", ru: "на исправлении", en: "to be corrected")
    case .eligible: Phrase(kk: "іріктеуге жіберілді", ru: "допущена", en: "let in")
    case .refused: Phrase(kk: "сай емес", ru: "не подходит", en: "not eligible")
    case .withdrawn: Phrase(kk: "қайтарып алынды", ru: "отозвана", en: "withdrawn")
    case .joined: name
    }
  }
}

extension Application.ConsentState {
  /// In a column that is headed by the word.
  var brief: Phrase {
    switch self {
    case .none: Phrase(kk: "жоқ", ru: "нет", en: "none")
    case .girl: Phrase(kk: "ата-ана күтілуде", ru: "ждём родителя", en: "waits for the guardian")
    case .guardian: Phrase(kk: "қатысушы күтілуде", ru: "ждём личное согласие", en: "waits for the applicant")
    case .complete: Phrase(kk: "жауаптар берілген", ru: "ответы даны", en: "answers given")
    case .refused: Phrase(kk: "берілмеді", ru: "отказано", en: "said no")
    }
  }
}

extension DeskRow {
  /// In a column that is headed by the word.
  fileprivate var consent: Phrase {
    guard application.consent == .complete else { return application.consent.brief }
    return .answered(withheld, all: Phrase(kk: "толық", ru: "полное", en: "complete"), naming: 2)
  }
}

extension Phrase {
  static let guardianWord = Phrase(kk: "Заңды өкіл", ru: "Законный представитель", en: "Guardian")
  static let guardianPhoneWord = Phrase(kk: "Өкілдің телефоны", ru: "Телефон представителя", en: "Guardian’s phone")
  static let missingColumn = Phrase(kk: "Не жетпейді", ru: "Чего не хватает", en: "What is missing")
  static func wasShort(_ name: String) -> Phrase {
    Phrase(kk: "бұрын: \(name)", ru: "раньше: \(name)", en: "before: \(name)")
  }
  static let placeAndDistrict = Phrase(kk: "Ауыл, аудан", ru: "Село, район", en: "Village, district")
}
