import Markup
import Programme
import Storage
import Words

/// What the system does by itself and what it was asked for: when it ran last, and what went wrong.
struct OperationWork: Sendable {
  private let jobs: [(job: Job, record: JobRecord?)]
  private let works: [(work: Work, says: Phrase)]

  static func read(_ house: House) async throws -> OperationWork {
    let (records, works) = try await house.database.read { (try $0.jobRecords(), try $0.works(limit: 20)) }
    let byName = Dictionary(records.map { ($0.name, $0) }) { first, _ in first }
    let kinds = Dictionary(house.works.map { ($0.name, $0.says) }) { first, _ in first }
    return OperationWork(
      jobs: house.jobs.map { ($0, byName[$0.name]) },
      works: works.map { ($0, kinds[$0.kind] ?? Phrase(verbatim: $0.kind)) })
  }

  func tables(_ t: Language) -> HTML {
    """
    \(t.table(t(.jobsTitle), jobs, [
      Column(t(.jobTitle)) { HTML(t($0.job.says)) },
      Column(t(.lastBegan)) { Self.moment($0.record?.beganAt, t) },
      Column(t(.lastEnded)) { Self.moment($0.record?.endedAt, t) },
      Column(t(.byProcess)) { HTML($0.record?.worker ?? "–") },
      Column(t(.lastFault)) { Self.fault($0.record?.error, $0.record?.failedAt, t) },
    ]))
    \(t.table(t(.worksTitle), works, [
      Column(t(.jobTitle)) { HTML(t($0.says)) },
      Column(t(.workState)) { tag(t($0.work.state.name), $0.work.tone) },
      Column(t(.workDone), isNumeric: true) { HTML("\(t.number($0.work.done)) / \(t.number($0.work.total))") },
      Column(t(.askedAt)) { Self.moment($0.work.askedAt, t) },
      Column(t(.lastEnded)) { Self.moment($0.work.endedAt, t) },
      Column(t(.byProcess)) { HTML($0.work.worker ?? "–") },
      Column(t(.lastFault)) { line in
        "\(Self.fault(line.work.error, line.work.failedAt, t))\(line.work.tries > 0 ? "<br>\(t(.triesAgain)): \(t.dateTime(line.work.dueAt))" : HTML.nothing)"
      },
    ], empty: "<p>\(t(.noWorks))</p>"))
    """
  }

  private static func moment(_ moment: Moment?, _ t: Language) -> HTML { HTML(moment.map { t.dateTime($0) } ?? "–") }

  private static func fault(_ error: String?, _ at: Moment?, _ t: Language) -> HTML {
    guard let error, let at else { return "–" }
    return "<code>\(error)</code> <span class=\"hint\">\(t.dateTime(at))</span>"
  }
}

extension Work {
  fileprivate var tone: Tone {
    switch state {
    case .waiting, .running: tries > 0 ? .bad : .waiting
    case .finished: .good
    case .refused: .bad
    case .stopped: .plain
    }
  }
}

extension Work.State {
  fileprivate var name: Phrase {
    switch self {
    case .waiting: Phrase(kk: "кезекте", ru: "ждёт", en: "waits")
    case .running: Phrase(kk: "жүріп жатыр", ru: "выполняется", en: "is running")
    case .finished: Phrase(kk: "бітті", ru: "завершено", en: "finished")
    case .refused: Phrase(kk: "орындалмады", ru: "не выполнено", en: "given up")
    case .stopped: Phrase(kk: "тоқтатылды", ru: "остановлено", en: "stopped")
    }
  }
}

extension Phrase {
  static let jobsTitle = Phrase(
    kk: "Жүйе өзі істейтін жұмыстар", ru: "Что система делает сама", en: "What the system does by itself")
  static let worksTitle = Phrase(kk: "Тапсырылған жұмыстар", ru: "Порученные работы", en: "Work that was asked for")
  static let noWorks = Phrase(kk: "Тапсырылған жұмыс жоқ.", ru: "Порученных работ нет.", en: "No work was asked for.")
  static let jobTitle = Phrase(kk: "Жұмыс", ru: "Работа", en: "Work")
  static let lastBegan = Phrase(kk: "Соңғы рет басталды", ru: "Последний запуск", en: "Last began")
  static let lastEnded = Phrase(kk: "Аяқталған уақыты", ru: "Завершено", en: "Ended at")
  static let byProcess = Phrase(kk: "Процесс", ru: "Процесс", en: "Process")
  static let lastFault = Phrase(kk: "Соңғы қате", ru: "Последняя ошибка", en: "Last fault")
  static let workState = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let workDone = Phrase(kk: "Жасалғаны / барлығы", ru: "Сделано / всего", en: "Done / all")
  static let askedAt = Phrase(kk: "Тапсырылған уақыты", ru: "Поручено", en: "Asked for")
  static let triesAgain = Phrase(kk: "қайталайды", ru: "повтор", en: "tries again")
}
