package import Words

/// What is said of a file that somebody writes.
extension Phrase {
  package static func fileIsLongerThan(_ bytes: Int) -> Phrase {
    Phrase(
      kk: "Файл тым үлкен: \(bytes >> 10) КБ-тан аспауы керек.", ru: "Файл слишком большой: не больше \(bytes >> 10) КБ.",
      en: "The file is too large: at most \(bytes >> 10) kB.")
  }
  package static let fileIsNotUTF8 = Phrase(
    kk: "Файл UTF-8 кодтауында емес: оны «UTF-8» деп сақтаңыз.", ru: "Файл не в кодировке UTF-8: сохраните его как UTF-8.",
    en: "The file is not in UTF-8: save it as UTF-8.")
  package static let fileIsEmpty = Phrase(kk: "Файл бос.", ru: "Файл пуст.", en: "The file is empty.")
  static let fileIsMissing = Phrase(kk: "Файл жоқ.", ru: "Файла нет.", en: "The file is missing.")
  static let yamlAlias = Phrase(
    kk: "Бұл жолда *атау түріндегі сілтеме бар: мәндер толық жазылады.",
    ru: "В этой строке ссылка вида *имя: значения пишутся полностью.",
    en: "This line refers to another by *name: values are written out.")
  package static let yamlUnreadable = Phrase(
    kk: "Бұл жолды YAML ретінде оқу мүмкін емес: шегініс пен қос нүктені тексеріңіз.",
    ru: "Эту строку нельзя прочитать как YAML: проверьте отступы и двоеточия.",
    en: "This line cannot be read as YAML: check the indentation and the colons.")
  static let entryExpected = Phrase(
    kk: "Мұнда «атауы: мәні» жұптары болуы керек.", ru: "Здесь должны стоять пары «название: значение».",
    en: "There must be pairs “name: value” here.")
  static let threeLanguages = Phrase(
    kk: "Мәтін үш тілде керек: {kk: …, ru: …, en: …}.", ru: "Нужен текст на трёх языках: {kk: …, ru: …, en: …}.",
    en: "A text in three languages is needed: {kk: …, ru: …, en: …}.")
  static func languageMissing(_ keys: String) -> Phrase {
    Phrase(
      kk: "Мәтін үш тілде керек: {kk: …, ru: …, en: …}. Жетпейтіні: \(keys).",
      ru: "Нужен текст на трёх языках: {kk: …, ru: …, en: …}. Не хватает: \(keys).",
      en: "A text in three languages is needed: {kk: …, ru: …, en: …}. Missing: \(keys).")
  }
  static let yamlTab = Phrase(
    kk: "Жол басында табуляция тұр: YAML-да шегініс бос орынмен жасалады.",
    ru: "Строка начинается с табуляции: в YAML отступы делают пробелами.",
    en: "The line begins with a tab: YAML is indented with spaces.")
  static let yamlQuote = Phrase(
    kk: "Бұл жолда тырнақша жабылмаған немесе артық.", ru: "В этой строке кавычка не закрыта или лишняя.",
    en: "In this line a quotation mark is not closed, or there is one too many.")
  static let dayUnreadable = Phrase(
    kk: "Мұндай күн жоқ. Мәтінде күн былай жазылады: 2027-03-20.", ru: "Такого дня нет. В тексте дата пишется так: 2027-03-20.",
    en: "There is no such day. In the text a day is written like this: 2027-03-20.")

  static func keysTwice(_ keys: [String]) -> Phrase {
    let list = keys.joined(separator: ", ")
    return Phrase(
      kk: "«\(list)» осы жерде екі рет кездеседі.", ru: "«\(list)» встречается здесь дважды.", en: "“\(list)” appears twice here."
    )
  }

  package static func keyUnknown(_ key: String, _ known: String) -> Phrase {
    Phrase(
      kk: "«\(key)» деген кілт жоқ. Мүмкін мәндері: \(known).", ru: "Ключа «\(key)» нет. Возможны: \(known).",
      en: "There is no key “\(key)”. Possible are: \(known).")
  }

  package static func keyMissing(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» жетіспейді.", ru: "Не хватает «\(key)».", en: "“\(key)” is missing.")
  }

  static func keyNotPlain(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» кілт бола алмайды: тек латын әріптері, цифрлар, _ және - болады.",
      ru: "«\(key)» не может быть ключом: только латинские буквы, цифры, _ и -.",
      en: "“\(key)” cannot be a key: only Latin letters, digits, _ and -.")
  }

  static func listExpected(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» тізім болуы керек.", ru: "«\(key)» должен быть списком.", en: "“\(key)” must be a list.")
  }

  static func listIsEmpty(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» тізімі бос.", ru: "Список «\(key)» пуст.", en: "The list “\(key)” is empty.")
  }

  static func textExpected(_ key: String, _ longest: Int) -> Phrase {
    Phrase(
      kk: "«\(key)» — бос емес, ұзындығы \(longest) таңбаға дейінгі мәтін.",
      ru: "«\(key)» — непустой текст, знаков не больше \(longest).",
      en: "“\(key)” is a text of 1 to \(longest) characters.")
  }

  static func wholeExpected(_ key: String, _ range: ClosedRange<Int>) -> Phrase {
    let (low, high) = (String(range.lowerBound), String(range.upperBound))
    return Phrase(
      kk: "«\(key)» — бүтін сан, \(low)–\(high).", ru: "«\(key)» — целое число от \(low) до \(high).",
      en: "“\(key)” is a whole number from \(low) to \(high).")
  }

  package static func numberExpected(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» — сан.", ru: "«\(key)» — число.", en: "“\(key)” is a number.")
  }

  static func flagExpected(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» — true немесе false.", ru: "«\(key)» — true или false.", en: "“\(key)” is true or false.")
  }

  package static func oneOfExpected(_ key: String, _ known: String) -> Phrase {
    Phrase(
      kk: "«\(key)» мына сөздердің бірі: \(known).", ru: "«\(key)» — одно из слов: \(known).",
      en: "“\(key)” is one of: \(known).")
  }

  package static func standsTwice(_ name: String) -> Phrase {
    Phrase(kk: "«\(name)» екі рет жазылған.", ru: "«\(name)» указано дважды.", en: "“\(name)” appears twice.")
  }
}
