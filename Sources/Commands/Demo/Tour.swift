import Exchange
import Markup
import Programme
import Storage
import Words

/// The demonstration's tour: the stops of the way, each with buttons that open the right page in the right role. The banner of every page
/// leads back here.
enum Tour {
  private struct Seen: Sendable {
    let stop: TourStop
    /// By its number in the stop, with the name of whoever is behind it.
    let doors: [(number: Int, door: TourDoor, name: String)]
  }

  /// GET /tour
  static func show(_ visit: Visit) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let (stops, intakes) = try await house.database.read { tx in
      let stops = try house.tour.map { stop in
        Seen(
          stop: stop,
          doors: try stop.doors.enumerated().compactMap { number, door in
            guard try door.link(house, in: tx) != nil else { return nil }
            if case .stranger = door.guest { return (number, door, "") }
            guard let person = try guest(door, house, in: tx) else { return nil }
            if case .found(_, _, _?) = door.guest { return (number, door, "") }
            return (number, door, try tx.person(person, house.vault).name.map { "\($0.given) \($0.surname)" } ?? "")
          })
      }
      return (stops, try Intake.all(house, in: tx))
    }
    var page = Page(
      title: t(.tourTitle), language: t, width: .wide,
      body: """
        <h1>\(t(.tourTitle))</h1><p>\(t(.tourExplained))</p>\(list(intakes, visit.now, t))
        <ol class="track tour">\(stops.enumerated().map { number, seen in item(number, seen, visit) })</ol>
        <p><a class="onward" href="/demo/messages">\(t(.demoMessages))</a><a class="onward" href="/demo">\(t(.allDoors))</a></p>
        """)
    page.sheets = ["public.css"]
    return visit.page(page)
  }

  private static func item(_ number: Int, _ seen: Seen, _ visit: Visit) -> HTML {
    let t = visit.language
    let doors = seen.doors.map { door -> HTML in
      let what = [door.name, t(door.door.what)].filter { !$0.isEmpty }.joined(separator: " · ")
      return """
        <button class="door" name="door" value="\(number).\(door.number)"><b>\(t(door.door.title))</b><small>\(what)</small></button>
        """
    }
    return """
      <li class="ahead"><div class="stop"><div><h2>\(t(seen.stop.title))</h2><p>\(t(seen.stop.says))</p>\
      \(seen.stop.tip.map { "<p class=\"hint\">\(t($0))</p>" })</div>\
      \(form("/tour/visit", "\(visit.formToken)<div class=\"doors\">\(doors)</div>"))</div></li>
      """
  }

  private struct Intake: Sendable {
    let cycle: Cycle
    /// What the rooms say of it; empty where nobody has applied.
    let told: [Phrase]

    /// The oldest first.
    static func all(_ house: House, in tx: Transaction) throws -> [Intake] {
      try tx.cycles().reversed().map { cycle in
        Intake(cycle: cycle, told: try house.rooms.flatMap { try $0.rehearsal?.tells(tx, house, cycle) ?? [] })
      }
    }

    func stands(_ now: Moment) -> Phrase {
      guard cycle.isGoing(at: now) else { return .intakeHasLeft }
      return cycle.stages.first { $0.isOpen(at: now) }?.name ?? cycle.stages.first { now < $0.opensAt }?.name ?? .intakeHasLeft
    }
  }

  private static func list(_ intakes: [Intake], _ now: Moment, _ t: Language) -> HTML {
    guard intakes.count > 1 else { return .nothing }
    let lines = intakes.map { intake -> HTML in
      let told = intake.told.map { t($0) }.joined(separator: " · ")
      return "<div><dt>\(t(intake.cycle.name))<small>\(t(intake.stands(now)))</small></dt><dd>\(told)</dd></div>"
    }
    return "<dl class=\"intakes\">\(lines)</dl><p class=\"hint\">\(t(.earlierInProportion))</p>"
  }

  /// POST /tour/visit: leaves whatever session this browser had and goes in by the door.
  static func enter(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let numbers = (visit.form["door"] ?? "").split(separator: ".").compactMap { Int($0) }
    let tour = house.tour
    guard numbers.count == 2, tour.indices.contains(numbers[0]), tour[numbers[0]].doors.indices.contains(numbers[1]) else {
      throw Refusal.missing
    }
    let door = tour[numbers[0]].doors[numbers[1]]
    let (cookie, link) = try await house.database.write { tx -> (Cookie, Link) in
      guard let link = try door.link(house, in: tx) else { throw Refusal.missing }
      if let session = visit.who.session { try tx.endSession(session.tokenHash) }
      guard case .stranger = door.guest else { return (try open(door, house, in: tx), link) }
      return (house.noSession(.applicant), link)
    }
    visit.forgetSession()
    var reply = Reply.seeOther(link.text)
    reply.setCookie(cookie)
    return reply
  }

  private static func open(_ door: TourDoor, _ house: House, in tx: Transaction) throws -> Cookie {
    guard let person = try guest(door, house, in: tx) else { throw Refusal.missing }
    switch door.guest {
    case .found(let kind, _, let becomes):
      guard let other = try becomes.map({ try $0(tx, house, person) }) ?? person else { throw Refusal.missing }
      // As on a computer of a school: this browser keeps nothing of hers.
      return try house.open(kind, for: other, sharedDevice: true, in: tx)
    case .staff(let role):
      try tx.record(.sessionDemo, person.text, by: "\(role.rawValue):\(person)", house)
      return try house.open(.staff, for: person, sharedDevice: false, in: tx)
    case .stranger: throw Refusal.missing
    }
  }

  /// Nil where nobody is behind it.
  private static func guest(_ door: TourDoor, _ house: House, in tx: Transaction) throws -> ID<Person>? {
    switch door.guest {
    case .stranger: nil
    case .staff(let role): try DemoDoors.doors(house, in: tx).first { $0.role == role }?.person
    case .found(_, let find, _): try find(tx, house)
    }
  }
}

extension Phrase {
  static let tourTitle = Phrase(
    kk: "Бүкіл жолды он минутта жүріп өтіңіз", ru: "Пройдите весь путь за десять минут", en: "Walk the whole way in ten minutes")
  static let tourLink = Phrase(kk: "Он минуттық шолу", ru: "Показ за десять минут", en: "A tour of ten minutes")
  static let tourExplained = Phrase(
    kk:
      "Мұндағы адамдар мен деректер ойдан шығарылған, бәрін басып көруге болады. Кез келген беттің жоғарғы жағындағы сілтеме осында қайтарады.",
    ru: "Люди и данные здесь вымышлены, нажимать можно всё. Ссылка вверху любой страницы возвращает сюда.",
    en: "People and data here are invented; everything may be pressed. The link at the top of every page leads back here.")
  static let intakeHasLeft = Phrase(kk: "аяқталды", ru: "завершён", en: "has ended")
  static let earlierInProportion = Phrase(
    kk: "Бұрынғы қабылдаулар 600 өтінімге есептелген; өтінім саны азырақ болса, олар да сонша есе кіші.",
    ru: "Прежние наборы рассчитаны на 600 заявок; если заявок меньше, они меньше во столько же раз.",
    en: "The earlier intakes go with 600 applications; with fewer they are smaller in proportion.")
  static let allDoors = Phrase(kk: "Барлық есіктер", ru: "Все двери списком", en: "All doors")
}
