package import Words

/// One place where a lesson's languages do not agree, or where something is missing.
package struct Finding: Sendable, Hashable {
  package let file: String
  /// From 1.
  package let line: Int
  package let fault: Fault
  /// What stands there, and what stands in the source for it; empty where there is nothing to show.
  package let here, source: String

  package enum Rule: String, Sendable, CaseIterable { case text, shape, same, numbers, terms, language, drift, complete }

  package enum Fault: Sendable, Hashable {
    case text(LessonFault)
    case shape(here: String?, source: String?)
    case formulas, code, links(only: [String])
    case parameters
    case numbers(here: [String], source: [String])
    case stem(String, wanted: [String])
    case untranslated, lookAlike(String), notKazakh
    case neverConfirmed, behind, unconfirmed, gone, idleException
    case noText, unsaid, noTerm(String), noExercise(String), noFigure(String), noDownload(String), noLesson(String)
  }

  package var rule: Rule { fault.rule }
}

extension Finding.Fault {
  package var rule: Finding.Rule {
    switch self {
    case .text: .text
    case .shape: .shape
    case .formulas, .code, .links, .parameters: .same
    case .numbers: .numbers
    case .stem: .terms
    case .untranslated, .lookAlike, .notKazakh: .language
    case .neverConfirmed, .behind, .unconfirmed, .gone, .idleException: .drift
    case .noText, .unsaid, .noTerm, .noExercise, .noFigure, .noDownload, .noLesson: .complete
    }
  }
}

extension Finding {
  package var phrase: Phrase {
    switch fault {
    case .text(let fault): fault.phrase
    case .shape(let here, let source):
      Phrase(
        kk: "мұнда «\(here ?? "—")», түпнұсқада «\(source ?? "—")»",
        ru: "здесь «\(here ?? "—")», в исходном тексте «\(source ?? "—")»",
        en: "here “\(here ?? "—")”, in the source “\(source ?? "—")”")
    case .formulas: Phrase(kk: "формулалар бірдей емес", ru: "формулы различаются", en: "the formulas differ")
    case .code: Phrase(kk: "код бірдей емес", ru: "код различается", en: "the code differs")
    case .links(let keys):
      Phrase(
        kk: "сілтеме бір тілде ғана бар: \(keys.joined(separator: ", "))",
        ru: "ссылка есть только в одном языке: \(keys.joined(separator: ", "))",
        en: "linked in one language only: \(keys.joined(separator: ", "))")
    case .parameters:
      Phrase(
        kk: "{=…} мен {?…} бірдей емес", ru: "{=…} и {?…} различаются", en: "{=…} and {?…} differ")
    case .numbers(let here, let source):
      Phrase(
        kk: "сандар басқа: мұнда \(here.joined(separator: "; ")), түпнұсқада \(source.joined(separator: "; "))",
        ru: "числа различаются: здесь \(here.joined(separator: "; ")), в исходном тексте \(source.joined(separator: "; "))",
        en: "the numbers differ: here \(here.joined(separator: "; ")), in the source \(source.joined(separator: "; "))")
    case .stem(let term, let wanted):
      Phrase(
        kk: "\(term) термині жоқ, күтілетіні: \(wanted.joined(separator: ", "))",
        ru: "нет термина \(term), ожидается: \(wanted.joined(separator: ", "))",
        en: "the term \(term) is missing, expected: \(wanted.joined(separator: ", "))")
    default: languagePhrase
    }
  }

  private var languagePhrase: Phrase {
    switch fault {
    case .untranslated:
      Phrase(
        kk: "екі тілде бірдей: аударылмаған ба?", ru: "одинаково в двух языках: не переведено?",
        en: "the same in two languages: not translated?")
    case .lookAlike(let word):
      Phrase(
        kk: "«\(word)» сөзінде латын мен кирилл әріптері аралас", ru: "в слове «\(word)» смешаны латиница и кириллица",
        en: "Latin and Cyrillic letters are mixed in “\(word)”")
    case .notKazakh:
      Phrase(
        kk: "қазақ әрпі жоқ: аударылмаған ба?", ru: "нет ни одной казахской буквы: не переведено?",
        en: "no Kazakh letter: not translated?")
    case .neverConfirmed:
      Phrase(
        kk: "тілдердің сәйкестігін ешкім растамаған", ru: "никто не подтвердил, что языки совпадают",
        en: "nobody has confirmed that the languages agree")
    case .behind:
      Phrase(
        kk: "түпнұсқа өзгерді, аударма ескі", ru: "исходный текст изменился, перевод отстал",
        en: "the source changed, the translation is behind")
    case .unconfirmed:
      Phrase(
        kk: "өзгерді: тілдер сәйкес пе, растау керек", ru: "изменилось: подтвердите, что языки совпадают",
        en: "changed: confirm that the languages agree")
    case .gone:
      Phrase(
        kk: "расталған бөлік енді жоқ: қайта растау керек", ru: "подтверждённого блока больше нет: подтвердите заново",
        en: "a confirmed block is gone: confirm again")
    case .idleException:
      Phrase(kk: "ерекшелік ештеңеге жатпайды", ru: "исключение ни к чему не относится", en: "the exception applies to nothing")
    default: completePhrase
    }
  }

  private var completePhrase: Phrase {
    switch fault {
    case .noTerm(let key): Phrase(kk: "глоссарийде \(key) жоқ", ru: "в глоссарии нет \(key)", en: "\(key) is not in the glossary")
    case .noExercise(let key):
      Phrase(kk: "\(key) жаттығуы жоқ", ru: "нет упражнения \(key)", en: "the exercise \(key) is missing")
    case .noFigure(let key): Phrase(kk: "\(key) суреті жоқ", ru: "нет рисунка \(key)", en: "the figure \(key) is missing")
    case .noDownload(let key): Phrase(kk: "\(key) файлы жоқ", ru: "нет файла \(key)", en: "the file \(key) is missing")
    case .noLesson(let key): Phrase(kk: "\(key) сабағы жоқ", ru: "нет урока \(key)", en: "the lesson \(key) is missing")
    case .noText: Phrase(kk: "бұл тілде мәтін жоқ", ru: "нет текста на этом языке", en: "there is no text in this language")
    default: Phrase(kk: "бұл тілде жазылмаған", ru: "на этом языке не написано", en: "it is not written in this language")
    }
  }
}
