import Words

extension ProgrammeFile {
  /// The same programme with every date of its cycle moved.
  package func shifted(days: Int) -> ProgrammeFile {
    func moved(_ day: String) -> String { Day(day)?.adding(days: days).iso ?? day }
    let stages = cycle.stages.map {
      StageFile(key: $0.key, name: $0.name, opens: moved($0.opens), closes: moved($0.closes))
    }
    var other = self
    other.cycle = CycleFile(key: cycle.key, name: cycle.name, stages: stages)
    return other
  }
}
