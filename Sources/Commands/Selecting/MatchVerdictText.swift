import Documents
import Inspection
import Rules
import Words

extension VerdictText {
  /// Of a match; a public bundle is not computed again, and says so.
  static func lines(_ verdict: MatchBundle.Verdict, _ parts: [Archive.Part], _ language: Language) -> [String] {
    var lines: [String] = []
    if let difference = verdict.difference { lines.append(Phrase.differs(difference)(language)) }
    lines += verdict.findings.prefix(20).map { Phrase.broken($0)(language) }
    guard verdict.isGood else { return lines }
    let hasRows = parts.contains { $0.name == MatchBundle.rowsName }
    lines.append((hasRows ? Phrase.matchVerified(verdict.candidates, verdict.offered) : .matchFits(verdict.candidates))(language))
    return lines
  }

  /// Of one row.
  static func lines(_ verdict: RowProof.Verdict, _ language: Language) -> [String] {
    switch verdict {
    case .counted(let row):
      [
        Phrase.rowCounted(row)(language),
        (row.offer.map { Phrase.rowHas($0, row.kind ?? "open") } ?? .rowHasNone(row.without ?? .cutOff))(language),
      ]
        + (row.isTotalComputed ? [] : [Phrase.totalOfAll(language)])
        + (row.open > 0 ? [Phrase.rangesOpen(row.open)(language)] : [])
    case .notThere: [Phrase.rowNotThere(language)]
    case .unreadable(let column): [Phrase.rowUnreadable(column)(language)]
    case .total(let published, let computed): [Phrase.rowTotal(published, computed)(language)]
    case .passedOver(let offer, let kind): [Phrase.rowPassedOver(offer, kind)(language)]
    case .unfounded(let offer, let kind): [Phrase.rowUnfounded(offer, kind)(language)]
    }
  }
}

extension Phrase {
  static let rowWantsMatch = Phrase(
    kk: "--row орындарды бөлу топтамасымен бірге қолданылады: bundle.zip файлын көрсетіңіз.",
    ru: "--row работает с пакетом распределения: назовите его файл bundle.zip.",
    en: "--row goes with the bundle of a match: name its bundle.zip.")
  static let noRowThere = Phrase(
    kk: "мұнда жеке жол жоқ: өз бетіңізден алынған proof.txt файлын көрсетіңіз.",
    ru: "здесь нет личной строки: назовите файл proof.txt со своей страницы.",
    en: "there is no row here: name the file proof.txt from your own page.")

  static func matchVerified(_ girls: Int, _ placed: Int) -> Phrase {
    Phrase(
      kk:
        "Иә: \(girls) жол қайта есептелді, барлығы жарияланғандай. Орын алғаны: \(placed). Ешкімнің орны негізсіз басқаға берілмеген.",
      ru: "Да: пересчитано строк: \(girls), всё как опубликовано. Места получили: \(placed). Никто не обойдён без основания.",
      en:
        "Yes: \(counted(girls, one: "row was", other: "rows were")) computed again, all is as published. \(placed) have a place. Nobody was passed over without a reason."
    )
  }

  static func matchFits(_ girls: Int) -> Phrase {
    Phrase(
      kk:
        "Иә: топтаманың бөліктері өзгермеген және бір-біріне сәйкес. Түбірде \(girls) жол бар. Жолдардың өзі мұнда жоқ, сондықтан олар қайта есептелген жоқ.",
      ru:
        "Да: части пакета не изменены и согласуются. Под корнем строк: \(girls). Самих строк здесь нет, поэтому они не пересчитаны.",
      en:
        "Yes: the parts of the bundle are unchanged and fit each other. There are \(counted(girls, one: "row", other: "rows")) under the root. The rows themselves are not here, so they were not computed again."
    )
  }

  static func rowCounted(_ row: RowProof.Counted) -> Phrase {
    Phrase(
      kk: "Иә: \(row.number)-жол (барлығы \(row.of)) есепке алынған.", ru: "Да: строка \(row.number) из \(row.of) учтена.",
      en: "Yes: row \(row.number) of \(row.of) was counted.")
  }

  static func rowHas(_ offer: String, _ kind: String) -> Phrase {
    Phrase(
      kk: "Орны: \(offer) (\(kind)). Тізімде ұпайы шегіне жететін бірінші орын — осы.",
      ru: "Место: \(offer) (\(kind)). Это первое место списка, порог которого пройден.",
      en: "The place is \(offer) (\(kind)). It is the first on the list whose cut-off the row meets.")
  }

