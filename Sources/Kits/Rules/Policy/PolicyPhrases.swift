import Allocation
import Programme
import Words

extension Phrase {
  static let reservesAndShares = Phrase(
    kk: "reserves және shares бірге қолданылмайды: біреуін қалдырыңыз.",
    ru: "reserves и shares вместе не применяются: оставьте одно.",
    en: "reserves and shares cannot be used together: keep one of them.")
  static let rangeMissing = Phrase(
    kk: "raw шкаласына range: [ең азы, ең көбі] қажет.", ru: "Шкале raw нужен range: [наименьшее, наибольшее].",
    en: "The scale raw needs range: [lowest, highest].")
  static let missingUnknown = Phrase(
    kk: "missing мәні: not considered, lowest, average немесе 0–100 арасындағы сан.",
    ru: "missing — это not considered, lowest, average или число от 0 до 100.",
    en: "missing is one of: not considered, lowest, average, or a number from 0 to 100.")
  static let sourcesMissing = Phrase(
    kk: "Жеребе үшін кемінде бір ашық дереккөз қажет.", ru: "Для жеребьёвки нужен хотя бы один открытый источник.",
    en: "The lottery needs at least one public source.")
  static let offerDaysOutOfRange = Phrase(
    kk: "Жауап беру мерзімі 1 күннен 60 күнге дейін.", ru: "Срок ответа от 1 до 60 дней.",
    en: "The time to answer is 1 to 60 days.")
  static let tiesWithoutSource = Phrase(
    kk: "Ұпайы тең болғандардың реті жеребемен анықталады; дереккөзі әлі аталмаған.",
    ru: "Порядок при равных баллах определяет жеребьёвка; её источник ещё не назван.",
    en: "Equal points are put in order by a lottery whose source is not named yet.")

  static func scaleUnknown(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» шкаласы белгісіз: raw, standard немесе logit.", ru: "Шкала «\(name)» неизвестна: raw, standard или logit.",
      en: "The scale “\(name)” is unknown: raw, standard or logit.")
  }

  static func minimumIs(_ value: Double) -> Phrase {
    Phrase(
      kk: "Қажетті ең аз мән: \(Language.kk.short(value)).", ru: "Наименьшее допустимое значение: \(Language.ru.short(value)).",
      en: "The lowest value allowed is \(Language.en.short(value)).")
  }

  /// How equal points are put in order, or that no source is named yet.
  static func ties(_ lottery: LotteryRule?, decimals: Int) -> Phrase {
    guard let lottery else { return .tiesWithoutSource }
    return .ties(decimals: decimals, sources: lottery.sources.map(\.phrase), published: lottery.published)
  }

  private static func ties(decimals: Int, sources: [Phrase], published: Day) -> Phrase {
    @Sendable func list(_ language: Language) -> String { sources.map { $0(language) }.joined(separator: "; ") }
    return Phrase(
      kk:
        "Ұпайы (үтірден кейін \(decimals) таңба) тең болғандардың реті ашық жеребемен анықталады (RFC 3797). Сандардың дереккөзі (жарияланатын күні: \(Language.kk.date(published))): \(list(.kk)).",
      ru:
        "Порядок при равных баллах (знаков после запятой: \(decimals)) определяет открытая жеребьёвка (RFC 3797). Источник чисел (публикация \(Language.ru.date(published))): \(list(.ru)).",
      en:
        "Equal points (\(decimals) decimals) are put in order by a public lottery (RFC 3797). Source of the numbers (published on \(Language.en.date(published))): \(list(.en))."
    )
  }
}

extension PolicyFault {
  var says: Phrase {
    switch self {
    case .noPlaces:
      Phrase(kk: "Кемінде бір орын қажет.", ru: "Нужно хотя бы одно место.", en: "There must be at least one place.")
    case .noEvidence:
      Phrase(
        kk: "Кемінде бір нәтиже түрі қажет.", ru: "Нужен хотя бы один вид результатов.",
        en: "There must be at least one piece of evidence.")
    case .evidenceTwice(let name), .attributeTwice(let name), .capTwice(let name):
      Phrase(kk: "«\(name)» екі рет жазылған.", ru: "«\(name)» указано дважды.", en: "“\(name)” appears twice.")
    case .weightNotPositive(let name):
      Phrase(
        kk: "«\(name)»: салмақ нөлден үлкен болуы керек.", ru: "«\(name)»: вес должен быть больше нуля.",
        en: "“\(name)”: the weight must be above zero.")
    case .emptyRange(let name):
      Phrase(
        kk: "«\(name)»: аралықтың басы соңынан кіші болуы керек.", ru: "«\(name)»: начало диапазона должно быть меньше конца.",
        en: "“\(name)”: the range must begin below its end.")
    case .minimumOutOfRange(let name):
      Phrase(
        kk: "«\(name)»: ең аз мән аралықтан тыс, оған ешкім жетпейді немесе ол ештеңені шектемейді.",
        ru: "«\(name)»: минимум вне диапазона, он никого не пропустит или ничего не ограничит.",
        en: "“\(name)”: the minimum lies outside the range, so it would stop everybody or nobody.")
    case .pointsOutOfRange(let name):
      Phrase(
        kk: "«\(name)»: берілетін ұпай 0–100 аралығында.", ru: "«\(name)»: заданные баллы от 0 до 100.",
        en: "“\(name)”: the points given lie between 0 and 100.")
    case .noParts(let name):
      Phrase(kk: "«\(name)»: бөлік саны кемінде 1.", ru: "«\(name)»: частей не меньше 1.", en: "“\(name)”: at least 1 part.")
    case .decimals:
      Phrase(kk: "Үтірден кейін 0–6 таңба.", ru: "Знаков после запятой от 0 до 6.", en: "The decimals are 0 to 6.")
    case .reserveNotPositive(let name), .capNotPositive(let name):
      Phrase(kk: "«\(name)»: кемінде 1 орын.", ru: "«\(name)»: не меньше 1 места.", en: "“\(name)”: at least 1 place.")
    case .reservesExceedPlaces(let excess):
      Phrase(
        kk: "Сақталған орындар жалпы орын санынан \(excess) орынға көп: соншаға азайтыңыз немесе орын қосыңыз.",
        ru: "Мест по квоте больше, чем мест всего, на \(excess): уменьшите их на столько или добавьте места.",
        en:
          "The quotas ask for \(counted(excess, one: "more place", other: "more places")) than there are: lower them by as many or add places."
      )
    case .percentOutOfRange(let name):
      Phrase(
        kk: "«\(name)»: үлес 1–99 пайыз.", ru: "«\(name)»: доля от 1 до 99 процентов.",
        en: "“\(name)”: a share is 1 to 99 per cent.")
    case .moreThanTwoShares:
      Phrase(kk: "Үлес екіден көп болмайды.", ru: "Долей не больше двух.", en: "There can be at most two shares.")
    case .sharesExceedAll(let total):
      Phrase(
        kk: "Үлестердің қосындысы \(total)%: 100%-дан аспауы керек.", ru: "Доли вместе дают \(total) %: не больше 100 %.",
        en: "The shares add up to \(total)%: at most 100%.")
    }
  }
}

extension Phrase {
  static func sameColumn(_ one: String, _ other: String) -> Phrase {
    Phrase(
      kk: "«\(one)» мен «\(other)» кестеде бір баған болады: біреуінің атын өзгертіңіз.",
      ru: "«\(one)» и «\(other)» в таблице были бы одним столбцом: назовите одно иначе.",
      en: "“\(one)” and “\(other)” would be one column of a table: name one of them otherwise.")
  }
}
