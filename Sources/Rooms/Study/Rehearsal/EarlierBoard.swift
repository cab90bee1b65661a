import Programme
import Storage
import Words

/// What girls and trainers of the intake at school wrote to each other, one post that is held, and one that was reported. Nothing where
/// somebody has written already.
struct EarlierBoard: Sendable {
  private let house: House
  private let chance: Chance

  init(_ house: House, seed: UInt64) {
    (self.house, chance) = (house, Chance(seed: seed &+ 11))
  }

  private enum Voice {
    case girl(Int)
    case lead, second
  }

  /// So many days ago, at this hour: in the evening, when the school is over.
  private struct Line {
    let daysAgo: Int
    let hour: Int
    let voice: Voice
    let words: String
  }

  private static let lines = [
    [
      Line(daysAgo: 9, hour: 16, voice: .lead, words: "Қыздар, келесі кездесуге сызғыш пен жіп ала келіңдер: маятник жасаймыз."),
      Line(daysAgo: 9, hour: 19, voice: .girl(0), words: "Жіптің ұзындығы қанша болуы керек?"),
      Line(
        daysAgo: 8, hour: 9, voice: .second,
        words: "Бір метрдей жетеді. Ұзындығын өздерің таңдайсыңдар, бастысы – өлшеп, жазып қойыңдар."),
      Line(daysAgo: 4, hour: 18, voice: .girl(1), words: "Менде 10 тербеліс 19,8 с шықты, ал Айзерада 20,1 с. Қайсысы дұрыс?"),
      Line(daysAgo: 4, hour: 20, voice: .girl(2), words: "Екеуі де дұрыс шығар, өлшеудің өз дәлдігі бар ғой 🙂"),
      Line(
        daysAgo: 3, hour: 10, voice: .lead, words: "Өте жақсы сұрақ! Кездесуде екі топ болып тексереміз: әрқайсысы 5 рет өлшейді."
      ),
    ],
    [
      Line(
        daysAgo: 10, hour: 11, voice: .lead,
        words: "Сәлем! Бұл – топтың тақтасы. Сабаққа қатысты сұрақтарды осында жазыңдар, бәріміз оқимыз."),
      Line(daysAgo: 7, hour: 17, voice: .girl(0), words: "Екінші сабақтағы соңғы есепті кім шешті? Маған орташа мән түсініксіз."),
      Line(daysAgo: 7, hour: 18, voice: .girl(3), words: "Барлық мәнді қосып, санына бөлесің. Мен үшінші мысалдан түсіндім."),
      Line(daysAgo: 2, hour: 12, voice: .second, words: "Бейсенбідегі кездесу информатика кабинетінде болады, әдеттегі уақытта."),
    ],
    [
      Line(daysAgo: 6, hour: 15, voice: .lead, words: "Роликті бәрің көріп шықтыңдар ма? Дәптерге үш сұрақ жазып келіңдер."),
      Line(daysAgo: 6, hour: 21, voice: .girl(1), words: "Бізде кешке жарық өшіп қалды, ертең жазамын."),
      Line(daysAgo: 5, hour: 9, voice: .second, words: "Жарайды, асықпа."),
    ],
  ]

  func run(in tx: Transaction) throws {
    guard try !tx.exists("SELECT 1 FROM study_post WHERE team_id IS NULL LIMIT 1") else { return }
    for (index, group) in try tx.groups(where: "study_group.state = \(Group.State.open)").enumerated() {
      let adults = try tx.adults(of: group.id, house)
      let girls = try tx.girls(of: group.id, house.vault)
      guard let lead = adults.first(where: { $0.task == .lead }), let second = adults.first(where: { $0.task == .second }) else {
        continue
      }
      for line in Self.lines[index % Self.lines.count] {
        let (author, task): (ID<Person>?, Adult.Task?) =
          switch line.voice {
          case .lead: (lead.person, .lead)
          case .second: (second.person, .second)
          case .girl(let number): (girls.isEmpty ? nil : girls[number % girls.count].person, nil)
          }
        guard let author else { continue }
        try write(line.words, by: author, task, on: group, line.daysAgo, line.hour, in: tx)
      }
      if index == 0, let last = girls.last { try holdAndReport(last, group, second, in: tx) }
    }
  }

  private func write(
    _ words: String, by author: ID<Person>, _ task: Adult.Task?, on group: Group, _ daysAgo: Int, _ hour: Int, in tx: Transaction
  ) throws {
    let then = house.at(house.outside.now().day().adding(days: -daysAgo).start().adding(hours: hour), chance)
    let role: Role = task == nil ? .applicant : task?.role ?? .trainer
    try tx.write(words, as: then.outside.id(), on: group, by: Actor(person: author, role: role), task, then)
  }

  private func holdAndReport(_ girl: GroupGirl, _ group: Group, _ second: Adult, in tx: Transaction) throws {
    try write("Мына видеода жақсы түсіндірген: youtube.com/pendulum", by: girl.person, nil, on: group, 1, 18, in: tx)
    try write("Кейбіреулер тіпті әрекет те жасамайды.", by: girl.person, nil, on: group, 2, 19, in: tx)
    let id: ID<Post>? = try tx.value(
      "SELECT id FROM study_post WHERE author = \(girl.person) AND shown_at IS NOT NULL ORDER BY at DESC LIMIT 1")
    guard let id else { return }
    let then = house.at(house.outside.now().adding(hours: -3), chance)
    let reporter = Actor(person: second.person, role: second.task.role)
    try tx.report(
      ReportedThing(try tx.post(id, house)), "Топтағы бір қыз осыдан кейін ренжіп қалды, қарап беріңізші.", by: reporter, then)
  }
}

extension Transaction {
  /// Something of one person in each table of the board.
  func leaveOnBoard(of subject: Rehearsal.Subject, _ house: House) throws {
    let (person, now) = (subject.safe.person, house.outside.now())
    let cohort: ID<Cohort>? = try value("SELECT id FROM study_cohort ORDER BY created_at, id LIMIT 1")
    guard let cohort else { return }
    let (group, post): (ID<Group>, ID<Post>) = (house.outside.id(), house.outside.id())
    try run(
      """
      INSERT INTO study_group (id, cohort_id, number, language, region, state, created_at)
      VALUES (\(group), \(cohort), (SELECT COALESCE(max(number), 0) + 1 FROM study_group WHERE cohort_id = \(cohort)), 'kk',
        '630000000', \(Group.State.closed), \(now))
      """)
    try run(
      """
      INSERT INTO study_post (id, group_id, author, sealed, at, shown_at, note)
      VALUES (\(post), \(group), \(person), \(subject.safe.seal(subject.words, "study_post.sealed")), \(now), \(now),
        \(subject.safe.seal(subject.words, "study_post.note")))
      """)
    try report(ReportedThing(try self.post(post, house)), subject.words, by: Actor(person: person, role: .applicant), house)
    try boardIsSeen(group, by: person, at: now)
  }
}
