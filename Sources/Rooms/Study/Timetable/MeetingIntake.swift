import Courses
import Documents
import Exchange
import Intake
import Markup
import Programme
import Storage
import Words

/// A timetable as schools keep it, in a spreadsheet: each line is one meeting of one group. A meeting that stands already at that time is
/// changed; brought again, the table changes nothing.
struct MeetingIntake: TableIntake {
  let kind = "meetings"
  let home: Link = "/desk/cohorts/meetings"
  let words = IntakeWords(
    title: .meetingsTable, explained: .meetingsTableExplained, above: "/desk/cohorts", notYet: .groupsFirst, added: .newMeetings,
    changed: .changedMeetings)

  func targets(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) throws -> [IntakeTarget] {
    guard let cycle,
      try tx.exists(
        """
        SELECT 1 FROM study_group JOIN study_cohort ON study_cohort.id = study_group.cohort_id
        WHERE study_cohort.cycle_id = \(cycle) AND study_group.state <> 'closed' LIMIT 1
        """)
    else { return [] }
    return MeetingColumn.allCases.map { IntakeTarget($0.rawValue, $0.title, synonyms: $0.synonyms) }
  }

  func reading(_ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction) throws -> MeetingReading {
    MeetingReading(
      batch.choice, try tx.groupsOfTables(try batch.ofCycle(), batch.choice.regions),
      try tx.shelvedCourses().map(\.course), house.data[.holidays], at: house.outside.now())
  }

  /// The meetings that stand, by group.
  func known(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> [ID<Group>: [Meeting]] {
    let groups = try tx.groupsOfTables(try batch.ofCycle(), batch.choice.regions)
    return Dictionary(
      uniqueKeysWithValues: try groups.map { ($0.group.id, try tx.meetings(of: $0.group.id).filter { $0.state != .cancelled }) })
  }

  func plans(
    _ lines: [MeetingLine], _ known: [ID<Group>: [Meeting]], _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) -> [IntakePlan<Meeting>] {
    lines.map { line in
      let standing = known[line.group.id] ?? []
      let planned = line.planned
      let same = standing.first { $0.starts == planned.starts }
      if standing.contains(where: { $0.id != same?.id && $0.starts < planned.ends && planned.starts < $0.ends }) {
        return .refuse(.meetsAlready)
      }
      guard let same else { return .add }
      if same.isSame(as: planned) { return .unchanged }
      return same.isAhead ? .change(same) : .refuse(.meetingIsPast)
    }
  }

  func carryOut(
    _ work: [(line: MeetingLine, plan: IntakePlan<Meeting>)], _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) throws {
    let new = work.filter { if case .add = $0.plan { true } else { false } }.map(\.line)
    for (group, lines) in Dictionary(grouping: new, by: \.group.id).sorted(by: { $0.key.text < $1.key.text }) {
      let ids = try tx.add(lines.map(\.planned), to: group, by: batch.madeBy, house)
      for id in ids { try tx.note(id, before: nil, of: batch.id) }
    }
    for (line, plan) in work {
      guard case .change(let meeting) = plan else { continue }
      try tx.move(meeting, to: line.planned, by: batch.madeBy, house)
      try tx.note(meeting.id, before: meeting, of: batch.id)
    }
  }

  func changes(
    _ lines: [(line: MeetingLine, change: Meeting)], _ batch: IntakeBatch, _ t: Language, _ house: House, _ tx: Transaction
  ) throws -> [IntakeChange] {
    let shelf = try tx.shelvedCourses()
    return lines.map { line, before in
      let fields = [
        IntakeChange.Field(.untilColumn, before: t.time(before.ends), after: t.time(line.planned.ends)),
        IntakeChange.Field(.meetingPlace, before: before.place, after: line.planned.place),
        IntakeChange.Field(
          .lessonColumn, before: shelf.title(of: before, t), after: line.lessonTitle(t)),
      ]
      return IntakeChange(
        line: line.number, subject: "\(line.group.title(t, house)), \(t.dateTime(before.starts))",
        fields: fields.filter { $0.before != $0.after })
    }
  }

  var undo: (any IntakeUndo)? { MeetingUndo() }

  func shown(_ lines: [MeetingLine], _ batch: IntakeBatch, _ visit: Visit) -> [Column<MeetingLine>] {
    let (t, house) = (visit.language, visit.house)
    return [
      Column("№") { HTML(String($0.number)) }, Column(t(.groupColumn)) { HTML($0.group.title(t, house)) },
      Column(t(.whenColumn)) { line in
        let starts = line.planned.starts
        return HTML(
          "\(t(.weekday(starts.day().weekday))), \(t.date(starts.day())), \(t.time(starts))–\(t.time(line.planned.ends))")
      },
      Column(t(.meetingPlace)) { HTML($0.planned.place) }, Column(t(.lessonColumn)) { HTML($0.lessonTitle(t)) },
    ]
  }
}

/// What a column of a timetable may hold.
enum MeetingColumn: String, CaseIterable, Sendable {
  case group, cohort, day, time, until, minutes, place, lesson

