import Courses
import Exercises
import Programme
import Security
import Storage
import Words

/// What last year's girls handed in and what was said of it: most on time and marked, one asks for another look, a few wait.
struct EarlierAssignments: Sendable {
  let house: House
  let chance: Chance
  /// When the group began.
  let since: Moment

  /// As a girl or a trainer writes, in the language of the group.
  private struct Written {
    let kk, ru: String

    func `in`(_ t: Language) -> String { t == .ru ? ru : kk }
  }

  private static let order = ["own-pendulum-report", "own-height-report"]

  /// What girls write, by the exercise.
  private static let reports: [String: [Written]] = [
    "own-pendulum-report": [
      Written(
        kk:
          "L = 50 см. Он тербелістің уақыты: 14,1; 14,5; 13,9; 14,3; 14,2 с. Орташасы 14,2 с, нәтиже (14,2 ± 0,2) с. Секундомерді кеш басамын, бұл кездейсоқ қателік. Сызғыштың басы тозған, сондықтан ұзындығы үнемі 1 мм артық шығады.",
        ru:
          "L = 50 см. Время десяти колебаний: 14,1; 14,5; 13,9; 14,3; 14,2 с. Среднее 14,2 с, результат (14,2 ± 0,2) с. Секундомер нажимаю с опозданием, это случайная погрешность. У линейки стёрт край, поэтому длина всегда больше на 1 мм."
      ),
      Written(
        kk:
          "Жіптің ұзындығы 60 см. Бес рет өлшедім: 15,6; 15,4; 15,7; 15,5; 15,6 с. Орташа мәні 15,6 с, қателігі 0,1 с. Себебі: саусағым кейде ерте, кейде кеш басады.",
        ru:
          "Длина нити 60 см. Пять измерений: 15,6; 15,4; 15,7; 15,5; 15,6 с. Среднее 15,6 с, погрешность 0,1 с. Причина: палец нажимает то раньше, то позже."
      ),
      Written(
        kk:
          "Маятникті есіктің жақтауына ілдім. t = 13,8; 14,0; 14,1; 13,7; 13,9 с. Нәтиже 13,9 с. Терезеден жел соғып тұрды, соның әсері болуы мүмкін.",
        ru:
          "Маятник висел на дверном косяке. t = 13,8; 14,0; 14,1; 13,7; 13,9 с. Результат 13,9 с. Из окна дул ветер, он мог повлиять."
      ),
      Written(
        kk: "Өлшегенім: 14,4 с, 14,6 с, 14,3 с, 14,5 с. Орташасы 14,45 с.",
        ru: "Измерения: 14,4 с, 14,6 с, 14,3 с, 14,5 с. Среднее 14,45 с."),
    ],
    "own-height-report": [
      Written(
        kk:
          "Су мұнарасының биіктігін өлшедім. Қашықтық 20,0 м, бұрыш 38°, 39°, 38°, орташасы 38,3°. Көз биіктігі 1,50 м. 20,0 · tg 38,3° = 15,8 м, көз биіктігін қосқанда 17,3 м. Транспортир 1°-қа қателессе, биіктік 0,6 м-ге өзгереді.",
        ru:
          "Высота водонапорной башни. Расстояние 20,0 м, угол 38°, 39°, 38°, среднее 38,3°. Высота глаз 1,50 м. 20,0 · tg 38,3° = 15,8 м, вместе с высотой глаз 17,3 м. Ошибка транспортира в 1° меняет высоту на 0,6 м."
      ),
      Written(
        kk:
          "Мектеп ауласындағы терек: қашықтық 12 м, бұрыш 45°, 44°, 46°. Көз биіктігі 1,45 м. Биіктігі 12 + 1,45 = 13,45 м. Көлеңкесімен де тексердім: 13,2 м.",
        ru:
          "Тополь во дворе школы: расстояние 12 м, угол 45°, 44°, 46°. Высота глаз 1,45 м. Высота 12 + 1,45 = 13,45 м. Проверка по тени: 13,2 м."
      ),
      Written(
        kk: "Мешіт мұнарасы: қашықтық 30 м, бұрыш 35°. Биіктігі 21 м. Сызбасы дәптерімде.",
        ru: "Минарет: расстояние 30 м, угол 35°. Высота 21 м. Чертёж в тетради."),
    ],
  ]
  private static let comments = [
    Written(
      kk: "Жұмысың түсінікті, өлшеуді бірнеше рет қайталағаның жақсы. Бірлігін бағанның басына жаз.",
      ru: "Работа понятная, хорошо, что измерения повторены. Единицы напишите в заголовке столбца."),
    Written(
      kk: "Нәтижені дұрыс жазыпсың. Жүйелік қателік қайда жасырынуы мүмкін?",
      ru: "Результат записан верно. Где может прятаться систематическая погрешность?"),
    Written(kk: "Орташа мәнді дұрыс таптың. Қателігін де есептеп жаз.", ru: "Среднее найдено верно. Вычислите и погрешность."),
    Written(
      kk: "Қателіктің себебін атағаның ұнады. Осылай жалғастыр.",
      ru: "Хорошо, что названа причина погрешности. Так и продолжайте."),
  ]
  private static let wish = Written(
    kk: "Қателіктің екі себебін де жазған едім, қайта қарап беріңізші.",
    ru: "Я написала обе причины погрешности, посмотрите, пожалуйста, ещё раз.")

