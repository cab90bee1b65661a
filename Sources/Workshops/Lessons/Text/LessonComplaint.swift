package import Words

package typealias LessonComplaint = LineComplaint<LessonFault>
package typealias LessonComplaints = LineComplaints<LessonFault>

/// What can be wrong in a lesson's text.
package enum LessonFault: LineFault {
  case tooLong(kilobytes: Int), tooManyWords(Int), tooManyExercises(Int), tooManyBlocks(Int), longParagraph(Int, most: Int)
  case strangeSign(String), openFormula, spacedFormula, longFormula(most: Int), shownFormulaInText, formula(FormulaComplaint)
  case markup, headingLevel(Int), hardBreak, rule, reference, indentedCode, codeAcrossLines, codeKind(String), nestedList,
    manyParagraphs,
    numberedFrom
  case onlyTextInside, nestedTooDeep, emptyTable, unknownCallout(String), emptyCallout, badMark(String), badKey(String)
  case badLink(String), linkTitle, figureInText, badFigure(String), pictureText, notText
}

extension LessonFault {
  package var phrase: Phrase {
    switch self {
    case .tooLong(let kilobytes):
      Phrase(
        kk: "мәтін \(kilobytes) КБ-тан ұзын", ru: "текст длиннее \(kilobytes) КБ", en: "the text is longer than \(kilobytes) kB")
    case .tooManyWords(let most):
      Phrase(kk: "сабақта \(most) сөзден көп", ru: "в уроке больше \(most) слов", en: "more than \(most) words in the lesson")
    case .tooManyExercises(let most):
      Phrase(
        kk: "сабақта \(most) жаттығудан көп", ru: "в уроке больше \(most) упражнений",
        en: "more than \(most) exercises in the lesson")
    case .tooManyBlocks(let most):
      Phrase(
        kk: "сабақта \(most) бөліктен көп", ru: "в уроке больше \(most) блоков", en: "more than \(most) blocks in the lesson")
    case .longParagraph(let words, let most):
      Phrase(
        kk: "абзацта \(words) сөз бар, ең көбі \(most)", ru: "слов в абзаце: \(words), можно не больше \(most)",
        en: "the paragraph has \(words) words, \(most) at most")
    default: formulaPhrase
    }
  }

  private var formulaPhrase: Phrase {
    switch self {
    case .strangeSign(let sign):
      Phrase(
        kk: "көрінбейтін не арнайы таңба: \(sign)", ru: "невидимый или служебный знак: \(sign)",
        en: "an invisible or private sign: \(sign)")
    case .openFormula:
      Phrase(
        kk: "$ жұбы жоқ: ақша белгісі \\$ деп жазылады", ru: "нет парного $: знак доллара пишут \\$",
        en: "no second $: write the dollar sign as \\$")
    case .spacedFormula:
      Phrase(
        kk: "$ пен формуланың арасында бос орын болмайды", ru: "между $ и формулой нет пробела",
        en: "no space between $ and the formula")
    case .longFormula(let most):
      Phrase(
        kk: "жол ішіндегі формула \(most) таңбадан ұзын, телефонға сыймайды: $$…$$ ішіне ал",
        ru: "формула в строке длиннее \(most) знаков и не поместится на телефоне: заключите в $$…$$",
        en: "a formula in a line of more than \(most) characters does not fit a phone: put it in $$…$$")
    case .shownFormulaInText:
      Phrase(
        kk: "$$…$$ формуласы бөлек абзацта тұрады", ru: "формула $$…$$ стоит отдельным абзацем",
        en: "a formula $$…$$ stands in a paragraph of its own")
    case .formula(let complaint): complaint.phrase
    default: blockPhrase
    }
  }

