import Storage
package import Words

/// What the programme's folder says of an intake that exists already: its dates are the intake's own from then on, and are changed on its page.
package enum IntakeDates {
  /// What a folder's reader should know; nothing where its dates are the intake's, or there is no intake yet.
  package static func notes(_ programme: ProgrammeFile, _ cycles: [Cycle]) -> [Phrase] {
    guard !cycles.isEmpty else { return [] }
    guard let cycle = cycles.first(where: { $0.key == programme.cycle.key }) else { return [.intakeNotMade(programme.cycle)] }
    let others = programme.cycle.stages.compactMap { file -> Phrase? in
      guard let stage = cycle.stage(file.key) else { return .stageNotInIntake(file.name) }
      guard stage.opensAt != file.opensAt || stage.closesAt != file.closesAt else { return nil }
      return .stageOtherwise(file, stage)
    }
    return others.isEmpty ? [] : [.datesStay] + others
  }
}

extension Phrase {
  package static let datesStay = Phrase(
    kk: "Бар қабылдаудың күндерін қалта өзгертпейді: олар тек «Әкімшілік › Қабылдау мен мерзімдер» бетінде өзгертіледі.",
    ru: "Дат уже созданного набора папка не меняет: их меняют только на странице «Администрирование › Наборы и сроки».",
    en:
      "The folder does not change the dates of an intake that exists: they are changed only under Administration › Intakes and dates."
  )

  fileprivate static func intakeNotMade(_ cycle: ProgrammeFile.CycleFile) -> Phrase {
    Phrase(
      kk:
        "«\(cycle.key)» қабылдауы әлі жоқ, оны қалта ашпайды: жаңа қабылдау «Әкімшілік › Қабылдау мен мерзімдер» бетінде ашылады.",
      ru:
        "Набора «\(cycle.key)» ещё нет, и папка его не создаёт: новый набор открывают на странице «Администрирование › Наборы и сроки».",
      en:
        "There is no intake “\(cycle.key)” yet, and the folder does not open it: a new one is opened under Administration › Intakes and dates."
    )
  }

  fileprivate static func stageNotInIntake(_ name: Said) -> Phrase {
    Phrase(
      kk: "«\(name.kk)»: қабылдауда мұндай кезең жоқ.", ru: "«\(name.ru)»: такого этапа в наборе нет.",
      en: "“\(name.en)”: the intake has no such stage.")
  }

  fileprivate static func stageOtherwise(_ file: StageFile, _ stage: Stage) -> Phrase {
    @Sendable func folder(_ t: Language) -> String { t.dates(file.opensAt.day(), file.closesAt.adding(milliseconds: -1).day()) }
    @Sendable func intake(_ t: Language) -> String { t.dates(stage.opensAt.day(), stage.lastDay) }
    return Phrase(
      kk: "«\(file.name.kk)»: қалтада \(folder(.kk)), қабылдауда \(intake(.kk)).",
      ru: "«\(file.name.ru)»: в папке \(folder(.ru)), в наборе \(intake(.ru)).",
      en: "“\(file.name.en)”: in the folder \(folder(.en)), in the intake \(intake(.en)).")
  }
}
