import Courses
import Exercises
import Programme
import Security
import Storage
import Words

/// What last year's girls did in teams: an investigation that is over, with diaries, posters, marks and an exhibition, and a project of the
/// second course that goes on.
struct EarlierProjects: Sendable {
  let house: House
  let chance: Chance
  /// When the group began.
  let since: Moment

  /// As a girl or a trainer writes, in the language of the group.
  private struct Written {
    let kk, ru: String

    func `in`(_ t: Language) -> String { t == .ru ? ru : kk }
  }

  private struct Topic {
    /// Of the graph that the girls drew, in Examples/school.
    let figure: String
    let title, question, plan, did, trouble, result, next: Written
    let table: [[String]]
  }

  private static let topics = [
    Topic(
      figure: "bounce",
      title: Written(kk: "Доп қаншалықты биік секіреді?", ru: "Как высоко прыгает мяч?"),
      question: Written(
        kk: "Доптың секіру биіктігі түскен биіктігіне қалай байланысты?",
        ru: "Как высота прыжка мяча зависит от высоты, с которой он упал?"),
      plan: Written(
        kk: "Допты 40, 60, 80, 100 см-ден тастаймыз, әрқайсысын 3 рет. Доп пен еден бірдей қалады. Болжам: қатынасы тұрақты.",
        ru: "Отпускаем мяч с 40, 60, 80, 100 см, по три раза. Мяч и пол те же. Гипотеза: отношение постоянно."),
      did: Written(
        kk: "Қабырғаға өлшеуіш лента жапсырып, допты итермей жібердік. Секіру биіктігін телефонның баяу видеосынан оқыдық.",
        ru: "Приклеили к стене ленту, отпускали мяч не толкая. Высоту прыжка читали по замедленному видео."),
      trouble: Written(
        kk: "Бірінші рет қателескен екенбіз: допты жоғары ұстаған адам оны сәл итеріп жіберген. Қайта өлшедік.",
        ru: "Сначала ошиблись: мяч немного подталкивали. Измерили заново."),
      result: Written(
        kk: "Қатынас 0,55 ± 0,02: биіктікке тәуелді емес. Болжам расталды.",
        ru: "Отношение 0,55 ± 0,02 и не зависит от высоты. Гипотеза подтвердилась."),
      next: Written(
        kk: "Әртүрлі еденде тексерер едік: кілем, ағаш, бетон.", ru: "Проверили бы на разном полу: ковёр, дерево, бетон."),
      table: [
        ["h, см", "H, см", "H/h"], ["40", "22", "0,55"], ["60", "33", "0,55"], ["80", "45", "0,56"], ["100", "54", "0,54"],
      ]),
    Topic(
      figure: "parachute",
      title: Written(kk: "Қағаз парашют", ru: "Бумажный парашют"),
      question: Written(
        kk: "Парашюттің ауданы екі есе артса, түсу уақыты қанша есе артады?",
        ru: "Во сколько раз дольше падает парашют, если площадь вдвое больше?"),
      plan: Written(
        kk: "Ауданы 100, 200, 300, 400 см² төрт парашют, жүгі бір ғана қыстырғыш. 2 м биіктіктен түсіреміз.",
        ru: "Четыре парашюта: 100, 200, 300, 400 см², груз — одна скрепка. Отпускаем с высоты 2 м."),
      did: Written(
        kk: "Әр парашютті бес рет түсірдік. Екеуіміз уақытты бөлек өлшедік, сосын салыстырдық.",
        ru: "Каждый парашют отпускали пять раз. Время измеряли вдвоём, потом сравнивали."),
      trouble: Written(
        kk: "Терезе ашық кезде нәтиже шашырап кетті. Терезені жауып, қайта бастадық.",
        ru: "При открытом окне разброс был большой. Закрыли окно и начали снова."),
      result: Written(
        kk: "Ауданы 4 есе артқанда уақыт 1,9 ± 0,1 есе артты: уақыт ауданның түбіріне пропорционал.",
        ru: "При площади в 4 раза больше время больше в 1,9 ± 0,1 раза: оно растёт как корень из площади."),
      next: Written(kk: "Парашюттің пішінін өзгертіп көрер едік.", ru: "Изменили бы форму парашюта."),
      table: [
        ["S, см²", "t, с", "±"], ["100", "1,1", "0,1"], ["200", "1,5", "0,1"], ["300", "1,8", "0,1"], ["400", "2,1", "0,1"],
      ]),
    Topic(
      figure: "pendulum",
      title: Written(kk: "Маятник қашан тоқтайды?", ru: "Когда остановится маятник?"),
      question: Written(
        kk: "Тербеліс екі есе азайғанша маятник неше рет тербеледі? Ол жүктің массасына байланысты ма?",
        ru: "Сколько колебаний до того, как размах уменьшится вдвое? Зависит ли это от массы груза?"),
      plan: Written(
        kk: "Ұзындығы 80 см бір жіп, жүк 1, 2, 3 сомын. Басында 20 см ауытқытамыз.",
        ru: "Одна нить 80 см, груз из 1, 2, 3 гаек. Начальное отклонение 20 см."),
      did: Written(
        kk: "Әр жүкпен үш рет санадық. Бірі санады, екіншісі ауытқуды сызғышпен қарап тұрды.",
        ru: "С каждым грузом считали трижды. Одна считает, другая следит за линейкой."),
      trouble: Written(
        kk: "Маятник шеңбер сыза бастады. Жіпті екі жерден байладық, сонда түзу тербелді.",
        ru: "Маятник стал ходить по кругу. Подвесили на двух нитях — колебания выровнялись."),
      result: Written(
        kk: "1 сомын: 34, 2 сомын: 61, 3 сомын: 88 тербеліс. Жүк ауыр болса, ұзағырақ тербеледі.",
        ru: "1 гайка: 34, 2 гайки: 61, 3 гайки: 88 колебаний. С тяжёлым грузом дольше."),
      next: Written(
        kk: "Жүкке қағаз жапсырып, ауаның кедергісін тексерер едік.", ru: "Наклеили бы бумагу и проверили сопротивление воздуха."),
      table: [["сомын", "N", "±"], ["1", "34", "2"], ["2", "61", "3"], ["3", "88", "3"]]),
    Topic(
      figure: "shadow",
      title: Written(kk: "Көлеңке мен уақыт", ru: "Тень и время"),
      question: Written(kk: "Таяқтың көлеңкесі күн бойы қалай өзгереді?", ru: "Как меняется тень палки в течение дня?"),
      plan: Written(
        kk: "Биіктігі 100 см таяқ, 10:00-ден 16:00-ге дейін сағат сайын. Жер тегіс.",
        ru: "Палка 100 см, каждый час с 10:00 до 16:00. Площадка ровная."),
      did: Written(
        kk: "Көлеңкенің ұшына белгі қойып, ұзындығы мен бағытын өлшедік.",
        ru: "Отмечали конец тени, измеряли длину и направление."),
      trouble: Written(
        kk: "Екінші күні бұлт болды, сол сағаттар кестеде жоқ.", ru: "На второй день были облака, этих часов в таблице нет."),
      result: Written(
        kk: "Ең қысқа көлеңке 12:40-та: 62 ± 1 см. Түс сағаттағы 12:00-мен бірдей емес.",
        ru: "Самая короткая тень в 12:40: 62 ± 1 см. Полдень не совпадает с 12:00 на часах."),
      next: Written(kk: "Бір айдан кейін қайталап, айырмасын салыстырар едік.", ru: "Повторили бы через месяц и сравнили."),
      table: [
        ["сағат", "L, см", "±"], ["11:00", "81", "1"], ["12:00", "66", "1"], ["12:40", "62", "1"], ["14:00", "72", "1"],
      ]),
    Topic(
      figure: "slope",
      title: Written(kk: "Сырғанау бұрышы", ru: "Угол скольжения"),
      question: Written(
        kk: "Сомын еңкейтілген тақтайдан қай биіктікте сырғи бастайды? Бетіне байланысты ма?",
        ru: "При какой высоте гайка начинает съезжать с доски и зависит ли это от поверхности?"),
      plan: Written(
        kk: "Тақтай 80 см, беті: ағаш, мата, зімпара. Бір жағын баяу көтереміз, 5 рет.",
        ru: "Доска 80 см; дерево, ткань, наждачка. Медленно поднимаем край, по 5 раз."),
      did: Written(kk: "Көтерілген жағының биіктігін сызғышпен оқыдық.", ru: "Высоту поднятого края читали по линейке."),
      trouble: Written(
        kk: "Тақтай дірілдесе, сомын ерте сырғиды. Кітап үстіне баяу көтердік.",
        ru: "Если доска дрожит, гайка съезжает раньше. Поднимали медленно на книгах."),
      result: Written(
        kk: "Ағаш 24 ± 2 см, мата 38 ± 2 см, зімпара 51 ± 3 см.", ru: "Дерево 24 ± 2 см, ткань 38 ± 2 см, наждачка 51 ± 3 см."),
      next: Written(kk: "Ауыр сомынмен тексерер едік: масса әсер ете ме?", ru: "Проверили бы с тяжёлой гайкой: влияет ли масса?"),
      table: [["беті", "h, см", "±"], ["ағаш", "24", "2"], ["мата", "38", "2"], ["зімпара", "51", "3"]]),
  ]