  private var blockPhrase: Phrase {
    switch self {
    case .markup: Phrase(kk: "HTML жазылмайды", ru: "HTML не пишут", en: "HTML is not written")
    case .headingLevel(let level):
      Phrase(
        kk: "тақырып ## не ### болады, мұнда \(level)-деңгей", ru: "заголовок — ## или ###, здесь уровень \(level)",
        en: "a heading is ## or ###, this is of level \(level)")
    case .hardBreak:
      Phrase(
        kk: "жолды күштеп үзбе: жаңа абзац баста", ru: "не разрывайте строку: начните новый абзац",
        en: "no forced line break: begin a new paragraph")
    case .rule: Phrase(kk: "бөлу сызығы қойылмайды", ru: "разделительная линия не ставится", en: "no dividing line")
    case .reference:
      Phrase(
        kk: "сілтеме мекенжайы сөздің қасында тұрады: [сөз](…)", ru: "адрес ссылки стоит рядом со словом: [слово](…)",
        en: "a link's address stands beside its word: [word](…)")
    case .indentedCode:
      Phrase(kk: "код ``` арасына алынады", ru: "код заключают между ```", en: "code stands between ```")
    case .codeAcrossLines:
      Phrase(
        kk: "`…` ішіндегі код бір жолда тұрады", ru: "код в `…` пишется в одну строку",
        en: "code between ` and ` stands on one line")
    case .codeKind(let kind):
      Phrase(
        kk: "«\(kind)» коды танылмайды: python, python run не text", ru: "код «\(kind)» неизвестен: python, python run или text",
        en: "code of kind “\(kind)” is not known: python, python run or text")
    case .nestedList:
      Phrase(kk: "тізім ішінде тізім болмайды", ru: "в списке нет вложенного списка", en: "no list inside a list")
    case .manyParagraphs:
      Phrase(
        kk: "тізімнің әр тармағы — бір абзац", ru: "пункт списка — один абзац", en: "an item of a list is one paragraph")
    case .numberedFrom:
      Phrase(kk: "тізім 1-ден басталады", ru: "список начинается с 1", en: "a list begins with 1")
    case .onlyTextInside:
      Phrase(
        kk: "жақтау мен дәйексөзде тек абзац, тізім және формула тұрады",
        ru: "в рамке и цитате стоят только абзацы, списки и формулы",
        en: "only paragraphs, lists and formulas stand in a frame or a quotation")
    case .nestedTooDeep:
      Phrase(kk: "белгілер бірінің ішінде бірі тым көп", ru: "слишком глубокая вложенность", en: "marks are nested too deep")
    case .emptyTable: Phrase(kk: "кестеде жол жоқ", ru: "в таблице нет строк", en: "the table has no rows")
    default: markPhrase
    }
  }

  private var markPhrase: Phrase {
    switch self {
    case .unknownCallout(let name):
      Phrase(
        kk: "«\(name)» жақтауы танылмайды: key, try, note, warning не career",
        ru: "рамка «\(name)» неизвестна: key, try, note, warning или career",
        en: "the frame “\(name)” is not known: key, try, note, warning or career")
    case .emptyCallout: Phrase(kk: "жақтау бос", ru: "рамка пуста", en: "the frame is empty")
    case .badMark(let line):
      Phrase(
        kk: "«\(line)» оқылмайды: ::exercise кілт не ::download файл",
        ru: "«\(line)» не читается: ::exercise ключ или ::download файл",
        en: "“\(line)” cannot be read: ::exercise key or ::download file")
    case .badKey(let key):
      Phrase(
        kk: "«\(key)» кілті кіші латын әріптері, цифр және сызықшадан тұрсын",
        ru: "ключ «\(key)» пишут строчными латинскими буквами, цифрами и дефисом",
        en: "the key “\(key)” is written in small Latin letters, digits and hyphens")
    case .badLink(let address):
      Phrase(
        kk: "«\(address)» сілтемесі term:, lesson: не https:// деп басталсын",
        ru: "ссылка «\(address)» начинается с term:, lesson: или https://",
        en: "the link “\(address)” begins with term:, lesson: or https://")
    case .linkTitle:
      Phrase(
        kk: "сілтемеде тырнақша ішіндегі атау болмайды", ru: "у ссылки нет подписи в кавычках",
        en: "no title in quotation marks in a link")
    case .figureInText:
      Phrase(
        kk: "сурет бөлек абзацта тұрады", ru: "рисунок стоит отдельным абзацем", en: "a figure stands in a paragraph of its own")
    case .badFigure(let address):
      Phrase(
        kk: "«\(address)» суреті figures/аты.svg не figures/аты.webp болсын",
        ru: "рисунок «\(address)» — это figures/имя.svg или figures/имя.webp",
        en: "the figure “\(address)” is figures/name.svg or figures/name.webp")
    case .pictureText:
      Phrase(
        kk: "суреттің тік жақшасында файлдың аты тұрады", ru: "в квадратных скобках рисунка стоит имя файла",
        en: "the name of the file stands in the figure's square brackets")
    default: Phrase(kk: "мәтін емес", ru: "это не текст", en: "this is not text")
    }
  }
}