  var title: Phrase {
    switch self {
    case .group: .groupColumn
    case .cohort: .cohortWord
    case .day: Phrase(kk: "Күні", ru: "Дата", en: "Date")
    case .time: .timeField
    case .until: .untilColumn
    case .minutes: .minutesField
    case .place: .meetingPlace
    case .lesson: .lessonColumn
    }
  }

  fileprivate var synonyms: [String] {
    switch self {
    case .group: ["топ", "топтың нөмірі", "группа", "номер группы", "№ группы", "group", "group number"]
    case .cohort: ["лек", "легі", "оқу легі", "поток", "учебный поток", "когорта", "cohort"]
    case .day: ["күні", "күн", "дата", "день", "дата занятия", "day", "date"]
    case .time:
      [
        "уақыты", "басталуы", "басталу уақыты", "басталатын уақыты", "басы", "бастап", "уақыты бастап", "уақыты басы",
        "уақыты басталуы", "время", "начало", "время начала", "с", "от", "время с", "время от", "время начало", "time", "start",
        "starts", "from", "time from", "time start",
      ]
    case .until:
      [
        "аяқталуы", "аяқталу уақыты", "аяқталатын уақыты", "соңы", "дейін", "бітуі", "уақыты дейін", "уақыты соңы",
        "уақыты аяқталуы", "конец", "окончание", "время окончания", "до", "по", "время до", "время по", "время конец", "end",
        "ends", "until", "till", "to", "time until", "time to", "time end",
      ]
    case .minutes: ["минут", "ұзақтығы", "длительность", "минуты", "minutes", "length", "duration"]
    case .place: ["орны", "кабинет", "место", "место встречи", "аудитория", "place", "room", "venue"]
    case .lesson: ["сабақ", "тақырыбы", "тақырып", "урок", "тема", "тема урока", "занятие", "тема занятия", "lesson", "topic"]
    }
  }
}

/// A group as a table may name it.
struct GroupOfTable: Sendable {
  let group: Group
  let cohort: Cohort
}

/// One meeting as a line says it.
struct MeetingLine: Sendable {
  let number: Int
  let group: Group
  let planned: PlannedMeeting
  fileprivate let title: Said?

  func lessonTitle(_ t: Language) -> String { title.map { $0(t) } ?? t(.meetingWithoutLesson) }
}

extension PlannedMeeting {
  /// `course/lesson`.
  var key: String? { course.flatMap { course in lesson.map { "\(course)/\($0)" } } }
}

extension Meeting {
  fileprivate func isSame(as planned: PlannedMeeting) -> Bool {
    starts == planned.starts && ends == planned.ends && place == planned.place && lesson == planned.key
  }
}

struct MeetingReading: IntakeReading {
  private struct Lesson: Sendable {
    let course: String
    let key: String
    let number: Int
    let title: Said
  }

  private let choice: IntakeChoice
  private let groups: [GroupOfTable]
  private let lessons: [Lesson]
  private let holidays: Holidays
  private let now: Moment
  /// Of the line above, where a table says a group once for several lines.
  private var groupAbove: (group: String, cohort: String?)?
  private var carried = 0
  /// What lines above say, by group.
  private var taken: [ID<Group>: [(line: Int, planned: PlannedMeeting)]] = [:]

