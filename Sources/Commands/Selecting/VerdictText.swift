import Allocation
import Inspection
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
    lines.append((verdict.signedBy.map(Phrase.signed) ?? .notSigned)(language))
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
          "Сақталған орындар толмады (\(title(.kk))): \(filled.wanted) орынға қаралғандардың тек \(have)-і сай. Қалғаны басқаларға берілді.",
        ru:
          "Сохранённые места не заполнены (\(title(.ru))): на \(filled.wanted) мест подходят только \(have) из рассмотренных. Остальные отданы другим.",
        en:
          "A reserve could not be filled (\(title(.en))): \(filled.wanted) places, and only \(have) of those considered have it. The rest went to others."
      )
      : Phrase(
        kk:
          "Сақталған орындар толмады (\(title(.kk))): \(filled.wanted) орынның \(filled.given)-і берілді, сай қатысушылар \(have). Шектеулерді не алдыңғы сақталған орындарды босаңсытыңыз.",
        ru:
          "Сохранённые места не заполнены (\(title(.ru))): дано \(filled.given) из \(filled.wanted), подходящих участниц \(have). Смягчите ограничения или более ранние сохранённые места.",
        en:
          "A reserve could not be filled (\(title(.en))): \(filled.given) of \(filled.wanted) places, though \(have) have it. Relax the limits or the earlier reserves."
      )
  }

  static func complaintsCount(_ count: Int) -> Phrase {
    Phrase(
      kk: "Қате саны: \(count). Ештеңе жазылған жоқ.", ru: "Ошибок: \(count). Ничего не записано.",
      en: "\(count) things are wrong. Nothing was written.")
  }

  static let drawMissing = Phrase(
    kk: "Ұпайы тең қатысушылар бар: жеребе сандарын --draw арқылы көрсетіңіз.",
    ru: "Есть участницы с равными баллами: назовите числа жеребьёвки через --draw.",
    en: "Some candidates have equal totals: name the numbers of the draw with --draw.")

  static func selectedOf(_ offered: Int, _ considered: Int, _ all: Int) -> Phrase {
    Phrase(
      kk: "Орын ұсынылды: \(offered); қаралды: \(considered); файлда: \(all).",
      ru: "Предложено мест: \(offered); рассмотрено: \(considered); в файле: \(all).",
      en: "Offered a place: \(offered); considered: \(considered); in the file: \(all).")
  }

  static func doubtfulCount(_ count: Int) -> Phrase {
    Phrase(
      kk: "Өлшеу қателігінен нәтижесі күмәнді (ықтималдығы 5–95%): \(count).",
      ru: "Результат сомнителен из-за погрешностей (вероятность места 5–95 %): \(count).",
      en: "Doubtful because of measurement errors (chance of a place 5–95%): \(count).")
  }

  static func belowFourFifths(_ line: GroupLine) -> Phrase {
    Phrase(
      kk:
        "Төрттен бес ережесі: \(line.title(.kk)), \(line.group(.kk)) — үлесі ең жоғарысының \(Language.kk.percent(line.ratio))-ы.",
      ru:
        "Правило четырёх пятых: \(line.title(.ru)), \(line.group(.ru)) — \(Language.ru.percent(line.ratio)) от наибольшей доли.",
      en: "Four-fifths rule: \(line.title(.en)), \(line.group(.en)) has \(Language.en.percent(line.ratio)) of the highest rate.")
  }

  static func verified(_ candidates: Int, _ offered: Int) -> Phrase {
    Phrase(
      kk:
        "Иә: \(candidates) қатысушының нәтижесі қайта есептелді, барлығы жарияланғандай. Орын ұсынылғаны: \(offered). Уәде етілген қасиеттер сақталған.",
      ru:
        "Да: результаты пересчитаны (участниц: \(candidates)), всё как опубликовано. Предложено мест: \(offered). Обещанные свойства соблюдены.",
      en:
        "Yes: the results of \(candidates) candidates were computed again and are as published; \(offered) were offered a place. The promised properties hold."
    )
  }

  static func signed(_ key: String) -> Phrase {
    Phrase(kk: "Қол қойған кілт: \(key)", ru: "Подписано ключом: \(key)", en: "Signed by the key \(key)")
  }

  static let notSigned = Phrase(kk: "Қол қойылмаған.", ru: "Без подписи.", en: "Not signed.")

  static func differs(_ difference: SelectionBundle.Difference) -> Phrase {
    switch difference {
    case .partMissing(let name):
      Phrase(
        kk: "Жоқ: бумада \(name) жетіспейді.", ru: "Нет: в пакете не хватает \(name).",
        en: "No: \(name) is missing from the bundle.")
    case .checksum(let name):
      Phrase(kk: "Жоқ: \(name) өзгертілген.", ru: "Нет: \(name) изменён.", en: "No: \(name) was changed.")
    case .signature:
      Phrase(kk: "Жоқ: қолтаңба сәйкес емес.", ru: "Нет: подпись не подходит.", en: "No: the signature does not fit.")
    case .policy(let complaint):
      Phrase(
        kk: "Жоқ: саясат — \(complaint.says(.kk))", ru: "Нет: политика — \(complaint.says(.ru))",
        en: "No: the policy: \(complaint.says(.en))")
    case .candidates(let complaint):
      Phrase(
        kk: "Жоқ: қатысушылар — \(complaint.says(.kk))", ru: "Нет: участницы — \(complaint.says(.ru))",
        en: "No: the candidates: \(complaint.says(.en))")
    case .outcome(let line, let published, let computed):
      Phrase(
        kk: "Жоқ: \(line)-жол басқаша шығады. Жарияланғаны: \(published). Есептелгені: \(computed).",
        ru: "Нет: строка \(line) получается другой. Опубликовано: \(published). Вычислено: \(computed).",
        en: "No: line \(line) comes out differently. Published: \(published). Computed: \(computed).")
    case .unreadable:
      Phrase(
        kk: "Жоқ: бұл іріктеу бумасы емес не бүлінген.", ru: "Нет: это не пакет отбора или он повреждён.",
        en: "No: this is no bundle of a selection, or it is damaged.")
    }
  }

  static func broken(_ finding: BrokenPromise) -> Phrase {
    switch finding {
    case .codeTwice(let code):
      Phrase(kk: "Код екі рет: \(code).", ru: "Код дважды: \(code).", en: "A code stands twice: \(code).")
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
        kk: "Орыннан \(excess) артық ұсынылған.", ru: "Предложено больше мест на \(excess).",
        en: "\(excess) more offers than places.")
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
        kk: "\(reserve + 1)-сақталған орындар толмаған: \(waits) күтеді, орын \(holds) қолында.",
        ru: "Сохранённые места \(reserve + 1) не заполнены: \(waits) ждёт, место у \(holds).",
        en: "Reserve \(reserve + 1) is short: \(waits) waits while \(holds) has a place.")
    case .passedOver(let waits, let holds):
      Phrase(
        kk: "\(waits) себепсіз кейін қалған, орын \(holds) қолында.", ru: "\(waits) обойдена без правила, место у \(holds).",
        en: "\(waits) was passed over without a rule; \(holds) was called.")
    case .shareShort(let share, let place, let waits):
      Phrase(
        kk: "\(place)-орында \(share + 1)-үлес сақталмаған: \(waits) күтеді.",
        ru: "На месте \(place) не соблюдена доля \(share + 1): \(waits) ждёт.",
        en: "At place \(place) share \(share + 1) was not kept: \(waits) waits.")
    }
  }
}
