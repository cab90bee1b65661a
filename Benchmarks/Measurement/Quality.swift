import Measurement

/// measurement-bench quality MODEL PERSONS ITEMS: point abilities, and what a report on a fitted test asks of every item and person.
func qualityBench(_ arguments: [String]) throws {
  let (responses, plan, _, _) = try simulatedResponses(arguments)
  let fit = try calibrate(responses, plan: plan, standardErrors: false)
  let about = "\(arguments[0]), \(responses.persons) by \(responses.items)"
  let answers = Double(responses.persons * responses.items)
  // One exponential an answer, a series of 27 additions and multiplications.
  let curves = Work(flops: 27 * answers)
  var abilities: [Double] = []
  let methods: [(String, AbilityMethod)] = [
    ("modes of the posterior", .mode), ("maximum likelihood", .likelihood(.adjusted(by: 0.3))),
    ("weighted likelihood", .weighted),
  ]
  for (name, method) in methods {
    let seconds = try times(5) { abilities = try fit.abilities(responses, method: method).abilities }
    show("\(name), \(about)", seconds, "\(Int(Double(responses.persons) / seconds[2])) persons/s", work: curves)
  }
  var seconds = times(5) { _ = fit.itemFit(responses) }
  show("infit and outfit over posteriors, \(about)", seconds)
  seconds = times(5) { _ = responses.itemFit(fit.items, abilities: abilities) }
  show("infit and outfit at abilities, \(about)", seconds, work: curves)
  seconds = times(5) { _ = responses.localDependence(fit.items, abilities: abilities) }
  show("Q3 of all pairs, \(about)", seconds, work: Work(flops: (27 + Double(responses.items)) * answers))
  seconds = try times(5) { _ = try fit.personFit(responses) }
  show("lz* with the modes it needs, \(about)", seconds, work: Work(flops: 2 * 27 * answers))
  seconds = times(5) { _ = fit.scoreFit(responses) }
  show("S-X², \(about)", seconds)
}
