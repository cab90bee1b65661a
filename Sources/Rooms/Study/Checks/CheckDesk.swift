import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// One check at the desk: who sat it and how, and which of them in the room.
enum CheckDesk {
  static func link(_ check: ID<Check>) -> Link { "/desk/checks/\(check.text)" }

  private struct Sight: Sendable {
    let found: ReadCheck
    let group: Group
    let lines: [Line]
    /// Whether whoever looks is an adult of the group, and so can say who sat it in the room.
    let wasThere: Bool
  }

  private struct Line: Sendable {
    let girl: GroupGirl
    let sitting: Sitting?
    let receipt: String?
    /// A measure that she handed in with the group she was in before.
    let isSatElsewhere: Bool
  }

  /// GET /desk/checks/:check
  static func show(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    let house = visit.house
    let id: ID<Check> = try visit.id("check")
    let sight = try await house.database.read { tx in
      let (check, group) = try tx.check(id, ofAdult: permit)
      let sittings = Dictionary(try tx.sittings(of: check).map { ($0.learner, $0) }) { first, _ in first }
      return Sight(
        found: try tx.read(check), group: group,
        lines: try tx.girls(of: group.id, house.vault, and: CheckDesk.sat(check.id)).map { girl in
          Line(
            girl: girl, sitting: sittings[girl.learner], receipt: try tx.receipt(check, girl.learner, house),
            isSatElsewhere: try tx.exists(
              "SELECT 1 FROM study_check WHERE study_check.id = \(check.id) AND \(Sitting.isSatElsewhere(girl.learner))"))
        }, wasThere: try tx.isAdult(permit.actor.person, of: group.id))
    }
    try await house.database.write { try $0.record(.checkSeen, id.text, by: permit, house) }
    return visit.keptPage(page(sight, visit))
  }

  /// Whoever opened it, in the group or not any more.
  static func sat(_ check: ID<Check>) -> SQL { "SELECT learner FROM study_sitting WHERE check_id = \(check)" }

  /// POST /desk/checks/:check/room: `there`, the girls who sat it in the room, as an adult of the group says.
  static func confirm(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    let house = visit.house
    let id: ID<Check> = try visit.id("check")
    let there = Set(visit.form.all("there").prefix(200).compactMap { wholeNumber($0, in: 1...1_000_000_000) })
    try await house.database.write { tx in
      let (check, group) = try tx.check(id, ofAdult: permit)
      guard try tx.isAdult(permit.actor.person, of: group.id) else { throw Refusal.forbidden }
      guard check.meeting != nil else { throw Refusal.missing }
      guard !check.isOff, check.opens <= visit.now else { throw Refusal(.conflict, .checkNotBegun, back: link(id)) }
      try tx.setRoom(there, at: check, in: group, by: permit.actor, house)
    }
    return .seeOther(link(id).with("kept", "yes").text)
  }

  /// POST /desk/checks/:check/withdrawal
  static func withdraw(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    let house = visit.house
    let id: ID<Check> = try visit.id("check")
    let group = try await house.database.write { tx in
      let (check, group) = try tx.check(id, ofAdult: permit)
      try tx.withdraw(check, by: permit.actor, house)
      return group
    }
    return .seeOther(GroupChecks.link(group.id).text)
  }

  private static func page(_ sight: Sight, _ visit: Visit) -> Page {
    let (t, found) = (visit.language, sight.found)
    let check = found.check
    // Nothing hangs on who sat in the room a check before or after a course.
    let isMeasure = found.read.form.isMeasure
    let mayConfirm = !isMeasure && sight.wasThere && !check.isOff && check.opens <= visit.now
    let names: [Column<Line>] = [Column(t(.nameWord)) { "\($0.girl.name?.full ?? t(.nameless))\($0.girl.leftTag(t))" }]
    let rooms: [Column<Line>] = isMeasure ? [] : [Column(t(.inTheRoom)) { Self.room($0, mayConfirm, t) }]
    let rest: [Column<Line>] = [
      Column(t(.standsWord)) { state($0, found, visit) },
      Column(t(.receiptWord)) { HTML($0.receipt ?? "") },
      Column(t(.fromPaper)) { line in
        check.isOff || check.opens > visit.now || line.sitting?.isHers == true || line.isSatElsewhere
          ? .nothing : "<a href=\"\(CheckPaper.link(check.id, line.girl.learner))\">\(t(.enterAnswers))</a>"
      },
    ]
    let table = t.table(
      t(.girlsWord), sight.lines, names + rooms + rest, stacks: true, empty: emptyState(t(.noGirlsYet), .nothing))
    let said: HTML =
      mayConfirm
      ? form(
        link(check.id).below("room"), keeping: t(.notSentKept),
        "\(visit.formToken)\(table)<p class=\"hint\">\(t(.whatRoomIs))</p>\(buttons(button(t(.keepRoom))))")
      : "\(table)<p class=\"hint\">\(t(isMeasure ? .measureCountsForNothing : sight.wasThere ? .checkNotBegun : .onlyAdultsSayRoom))</p>"
    let untouched = sight.lines.allSatisfy { $0.sitting == nil }
    let withdraw: HTML =
      untouched
      ? form(link(check.id).below("withdrawal"), "\(visit.formToken)\(button(t(.withdrawCheck), look: .danger))") : .nothing
    return Page(
      title: found.title(t), language: t, width: .wide,
      notice: visit.query["kept"] == nil ? nil : notice("\(t(.roomIsKept))", .good),
      body: """
        \(t.back(to: GroupChecks.link(sight.group.id)))<p class="step">\(sight.group.title(t, visit.house))</p>
        <h1>\(found.title(t))</h1><p>\(GroupChecks.window(check, t)) · \(GroupChecks.state(check, visit))</p>
        <p>\(linkButton(t(.printCheck), CheckPaper.sheet(check.id), look: .plain))</p>\(said)\(withdraw)
        """)
  }

