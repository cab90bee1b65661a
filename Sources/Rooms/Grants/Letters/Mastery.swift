import Programme
import Words

/// How well something was learnt, in words: what a letter says in place of points. `/merit` says what each word means.
enum Mastery: Int, Sendable, CaseIterable, Comparable {
  case begun, basic, sure, full

  /// Of a share of points from 0 to 1.
  init(share: Double) { self = Self.allCases.last { share >= $0.least } ?? .begun }

  /// The least share of points.
  var least: Double {
    switch self {
    case .begun: 0
    case .basic: 0.5
    case .sure: 0.7
    case .full: 0.85
    }
  }

  static func < (a: Mastery, b: Mastery) -> Bool { a.rawValue < b.rawValue }

  var name: Phrase {
    switch self {
    case .begun: Phrase(kk: "бастап үйренді", ru: "начала осваивать", en: "has begun to learn it")
    case .basic: Phrase(kk: "негізін меңгерді", ru: "освоила основы", en: "has learnt the basics")
    case .sure: Phrase(kk: "жақсы меңгерді", ru: "освоила хорошо", en: "has learnt it well")
    case .full: Phrase(kk: "толық меңгерді", ru: "освоила полностью", en: "has mastered it")
    }
  }

  /// The word, and how far a measurement may be off, in words: two standard errors on either side.
  static func said(_ measure: Measure) -> Said {
    let level = Mastery(share: measure.value)
    let off = 2 * measure.error
    let steps = max(
      Mastery(share: measure.value + off).rawValue - level.rawValue, level.rawValue - Mastery(share: measure.value - off).rawValue
    )
    let error: Phrase = steps == 0 ? .errorWithinLevel : steps == 1 ? .errorOfOneLevel : .errorOfLevels
    return Said(
      kk: "\(Language.kk(level.name)); \(Language.kk(error))", ru: "\(Language.ru(level.name)); \(Language.ru(error))",
      en: "\(Language.en(level.name)); \(Language.en(error))")
  }

  /// What each word means, for the page about merit.
  var means: Phrase {
    let percent = Int((least * 100).rounded())
    guard self != .begun else {
      return Phrase(kk: "50 %-дан аз", ru: "меньше 50 %", en: "less than 50 %")
    }
    return Phrase(kk: "кемінде \(percent) %", ru: "не меньше \(percent) %", en: "at least \(percent) %")
  }
}

extension Phrase {
  static let errorWithinLevel = Phrase(
    kk: "қатесі бір деңгейден аз", ru: "погрешность меньше уровня", en: "error smaller than a level")
  static let errorOfOneLevel = Phrase(
    kk: "көрші деңгей болуы да мүмкін", ru: "возможен и соседний уровень", en: "the neighbouring level is possible too")
  static let errorOfLevels = Phrase(kk: "дәл емес өлшем", ru: "измерено неточно", en: "not measured exactly")
  static let levelsOfLetter = Phrase(
    kk: "Хаттағы деңгейлер", ru: "Уровни в письме", en: "Levels in a letter")
  static let levelsOfLetterWhat = Phrase(
    kk:
      "Ұсыным хатта ұпай да, қыздардың арасындағы орын да жазылмайды. Әр курс пен жоба туралы бір сөз тұрады: бөлім тексерулерінде немесе жобада жиналған ұпайдың үлесі бойынша. Жанында өлшеу қатесі айтылады.",
    ru:
      "В рекомендательном письме нет ни баллов, ни места среди других. О каждом курсе и проекте стоит одно слово — по доле баллов за проверки разделов или за проект. Рядом сказано, насколько точно это измерено.",
    en:
      "A letter of recommendation names neither points nor a rank. Each course and project has one word, by the share of the points in its checks or project, and beside it how exactly that was measured."
  )
}