  private static let design = [
    Written(
      kk: "Қоршаудың ұзындығы 40 м, бір жағы қабырға. Ауданы ең үлкен бақшаны іздейміз. Функция: S = x(40 − 2x).",
      ru: "Забор 40 м, одна сторона — стена. Ищем участок наибольшей площади. Функция: S = x(40 − 2x)."),
    Written(
      kk: "Қақпағы жоқ қорап: 30 × 30 см қағаздан бұрыштарын қиып аламыз. Ең үлкен көлемі қандай болады?",
      ru: "Коробка без крышки: из листа 30 × 30 см вырезаем углы. Какой объём наибольший?"),
    Written(
      kk: "Кестеге x = 8, 9, 10, 11, 12 мәндерін қойдық: S ең үлкені x = 10-да, 200 м².",
      ru: "Подставили x = 8, 9, 10, 11, 12: наибольшее S при x = 10, 200 м²."),
  ]

  private static let toTeam = [
    Written(kk: "Өлшеуді бірнеше рет қайталағандарың жұмысты сенімді етті.", ru: "Повторные измерения сделали работу надёжной."),
    Written(kk: "Сұрақтарың анық, кестелерің оқуға жеңіл.", ru: "Вопрос ясный, таблицы легко читать."),
    Written(kk: "Қорытынды кестеге сүйенеді, осылай жазған дұрыс.", ru: "Вывод опирается на таблицу, так и надо."),
  ]
  private static let toGirl = [
    Written(kk: "Күнделігіңде қиындықты ашық жазғаның ұнады.", ru: "Хорошо, что вы честно записали трудности."),
    Written(kk: "Келесіде қателіктің қайдан шыққанын да жаз.", ru: "В следующий раз запишите и источник погрешности."),
    Written(kk: "Есептеуің мұқият.", ru: "Вычисления аккуратные."),
  ]
  private static let convinced = [
    Written(kk: "Әр өлшем үш рет қайталанған, сондықтан сенемін.", ru: "Каждое измерение повторено три раза, поэтому верю."),
    Written(kk: "Кесте: қатынас төрт рет бірдей шыққан.", ru: "Таблица: отношение четыре раза одинаковое."),
    Written(kk: "Қателігін де жазған, сондықтан қорытынды артық айтылмаған.", ru: "Указана погрешность, вывод не преувеличен."),
  ]
  private static let asked = [
    Written(kk: "Басқа материалмен тексерсе, нәтиже өзгере ме?", ru: "Изменится ли результат с другим материалом?"),
    Written(kk: "Неге дәл осындай мәндерді таңдадыңдар?", ru: "Почему выбраны именно такие значения?"),
    Written(kk: "Өлшеуді басқа адам қайталаса, дәл осылай шыға ма?", ru: "Получится ли так же у другого человека?"),
  ]