  private static func state(_ line: Line, _ found: ReadCheck, _ visit: Visit) -> HTML {
    let t = visit.language
    guard let sitting = line.sitting, sitting.kept != nil || sitting.openings > 0 else {
      if line.isSatElsewhere { return standing(t(.satWithOtherGroup), .good) }
      return standing(t(found.check.isOver(at: visit.now) ? .didNotSit : .notSat), .plain)
    }
    let words: [String] =
      [
        sitting.way == .paper
          ? t(.satOnPaper)
          : sitting.handedIn.map { "\(t(.handedInAt)) \(t.dateTime($0))" }
            ?? t(found.check.isOver(at: visit.now) ? .beganOnly : .beganCheck)
      ] + (sitting.openings > 1 ? [t(.openedTimes(sitting.openings))] : [])
      + (!found.read.form.isMeasure && found.check.isOver(at: visit.now)
        ? [t(.rightOf(sitting.points, found.check.items))] : [])
    return standing(words.joined(separator: " · "), sitting.handedIn != nil || sitting.way == .paper ? .good : .waiting)
  }

  private static func room(_ line: Line, _ mayConfirm: Bool, _ t: Language) -> HTML {
    guard let sitting = line.sitting, sitting.kept != nil else { return .nothing }
    if !mayConfirm { return HTML(t(sitting.attended == nil ? .unattended : .attended)) }
    return """
      <label class="opt"><input type="checkbox" name="there" value="\(line.girl.learner)"\(" checked", if: sitting.attended != nil)>\
      <span>\(t(.satInTheRoom))<span class="vh">: \(line.girl.name?.full ?? "")</span></span></label>
      """
  }
}

/// What waits for a trainer: until somebody says who was in the room, a unit's check counts for nobody.
enum CheckCards {
  static let room = DeskCard(
    roles: [.trainer], link: "/desk/groups",
    count: .ofReader { tx, _, _, person, now in try tx.roomsUnsaid(of: person, at: now) },
    promise: DeskPromise(days: 7, .whyRoom), touchesChildren: true, title: { .roomsUnsaid($0) })
}

