import Allocation
import Inspection
import Programme
import Rules
import Selection
import Words

/// What was found, in the language of whoever reads the terminal.
enum VerdictText {
  static func lines(_ verdict: SelectionBundle.Verdict, _ language: Language) -> [String] {
    var lines: [String] = []
    if let difference = verdict.difference { lines.append(Phrase.differs(difference)(language)) }
    lines += verdict.findings.prefix(20).map { Phrase.broken($0)(language) }
    guard verdict.isGood else { return lines }
    lines.append(Phrase.verified(verdict.candidates, verdict.offered)(language))
    return lines
  }

  static func summary(_ selected: Selected, _ sureness: Uncertainty?, _ language: Language) -> [String] {
    [
      Phrase.selectedOf(selected.outcome.offered.count, selected.ranking.order.count, selected.candidates.count)(language)
    ] + (sureness.map { [Phrase.doubtfulCount($0.doubtful)(language)] } ?? [])
      + shortages(selected, language)
      + selected.groupLines.filter { $0.ratio < 0.8 }.map { Phrase.belowFourFifths($0)(language) }
  }
}

extension VerdictText {
  /// Reserves that could not be filled, and what stands in the way.
  private static func shortages(_ selected: Selected, _ language: Language) -> [String] {
    zip(selected.policy.reserves, selected.outcome.reserves).filter { $1.given < $1.wanted }.map { reserve, filled in
      let flags = selected.candidates.attributes[reserve.attribute] ?? []
      let have = selected.ranking.order.count { flags[Int($0)] }
      return Phrase.reserveShort(selected.file.title(attribute: reserve.attribute), filled, have: have)(language)
    }
  }
}

extension Phrase {
  /// Too few have the attribute, or the caps and the earlier reserves leave no room: what to relax is said.
  static func reserveShort(_ title: Phrase, _ filled: Outcome.Filled, have: Int) -> Phrase {
    have < filled.wanted
      ? Phrase(
        kk:
          "Сақталған орындар толмады (\(title(.kk))): \(filled.wanted) орынға сай келгені: \(have). Қалғаны басқаларға берілді.",
        ru:
          "Квота не заполнена (\(title(.ru))): на \(counted(filled.wanted, one: "место", few: "места", many: "мест")) из рассмотренных \(plural(have, one: "подходит", few: "подходят", many: "подходят")) только \(counted(have, one: "человек", few: "человека", many: "человек")). Остальные места отданы другим.",
        en:
          "A quota could not be filled (\(title(.en))): \(counted(filled.wanted, one: "place", other: "places")), and only \(have) of those considered \(plural(have, one: "qualifies", other: "qualify")). The rest went to others."
      )
      : Phrase(
        kk:
          "Сақталған орындар толмады (\(title(.kk))): \(filled.wanted) орыннан берілгені: \(filled.given), сай қатысушылар: \(have). Шектеулерді не алдыңғы сақталған орындарды босаңсытыңыз.",
        ru:
          "Квота не заполнена (\(title(.ru))): дано мест \(filled.given) из \(filled.wanted), хотя \(plural(have, one: "подходит", few: "подходят", many: "подходят")) \(counted(have, one: "человек", few: "человека", many: "человек")). Смягчите ограничения или более ранние квоты.",
        en:
          "A quota could not be filled (\(title(.en))): \(filled.given) of \(counted(filled.wanted, one: "place", other: "places")), though \(have) \(plural(have, one: "qualifies", other: "qualify")). Relax the limits or the earlier quotas."
      )
  }

  static func complaintsCount(_ count: Int) -> Phrase {
    Phrase(
      kk: "Қате саны: \(count). Ештеңе жазылған жоқ.",
      ru: "\(counted(count, one: "ошибка", few: "ошибки", many: "ошибок")). Ничего не записано.",
      en: "\(counted(count, one: "error", other: "errors")). Nothing was written.")
  }

  static let drawMissing = Phrase(
    kk: "Ұпайы тең қатысушылар бар: жеребе сандарын --draw арқылы көрсетіңіз.",
    ru: "Есть равные баллы: назовите числа жеребьёвки через --draw.",
    en: "Some candidates have equal totals: name the numbers of the draw with --draw.")

  static func selectedOf(_ offered: Int, _ considered: Int, _ all: Int) -> Phrase {
    Phrase(
      kk: "Орын ұсынылды: \(offered); қаралды: \(considered); файлда: \(all).",
      ru: "Предложено мест: \(offered); рассмотрено: \(considered); в файле: \(all).",
      en: "Offered a place: \(offered); considered: \(considered); in the file: \(all).")
  }

  static func doubtfulCount(_ count: Int) -> Phrase {
    Phrase(
      kk: "Өлшеу қателігіне байланысты нәтижесі күмәнді (орын алу ықтималдығы 5–95%): \(count).",
      ru: "Результат сомнителен из-за погрешностей (вероятность места 5–95 %): \(count).",
      en: "Doubtful because of measurement errors (chance of a place 5–95%): \(count).")
  }

  static func belowFourFifths(_ line: GroupLine) -> Phrase {
    Phrase(
      kk:
        "Бестен төрт ережесі: \(line.title(.kk)), \(line.group(.kk)) — үлесі ең жоғарысының \(Language.kk.percent(line.ratio))-ы.",
      ru:
        "Правило четырёх пятых: \(line.title(.ru)), \(line.group(.ru)) — \(Language.ru.percent(line.ratio)) от наибольшей доли.",
      en: "Four-fifths rule: \(line.title(.en)), \(line.group(.en)) has \(Language.en.percent(line.ratio)) of the highest rate.")
  }