  static func rowHasNone(_ why: RowProof.Without) -> Phrase {
    switch why {
    case .list: Phrase(kk: "Орын жоқ: тізім бос.", ru: "Места нет: список пуст.", en: "There is no place: the list is empty.")
    case .total:
      Phrase(
        kk: "Орын жоқ: ереже бұл деректерден ұпай шығармайды.", ru: "Места нет: по правилу из этих данных баллы не считают.",
        en: "There is no place: the rule makes no total of this evidence.")
    case .requirement(let key):
      Phrase(
        kk: "Орын жоқ: тізімдегі әр ұсыныстың талабы орындалмаған (\(key)).",
        ru: "Места нет: у каждого предложения списка не выполнено требование (\(key)).",
        en: "There is no place: every offer of the list has a requirement that is not met (\(key)).")
    case .cutOff:
      Phrase(
        kk: "Орын жоқ: тізімдегі ешбір орынның шегіне ұпайы жетпейді.",
        ru: "Места нет: баллов не хватает ни для одного места в списке.",
        en: "There is no place: the row meets no cut-off on its list.")
    }
  }
  static let totalOfAll = Phrase(
    kk: "Жалпы ұпай бұл жолдың өзінен ғана есептелмейді: ереже басқалардың нәтижесіне де қарайды. Оны аудитор тексереді.",
    ru: "Итог нельзя вычислить из одной этой строки: правило смотрит и на результаты других. Его проверяет аудитор.",
    en: "The total cannot be computed from this row alone: the rule looks at the others' results too. The auditor checks it.")

  static func rangesOpen(_ places: Int) -> Phrase {
    Phrase(
      kk:
        "\(places) орынның шегі бес ұпайлық аралықпен берілген, ал бұл жолдың ұпайы сол аралықта: оларды тек аудитор тексере алады.",
      ru:
        "Для стольких мест порог дан промежутком в пять баллов, и итог этой строки лежит в нём: \(places). Их проверит только аудитор.",
      en:
        "For \(counted(places, one: "place", other: "places")) the cut-off is given as a range of five points, and this row's total lies in it: only the auditor can check them."
    )
  }

  static let rowNotThere = Phrase(
    kk: "Жоқ: бұл жол осы топтаманың түбірінде жоқ. Ол өзгертілген не басқа топтамадан алынған.",
    ru: "Нет: под корнем этого пакета такой строки нет. Она изменена или из другого пакета.",
    en: "No: this row is not under the root of this bundle. It was changed, or is of another bundle.")

  static func rowUnreadable(_ column: String) -> Phrase {
    Phrase(
      kk: "Жоқ: жолдағы «\(column)» оқылмайды.", ru: "Нет: в строке не читается «\(column)».",
      en: "No: “\(column)” in the row cannot be read.")
  }

  static func rowTotal(_ published: String, _ computed: String) -> Phrase {
    Phrase(
      kk: "Жоқ: жалпы ұпай басқаша шығады. Жазылғаны: \(published). Есептелгені: \(computed).",
      ru: "Нет: итог получается другим. Записано: \(published). Вычислено: \(computed).",
      en: "No: the total comes out differently. Written: \(published). Computed: \(computed).")
  }

  static func rowPassedOver(_ offer: String, _ kind: String) -> Phrase {
    Phrase(
      kk: "Жоқ: қалауы жоғары \(offer) (\(kind)) орнының шегіне ұпайы жетеді, бірақ ол берілмеген.",
      ru: "Нет: баллов хватает для более желанного места \(offer) (\(kind)), но оно не дано.",
      en: "No: the row meets the cut-off of \(offer) (\(kind)), which it wanted more, and does not have it.")
  }

  static func rowUnfounded(_ offer: String, _ kind: String) -> Phrase {
    Phrase(
      kk: "Жоқ: \(offer) (\(kind)) орны берілген, бірақ ол тізімде жоқ не ұпайы шегіне жетпейді.",
      ru: "Нет: дано место \(offer) (\(kind)), но его нет в списке или баллов для него не хватает.",
      en: "No: the row has \(offer) (\(kind)), which its list does not name or whose cut-off it does not meet.")
  }