extension Transaction {
  /// Units' checks of one adult's groups that are over, and of which nobody has said who was in the room.
  func roomsUnsaid(of person: ID<Person>, at now: Moment) throws -> DeskWait {
    try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(study_meeting.ends_at) AS oldest FROM study_adult
        JOIN study_check ON study_check.group_id = study_adult.group_id AND withdrawn_at IS NULL
        JOIN study_meeting ON study_meeting.id = study_check.meeting_id
        WHERE study_adult.person_id = \(person) AND study_adult.until IS NULL AND study_meeting.ends_at < \(now)
          AND study_meeting.state NOT IN ('cancelled', 'not_held')
          AND EXISTS (SELECT 1 FROM study_sitting WHERE check_id = study_check.id AND kept_at IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM study_sitting WHERE check_id = study_check.id AND attended_at IS NOT NULL)
        """))
  }

  /// With its group; throws `Refusal.missing` where it is not in these hands.
  func check<A>(_ id: ID<Check>, ofAdult permit: Permit<A>) throws -> (Check, Group) {
    let check = try check(id)
    guard let group = check.group else { throw Refusal.missing }
    return (check, try self.group(group, ofAdult: permit))
  }

  /// Who of the group's girls sat it in the room. What is said anew is recorded.
  func setRoom(_ there: Set<Int>, at check: Check, in group: Group, by actor: Actor, _ house: House) throws {
    let now = house.outside.now()
    var changed = 0
    for sitting in try sittings(of: check) where sitting.kept != nil {
      let isThere = there.contains(sitting.learner)
      guard isThere != (sitting.attended != nil) else { continue }
      changed += 1
      try run(
        """
        UPDATE study_sitting SET attended_at = \(isThere ? now : nil), attended_by = \(isThere ? actor.person : nil)
        WHERE check_id = \(check.id) AND learner = \(sitting.learner)
        """)
    }
    try record(.checkRoomSaid, check.id.text, "there=\(there.count) changed=\(changed)", by: actor.text, house)
  }
}

extension Phrase {
  static let satWithOtherGroup = Phrase(
    kk: "бұрынғы тобында тапсырған", ru: "сдала в прежней группе", en: "handed in with the group she was in before")
  static let inTheRoom = Phrase(kk: "Сыныпта", ru: "При тренере", en: "In the room")
  static let fromPaper = Phrase(kk: "Қағаздан", ru: "С бумаги", en: "From paper")
  static let enterAnswers = Phrase(kk: "жауаптарын енгізу", ru: "внести ответы", en: "enter her answers")
  static let satInTheRoom = Phrase(kk: "менің көзімше", ru: "при мне", en: "with me")
  static let attended = Phrase(kk: "тренердің көзінше", ru: "при тренере", en: "with a trainer present")
  static let didNotSit = Phrase(kk: "жазбады", ru: "не писала", en: "did not sit it")
  static let beganOnly = Phrase(
    kk: "бастады, бірақ тапсырмады", ru: "начала, но не сдала", en: "began and did not hand it in")
  static let unattended = Phrase(kk: "бақылаусыз", ru: "без присмотра", en: "unattended")
  static let notSat = Phrase(kk: "тапсырмаған", ru: "не писала", en: "not sat")
  static let satOnPaper = Phrase(kk: "қағазда", ru: "на бумаге", en: "on paper")
  static let handedInAt = Phrase(kk: "тапсырды:", ru: "сдала:", en: "she handed it in")
  static let beganCheck = Phrase(kk: "бастады, әлі тапсырған жоқ", ru: "начала, ещё не сдала", en: "began, not handed in")
  static let keepRoom = Phrase(
    kk: "Кім сыныпта болғанын сақтау", ru: "Сохранить, кто писал при вас", en: "Keep who was in the room")
  static let roomIsKept = Phrase(
    kk: "Кім сыныпта тапсырғаны сақталды.", ru: "Записано, кто писал при вас.", en: "It is kept who sat it in the room.")
  static let printCheck = Phrase(kk: "Қағазға басып шығару", ru: "Распечатать", en: "Print on paper")
  static let withdrawCheck = Phrase(kk: "Тексеруді қайтарып алу", ru: "Отозвать проверку", en: "Withdraw the check")
  static let checkNotBegun = Phrase(
    kk: "Тексеру әлі ашылған жоқ.", ru: "Проверка ещё не открыта.", en: "The check is not open yet.")
  static let measureCountsForNothing = Phrase(
    kk: "Бұл тексеру курстың не бергенін ғана өлшейді: бағаға да, сертификатқа да әсер етпейді.",
    ru: "Эта проверка только измеряет, что дал курс: на оценки и сертификат она не влияет.",
    en: "This check only measures what the course gives: it has no effect on marks or a certificate.")
  static let onlyAdultsSayRoom = Phrase(
    kk: "Кімнің сыныпта тапсырғанын топтың ересегі растайды.", ru: "Кто писал в классе, подтверждает взрослый группы.",
    en: "An adult of the group confirms who sat it in the room.")
  static let whatRoomIs = Phrase(
    kk: "Бөлім тексеруі сертификатқа сіз сыныпта болғанын растағанда ғана есептеледі. Қалғаны «бақылаусыз» деп белгіленеді.",
    ru:
      "Проверка по разделу учитывается для сертификата, только если вы подтвердили, что её писали при вас. Остальные отмечены «без присмотра».",
    en:
      "A unit’s check counts for a certificate only where you confirm that it was sat with you in the room. The others are marked unattended."
  )
  static let whyRoom = Phrase(
    kk: "Растамасаңыз, бөлім тексеруі ешкімге сертификатқа есептелмейді.",
    ru: "Без подтверждения проверка по разделу никому не зачтётся для сертификата.",
    en: "Until you say so, the unit’s check counts towards nobody’s certificate.")
  static func roomsUnsaid(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) тексеруді кім сыныпта тапсырғаны расталмаған",
      ru: "Не подтверждено, кто писал при вас: \(counted(count, one: "проверка", few: "проверки", many: "проверок"))",
      en: "It is not said who sat \(counted(count, one: "check", other: "checks")) in the room")
  }
  static func openedTimes(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) рет ашты", ru: "открывала \(counted(count, one: "раз", few: "раза", many: "раз"))",
      en: "opened \(count) times")
  }
}