  static func verified(_ candidates: Int, _ offered: Int) -> Phrase {
    Phrase(
      kk:
        "Иә: \(candidates) қатысушының нәтижесі қайта есептелді, барлығы жарияланғандай. Орын ұсынылғаны: \(offered). Жарияланған талаптардың бәрі орындалған.",
      ru:
        "Да: результаты пересчитаны (человек: \(candidates)), всё как опубликовано. Предложено мест: \(offered). Все объявленные требования выполнены.",
      en:
        "Yes: the results of \(candidates) candidates were computed again and are as published; \(offered) were offered a place. All published requirements are met."
    )
  }

  static let notSigned = Phrase(kk: "Қол қойылмаған.", ru: "Без подписи.", en: "Not signed.")

  static func differs(_ difference: BundleDifference) -> Phrase {
    switch difference {
    case .partMissing(let name):
      Phrase(
        kk: "Жоқ: топтамада \(name) жетіспейді.", ru: "Нет: в пакете не хватает \(name).",
        en: "No: \(name) is missing from the bundle.")
    case .checksum(let name):
      Phrase(kk: "Жоқ: \(name) өзгертілген.", ru: "Нет: \(name) изменён.", en: "No: \(name) was changed.")
    case .signature:
      Phrase(kk: "Жоқ: қолтаңба сәйкес емес.", ru: "Нет: подпись не подходит.", en: "No: the signature does not fit.")
    case .complaint(let complaint):
      Phrase(
        kk: "Жоқ: \(complaint.text(.kk))", ru: "Нет: \(complaint.text(.ru))", en: "No: \(complaint.text(.en))")
    case .line(let part, let line, let published, let computed):
      Phrase(
        kk: "Жоқ: \(part), \(line)-жол басқаша шығады. Жарияланғаны: \(published). Есептелгені: \(computed).",
        ru: "Нет: \(part), строка \(line) получается другой. Опубликовано: \(published). Вычислено: \(computed).",
        en: "No: \(part), line \(line) comes out differently. Published: \(published). Computed: \(computed).")
    case .unreadable:
      Phrase(
        kk: "Жоқ: бұл нәтижелер топтамасы емес не бүлінген.", ru: "Нет: это не пакет результатов или он повреждён.",
        en: "No: this is not a bundle of results, or it is damaged.")
    }
  }

  static func broken(_ finding: BrokenPromise) -> Phrase {
    switch finding {
    case .codeTwice(let code):
      Phrase(kk: "Код екі рет кездеседі: \(code).", ru: "Код встречается дважды: \(code).", en: "A code appears twice: \(code).")
    case .numbering(let place):
      Phrase(kk: "\(place)-ұсыныс жоқ.", ru: "Нет предложения номер \(place).", en: "There is no offer number \(place).")
    case .offeredWithoutBeingConsidered(let code):
      Phrase(
        kk: "\(code) қаралмаған, бірақ орын алған.", ru: "\(code) не рассмотрена, но место получила.",
        en: "\(code) was not considered but has a place.")
    case .drawTwice(let one, let other):
      Phrase(
        kk: "Жеребе нөмірі бірдей: \(one), \(other).", ru: "Одинаковый номер жеребьёвки: \(one), \(other).",
        en: "The same number of the draw: \(one), \(other).")
    case .placesExceeded(let excess):
      Phrase(
        kk: "Бар орыннан \(excess) орын артық ұсынылған.", ru: "Предложений на \(excess) больше, чем мест.",
        en: "\(counted(excess, one: "more offer", other: "more offers")) than places.")
    case .placeLeftEmpty(let code):
      Phrase(
        kk: "Орын бос, ал \(code) күтіп тұр.", ru: "Место пусто, а \(code) ждёт.", en: "A place is empty while \(code) waits.")
    case .capExceeded(let cap, let group, let excess):
      Phrase(
        kk: "\(cap + 1)-шектеу, \(group + 1)-топ: \(excess) артық.",
        ru: "Ограничение \(cap + 1), группа \(group + 1): лишних \(excess).",
        en: "Limit \(cap + 1), group \(group + 1): exceeded by \(excess).")
    case .reserveShort(let reserve, let waits, let holds):
      Phrase(
        kk: "Сақталған орындардың \(reserve + 1)-тобы толмаған: \(waits) күтіп тұр, орынды \(holds) алған.",
        ru: "Квота \(reserve + 1) не заполнена: \(waits) ждёт, место получила \(holds).",
        en: "Quota \(reserve + 1) is not filled: \(waits) waits while \(holds) has a place.")
    case .passedOver(let waits, let holds):
      Phrase(
        kk: "\(waits) кезегінен негізсіз қалдырылған, орынды \(holds) алған.",
        ru: "\(waits) обойдена без основания, место получила \(holds).",
        en: "\(waits) was passed over without a rule; \(holds) was called.")
    case .shareShort(let share, let place, let waits):
      Phrase(
        kk: "\(place)-орында \(share + 1)-үлес сақталмаған: \(waits) күтеді.",
        ru: "На месте \(place) не соблюдена доля \(share + 1): \(waits) ждёт.",
        en: "At place \(place) share \(share + 1) was not kept: \(waits) waits.")
    }
  }
}