  private func language(_ group: Group) -> Language { group.language == "ru" ? .ru : .kk }

  /// Two projects of a group: one that is over, and one that goes on.
  func work(_ group: Group, _ courses: [ShelvedCourse], _ trainers: [Actor], in tx: Transaction) throws {
    let exercises = courses.flatMap(\.teamExercises).sorted { one, _ in one.found.exercise.key == "own-investigation" }
    let today = house.outside.now().day()
    if let over = exercises.first, let project = try give(over, group, until: today.adding(days: -9), trainers[0], in: tx) {
      for (index, team) in try tx.teams(of: project.id, house).enumerated() {
        try finish(team, index, project, group, over, trainers, in: tx)
      }
    }
    if exercises.count > 1, let project = try give(exercises[1], group, until: today.adding(days: 15), trainers[0], in: tx) {
      for (index, team) in try tx.teams(of: project.id, house).enumerated() where index % 3 != 2 {
        try begin(team, index, project, group, in: tx)
      }
    }
  }

  private func give(
    _ exercise: HandedExercise, _ group: Group, until last: Day, _ trainer: Actor, in tx: Transaction
  ) throws -> Project? {
    let given = house.at(last.adding(days: -22).start().adding(hours: 12), chance)
    guard given.outside.now() > since else { return nil }
    let days = house.data[.projects].days(until: last, from: given.outside.now().day())
    let project = try tx.project(try tx.give(exercise, to: group, as: days, by: trainer, given))
    let sight = TeamPages.Sight(
      project: project, group: group, title: "", sizes: exercise.handIn.team ?? 2...3,
      girls: try tx.girls(of: group.id, house.vault), teams: [])
    try tx.settle(sight.proposal, of: project, by: trainer, house.at(given.outside.now().adding(hours: 2), chance))
    return project
  }

