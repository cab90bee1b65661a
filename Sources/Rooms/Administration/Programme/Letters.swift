import Exchange
import Markup
import Postbox
import Programme
import Words

/// Every letter and SMS that the house writes by itself, as its reader would see it: for whoever writes the folder, and for whoever
/// answers for what is sent.
enum Letters {
  /// GET /administration/programme/letters
  static func show(_ visit: Visit, _ permit: Permit<ReadProgramme>) -> Reply {
    let (house, t) = (visit.house, visit.language)
    let file = house.data[.letters]
    let letters = Room.letters(of: house.rooms).compactMap { letter in file[letter].map { (letter: letter, words: $0) } }
    return visit.page(
      Page(
        title: t(.lettersTitle), language: t, width: .wide,
        body: """
          \(t.back(to: "/administration/programme"))<h1>\(t(.lettersTitle))</h1><p>\(t(.lettersWhat))</p>
          \(letters.map { letter, words in section(letter, words.sample(house), isShipped: file.borrowed.contains(letter.key), t) })
          """))
  }

  private static func section(
    _ letter: LetterText, _ words: (subject: Phrase, body: Phrase), isShipped: Bool, _ t: Language
  ) -> HTML {
    """
    <h2 id="\(letter.key)">\(t(letter.title))\(isShipped ? " \(tag(t(.wordsShipped)))" : HTML.nothing)</h2>
    <p class="hint"><code>\(letter.key)</code> \(letter.values.map { "{\($0.rawValue)}" }.joined(separator: " "))</p>
    \(t.table(t(letter.title), Language.allCases, [
      Column(t(.languageOfText)) { HTML($0.name) },
      Column(t(.letterSubject)) { "<span lang=\"\($0.rawValue)\">\(words.subject($0))</span>" },
      Column(t(.textTitle)) { "<span lang=\"\($0.rawValue)\">\(words.body($0))</span>" },
      Column(t(.smsParts), isNumeric: true) { HTML(t.number(Letter.partsOfSMS(words.body($0)))) },
    ]))
    """
  }
}

extension Phrase {
  static let lettersTitle = Phrase(kk: "Хаттар мен SMS", ru: "Письма и SMS", en: "Letters and SMS")
  static let lettersWhat = Phrase(
    kk:
      "Жүйенің өзі жазатын хабарламалардың бәрі. Сөздері қалтадағы letters.yaml файлында; мұнда жақшаның орнына үлгі мәндер қойылған. SMS бөліктері үлгі мәндермен саналған.",
    ru:
      "Все сообщения, которые система пишет сама. Слова стоят в файле letters.yaml папки; здесь вместо скобок показаны примеры. Части SMS посчитаны с этими примерами.",
    en:
      "Every message the system writes by itself. The words stand in letters.yaml of the folder; here samples stand in place of the braces. The parts of an SMS are counted with these samples."
  )
  static let wordsShipped = Phrase(
    kk: "жүйемен бірге келген сөздер", ru: "слова из поставки", en: "the words that ship")
  static let languageOfText = Phrase(kk: "Тілі", ru: "Язык", en: "Language")
  static let letterSubject = Phrase(kk: "Тақырыбы", ru: "Тема", en: "Subject")
  static let smsParts = Phrase(kk: "SMS бөліктері", ru: "Частей SMS", en: "Parts of an SMS")
}
