import Programme
import Rules
import Storage
import Words

/// What matching keeps of a girl: to hand over, to forget and to hold.
enum MatchingData {
  static let personalData = PersonalData(
    title: .recommendationTitle, tables: erasedTables,
    export: { tx, house, person, t in
      let places = try tx.rows(
        """
        SELECT grants_place.number, grants_place.offer_id, sure, round_id, grants_run.made_at FROM grants_place
        JOIN grants_run ON grants_run.id = run_id WHERE grants_place.person_id = \(person) ORDER BY grants_run.made_at, grants_run.id
        """
      ) { row in
        let offer: ID<GrantOffer>? = try row["offer_id"]
        let name = try offer.map { try tx.offer($0) }.map { "\(t($0.programme.name)), \(t($0.organisation.name))" }
        return (
          name: "\(try tx.round(try row["round_id"]).name(t)), \(t.dateTime(try row["made_at"]))",
          value: "№ \(try row["number"] as Int): \(name ?? "–")"
        )
      }
      let given = try tx.recommendations(of: person).map { given in
        let offer = try tx.offer(given.offer)
        return (
          name: t.dateTime(given.offeredAt),
          value: "\(t(offer.programme.name)), \(t(offer.organisation.name)): \(t(given.state.name))"
        )
      }
      let proof = try tx.ownProof(of: person, house).map { [(name: "proof.txt", bytes: Array($0.text.utf8))] } ?? []
      var sections: [PersonalData.Section] = []
      if !places.isEmpty { sections.append(PersonalData.Section(.runsOfRound, places, files: proof)) }
      if !given.isEmpty { sections.append(PersonalData.Section(.recommendationTitle, given)) }
      return sections
    },
    erase: { tx, house, person in
      for given in try tx.recommendations(of: person) where given.stands {
        try tx.end(given, as: .withdrawn, house)
        try tx.record(.recommendationWithdrawn, given.id.text, "erased", by: "the house", house)
      }
      return [
        PersonalData.Erased(
          "grants_recommendation", try tx.run("UPDATE grants_recommendation SET person_id = NULL WHERE person_id = \(person)")),
        PersonalData.Erased("grants_place", try tx.run("UPDATE grants_place SET person_id = NULL WHERE person_id = \(person)")),
        PersonalData.Erased("grants_pool", try tx.run("UPDATE grants_pool SET person_id = NULL WHERE person_id = \(person)")),
      ]
    })

  /// While she has a seat and the round of her year is not over.
  static let hold = Hold(.seatInRound) { tx, house, person in
    guard let given = try tx.standingRecommendation(of: person) else { return false }
    let round = try tx.round(given.round)
    let first = try tx.round(leaving: round.leavingYear) ?? round
    return first.days(.outcomes).map { house.outside.now().day() <= $0.last } ?? true
  }

  private static let erasedTables: [String: Phrase] = [
    "grants_recommendation": Phrase(kk: "грантқа ұсынымдар", ru: "рекомендации на гранты", en: "recommendations for grants"),
    "grants_place": Phrase(kk: "бөлу нәтижелері", ru: "результаты распределения", en: "results of matches"),
    "grants_pool": Phrase(kk: "кезеңдегі нөмірі", ru: "номер в раунде", en: "the number in a round"),
  ]
}

extension Transaction {
  /// The rows of a round's runs go; who had which seat stays.
  func forgetRows(of round: ID<Round>) throws -> Int {
    try run("UPDATE grants_run SET kept = NULL WHERE round_id = \(round) AND kept IS NOT NULL")
  }
}

extension Phrase {
  static let seatInRound = Phrase(
    kk: "оған грант орны берілген", ru: "ей дано место на грант", en: "she has a seat of a grant")
}
