import Measurement

/// measurement-bench quality MODEL PERSONS ITEMS: what a report on a fitted test asks of every person and item, each the median of
/// three; `total` is what `keruen calibrate` waits for.
func qualityBench(_ arguments: [String]) throws {
  let (responses, plan, _, _) = try simulatedResponses(arguments)
  let fit = try calibrate(responses, plan: plan, standardErrors: false)
  let methods: [(String, AbilityMethod)] = [
    ("mode", .mode), ("likelihood", .likelihood(.adjusted(by: 0.3))), ("weighted", .weighted),
  ]
  var figures: [(String, Double)] = []
  var abilities: [Double] = []
  for (name, method) in methods {
    figures.append((name, try medianSeconds(3) { abilities = try fit.abilities(responses, method: method).abilities }))
  }
  figures.append(("itemFit", medianSeconds(3) { _ = responses.itemFit(fit.items, abilities: abilities) }))
  figures.append(("localDependence", medianSeconds(3) { _ = responses.localDependence(fit.items, abilities: abilities) }))
  figures.append(("personFit", try medianSeconds(3) { _ = try fit.personFit(responses) }))
  figures.append(("scoreFit", medianSeconds(3) { _ = fit.scoreFit(responses) }))
  let total = figures.dropFirst(2).reduce(0) { $0 + $1.1 }
  print(
    """
    {"model": "\(arguments[0])", "persons": \(responses.persons), "items": \(responses.items), \
    \(figures.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")), "total": \(total)}
    """)
}