  // MARK: - The one that goes on

  private func begin(_ team: Team, _ index: Int, _ project: Project, _ group: Group, in tx: Transaction) throws {
    let t = language(group)
    let now = house.outside.now()
    for (number, member) in team.members.enumerated() {
      let then = house.at(now.adding(days: -6 + number * 2).day().start().adding(hours: 18).adding(minutes: 13 * index), chance)
      try write(
        DiaryWords(text: Self.design[(index + number) % Self.design.count].in(t)).words, .diary, by: member, team,
        reaching: number == 0 && index % 2 == 0 ? project.milestones.first?.key : nil, then, in: tx)
    }
  }

  // MARK: - The one that is over

  private func finish(
    _ team: Team, _ index: Int, _ project: Project, _ group: Group, _ exercise: HandedExercise, _ trainers: [Actor],
    in tx: Transaction
  ) throws {
    let (t, topic) = (language(group), Self.topics[(index + group.number) % Self.topics.count])
    let days = project.milestones
    let lines: [(DiaryWords, Int?, Int)] = [
      (DiaryWords(text: topic.plan.in(t)), 0, -1), (DiaryWords(text: topic.did.in(t), rows: Array(topic.table.prefix(3))), 1, 0),
      (DiaryWords(text: topic.trouble.in(t)), nil, 1), (DiaryWords(text: topic.result.in(t), rows: topic.table), 2, -1),
    ]
    for (number, line) in lines.enumerated() {
      let member = team.members[number % team.members.count]
      let around = days[min(number, days.count - 1)].lastDay.adding(days: line.2)
      let then = house.at(around.start().adding(hours: 17).adding(minutes: 11 * index + 7 * number), chance)
      let reached = line.1.flatMap { days.indices.contains($0) ? days[$0].key : nil }
      try write(
        line.0.words, .diary, by: member, team, reaching: reached, then,
        photo: number == 1 && index % 2 == 0 ? topic.figure : nil, in: tx)
    }
    // The last team has not handed in its poster in time.
    guard index % 5 != 4, let author = team.members.last else { return }
    let then = house.at(project.lastDay.start().adding(hours: 15).adding(minutes: 9 * index), chance)
    let words = PosterWords(
      [topic.title, topic.question, topic.did, topic.result, topic.next].map { $0.in(t) })
    try tx.run("UPDATE study_team SET name = \(name(index, group)) WHERE id = \(team.id)")
    let poster = try write(words.words, .poster, by: author, team, reaching: nil, then, photo: topic.figure, in: tx)
    guard index % 5 != 3, let poster else { return }
    let looked = house.at(then.outside.now().adding(hours: 20), chance)
    try tx.show(poster, by: trainers[index % 2], looked)
    try mark(team, index, exercise, trainers, t, looked, in: tx)
  }

