package import Programme
package import Storage
package import Words

/// Takes a table back: what it brought and nobody has touched since goes; what was changed since is named and stays.
package protocol IntakeUndo: Sendable {
  /// What stands of a table, the next ones behind a place, in a fixed order; an empty list after the last.
  func standing(_ batch: IntakeBatch, after: String, limit: Int, _ house: House, _ tx: Transaction) throws -> [IntakeStanding]
  /// Takes these back, which nobody has touched.
  func takeBack(_ standing: [IntakeStanding], _ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws
}

/// One thing that a table brought or changed.
package struct IntakeStanding: Sendable {
  /// Its place in the order; no word about a person.
  package let key: String
  /// As people call it: the code of an application.
  package let subject: String
  /// It was not there before, and goes; else it becomes what it was.
  package let isNew: Bool
  /// Why it stays; nil where it goes back.
  package let keeps: Phrase?

  package init(key: String, subject: String, isNew: Bool, keeps: Phrase?) {
    (self.key, self.subject, self.isNew, self.keeps) = (key, subject, isNew, keeps)
  }
}

/// What taking a table back would do.
struct IntakeUndoing: Sendable {
  var removed = 0
  var restored = 0
  var kept = 0
  /// The first of those that stay.
  var first: [IntakeStanding] = []

  private static let shown = 200

  var isEmpty: Bool { removed + restored == 0 }

  mutating func add(_ standing: [IntakeStanding]) {
    for one in standing {
      if one.keeps != nil {
        kept += 1
        if first.count < Self.shown { first.append(one) }
      } else if one.isNew {
        removed += 1
      } else {
        restored += 1
      }
    }
  }
}

/// A table on its way back, a few lines a step.
struct UndoWork<T: TableIntake>: Sendable {
  let intake: T

  struct Plan: Codable, Sendable {
    let batch: ID<IntakeBatch>
  }

  /// As many as a girl's answer may wait for.
  static var chunk: Int { 100 }

  static func name(_ intake: T) -> String { "intake.undo.\(intake.kind)" }

  var kind: WorkKind<Plan> {
    WorkKind(Self.name(intake), .undoTitle) { [self] plan, house, tx in
      // What went back is gone, so the next ones are found behind those that stay.
      guard let undo = intake.undo else { throw Refusal.missing }
      let batch = try tx.intake(plan.batch, intake.kind, house.vault)
      let after = try tx.undoPlace(of: plan.batch)
      let standing = try undo.standing(batch, after: after, limit: Self.chunk, house, tx)
      let back = standing.filter { $0.keeps == nil }
      try undo.takeBack(back, batch, house, tx)
      if let last = standing.last { try tx.setUndoPlace(last.key, of: plan.batch) }
      // Done is what went back: what stays is the rest.
      guard standing.count < Self.chunk else { return .more(back.count) }
      return .finished(back.count, WorkResult([:]))
    }
  }
}

extension Phrase {
  static let undoTitle = Phrase(kk: "Кестені кері қайтару", ru: "Отмена загрузки таблицы", en: "Undoing an import")
  static let undoExplained = Phrase(
    kk: "Осы кестеден келген, содан бері ешкім тимеген жазбалар кері қайтады. Кейін өзгергендері орнында қалады.",
    ru: "Вернётся назад то, что пришло с этой таблицей и с тех пор никем не тронуто. Изменённое после неё останется.",
    en: "What came with this table and nobody has touched since goes back. What was changed since stays.")
  static let undoRemoved = Phrase(kk: "жазба жойылады", ru: "записей исчезнет", en: "records will go")
  static let undoRestored = Phrase(
    kk: "жазба бұрынғыдай болады", ru: "записей станут прежними", en: "records become as they were")
  static let undoKept = Phrase(kk: "жазба орнында қалады", ru: "записей останется", en: "records stay")
  static let undoStays = Phrase(kk: "Орнында қалатындар", ru: "Что останется", en: "Records that stay")
  static let undoReason = Phrase(kk: "Неге кері қайтарасыз?", ru: "Почему отменяете загрузку?", en: "Why is the import undone?")
  static let undoReasonMissing = Phrase(kk: "Неге қайтарылатынын жазыңыз", ru: "Напишите, почему", en: "Write why it is undone")
  static let undoNow = Phrase(kk: "Кері қайтару", ru: "Отменить загрузку", en: "Undo the import")
  static let undoNothing = Phrase(
    kk: "Кері қайтаратын ештеңе жоқ: бәрі кейін өзгерген не бұрын қайтарылған.",
    ru: "Возвращать нечего: всё изменено позже или уже возвращено.",
    en: "There is nothing to take back: all of it was changed since or is back already.")
  static let undone = Phrase(kk: "кері қайтарылды", ru: "возвращена назад", en: "undone")
  static let isUndone = Phrase(kk: "кері қайтарылып жатыр", ru: "возвращается назад", en: "being undone")
  static let undoHalted = Phrase(
    kk: "кері қайтару аяқталмай тоқтады", ru: "отмена остановилась на полпути", en: "the undoing stopped midway")
  static func undoneAt(_ at: Moment, _ reason: String) -> Phrase {
    Phrase(
      kk: "Кесте кері қайтарылды: \(Language.kk.dateTime(at)). Себебі: \(reason)",
      ru: "Загрузка отменена: \(Language.ru.dateTime(at)). Причина: \(reason)",
      en: "The import was undone: \(Language.en.dateTime(at)). Reason: \(reason)")
  }
  static func undoAskedAt(_ at: Moment, _ reason: String) -> Phrase {
    Phrase(
      kk: "Кері қайтару сұралды: \(Language.kk.dateTime(at)). Себебі: \(reason)",
      ru: "Отмену запросили: \(Language.ru.dateTime(at)). Причина: \(reason)",
      en: "The undoing was asked for: \(Language.en.dateTime(at)). Reason: \(reason)")
  }
  static func wentBack(_ done: Int, of total: Int) -> Phrase {
    Phrase(
      kk: "Қайтарылған жазба: \(done), барлығы \(total).", ru: "Возвращено записей: \(done) из \(total).",
      en: "Records taken back: \(done) of \(total).")
  }
  static let restStays = Phrase(
    kk: "Қалғандары кейін өзгерген, сондықтан орнында қалды.", ru: "Остальные изменены позже и остались как есть.",
    en: "The rest was changed since and stays as it is.")
  static let refusedKept = Phrase(
    kk: "Қабылданбаған жолдар себебімен бірге 30 күн сақталады.", ru: "Отклонённые строки с причинами хранятся 30 дней.",
    en: "Refused lines are kept with their reasons for 30 days.")
}
