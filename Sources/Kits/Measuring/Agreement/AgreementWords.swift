import Measurement
import Words

extension Phrase {
  static let agreementTitle = Phrase(
    kk: "Бағалаушылардың бағалары қаншалықты үйлеседі", ru: "Насколько согласны эксперты", en: "How far the raters agree")
  static let agreementExplained = Phrase(
    kk:
      "1 — толық үйлесім, 0 — кездейсоқ деңгей. κ мен α кездейсоқ сәйкестікті есептен шығарады; ICC — айырманың қанша бөлігі жұмыстардың өзінен туындайтыны. Бағалаушылар бірнеше жұп болса, Cohen κ — жұптар орташасы; жұптың ортақ жұмысы аз болса, ол тым төмен шығады, онда α-ға қараңыз.",
    ru:
      "1 — полное согласие, 0 — уровень случая. κ и α вычитают случайные совпадения; ICC — какая доля различий идёт от самих работ. Если пар экспертов несколько, Cohen κ — среднее по парам; при малом числе общих работ оно занижено, тогда смотрите на α.",
    en:
      "1 is full agreement, 0 the level of chance. κ and α take chance matches away; ICC is the share of the differences that comes from the works themselves. With several pairs of raters Cohen κ is the mean over pairs; where pairs share few works it is too low: look at α then."
  )
  static func agreementCounts(_ units: Int, _ raters: Int, _ ratings: Int) -> Phrase {
    Phrase(
      kk: "Бағаланған жұмыс: \(units), бағалаушы: \(raters), баға: \(ratings).",
      ru: "Оценённых работ: \(units), экспертов: \(raters), оценок: \(ratings).",
      en: "Rated units: \(units), raters: \(raters), ratings: \(ratings).")
  }
  static let allCriteria = Phrase(kk: "Барлық критерий бірге", ru: "Все критерии вместе", en: "All criteria together")
  static let coefficientWord = Phrase(kk: "Коэффициент", ru: "Коэффициент", en: "Coefficient")
  static let valueWord = Phrase(kk: "Мәні", ru: "Значение", en: "Value")
  static func intervalWord(_ level: String) -> Phrase {
    Phrase(kk: "\(level) сенім аралығы", ru: "Интервал \(level)", en: "\(level) interval")
  }
  static func ratedTwice(_ rater: String) -> Phrase {
    Phrase(
      kk: "«\(rater)» бұл қатысушыны осы критерий бойынша екі рет бағалаған.",
      ru: "«\(rater)» оценивает этого человека по этому критерию дважды.",
      en: "“\(rater)” rated this candidate twice on this criterion.")
  }
  static let ratingsNotCategories = Phrase(
    kk: "Бағалар бүтін сан емес, сондықтан оларды санат деуге болмайды.", ru: "Оценки не целые числа, поэтому это не категории.",
    en: "The ratings are not whole numbers, so they are not categories.")
  static let ratingsWithoutOrder = Phrase(
    kk: "Санат атауларының реті жоқ.", ru: "У названий категорий нет порядка.", en: "Names of categories have no order.")
  static let ratingsAreNames = Phrase(
    kk: "Бағалар сан емес, атау.", ru: "Оценки — названия, а не числа.", en: "The ratings are names, not numbers.")
  static let designUneven = Phrase(
    kk: "Жұмыстарды бағалағандар саны әртүрлі.", ru: "Число оценок у работ разное.",
    en: "The units have different numbers of ratings.")
  static let ratersDiffer = Phrase(
    kk: "Барлық жұмысты бірдей бағалаушылар бағаламаған.", ru: "Не все работы оценены одними и теми же экспертами.",
    en: "Not all units were rated by the same raters.")

  /// Why a coefficient has no value.
  static func agreementRefused(_ fault: AgreementFault) -> Phrase {
    switch fault {
    case .noUnits, .oneUnit:
      Phrase(kk: "Бағаланған жұмыс тым аз.", ru: "Слишком мало оценённых работ.", en: "There are too few rated units.")
    case .oneRater, .noPairs:
      Phrase(
        kk: "Екі адам бағалаған бірде-бір жұмыс жоқ.", ru: "Ни одну работу не оценили двое.",
        en: "No unit was rated by two raters.")
    case .unequalRaters: .designUneven
    case .noVariation, .oneCategory:
      Phrase(
        kk: "Барлық баға бірдей: кездейсоқ үйлесімнен ажырату мүмкін емес.",
        ru: "Все оценки одинаковы: согласие не отличить от случайного.",
        en: "All ratings are the same: agreement cannot be told from chance.")
    case .negative:
      Phrase(
        kk: "Теріс баға бар, ал қатынас шкаласы нөлден басталады.",
        ru: "Есть отрицательные оценки, а шкала отношений идёт от нуля.",
        en: "Some ratings are below 0; a ratio scale starts there.")
    case .category, .notFinite, .unit, .lengths: .countsContradict
    }
  }
}
