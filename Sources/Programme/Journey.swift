package import Markup
package import Storage
package import Words

/// A room's stops of her journey through the intake her application belongs to, where it shows nothing else on her first page.
package struct JourneyPart: Sendable {
  package let steps: @Sendable (Transaction, House, ID<Person>, ID<Cycle>) throws -> [JourneyStep]

  package init(_ steps: @escaping @Sendable (Transaction, House, ID<Person>, ID<Cycle>) throws -> [JourneyStep]) {
    self.steps = steps
  }
}

/// One stop, told by the room that knows how she stands there.
package struct JourneyStep: Sendable {
  package enum State: Sendable { case done, now, ahead }
  /// The stage of the calendar it belongs to.
  package let stage: String
  package let title: Phrase
  package let note: Phrase?
  package let state: State
  /// Where the note leads.
  package let link: Link?
  /// What waits for her there.
  package let call: JourneyCall?
  /// Her way ends here: later stages are not hers.
  package let isLast: Bool

  package init(
    _ stage: String, title: Phrase, note: Phrase?, state: State, link: Link? = nil, call: JourneyCall? = nil, isLast: Bool = false
  ) {
    self.stage = stage
    self.title = title
    self.note = note
    self.state = state
    self.link = link
    self.call = call
    self.isLast = isLast
  }
}

/// The one thing she has to do next, first on her page.
package struct JourneyCall: Sendable {
  package let title: Phrase
  package let what: Phrase
  package let button: Phrase
  package let link: Link

  package init(title: Phrase, what: Phrase, button: Phrase, link: Link) {
    self.title = title
    self.what = what
    self.button = button
    self.link = link
  }
}

extension Cycle {
  /// Every stage once, in the order of the calendar: by what the rooms tell of it, else by its name and first day.
  package func way(_ told: [JourneyStep], at now: Moment) -> [JourneyStep] {
    let last = stages.lastIndex { stage in told.contains { $0.stage == stage.key } } ?? -1
    let isGoing = told.allSatisfy { $0.state == .done }
    var way: [JourneyStep] = []
    for (position, stage) in stages.enumerated() {
      let own = told.filter { $0.stage == stage.key }
      way +=
        own.isEmpty
        ? [
          JourneyStep(
            stage.key, title: stage.name, note: .day(stage.opensAt.day()),
            state: position < last ? .done : isGoing ? stage.state(at: now) : .ahead)
        ] : own
      if own.contains(where: \.isLast) { break }
    }
    return way
  }
}

extension Stage {
  fileprivate func state(at now: Moment) -> JourneyStep.State {
    now < opensAt ? .ahead : isOpen(at: now) ? .now : .done
  }
}

extension Phrase {
  package static func day(_ day: Day) -> Phrase {
    Phrase(kk: Language.kk.date(day), ru: Language.ru.date(day), en: Language.en.date(day))
  }
}