  /// The teams of a group have other names of the list.
  private func name(_ index: Int, _ group: Group) -> String {
    let names = house.data[.projects].names.map(\.key)
    return names[(index + 5 * (group.number - 1)) % names.count]
  }

  @discardableResult
  private func write(
    _ words: EntryWords, _ kind: Entry.Kind, by member: TeamMember, _ team: Team, reaching milestone: String?, _ then: House,
    photo: String? = nil, in tx: Transaction
  ) throws -> Entry? {
    let safe = try tx.safe(of: member.person, house.vault)
    try tx.beginEntry(kind, of: member.learner, in: team.id, after: nil, safe, then)
    guard let entry = try tx.openEntry(kind, of: member.learner, in: team.id, then) else { return nil }
    _ = try tx.write(words, in: entry, safe, then)
    if let picture = photo.flatMap({ house.assets["Examples/school/\($0).jpg"] }) {
      let kept = try tx.keepFile(
        Upload(kind: .jpeg, bytes: picture.bytes, width: 720, height: 480), name: "graph.jpg",
        at: ProjectPhotos.place(entry.id, 1), safe, then)
      try tx.add(kept.file.id, at: 1, to: entry.id, then)
    }
    try tx.keep(entry, reaching: milestone, by: member.person, then)
    return try tx.entries(where: "study_entry.id = \(entry.id)", then).first
  }

  /// Both trainers without each other's mark; where they differ the second says after talking what the first said. The second team waits.
  private func mark(
    _ team: Team, _ index: Int, _ exercise: HandedExercise, _ trainers: [Actor], _ t: Language, _ looked: House,
    in tx: Transaction
  ) throws {
    let first = levels(exercise)
    try mark(team, first, trainers[0], t, looked, hours: 26, in: tx)
    guard index % 5 != 1 else { return }
    let second = chance.happens(55) ? first : levels(exercise)
    try mark(team, second, trainers[1], t, looked, hours: 50, in: tx)
    if second != first { try mark(team, first, trainers[1], t, looked, hours: 74, in: tx) }
  }

  private func mark(
    _ team: Team, _ levels: MarkLevels, _ trainer: Actor, _ t: Language, _ looked: House, hours: Int, in tx: Transaction
  ) throws {
    let then = house.at(min(looked.outside.now().adding(hours: hours), house.outside.now().adding(hours: -2)), chance)
    let toAll = chance.one(of: Self.toTeam).in(t)
    try tx.mark(
      try tx.team(team.id, then), levels,
      team.members.map { ($0, "\(toAll)\n\(chance.one(of: Self.toGirl).in(t))") }, by: trainer, then)
  }

  private func levels(_ exercise: HandedExercise) -> MarkLevels {
    let rubric = exercise.handIn.rubric
    let marks = rubric.criteria.map { criterion in
      (
        criterion.key,
        min(criterion.levels.count, max(2, criterion.levels.count - chance.below(2) - (chance.happens(15) ? 1 : 0)))
      )
    }
    return MarkLevels(Dictionary(uniqueKeysWithValues: marks), rubric)
  }

