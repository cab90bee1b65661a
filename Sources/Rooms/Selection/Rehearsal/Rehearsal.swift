import Allocation
import Programme
import Rules
import Storage
import Words

extension Selection {
  /// For the intake that applies now a policy that is announced and frozen, and made-up results for every candidate; an earlier one is
  /// selected whole. Nothing where there is a policy already.
  static let rehearsal = Rehearsal(
    run: { house, plan in
      if plan.earlier != nil {
        try await EarlierSelection(house, plan)?.settle()
        return
      }
      try await house.database.write { tx in
        let cycle = plan.cycle
        guard try tx.policies(cycle.id).isEmpty else { return }
        let now = house.outside.now()
        let file = try rehearsed(house, places: places, drawn: now.day())
        let policy = try tx.addPolicy(file, cycle.id, by: "the house", house)
        try tx.announce(try tx.policy(policy), from: now, by: "the house", house)
        try tx.addInventedEvidence(file.policy.evidence, cycle.id, Chance(seed: plan.seed &+ 1), house)
      }
    },
    tells: { tx, _, cycle in
      guard let seats = try tx.seats(cycle.id) else { return [] }
      return [.placesAndAdmitted(seats.places, seats.accepted)]
    }, stops: stops)

  private static let places = 50

  /// The policy of a folder that was brought, else an invented one that shows more of what a policy can say. `drawn`: the day on which the
  /// invented draw is published, without which nothing may be released.
  static func rehearsed(_ house: House, places: Int, drawn: Day) throws -> PolicyFile {
    guard house.edition != nil, !house.data.borrowed.contains(ProgrammePart.policy.name) else {
      return try PolicyFile(yaml: policy(house, places: places, drawn: drawn))
    }
    let own = house.data[.policy]
    guard let lottery = own.lottery else { return try PolicyFile(yaml: "\(own.yaml)\n\(draw(drawn))\n") }
    return try PolicyFile(yaml: own.yaml.replacing(lottery.published.iso, with: drawn.iso))
  }

  private static func draw(_ day: Day) -> String {
    """
    lottery:
      sources:
        - {kk: "ойдан шығарылған тираж", ru: "выдуманный тираж", en: "an invented draw"}
      published: "\(day.iso)"
    """
  }

  /// Test and essay, places kept for the first of several regions, and no more than a fifth for one district. `drawn`: the day on which
  /// the invented draw is published.
  private static func policy(_ house: House, places: Int, drawn: Day) -> String {
    """
    title: {kk: "\(house.programme.name.kk): іріктеу", ru: "\(house.programme.name.ru): отбор", en: "\(house.programme.name.en): selection"}
    places: \(places)
    decimals: 2
    evidence:
      - name: test
        title: {kk: "Тест", ru: "Тест", en: "Test"}
        scale: raw
        range: [0, 100]
        weight: 2
        missing: not considered
      - name: essay
        title: {kk: "Эссе", ru: "Эссе", en: "Essay"}
        scale: raw
        range: [0, 20]
        weight: 1
        missing: lowest
    \(reserves(house, places: places))
    caps:
      - column: district
        title: {kk: "Бір ауданнан", ru: "Из одного района", en: "From one district"}
        places: \(max(2, places / 5))
    \(draw(drawn))
    offers: {days: 10}

    """
  }

  private static func reserves(_ house: House, places: Int) -> String {
    let regions = house.programme.regions
    guard regions.count > 1, let region = regions.first, let name = house.gazetteer[region]?.name else { return "" }
    return """
      reserves:
        - attribute: region=\(region)
          title: {kk: "\(Language.kk(name))", ru: "\(Language.ru(name))", en: "\(Language.en(name))"}
          places: \(max(1, places * 2 / 5))
      """
  }
}

extension Phrase {
  static func placesAndAdmitted(_ places: Int, _ admitted: Int) -> Phrase {
    Phrase(
      kk: "\(Language.kk.number(places)) орын, қабылданғаны: \(Language.kk.number(admitted))",
      ru: "\(counted(places, one: "место", few: "места", many: "мест")), принято: \(Language.ru.number(admitted))",
      en: "\(counted(places, one: "place", other: "places")), admitted: \(Language.en.number(admitted))")
  }
}