  init(_ choice: IntakeChoice, _ groups: [GroupOfTable], _ courses: [Course], _ holidays: Holidays, at now: Moment) {
    (self.choice, self.groups, self.holidays, self.now) = (choice, groups, holidays, now)
    lessons = courses.flatMap { course in
      course.lessons.enumerated().map { Lesson(course: course.key, key: $1.key, number: $0 + 1, title: $1.title) }
    }
  }

  mutating func read(_ record: Record) throws(RefusedLine) -> MeetingLine {
    func refused(_ says: Phrase) -> RefusedLine { RefusedLine(line: record.line, says: says) }
    func cell(_ column: MeetingColumn) -> String? {
      guard let position = choice.column(column.rawValue) else { return nil }
      return CellText.isNothing(record[position]) ? nil : record[position]
    }
    // A merged cell says its group on its first line only; a line without a day and an hour says nothing of its own.
    let own = cell(.group)
    if let own { groupAbove = (own, cell(.cohort)) } else if cell(.day) == nil, cell(.time) == nil { groupAbove = nil }
    do throws(Unclear) {
      let of = try group(groupAbove?.group, cell(.cohort) ?? groupAbove?.cohort)
      let day = try day(cell(.day))
      let (from, until) = try hours(cell(.time) ?? Self.clockBehind(cell(.day)), cell(.until), cell(.minutes))
      guard let starts = Moment(day, hour: from / 60, minute: from % 60) else { throw Unclear(says: .noSuchTime) }
      let place = cell(.place) ?? of.group.meetingPlace
      guard !place.isEmpty, place.count <= 160 else { throw Unclear(says: .whereNeeded) }
      // Girls read it, and their calendars and tables may count with it.
      if place.hasPrefix("=") { throw Unclear(says: .inCell(place, .noFormula)) }
      let lesson = try lesson(cell(.lesson), of.cohort)
      let planned = PlannedMeeting(
        starts: starts, ends: starts.adding(minutes: until - from), place: place, course: lesson?.course, lesson: lesson?.key)
      if let not = MeetingDays(of: of.cohort, holidays).refuses(day, hour: from / 60, until: planned.ends, at: now) {
        throw Unclear(says: not.why)
      }
      let clash = taken[of.group.id]?.first { $0.planned.starts < planned.ends && planned.starts < $0.planned.ends }
      if let clash { throw Unclear(says: .meetsOnLine(clash.line)) }
      taken[of.group.id, default: []].append((record.line, planned))
      if own == nil { carried += 1 }
      return MeetingLine(number: record.line, group: of.group, planned: planned, title: lesson?.title)
    } catch {
      throw refused(error.says)
    }
  }

  var remarks: [(count: Int, says: Phrase)] { carried == 0 ? [] : [(carried, .groupFromAbove)] }

  private struct Unclear: Error { let says: Phrase }

  /// By its number; by its cohort's title too where several cohorts have such a group.
  private func group(_ written: String?, _ cohort: String?) throws(Unclear) -> GroupOfTable {
    guard let written, let number = Self.number(in: written) else { throw Unclear(says: .whichGroup) }
    let wanted = cohort.map(folded)
    let found = groups.filter { $0.group.number == number && (wanted == nil || folded($0.cohort.title) == wanted) }
    guard let first = found.first else { throw Unclear(says: .noSuchGroup(number)) }
    guard found.count == 1 else { throw Unclear(says: .groupOfWhichCohort(number)) }
    return first
  }

  private func day(_ written: String?) throws(Unclear) -> Day {
    guard let written else {
      throw Unclear(says: choice.column(MeetingColumn.day.rawValue) == nil ? .noDayColumn : .noDayWritten)
    }
    if CellText.isDateTwoWays(written) { throw Unclear(says: .inCell(written, .dayOrMonth)) }
    guard let parts = CellText.date(written) else { throw Unclear(says: .inCell(written, .writeDateSo)) }
    // A timetable is of these years: "03.02.27".
    let year = parts.year < 100 ? parts.year + 2_000 : parts.year
    guard let day = Day(year: year, month: parts.month, day: parts.day) else {
      throw Unclear(says: .inCell(written, .noSuchDayOfStudy))
    }
    return day
  }

