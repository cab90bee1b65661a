import ArgumentParser
import Measuring

/// How differences of items between groups are looked for.
struct DifferenceOptions: ParsableArguments {
  @Option(
    name: .customLong("dif"),
    help:
      "Differences of items between the groups: mh, logistic, lr, wald or standardised; for --out, mh where answers are right or wrong and rows have no weight, else lr."
  )
  var method: DifferenceChoice.Method?

  @Option(name: .customLong("reference"), help: "Group the others are compared with; the first by name.")
  var reference: String?

  @Flag(name: .customLong("no-purify"), help: "Leave flagged items among those that match persons.")
  var keepsFlagged = false

  @Option(name: .customLong("level"), help: "Of the tests that flag, in (0, 1).")
  var level = 0.05

  @Flag(name: .customLong("fdr"), help: "The level is of the false discovery rate over the items, not of each test.")
  var controlsDiscoveries = false

  func validate() throws {
    guard level > 0, level < 1 else { throw ValidationError("--level is between 0 and 1") }
  }

  var choice: DifferenceChoice {
    var choice = DifferenceChoice()
    (choice.method, choice.reference, choice.level) = (method, reference, level)
    (choice.keepsFlagged, choice.controlsDiscoveries) = (keepsFlagged, controlsDiscoveries)
    return choice
  }
}

extension DifferenceChoice.Method: ExpressibleByArgument {}
