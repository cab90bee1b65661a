import Markup
import Programme
import Storage
import Words

extension Selection {
  static let stops = [
    TourStop(
      .selection, .selectionTitle, says: .selectionStop, tip: .selectionTip,
      doors: [
        TourDoor(.asChair, .asChairWhat, as: .staff(.chair), at: "/desk/selection", of: TourDoor.running),
        TourDoor(.howSelected, .howSelectedWhat, as: .stranger, at: "/selection", of: TourDoor.running),
      ]),
    TourStop(
      .results, .resultsTitle, says: .resultsStop, tip: .resultsTip,
      doors: [
        TourDoor(.asAnybody, .asAnybodyWhat, as: .stranger, at: "/results", of: released),
        .hers(.asAdmitted, .asAdmittedWhat, at: "/result") { tx, _ in
          try tx.newest { "\($0) AND answer = 'accepted' AND reason = 'first'" }
        },
        .hers(.asCalled, .asCalledWhat, at: "/result") { tx, _ in
          try tx.newest { "\($0) AND answer = 'accepted' AND reason = 'next'" }
        },
        .hers(.asUpheld, .asUpheldWhat, at: "/result") { tx, _ in try tx.newest { "\($0) AND reason = 'appeal'" } },
        .hers(.asWaiting, .asWaitingWhat, at: "/result") { tx, _ in
          try tx.newest { "\($0) AND may_take_part AND selection_offer.id IS NULL" }
        },
        TourDoor(.asAppealDesk, .asAppealDeskWhat, as: .staff(.coordinator), at: "/desk/appeals", of: appealed),
        .hers(.asOffered, .asOfferedWhat, at: "/result") { tx, house in
          let now = house.outside.now()
          return try tx.newest { "\($0) AND NOT has_left AND answer IS NULL AND expires_at > \(now)" }
        },
      ]),
  ]

  /// The intake whose results came out last; none before the first.
  private static let appealed: TourDoor.Intake = { tx, _ in try tx.releasedCycles().first { try !tx.appeals($0.id).isEmpty } }
  private static let released: TourDoor.Intake = { tx, _ in try tx.releasedCycles().first }
}

extension Transaction {
  /// The first by her code of whom the condition holds, of the intake whose results came out last; else of the one before.
  fileprivate func newest(_ condition: (_ ofCycle: SQL) -> SQL) throws -> ID<Person>? {
    for cycle in try releasedCycles() {
      let found: ID<Person>? = try value(
        """
        SELECT person_id FROM selection_candidate
        LEFT JOIN selection_offer ON selection_offer.application_id = selection_candidate.application_id
        LEFT JOIN selection_answer ON selection_answer.offer_id = selection_offer.id
        WHERE \(condition("selection_candidate.cycle_id = \(cycle.id)")) ORDER BY code LIMIT 1
        """)
      if let found { return found }
    }
    return nil
  }
}

extension Phrase {
  static let selectionStop = Phrase(
    kk: "Ережелер алдын ала жарияланады, орындар солар бойынша бөлінеді, нәтижені екі адам шығарады.",
    ru: "Правила объявлены заранее, места распределяются по ним, результаты выпускают двое.",
    en: "The rules are announced beforehand, places are given by them, and two people release the results.")
  static let selectionTip = Phrase(
    kk: "Екі нұсқаны салыстырып, кімге әсер ететінін көріңіз.",
    ru: "Сравните два варианта правил и посмотрите, кого это касается.",
    en: "Compare two sets of rules and see whom they touch.")
  static let asChair = Phrase(kk: "Комиссия төрағасы ретінде", ru: "Как председатель отбора", en: "As the selection chair")
  static let asChairWhat = Phrase(
    kk: "ережелер, үміткерлер, есептеу", ru: "правила, кандидаты, расчёт", en: "rules, candidates, runs")
  static let howSelectedWhat = Phrase(kk: "бәріне ашық бет", ru: "страница для всех", en: "a page for everybody")
  static let resultsStop = Phrase(
    kk: "Былтырғы қабылдаудың нәтижесі шыққан: әркім себебін оқыды, орынға жауап берді немесе қайта қарауды сұрады.",
    ru:
      "Результаты прошлого набора опубликованы: каждый прочитал, почему так вышло, ответил на предложение места или просил пересмотреть.",
    en: "The results of last year's intake are out: everybody read why, answered the offer of a place or asked for another look.")
  static let resultsTip = Phrase(
    kk: "Биылғысын өзіңіз шығарып көріңіз: төраға есептеп, ұсынады, үйлестіруші жариялайды.",
    ru: "Попробуйте выпустить нынешние: председатель рассчитывает и предлагает, координатор публикует.",
    en: "Try releasing this year's: the chair calculates and proposes, the coordinator releases.")
  static let asAnybody = Phrase(kk: "Жарияланған нәтижелер", ru: "Опубликованные результаты", en: "The published results")
  static let asAnybodyWhat = Phrase(
    kk: "аты-жөнсіз, қайта есептеуге болады", ru: "без имён, можно пересчитать", en: "without names, open to recomputing")
  static let asAdmitted = Phrase(
    kk: "Орынды қабылдаған адам ретінде", ru: "Кто принял место", en: "As somebody who accepted a place")
  static let asAdmittedWhat = Phrase(kk: "неліктен және не болды", ru: "почему и что было дальше", en: "why, and what followed")
  static let asCalled = Phrase(
    kk: "Күту тізімінен шақырылған адам ретінде", ru: "Кого пригласили из листа ожидания",
    en: "As somebody called from the waiting list")
  static let asCalledWhat = Phrase(
    kk: "біреу бас тартқан соң", ru: "после чужого отказа", en: "after another had declined")
  static let asUpheld = Phrase(
    kk: "Апелляциясы қанағаттандырылған адам ретінде", ru: "Чью апелляцию удовлетворили",
    en: "As somebody whose appeal was upheld")
  static let asUpheldWhat = Phrase(
    kk: "екінші баға ескерілді", ru: "засчитана вторая оценка", en: "the second mark counts")
  static let asWaiting = Phrase(
    kk: "Орын жетпеген адам ретінде", ru: "Кому не хватило места", en: "As somebody for whom there was no place")
  static let asWaitingWhat = Phrase(
    kk: "ұпайы, себебі және енді не істеуге болатыны", ru: "баллы, причина и что можно теперь",
    en: "the points, the reason and what can be done now")
  static let asAppealDesk = Phrase(
    kk: "Үйлестіруші ретінде апелляциялар", ru: "Апелляции, как координатор", en: "The appeals, as the coordinator")
  static let asAppealDeskWhat = Phrase(
    kk: "кім сұрады, не шешілді", ru: "кто просил и что решено", en: "who asked and what was decided")
  static let asOffered = Phrase(
    kk: "Орын ұсынылған адам ретінде", ru: "Кому предложено место", en: "As somebody offered a place")
  static let asOfferedWhat = Phrase(
    kk: "неге және енді не істеу керек", ru: "почему и что дальше", en: "why, and what comes next")
}