  /// `line` counts rows from 0; files have headings.
  static func broken(_ finding: BrokenMatch) -> Phrase {
    switch finding {
    case .numberTwice(let line, let other):
      Phrase(
        kk: "\(row(line)(.kk)): нөмірі \(other + 2)-жолда да бар.",
        ru: "\(row(line)(.ru)): тот же номер, что в строке \(other + 2).",
        en: "\(row(line)(.en)): the same number as on line \(other + 2).")
    case .drawTwice(let line, let other):
      Phrase(
        kk: "\(row(line)(.kk)): жеребе нөмірі \(other + 2)-жолдағымен бірдей.",
        ru: "\(row(line)(.ru)): тот же номер жеребьёвки, что в строке \(other + 2).",
        en: "\(row(line)(.en)): the same number of the draw as on line \(other + 2).")
    case .noSuchOffer(let line), .noSuchKind(let line):
      Phrase(
        kk: "\(row(line)(.kk)): мұндай ұсыныс не орын жоқ.", ru: "\(row(line)(.ru)): такого предложения или места нет.",
        en: "\(row(line)(.en)): there is no such offer or seat.")
    case .offerTwice(let line, _):
      Phrase(
        kk: "\(row(line)(.kk)): тізімде бір ұсыныс екі рет тұр.",
        ru: "\(row(line)(.ru)): одно предложение стоит в списке дважды.",
        en: "\(row(line)(.en)): one offer stands on the list twice.")
    case .notListed(let line, let kind):
      Phrase(
        kk: "\(row(line)(.kk)): орын тізімде жоқ (\(seats(kind)(.kk))).",
        ru: "\(row(line)(.ru)): места нет в списке (\(seats(kind)(.ru))).",
        en: "\(row(line)(.en)): the place is not on the list (\(seats(kind)(.en))).")
    case .notRanked(let line, let kind):
      Phrase(
        kk: "\(row(line)(.kk)): талабы орындалмаған орын берілген (\(seats(kind)(.kk))).",
        ru: "\(row(line)(.ru)): дано место, требование которого не выполнено (\(seats(kind)(.ru))).",
        en: "\(row(line)(.en)): a place is given whose requirement is not met (\(seats(kind)(.en))).")
    case .seatsExceeded(let kind, let excess):
      Phrase(
        kk: "\(seats(kind)(.kk)): бар орыннан \(excess) артық.",
        ru: "\(seats(kind)(.ru)): занято на \(excess) больше, чем есть мест.",
        en: "\(seats(kind)(.en)): exceeded by \(excess).")
    case .filledOtherwise(let kind, let published, let counted):
      Phrase(
        kk: "\(seats(kind)(.kk)): жазылғаны \(published), саналғаны \(counted).",
        ru: "\(seats(kind)(.ru)): записано \(published), насчитано \(counted).",
        en: "\(seats(kind)(.en)): written \(published), counted \(counted).")
    case .cutOffOfFreeSeats(let kind):
      Phrase(
        kk: "\(seats(kind)(.kk)): бос орын бар, ал шек қойылған.", ru: "\(seats(kind)(.ru)): место свободно, а порог указан.",
        en: "\(seats(kind)(.en)): a seat is free, and yet there is a cut-off.")
    case .cutOffMissing(let kind):
      Phrase(
        kk: "\(seats(kind)(.kk)): орындар толған, ал шек жазылмаған.",
        ru: "\(seats(kind)(.ru)): места заняты, а порог не указан.",
        en: "\(seats(kind)(.en)): all seats are taken, and there is no cut-off.")
    case .cutOffOtherwise(let kind, let line):
      Phrase(
        kk: "\(seats(kind)(.kk)): соңғы орынның иесі басқа: \(row(line)(.kk)).",
        ru: "\(seats(kind)(.ru)): последнее место у другой: \(row(line)(.ru)).",
        en: "\(seats(kind)(.en)): the last seat is another's: \(row(line)(.en)).")
    case .belowCutOff(let line, let kind):
      Phrase(
        kk: "\(row(line)(.kk)): ұпайы өз орнының шегінен төмен (\(seats(kind)(.kk))).",
        ru: "\(row(line)(.ru)): баллов меньше порога своего места (\(seats(kind)(.ru))).",
        en: "\(row(line)(.en)): below the cut-off of its place (\(seats(kind)(.en))).")
    case .passedOver(let line, let kind):
      Phrase(
        kk: "\(row(line)(.kk)): қалауы жоғары орынның шегіне ұпайы жетеді, бірақ оны алмаған (\(seats(kind)(.kk))).",
        ru: "\(row(line)(.ru)): проходит порог более желанного места, но его не получила (\(seats(kind)(.ru))).",
        en: "\(row(line)(.en)): meets the cut-off of a place it wanted more, and does not have it (\(seats(kind)(.en))).")
    case .blockingPair(let line, let kind):
      Phrase(
        kk: "\(row(line)(.kk)): қалауы жоғары орынды ұпайы төмен біреу алған не ол бос тұр (\(seats(kind)(.kk))).",
        ru: "\(row(line)(.ru)): более желанное место у кого-то с меньшими баллами или пустует (\(seats(kind)(.ru))).",
        en: "\(row(line)(.en)): somebody weaker has a place it wanted more, or nobody (\(seats(kind)(.en))).")
    }
  }

  private static func row(_ line: Int) -> Phrase { .fileLine(MatchBundle.rowsName, line) }
  private static func seats(_ kind: Int) -> Phrase { .fileLine(MatchBundle.cutOffsName, kind) }

  private static func fileLine(_ file: String, _ line: Int) -> Phrase {
    Phrase(kk: "\(file), \(line + 2)-жол", ru: "\(file), строка \(line + 2)", en: "\(file), line \(line + 2)")
  }
}
