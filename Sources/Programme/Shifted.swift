package import Words

extension ProgrammeFile {
  /// The same programme with every day of its intake moved, and its name by as many years.
  package func shifted(days: Int) -> ProgrammeFile {
    func moved(_ day: String) -> String { Day(day)?.adding(days: days).iso ?? day }
    let stages = cycle.stages.map {
      StageFile(key: $0.key, name: $0.name, opens: moved($0.opens), closes: moved($0.closes), note: $0.note)
    }
    let first = cycle.stages.first.flatMap { Day($0.opens) }
    let years = first.map { $0.adding(days: days).year - $0.year } ?? 0
    func named(_ text: String) -> String { IntakeYear.moved(text, of: cycle.key, by: years) ?? text }
    var other = self
    other.cycle = CycleFile(
      key: named(cycle.key), name: Said(kk: named(cycle.name.kk), ru: named(cycle.name.ru), en: named(cycle.name.en)),
      stages: stages)
    return other
  }

  /// How far a demonstration's days move: not at all while applications are open, nor on a chosen day of the intake's own year, which
  /// shows the intakes as they stand on it. Else by whole years where applications would be open then; else by whole weeks, so that they
  /// opened two to three weeks ago.
  package func days(toBeShownOn today: Day, isChosen: Bool) -> Int {
    guard let stage = cycle.stages.first(where: { $0.key == "applications" }), let first = Day(stage.opens),
      let last = Day(stage.closes)
    else { return 0 }
    let since = first.days(to: today)
    let isOpen = since >= 0 && today <= last
    if isOpen || (isChosen && (0..<Cycle.year).contains(since)) { return 0 }
    let years = Int((Double(since) / Double(Cycle.year)).rounded(.down)) * Cycle.year
    if today <= last.adding(days: years) { return years }
    return Int((Double(since - 14) / 7).rounded(.down)) * 7
  }
}

extension ProgrammeData {
  /// A demonstration shows an intake on its way, whatever the day.
  package func shown(in settings: Settings, at now: Moment) -> ProgrammeData {
    guard settings.isDemo else { return self }
    let days = self[.programme].days(toBeShownOn: now.day(), isChosen: settings.isDayChosen)
    return days == 0 ? self : replacing(.programme, with: self[.programme].shifted(days: days))
  }
}