  /// Two assignments of the group's courses: one whose last day is over, and one that is due in some days.
  func hand(_ group: Group, _ courses: [ShelvedCourse], _ trainers: [Actor], in tx: Transaction) throws {
    let t = group.language == "ru" ? Language.ru : .kk
    let handed = courses.flatMap(\.handed)
    let written = Self.order.compactMap { key in
      handed.first { $0.found.exercise.key == key }.map { ($0, (Self.reports[key] ?? []).map { $0.in(t) }) }
    }
    let today = house.outside.now().day()
    for ((exercise, reports), days) in zip(written, [-21, 5]) {
      let given = house.at(today.adding(days: days - 12).start().adding(hours: 12), chance)
      guard given.outside.now() > since else { continue }
      let id = try tx.give(exercise, to: group, until: today.adding(days: days), by: trainers[0], given)
      let assignment = try tx.assignment(id)
      try handIn(assignment, group, reports, of: days < 0 ? 85 : 35, in: tx)
      if days < 0 { try mark(assignment, exercise, trainers, t, in: tx) }
    }
  }

  /// Evenings around the last day; some a day late.
  private func handIn(
    _ assignment: Assignment, _ group: Group, _ reports: [String], of percent: Int, in tx: Transaction
  ) throws {
    let now = house.outside.now()
    for girl in try tx.girls(of: group.id, house.vault) where chance.happens(percent) {
      let late = chance.happens(12) ? 1 : 0
      let evening = min(assignment.lastDay.adding(days: late - chance.below(4)), now.day().adding(days: -1))
      let then = house.at(evening.start().adding(hours: 19).adding(minutes: chance.below(120)), chance)
      let safe = try tx.safe(of: girl.person, house.vault)
      try tx.openWork(assignment, of: girl.learner, after: nil, safe, then)
      guard let work = try tx.works(of: assignment.id, girl.learner, safe).last else { continue }
      let report = chance.below(reports.count)
      try tx.write(reports[report], in: work, safe, then)
      if assignment.exercise == Self.order[0], report == 0 { try addPhoto(to: work, safe, then, in: tx) }
      try tx.handIn(work, by: girl.person, then)
    }
  }

  /// The page of the notebook from which the first report was copied.
  private func addPhoto(to work: HandedWork, _ safe: Safe, _ then: House, in tx: Transaction) throws {
    guard let picture = house.assets["Examples/school/notebook.jpg"] else { return }
    let kept = try tx.keepFile(
      Upload(kind: .jpeg, bytes: picture.bytes, width: 620, height: 640), name: "notebook.jpg",
      at: HandInPhotos.place(work.id, 1), safe, then)
    try tx.add(kept.file.id, at: 1, to: work.id, then)
  }

