package import Words

package typealias FigureComplaint = LineComplaint<FigureFault>
package typealias FigureComplaints = LineComplaints<FigureFault>

/// What can be wrong in a figure.
package enum FigureFault: LineFault {
  case notXML, tooLarge(kilobytes: Int), tooManyPieces, notOnTheList(String), badAttribute(String, String), badColour(String)
  case noViewBox, strayText, smallText(Int), badKey, bareWords(String)
  case notWebP, wrongWidth(Int, wanted: Int)
}

extension FigureFault {
  package var phrase: Phrase {
    switch self {
    case .notXML: Phrase(kk: "сызба файлы бүлінген", ru: "файл рисунка повреждён", en: "the file of the drawing is broken")
    case .tooLarge(let kilobytes):
      Phrase(
        kk: "файл \(kilobytes) КБ-тан үлкен", ru: "файл больше \(kilobytes) КБ", en: "the file is larger than \(kilobytes) kB")
    case .tooManyPieces:
      Phrase(kk: "сызбаның бөлігі тым көп", ru: "в рисунке слишком много частей", en: "the drawing has too many pieces")
    case .notOnTheList(let name):
      Phrase(kk: "<\(name)> сызбада болмайды", ru: "<\(name)> в рисунке не бывает", en: "<\(name)> may not stand in a drawing")
    case .badAttribute(let name, let value):
      Phrase(
        kk: "сызбада \(name)=\"\(value)\" болмайды", ru: "в рисунке не бывает \(name)=\"\(value)\"",
        en: "\(name)=\"\(value)\" may not stand in a drawing")
    case .badColour(let colour):
      Phrase(
        kk: "«\(colour)» түсі ақ не қара бетте көрінбейді: currentColor, none не #rrggbb",
        ru: "цвет «\(colour)» не виден на светлом или тёмном: currentColor, none или #rrggbb",
        en: "the colour “\(colour)” is lost on light or dark paper: currentColor, none or #rrggbb")
    case .noViewBox: Phrase(kk: "viewBox өлшемі жоқ", ru: "нет размера viewBox", en: "the size viewBox is missing")
    case .strayText: Phrase(kk: "мәтін <text> ішінде тұрады", ru: "текст стоит внутри <text>", en: "text stands inside <text>")
    case .smallText(let pixels):
      Phrase(
        kk: "жазу телефонда \(pixels) пиксель болады, кемі 11 керек",
        ru: "надпись на телефоне — \(pixels) пикс., нужно не меньше 11",
        en: "a label is \(pixels) pixels on a phone, 11 at least")
    case .badKey: Phrase(kk: "{кілт} дұрыс жазылмаған", ru: "{ключ} написан неверно", en: "a {key} is miswritten")
    case .bareWords(let words):
      Phrase(
        kk: "«\(words)» сөздері {кілт} арқылы жазылады", ru: "слова «\(words)» пишут через {ключ}",
        en: "the words “\(words)” are written as a {key}")
    case .notWebP: Phrase(kk: "фото WebP емес", ru: "фото не в формате WebP", en: "the photograph is not WebP")
    case .wrongWidth(let width, let wanted):
      Phrase(
        kk: "фотоның ені \(width), \(wanted) болу керек", ru: "ширина фото \(width), нужна \(wanted)",
        en: "the photograph is \(width) wide, not \(wanted)")
    }
  }
}
