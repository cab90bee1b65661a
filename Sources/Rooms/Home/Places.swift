import Exchange
import Programme
import Words

/// Type-ahead for the place question: the same search as without a script, as JSON.
enum Places {
  /// GET /places?q=: `[["code","name","where it is"], …]`
  static func search(_ visit: Visit) -> Reply {
    let gazetteer = visit.house.gazetteer
    let found = gazetteer.search(visit.query["q"] ?? "", under: nil, regions: visit.house.programme.regions)
    let rows = found.map { place in
      JSON.strings([place.code, visit.language(place.name), gazetteer.fullName(place.code, in: visit.language)])
    }
    var reply = Reply.json(.array(rows))
    reply.mayBeStored = true
    return reply
  }
}