  /// All but the last three; every second mark that is wanted, and one girl asks for another look.
  private func mark(
    _ assignment: Assignment, _ exercise: HandedExercise, _ trainers: [Actor], _ t: Language, in tx: Transaction
  ) throws {
    let works = try tx.markedWorks(assignment, house)
    for (number, listed) in works.dropLast(min(3, works.count / 3)).enumerated() {
      let then = house.at(assignment.due.adding(days: 2 + number % 4).adding(minutes: 20 * number - 300), chance)
      guard let first = try tx.markedWorks(assignment, of: listed.work.learner, house).first else { continue }
      let mark = try tx.mark(
        first, levels(exercise), chance.one(of: Self.comments).in(t), mayAgain: false, by: trainers[0], then)
      if first.work.wantsSecond, number % 2 == 0 {
        guard let second = try tx.markedWorks(assignment, of: listed.work.learner, house).first else { continue }
        try tx.mark(
          second, levels(exercise), "", mayAgain: false, by: trainers[1], house.at(then.outside.now().adding(days: 1), chance))
      } else if number == 1 {
        let safe = try tx.safe(of: listed.person, house.vault)
        guard let said = try tx.marks(where: "study_mark.id = \(mark)", house.vault, { _ in safe }).first else { continue }
        try tx.ask(Self.wish.in(t), about: said, safe, house.at(then.outside.now().adding(days: 1), chance))
      }
      if number % 3 == 0 {
        try tx.run("UPDATE study_mark SET read_at = \(then.outside.now().adding(days: 1)) WHERE id = \(mark)")
      }
    }
  }

  private func levels(_ exercise: HandedExercise) -> MarkLevels {
    let rubric = exercise.handIn.rubric
    let marks = rubric.criteria.map { criterion in
      (
        criterion.key,
        min(criterion.levels.count, max(1, criterion.levels.count - chance.below(2) - (chance.happens(15) ? 1 : 0)))
      )
    }
    return MarkLevels(Dictionary(uniqueKeysWithValues: marks), rubric)
  }
}

extension Transaction {
  /// What tests of erasure find of a girl: work with her words, a mark with a word about her, and her wish.
  func leaveWork(of learner: Learner, _ cycle: ID<Cycle>, _ subject: Rehearsal.Subject, _ house: House) throws {
    let (now, words) = (house.outside.now(), subject.words)
    let (cohort, group, assignment) = (
      house.outside.id(of: Cohort.self), house.outside.id(of: Group.self), house.outside.id(of: Assignment.self)
    )
    let (work, mark) = (house.outside.id(of: HandedWork.self), house.outside.id(of: Mark.self))
    try run(
      "INSERT INTO study_cohort (id, cycle_id, track, created_at) VALUES (\(cohort), \(cycle), \(Learner.Track.chosen), \(now))")
    try run(
      """
      INSERT INTO study_group (id, cohort_id, number, language, region, state, created_at)
      VALUES (\(group), \(cohort), 1, 'kk', '630000000', \(Group.State.open), \(now))
      """)
    try run(
      """
      INSERT INTO study_assignment (id, group_id, course, exercise, due_at, given_at)
      VALUES (\(assignment), \(group), 'none', 'none', \(now), \(now))
      """)
    try run(
      """
      INSERT INTO study_hand_in (id, assignment_id, learner, number, written, changed_at, handed_at, wants_second)
      VALUES (\(work), \(assignment), \(learner.number), 1, \(subject.safe.seal(words, HandedWork.place)), \(now), \(now), \(false))
      """)
    try run(
      """
      INSERT INTO study_mark (id, hand_in_id, assignment_id, learner, hand, way, levels, comment, may_again, at, counts)
      VALUES (\(mark), \(work), \(assignment), \(learner.number), \(learner.person), 'first', 'a:1/2',
        \(subject.safe.seal(words, Mark.place)), \(false), \(now), \(true))
      """)
    try run(
      """
      INSERT INTO study_look (assignment_id, learner, mark_id, wish, asked_at)
      VALUES (\(assignment), \(learner.number), \(mark), \(subject.safe.seal(words, AnotherLook.place)), \(now))
      """)
  }
}
