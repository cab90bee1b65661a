package import Words

/// Why a formula is refused, and where: no formula is shown in part.
package struct FormulaComplaint: Error, Sendable, Hashable {
  /// The character of the formula at which reading stopped, counted from 1.
  package let column: Int
  package let fault: Fault

  package init(column: Int, fault: Fault) {
    self.column = column
    self.fault = fault
  }

  package enum Fault: Sendable, Hashable {
    case empty
    case tooLong(most: Int), tooDeep(most: Int), tooManyPieces(most: Int)
    case unknownCommand(String), otherName(String, String), unknownSign(String), unknownEnvironment(String)
    case letterOfText(String), bareBar, decimalComma
    case missingArgument(String), missingBase(String), bracesNeeded(String), twice(String), digitsAfter(String)
    case openBrace, strayBrace, openFence, strayRight, missingFence
    case strayCell, openEnvironment(String), otherEnd(String), tooManyCells(Int), badColumns, bracketAfterRow
    case badText, badUnit(String), unknownUnit(String), badChemical(String), unknownElement(String)
  }

  package var phrase: Phrase {
    let (column, why) = (column, fault.phrase)
    return Phrase(
      kk: "формула, \(column)-таңба: \(why(.kk))", ru: "формула, знак \(column): \(why(.ru))",
      en: "formula, character \(column): \(why(.en))")
  }
}

extension FormulaComplaint.Fault {
  /// What is wrong and, where one can say it, what to write instead.
  package var phrase: Phrase {
    switch self {
    case .empty: Phrase(kk: "формула бос", ru: "формула пуста", en: "the formula is empty")
    case .tooLong(let most):
      Phrase(kk: "\(most) таңбадан ұзын", ru: "длиннее \(most) знаков", en: "longer than \(most) characters")
    case .tooDeep(let most):
      Phrase(
        kk: "бірінің ішінде бірі \(most) қабаттан көп", ru: "вложено глубже \(most) уровней",
        en: "nested deeper than \(most) levels")
    case .tooManyPieces(let most):
      Phrase(kk: "бөлігі \(most)-нан көп", ru: "больше \(most) частей", en: "more than \(most) pieces")
    case .unknownCommand(let name):
      Phrase(kk: "\\\(name) пәрмені танылмайды", ru: "команда \\\(name) неизвестна", en: "the command \\\(name) is not known")
    case .otherName(let name, let ours):
      Phrase(kk: "\\\(name) орнына \\\(ours) жаз", ru: "вместо \\\(name) пишут \\\(ours)", en: "write \\\(ours) for \\\(name)")
    case .unknownSign(let sign):
      Phrase(
        kk: "«\(sign)» таңбасы формулада танылмайды", ru: "знак «\(sign)» в формуле неизвестен",
        en: "the sign “\(sign)” is not known in a formula")
    case .unknownEnvironment(let name):
      Phrase(kk: "\(name) ортасы танылмайды", ru: "окружение \(name) неизвестно", en: "the environment \(name) is not known")
    case .letterOfText(let letter):
      Phrase(
        kk: "«\(letter)» әрпі: сөздер \\text{…} ішінде тұрады", ru: "буква «\(letter)»: слова пишут внутри \\text{…}",
        en: "the letter “\(letter)”: words stand inside \\text{…}")
    case .bareBar:
      Phrase(
        kk: "модульді \\lvert … \\rvert, шартты \\mid деп жаз", ru: "модуль пишут \\lvert … \\rvert, условие — \\mid",
        en: "write an absolute value as \\lvert … \\rvert and a condition as \\mid")
    case .decimalComma:
      Phrase(
        kk: "санда нүкте қой, ал тізімде үтірден кейін бос орын қалдыр",
        ru: "в числе ставьте точку, в перечне — пробел после запятой",
        en: "write a point in numbers, and a space after the comma of a list")
    default: syntaxPhrase
    }
  }

