import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// What stands between one application and a decision: its own page says it whole, with what can be done, a list in a few words.
enum Lack: Sendable {
  /// A signed sheet that waits for a second person, by its id.
  case paper(String)
  case consent
  case rule(EligibilityRule)
  /// What is not answered, and what is answered so that it cannot be taken.
  case answers(open: [CheckedAnswers.Complaint], wrong: [CheckedAnswers.Complaint])
  case doubt(Doubt)
  case duplicate(DuplicatePair)

  /// All of one application. `duplicates`: decided ones are nothing that stands in the way.
  static func all(
    _ application: Application, _ answers: Answers, _ checked: CheckedAnswers, paper: String?, duplicates: [DuplicatePair],
    _ house: House
  ) -> [Lack] {
    var lacks: [Lack] = paper.map { [.paper($0)] } ?? []
    if application.consent != .complete { lacks.append(.consent) }
    lacks += checked.eligibility(house).failed.map { .rule($0) }
    if !checked.complaints.isEmpty {
      let isOpen = { (complaint: CheckedAnswers.Complaint) in !answers[complaint.field].contains { !$0.isWhitespace } }
      lacks.append(
        .answers(open: checked.complaints.filter(isOpen), wrong: checked.complaints.filter { !isOpen($0) }))
    }
    lacks += Doubt.all(answers).map { .doubt($0) }
    lacks += duplicates.filter { $0.decision == nil }.map { .duplicate($0) }
    return lacks
  }

  /// In one line with others; `form` is the one the application was begun with.
  func brief(_ application: Application, _ form: Form, _ t: Language) -> String {
    switch self {
    case .paper: return t(.lacksPaper)
    case .consent: return t(application.consent.lack)
    case .rule: return t(.lacksRule)
    case .answers(let open, let wrong):
      func what(_ complaints: [CheckedAnswers.Complaint]) -> String? {
        guard complaints.count == 1, let page = form.page(complaints[0].page), let field = form.field(complaints[0].field) else {
          return nil
        }
        let title = field.told(on: page)(t)
        return title.count > Self.longestTitle ? nil : title
      }
      return [
        open.isEmpty ? nil : what(open).map { t(.lacksAnswer($0)) } ?? t(.lacksAnswers(open.count)),
        wrong.isEmpty ? nil : what(wrong).map { t(.wrongAnswer($0)) } ?? t(.wrongAnswers(wrong.count)),
      ].compactMap(\.self).joined(separator: ", ")
    case .doubt(let doubt): return t(doubt.brief)
    case .duplicate: return t(.lacksComparison)
    }
  }

  /// A question that is longer is only counted.
  private static let longestTitle = 30
}

/// What is missing of one line of a list; an application about which nothing is to be done any more has none.
struct DeskLacks: Sendable {
  let lacks: [Lack]

  /// The first two and how many more.
  func line(_ application: Application, _ form: Form, _ t: Language) -> String {
    let said = lacks.map { $0.brief(application, form, t) }
    return said.prefix(2).joined(separator: "; ") + (said.count > 2 ? " +\(said.count - 2)" : "")
  }

  /// All of them, as a file has it.
  func whole(_ application: Application, _ form: Form, _ t: Language) -> String {
    lacks.map { $0.brief(application, form, t) }.joined(separator: "; ")
  }
}

extension Transaction {
  /// Of those applications that wait for something, by what the page of each says: four statements, however many there are.
  func lacks(of rows: [(application: Application, safe: Safe)], _ house: House) throws -> [ID<Application>: DeskLacks] {
    let waiting = rows.filter { Application.State.waiting.contains($0.application.state) }
    guard !waiting.isEmpty else { return [:] }
    let ids = waiting.map(\.application.id)
    let answers = try answers(of: waiting.map { ($0.application.id, $0.safe) })
    let papers = try papersWaiting(of: ids)
    let duplicates = try openDuplicates(of: ids)
    let context = house.fieldContext(.kk, on: house.outside.now().day())
    return Dictionary(
      uniqueKeysWithValues: waiting.map { application, _ in
        let answers = answers[application.id] ?? Answers()
        let checked = CheckedAnswers(answers, house.form(of: application), context)
        return (
          application.id,
          DeskLacks(
            lacks: Lack.all(
              application, answers, checked, paper: papers[application.id], duplicates: duplicates[application.id] ?? [], house))
        )
      })
  }

  private func papersWaiting(of applications: [ID<Application>]) throws -> [ID<Application>: String] {
    let papers = try rows(
      """
      SELECT application_id, id FROM paper_consent WHERE application_id IN (\(list: applications)) AND file_id IS NOT NULL
        AND approved_at IS NULL AND rejected_at IS NULL ORDER BY entered_at DESC, id
      """
    ) { (try $0["application_id"] as ID<Application>, try $0["id"] as String) }
    return Dictionary(papers) { first, _ in first }
  }
}

extension Application.ConsentState {
  /// What of it is missing.
  fileprivate var lack: Phrase {
    switch self {
    case .none: Phrase(kk: "келісім жоқ", ru: "согласия нет", en: "no consent")
    case .girl: Phrase(kk: "ата-ана келісімі жоқ", ru: "нет согласия родителя", en: "no consent of the guardian")
    case .guardian: Phrase(kk: "қатысушы келісімі жоқ", ru: "нет личного согласия", en: "no consent of the applicant")
    case .complete: name
    case .refused: name
    }
  }
}

extension Doubt {
  /// In a list.
  fileprivate var brief: Phrase {
    switch self {
    case .birthDay:
      Phrase(kk: "ЖСН мен туған күні сәйкес емес", ru: "ИИН и дата рождения расходятся", en: "IIN and birth day differ")
    case .sex: Phrase(kk: "ЖСН ер адамдікі", ru: "ИИН мужской", en: "a man's IIN")
    case .sharedPhone: Phrase(kk: "телефоны өкілмен ортақ", ru: "один телефон с родителем", en: "one phone with the guardian")
    }
  }
}

extension Phrase {
  static let lacksPaper = Phrase(kk: "парақ тексерілмеген", ru: "лист не проверен", en: "sheet not checked")
  static let lacksRule = Phrase(kk: "шартқа сай емес", ru: "не по условиям", en: "a condition is not met")
  static let lacksComparison = Phrase(kk: "дубликат болуы мүмкін", ru: "возможен дубликат", en: "may be a duplicate")
  static func lacksAnswer(_ question: String) -> Phrase {
    Phrase(kk: "жауабы жоқ: \(question)", ru: "нет ответа: \(question)", en: "no answer: \(question)")
  }
  static func lacksAnswers(_ n: Int) -> Phrase {
    Phrase(kk: "жауабы жоқ сұрақ: \(n)", ru: "нет ответов: \(n)", en: "answers missing: \(n)")
  }
  static func wrongAnswer(_ question: String) -> Phrase {
    Phrase(kk: "түзету керек: \(question)", ru: "исправить: \(question)", en: "to correct: \(question)")
  }
  static func wrongAnswers(_ n: Int) -> Phrase {
    Phrase(kk: "түзететін жауап: \(n)", ru: "исправить ответов: \(n)", en: "answers to correct: \(n)")
  }
}