  /// Minutes of the day: "15:00" with an end or a length beside it, or "15:00–16:30" in one cell.
  private func hours(_ time: String?, _ until: String?, _ minutes: String?) throws(Unclear) -> (from: Int, until: Int) {
    let parts = time?.split { "-–—".contains($0) }.map { CellText.spaced(String($0)) } ?? []
    guard let first = parts.first, parts.count <= 2, let from = clockTime(first) else {
      throw Unclear(says: time.map { .inCell($0, .noSuchTime) } ?? .noSuchTime)
    }
    let start = from.hour * 60 + from.minute
    let end: Int
    if let written = parts.dropFirst().first ?? until {
      guard let clock = clockTime(written) else { throw Unclear(says: .inCell(written, .noSuchTime)) }
      end = clock.hour * 60 + clock.minute
    } else if let minutes {
      guard let length = CellText.whole(minutes) else { throw Unclear(says: .inCell(minutes, .minutesBetween)) }
      end = start + min(length, 1_440)
    } else {
      throw Unclear(says: .untilWhen)
    }
    guard end > start else { throw Unclear(says: .endsBeforeItBegins) }
    guard (15...480).contains(end - start) else { throw Unclear(says: .minutesBetween) }
    return (start, end)
  }

  /// By key, by title in any language, or by number where the cohort has one course.
  private func lesson(_ written: String?, _ cohort: Cohort) throws(Unclear) -> Lesson? {
    guard let written else { return nil }
    let hers = lessons.filter { cohort.courses.contains($0.course) }
    let wanted = folded(written)
    let named = hers.filter { lesson in
      wanted == folded("\(lesson.course)/\(lesson.key)") || Language.allCases.contains { folded(lesson.title($0)) == wanted }
    }
    if let lesson = named.first, named.count == 1 { return lesson }
    if let number = Self.number(in: written), written.count <= 20 {
      let numbered = hers.filter { $0.number == number }
      if let lesson = numbered.first, numbered.count == 1 { return lesson }
      if numbered.count > 1 { throw Unclear(says: .inCell(written, .lessonOfWhichCourse)) }
    }
    throw Unclear(says: .inCell(written, .noSuchLesson))
  }

  /// "3", "3-топ", "Группа 3": the one number in a cell.
  private static func number(in text: String) -> Int? {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }
    return numbers.count == 1 ? wholeNumber(String(numbers[0]), in: 1...999) : nil
  }

  /// "2026-12-05 15:00", as a workbook shows a day with its hour.
  private static func clockBehind(_ day: String?) -> String? {
    day.flatMap { text in text.lastIndex { $0 == " " || $0 == "T" }.map { String(text[text.index(after: $0)...]) } }
      .flatMap { clockTime($0) == nil ? nil : $0 }
  }
}

extension Transaction {
  /// The groups of an intake that a table may name, within the regions of whoever brings it.
  fileprivate func groupsOfTables(_ cycle: ID<Cycle>, _ regions: [String]?) throws -> [GroupOfTable] {
    let cohorts = Dictionary(uniqueKeysWithValues: try cohorts(of: cycle).map { ($0.id, $0) })
    return try groups(where: "cycle_id = \(cycle) AND state <> \(Group.State.closed)").compactMap { group in
      guard regions?.contains(group.region) ?? true else { return nil }
      return cohorts[group.cohort].map { GroupOfTable(group: group, cohort: $0) }
    }
  }
}