  private var syntaxPhrase: Phrase {
    switch self {
    case .missingArgument(let name):
      Phrase(kk: "\(name) кейін ештеңе жоқ", ru: "после \(name) ничего нет", en: "nothing follows \(name)")
    case .missingBase(let sign):
      Phrase(kk: "\(sign) алдында ештеңе жоқ", ru: "перед \(sign) ничего нет", en: "nothing stands before \(sign)")
    case .bracesNeeded(let name):
      Phrase(kk: "\(name) жүйелі жақшаға {} алынсын", ru: "заключите \(name) в скобки {}", en: "put \(name) in braces {}")
    case .twice(let sign):
      Phrase(kk: "\(sign) екі рет тұр", ru: "\(sign) стоит дважды", en: "\(sign) appears twice")
    case .digitsAfter(let sign):
      Phrase(
        kk: "\(sign) кейін тек бір цифр алынады: қалғанын {} ішіне жаз", ru: "после \(sign) берётся одна цифра: число пишут в {}",
        en: "only one digit belongs to \(sign): write the number in {}")
    case .openBrace: Phrase(kk: "{ жақшасы жабылмаған", ru: "скобка { не закрыта", en: "the brace { is not closed")
    case .strayBrace: Phrase(kk: "} жақшасы ашылмаған", ru: "скобка } не открыта", en: "the brace } was not opened")
    case .openFence: Phrase(kk: "\\left үшін \\right жоқ", ru: "для \\left нет \\right", en: "\\left has no \\right")
    case .strayRight: Phrase(kk: "\\right үшін \\left жоқ", ru: "для \\right нет \\left", en: "\\right has no \\left")
    case .missingFence:
      Phrase(
        kk: "\\left және \\right соңынан жақша тұрады", ru: "после \\left и \\right стоит скобка",
        en: "a bracket follows \\left and \\right")
    case .strayCell:
      Phrase(
        kk: "& пен \\\\ тек кестенің ішінде тұрады", ru: "& и \\\\ стоят только внутри таблицы",
        en: "& and \\\\ stand only inside a table")
    case .openEnvironment(let name):
      Phrase(kk: "\\begin{\(name)} аяқталмаған", ru: "\\begin{\(name)} не завершено", en: "\\begin{\(name)} is not ended")
    case .otherEnd(let name):
      Phrase(kk: "\\end{\(name)} күтілмеген", ru: "\\end{\(name)} здесь лишнее", en: "\\end{\(name)} is not expected here")
    case .tooManyCells(let most):
      Phrase(kk: "жолда \(most) ұяшықтан көп", ru: "в строке больше \(most) ячеек", en: "more than \(most) cells in a row")
    case .badColumns:
      Phrase(
        kk: "бағандар l, c, r әріптерімен жазылады", ru: "столбцы пишут буквами l, c, r",
        en: "columns are written with the letters l, c, r")
    case .bracketAfterRow:
      Phrase(
        kk: "\\\\ кейін бірден [ тұрмайды", ru: "сразу после \\\\ не ставят [", en: "[ may not follow \\\\ at once")
    default: contentPhrase
    }
  }

  private var contentPhrase: Phrase {
    switch self {
    case .badText:
      Phrase(
        kk: "\\text{…} ішінде жақша, $ және \\ болмайды", ru: "внутри \\text{…} нет скобок, $ и \\",
        en: "no braces, $ or \\ inside \\text{…}")
    case .badUnit(let unit):
      Phrase(
        kk: "«\(unit)» бірлігі оқылмайды: \\unit{m/s^2} үлгісімен жаз",
        ru: "единица «\(unit)» не читается: образец \\unit{m/s^2}",
        en: "the unit “\(unit)” cannot be read: write it as \\unit{m/s^2}")
    case .unknownUnit(let unit):
      Phrase(kk: "«\(unit)» бірлігі танылмайды", ru: "единица «\(unit)» неизвестна", en: "the unit “\(unit)” is not known")
    case .badChemical(let sign):
      Phrase(
        kk: "химиялық формулада «\(sign)» танылмайды", ru: "в химической формуле «\(sign)» неизвестно",
        en: "“\(sign)” is not known in a chemical formula")
    case .unknownElement(let symbol):
      Phrase(kk: "\(symbol) элементі жоқ", ru: "элемента \(symbol) нет", en: "there is no element \(symbol)")
    default: Phrase(verbatim: "")
    }
  }
}
