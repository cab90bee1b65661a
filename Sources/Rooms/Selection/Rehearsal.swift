import Programme
import Storage
import Words

extension Selection {
  /// A policy that is announced and frozen, and made-up results for every candidate. Nothing where there is a policy already.
  static let rehearsal = Rehearsal(run: { house, plan in
    let chance = Chance(seed: plan.seed &+ 1)
    try await house.database.write { tx in
      let cycle = plan.cycle
      guard try tx.policies(cycle.id).isEmpty else { return }
      let policy = try tx.addPolicy(
        try PolicyFile(yaml: policy(drawn: house.outside.now().day())), cycle.id, by: "the house", house)
      try tx.announce(try tx.policy(policy), from: house.outside.now(), by: "the house", house)
      let candidates: [ID<Applicant>] = try tx.rows(
        "SELECT application_id FROM selection_candidate WHERE cycle_id = \(cycle.id) AND may_take_part ORDER BY code"
      ) { try $0[0] }
      try tx.addEvidence(
        candidates.flatMap { candidate in
          // The sum of dice is near enough to a bell.
          let skill = (0..<4).map { _ in chance.below(21) }.reduce(0, +)
          return [
            (candidate, "test", Double(min(100, skill + chance.below(21))), 4.5),
            (candidate, "essay", Double(min(80, skill + chance.below(11))) / 4, 1.2),
          ]
        }, source: "import", cycle.id, house)
    }
  })

  /// `drawn`: the day on which the invented draw is published.
  private static func policy(drawn: Day) -> String {
    """
    title: {kk: "STEM мектебіне іріктеу", ru: "Отбор в STEM-школу", en: "Selection for the STEM school"}
    places: 60
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
    reserves:
      - attribute: region=630000000
        title: {kk: "Шығыс Қазақстан облысы", ru: "Восточно-Казахстанская область", en: "East Kazakhstan region"}
        places: 25
    caps:
      - column: district
        title: {kk: "Бір ауданнан", ru: "Из одного района", en: "From one district"}
        places: 12
    lottery:
      sources:
        - {kk: "ойдан шығарылған тираж", ru: "выдуманный тираж", en: "an invented draw"}
      published: "\(drawn.iso)"
    offers: {days: 10}

    """
  }
}