  // MARK: - What others say, and the exhibition

  /// Once all groups of a cohort have their posters: girls of other groups answer, and two posters of each of the first groups are exhibited.
  func show(_ groups: [Group], in tx: Transaction) throws {
    let shown = try groups.flatMap { group in
      try tx.projects(of: group.id).flatMap { project in
        try tx.teams(of: project.id, house).compactMap { team in
          try tx.poster(of: team.id, shown: true, house).map { (group: group, team: team, poster: $0) }
        }
      }
    }
    var girls: [ID<Group>: [GroupGirl]] = [:]
    for group in groups {
      let all = try tx.girls(of: group.id, house.vault)
      // The one whom the tour shows has not answered yet.
      let first = all.map(\.learner).min()
      girls[group.id] = all.filter { $0.learner != first }
    }
    for (index, hung) in shown.enumerated() {
      let others = groups.count > 1 ? groups.filter { $0.id != hung.group.id } : groups
      var answered: Set<Int> = []
      for turn in 0..<(1 + index % 3) {
        let from = others[(index + turn) % others.count]
        guard let all = girls[from.id], !all.isEmpty else { continue }
        let girl = all[(index * 3 + turn) % all.count]
        guard !hung.team.everybody.contains(where: { $0.learner == girl.learner }), answered.insert(girl.learner).inserted else {
          continue
        }
        try answer(hung.team, hung.group, girl, index + turn, isLed: index == 1 && turn == 0, after: hung.poster, in: tx)
      }
    }
    let coordinator = try tx.invented(.coordinator)
    guard let second = try? tx.invented(.safeguarding) else { return }
    let byGroup = Dictionary(grouping: shown.filter { $0.team.agreed != nil }) { $0.group.number }
    let chosen = byGroup.sorted { $0.key < $1.key }.flatMap { $0.value.prefix(2) }.prefix(9)
    for (index, hung) in chosen.enumerated() {
      try agree(hung.team, hung.group, in: tx)
      let then = house.at(house.outside.now().adding(days: -3), chance)
      guard try tx.exhibitConsents(of: [hung.team.id], then)[hung.team.id]?.areComplete == true else { continue }
      try tx.propose(hung.poster, by: coordinator, hung.group, then)
      // One waits for its second person.
      guard index != 2, let exhibit = try tx.exhibit(of: hung.team.id),
        let consents = try tx.exhibitConsents(of: [hung.team.id], then)[hung.team.id]
      else { continue }
      try tx.publish(exhibit, consents, by: second, house.at(then.outside.now().adding(days: 1), chance))
    }
  }

  private func answer(
    _ team: Team, _ group: Group, _ girl: GroupGirl, _ number: Int, isLed: Bool, after poster: Entry, in tx: Transaction
  ) throws {
    let (file, t) = (house.data[.projects], language(group))
    let at = (poster.shown ?? poster.changed).adding(days: 1).day().start().adding(hours: 18).adding(minutes: 5 * number)
    let then = house.at(min(at, house.outside.now().adding(hours: -1)), chance)
    let sets = [Self.convinced, Self.asked]
    for (index, question) in file.questions.enumerated() {
      let set = sets[index % sets.count]
      let words = set[number % set.count].in(t) + (isLed && index == 1 ? " Видеосы: youtube.com/lab" : "")
      try tx.write(
        words, as: then.outside.id(), on: group, under: Post.Comment(team: team.id, question: question.key),
        by: Actor(person: girl.person, role: .applicant), nil, then)
    }
  }