extension Phrase {
  static let noDayColumn = Phrase(
    kk: "Күні қай бағанда екені көрсетілмеген", ru: "Не указано, в каком столбце дата", en: "No column is chosen for the date")
  static let noDayWritten = Phrase(kk: "Күні жазылмаған", ru: "Нет даты", en: "The date is missing")
  static let writeDateSo = Phrase(
    kk: "мұны күн деп оқи алмадық: 04.02.2027 деп жазыңыз", ru: "не удалось прочитать дату: напишите 04.02.2027",
    en: "this cannot be read as a date: write 04.02.2027")
  static let groupFromAbove = Phrase(
    kk: "жолда топ жазылмаған: жоғарғы жолдың тобы алынды", ru: "строк без группы: взята группа из строки выше",
    en: "lines without a group: the group of the line above is taken")
  static let noFormula = Phrase(
    kk: "орнына формула емес, атауын жазыңыз", ru: "вместо формулы напишите название места",
    en: "write the name of the place, not a formula")
  static let endsBeforeItBegins = Phrase(
    kk: "Аяқталатын уақыты басталуынан бұрын", ru: "Конец раньше начала", en: "It ends before it begins")
  static let meetingsTable = Phrase(
    kk: "Кестені файлдан енгізу", ru: "Расписание из таблицы", en: "Timetable from a table")
  static let meetingsTableExplained = Phrase(
    kk:
      "Әр жол – бір топтың бір кездесуі: топтың нөмірі, күні, басталуы мен аяқталуы; орны мен сабағы болса, солар да. Алдымен не болатыны көрсетіледі. Сол уақытта тұрған кездесу өзгереді, қалғаны қосылады; кестеде жоқ кездесулер орнында қалады.",
    ru:
      "Каждая строка – одна встреча одной группы: номер группы, дата, начало и конец; место и урок, если они есть. Сначала показывается, что получится. Встреча, которая стоит в это время, изменится, остальные добавятся; встречи, которых в таблице нет, останутся.",
    en:
      "Each line is one meeting of one group: the group's number, the date, from when to when; place and lesson where there are any. First you see what would happen. A meeting that stands at that time is changed, the others are added; meetings the table does not name stay."
  )
  static let groupsFirst = Phrase(
    kk: "Алдымен топтар болуы керек: кесте соларға жасалады.", ru: "Сначала нужны группы: расписание составляется для них.",
    en: "Groups are needed first: a timetable is theirs.")
  static let newMeetings = Phrase(kk: "жаңа кездесу", ru: "новых встреч", en: "new meetings")
  static let changedMeetings = Phrase(kk: "өзгеретін кездесу", ru: "встреч изменится", en: "meetings to change")
  static let groupColumn = Phrase(kk: "Топ", ru: "Группа", en: "Group")
  static let untilColumn = Phrase(kk: "Аяқталатын уақыты", ru: "Время окончания", en: "Ends at")
  static let whichGroup = Phrase(
    kk: "Топтың нөмірі жазылмаған", ru: "Не указан номер группы", en: "The group's number is missing")
  static let untilWhen = Phrase(
    kk: "Қашан аяқталатыны не неше минут болатыны жазылмаған", ru: "Не указано, до какого времени или сколько минут",
    en: "It does not say until when, or how many minutes")
  static let lessonOfWhichCourse = Phrase(
    kk: "мұндай нөмірлі сабақ бірнеше курста бар: атауын жазыңыз",
    ru: "урок с таким номером есть в нескольких курсах: напишите название",
    en: "several courses have a lesson of this number: write its title")
  static func noSuchGroup(_ number: Int) -> Phrase {
    Phrase(
      kk: "\(number)-топ жоқ немесе сіздің өңіріңізде емес", ru: "группы \(number) нет или она не в вашем регионе",
      en: "there is no group \(number), or it is not in your region")
  }
  static func groupOfWhichCohort(_ number: Int) -> Phrase {
    Phrase(
      kk: "\(number)-топ бірнеше лекте бар: лектің атауын бөлек бағанда жазыңыз",
      ru: "группа \(number) есть в нескольких потоках: укажите поток в отдельном столбце",
      en: "several cohorts have a group \(number): name the cohort in a column of its own")
  }
  static func meetsOnLine(_ line: Int) -> Phrase {
    Phrase(
      kk: "бұл уақытта топтың \(line)-жолда кездесуі бар", ru: "в это время у группы встреча в строке \(line)",
      en: "the group meets at this time on line \(line)")
  }
}