  /// The families of a team were asked before the exhibition, and agree.
  private func agree(_ team: Team, _ group: Group, in tx: Transaction) throws {
    guard let purpose = house.consents.purpose(Exhibit.purpose) else { return }
    let then = house.at(house.outside.now().adding(days: -5), chance)
    for member in team.everybody {
      let guardian: ID<Person>? = try tx.value(
        """
        SELECT signer_id FROM consent WHERE person_id = \(member.person) AND cycle_id = \(group.cycle) AND signer = 'guardian'
        ORDER BY at, id LIMIT 1
        """)
      let safe = try tx.safe(of: member.person, house.vault)
      let text = ConsentText(
        purpose, version: house.consents.version, subject: member.name?.full ?? "", house.programme, language(group))
      try tx.keepConsents(
        [(text, true)], of: safe, group.cycle, signer: .girl, person: member.person, channel: .page, collector: "self", then)
      guard let guardian, try tx.adultSince(safe, at: then.outside.now()) == nil else { continue }
      try tx.keepConsents(
        [(text, true)], of: safe, group.cycle, signer: .guardian, person: guardian, channel: .smsCode, collector: "self", then)
    }
  }
}

extension Transaction {
  /// What tests of erasure find of a girl: a team with a reason, an entry with her words, a mark with a word to her, and an exhibit.
  func leaveProject(of learner: Learner, _ cycle: ID<Cycle>, _ subject: Rehearsal.Subject, _ house: House) throws {
    let (now, words, person) = (house.outside.now(), subject.words, learner.person)
    let group: ID<Group>? = try value("SELECT group_id FROM study_assignment ORDER BY given_at DESC, id LIMIT 1")
    guard let group else { return }
    let (project, team, entry, mark) = (
      house.outside.id(of: Project.self), house.outside.id(of: Team.self), house.outside.id(of: Entry.self),
      house.outside.id(of: TeamMark.self)
    )
    try run(
      """
      INSERT INTO study_project (id, group_id, course, exercise, given_at) VALUES (\(project), \(group), 'none', \(project), \(now))
      """)
    try run("INSERT INTO study_milestone (project_id, milestone, due_at) VALUES (\(project), 'poster', \(now))")
    try run("INSERT INTO study_team (id, project_id, number, made_at) VALUES (\(team), \(project), 1, \(now))")
    try run(
      """
      INSERT INTO study_team_member (team_id, learner, since, alone, has_consent)
      VALUES (\(team), \(learner.number), \(now), \(subject.safe.seal(words, "study_team_member.alone")), \(false))
      """)
    try run(
      """
      INSERT INTO study_entry (id, team_id, learner, kind, sealed, changed_at, kept_at)
      VALUES (\(entry), \(team), \(learner.number), 'poster', \(subject.safe.seal(words, Entry.place)), \(now), \(now))
      """)
    let file = try keepFile(
      Rehearsal.picture, name: "poster.png", at: ProjectPhotos.place(entry, 1), subject.safe, house)
    try add(file.file.id, at: 1, to: entry, house)
    try run("INSERT INTO study_team_mark (id, team_id, hand, levels, at) VALUES (\(mark), \(team), \(person), 'a:1/2', \(now))")
    try run(
      """
      INSERT INTO study_team_word (mark_id, learner, sealed)
      VALUES (\(mark), \(learner.number), \(subject.safe.seal(words, TeamMark.place)))
      """)
    try run(
      """
      INSERT INTO study_poster_word (id, entry_id, hand, hides, sealed, at)
      VALUES (\(house.outside.id(of: PosterWord.self)), \(entry), \(person), \(true),
        \(subject.safe.seal(words, PosterWord.place)), \(now))
      """)
    let exhibit: ID<Exhibit> = house.outside.id()
    try run(
      """
      INSERT INTO study_exhibit (id, team_id, entry_id, proposed_at, proposed_by)
      VALUES (\(exhibit), \(team), \(entry), \(now), \(person))
      """)
    try run("INSERT INTO study_exhibit_wish (exhibit_id, learner, at) VALUES (\(exhibit), \(learner.number), \(now))")
    let consent: String? = try value("SELECT id FROM consent WHERE person_id = \(person) ORDER BY at, id LIMIT 1")
    if let consent {
      try run(
        "INSERT INTO study_exhibit_consent (exhibit_id, consent_id, learner) VALUES (\(exhibit), \(consent), \(learner.number))")
    }
  }
}
