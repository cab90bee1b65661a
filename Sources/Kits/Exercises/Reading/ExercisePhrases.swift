import Words

/// What is said of an exercise's file.
extension Phrase {
  static func keyIsNotFileName(_ key: String, _ name: String) -> Phrase {
    Phrase(
      kk: "кілт «\(key)», ал файл «\(name)» деп аталады", ru: "ключ «\(key)», а файл называется «\(name)»",
      en: "the key is “\(key)”, the file is called “\(name)”")
  }
  static let codeIsNoKind = Phrase(
    kk: "code түрі әзірге жоқ: trace не reorder алыңыз", ru: "вида code пока нет: возьмите trace или reorder",
    en: "there is no kind code yet: take trace or reorder")
  static func kindNotInCheck(_ kind: String) -> Phrase {
    Phrase(
      kk: "тексеруде \(kind) түрі болмайды", ru: "в проверке вида \(kind) не бывает",
      en: "a check has no items of the kind \(kind)")
  }
  static func noSuchNumber(_ name: String) -> Phrase {
    Phrase(kk: "params ішінде \(name) жоқ", ru: "в params нет \(name)", en: "params have no \(name)")
  }
  static let gapElsewhere = Phrase(
    kk: "{?…} тек gaps түрінің ask мәтінінде тұрады", ru: "{?…} бывает только в ask вида gaps",
    en: "{?…} stands only in the ask of the kind gaps")
  static func gapsInAsk(_ language: Language) -> Phrase {
    Phrase(
      kk: "\(language.rawValue): әр gap ask мәтінінде бір рет тұруы керек",
      ru: "\(language.rawValue): каждый gap стоит в ask один раз",
      en: "\(language.rawValue): each gap stands once in ask")
  }
  static func textTooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "мәтін \(most) таңбадан ұзын", ru: "текст длиннее \(most) знаков", en: "the text is longer than \(most) characters")
  }
  static func countWanted(_ key: String, _ count: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk: "«\(key)» саны \(count.lowerBound)–\(count.upperBound) болуы керек",
      ru: "«\(key)»: нужно от \(count.lowerBound) до \(count.upperBound)",
      en: "“\(key)”: \(count.lowerBound) to \(count.upperBound) are wanted")
  }
  static func wordWanted(_ most: Int) -> Phrase {
    Phrase(
      kk: "мұнда \(most) таңбаға дейінгі мәтін керек", ru: "здесь нужен текст не длиннее \(most) знаков",
      en: "a text of at most \(most) characters is wanted here")
  }
  static func yesOrNo(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» мәні yes не no болады", ru: "«\(key)» — это yes или no", en: "“\(key)” is yes or no")
  }
  static func formWanted(_ key: String, _ form: ExpressionValue.Form) -> Phrase {
    switch form {
    case .number:
      Phrase(kk: "«\(key)» бір сан болуы керек", ru: "«\(key)» должно быть одним числом", en: "“\(key)” must be one number")
    case .list:
      Phrase(
        kk: "«\(key)» сандар тізімі болуы керек", ru: "«\(key)» должно быть списком чисел",
        en: "“\(key)” must be a list of numbers")
    case .truth: Phrase(kk: "«\(key)» шарт болуы керек", ru: "«\(key)» должно быть условием", en: "“\(key)” must be a condition")
    }
  }
  static func noSuchUnit(_ name: String) -> Phrase {
    Phrase(kk: "«\(name)» деген бірлік жоқ", ru: "единицы «\(name)» нет", en: "there is no unit “\(name)”")
  }
  static let oneTolerance = Phrase(
    kk: "absolute, relative, digits үшеуінің біреуі керек", ru: "нужно одно из absolute, relative, digits",
    en: "one of absolute, relative and digits is wanted")
  static let toleranceSize = Phrase(
    kk: "absolute теріс болмайды, relative 0 мен 1 аралығында", ru: "absolute не меньше нуля, relative между 0 и 1",
    en: "absolute is not negative, relative lies between 0 and 1")
  static func plainNumber(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» мұнда нүктемен жазылған сан болуы керек", ru: "«\(key)»: здесь нужно число с точкой",
      en: "“\(key)”: a number with a point is wanted here")
  }
  static func nothingChanges(_ key: String) -> Phrase {
    Phrase(
      kk: "params жоқ, сондықтан «\(key)» керек емес", ru: "params нет, поэтому «\(key)» не нужно",
      en: "without params there is no “\(key)”")
  }
  static let nothingDrawn = Phrase(
    kk: "params ішінде from/to/step не oneOf керек", ru: "в params нужно хотя бы одно from/to/step или oneOf",
    en: "params need at least one from/to/step or oneOf")
  static func noName(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» атау бола алмайды", ru: "«\(name)» не может быть именем", en: "“\(name)” cannot be a name")
  }
  static let tooManyDigits = Phrase(kk: "цифры тым көп", ru: "слишком много цифр", en: "there are too many digits")
  static let steps = Phrase(
    kk: "step нөлден үлкен, to мәні from-нан үлкен және оған қадаммен дәл жетеді; мәндер 100 000-нан аз",
    ru: "step больше нуля, to больше from и достигается шагами точно; значений меньше 100 000",
    en: "step is above nothing, to is above from and reached exactly by steps; fewer than 100,000 values")
  static let oneOfAlone = Phrase(
    kk: "oneOf жанында from, to, step болмайды", ru: "рядом с oneOf не бывает from, to, step",
    en: "beside oneOf there is no from, to or step")
  static let mixedValues = Phrase(
    kk: "oneOf ішінде не сандар, не тізімдер болады", ru: "в oneOf либо числа, либо списки",
    en: "oneOf holds numbers or lists, not both")
  static let valueTwice = Phrase(
    kk: "бір мән екі рет кездеседі", ru: "одно значение встречается дважды", en: "a value appears twice")
  static let rightSays = Phrase(
    kk: "дұрыс нұсқаға says керек емес: ол feedback ішінде", ru: "верному варианту says не нужно: это feedback",
    en: "a right option has no says: that is feedback")
  static let oneRight = Phrase(
    kk: "дәл бір нұсқа дұрыс болуы керек", ru: "верным должен быть ровно один вариант", en: "exactly one option is right")
  static let someRight = Phrase(
    kk: "дұрыс та, дұрыс емес те нұсқа болуы керек", ru: "нужны и верные, и неверные варианты",
    en: "some options are right and some are not")
  static func noSuchTarget(_ key: String) -> Phrase {
    Phrase(kk: "to ішінде «\(key)» жоқ", ru: "в to нет «\(key)»", en: "to has no “\(key)”")
  }
  static func noSuchArea(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» мұнда тұра алмайды: ондай аймақ жоқ не ол дұрыс жауап",
      ru: "«\(key)» здесь стоять не может: такой области нет или она верная",
      en: "“\(key)” cannot stand here: there is no such area, or it is the right one")
  }
  static let circle = Phrase(
    kk: "r нөлден үлкен, ал x, y, r сызбаның өлшемінде болуы керек", ru: "r больше нуля, x, y, r — в единицах рисунка",
    en: "r is above nothing, and x, y and r are in the units of the drawing")
  static func circlesOverlap(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» басқа аймақтың ортасын жабады", ru: "«\(key)» накрывает середину другой области",
      en: "“\(key)” covers the middle of another area")
  }
  static func sameTexts(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» ішінде екі мәтін бірдей", ru: "в «\(key)» два одинаковых текста", en: "two texts of “\(key)” are the same")
  }
  static func noSuchGap(_ name: String) -> Phrase {
    Phrase(kk: "gaps ішінде «\(name)» жоқ", ru: "в gaps нет «\(name)»", en: "gaps has no “\(name)”")
  }
  static let unitNeededOfNone = Phrase(
    kk: "unitNeeded үшін unit керек", ru: "для unitNeeded нужна unit", en: "unitNeeded wants a unit")
  static let mistakeIsRight = Phrase(
    kk: "қате деп жазылған сөз дұрыс жауапта да бар", ru: "слово, названное ошибкой, есть и среди верных",
    en: "a word that is called a mistake is right too")
  static let saysOrAsks = Phrase(
    kk: "says не asks керек, екеуі бірге емес", ru: "нужно says или asks, не оба", en: "says or asks is wanted, not both")
  static let twoEnds = Phrase(
    kk: "between екі саннан тұрады, біріншісі кіші", ru: "between — это два числа, первое меньше",
    en: "between is two numbers, the first is smaller")
  static let codeSize = Phrase(
    kk: "код 20 жолдан, жол 60 таңбадан аспайды, табуляция болмайды", ru: "не больше 20 строк по 60 знаков, без табуляции",
    en: "at most 20 lines of 60 characters, without tabs")
  static let columns = Phrase(
    kk: "columns — айнымалылардың әртүрлі атаулары", ru: "columns — разные имена переменных",
    en: "columns are different names of variables")
  static func rowWidth(_ count: Int) -> Phrase {
    Phrase(
      kk: "жолда \(count) ұяшық болуы керек", ru: "в строке должно быть ячеек: \(count)", en: "cells wanted in a row: \(count)")
  }
  static let allGiven = Phrase(
    kk: "given жолдардың бәрін алып тұр", ru: "given занимает все строки", en: "given takes all the rows")
  static let firstIndent = Phrase(
    kk: "бірінші жол шегініссіз болады", ru: "первая строка — без отступа", en: "the first line has no indent")
  static let extraBelongs = Phrase(
    kk: "extra жолы lines ішінде де бар", ru: "строка из extra есть и в lines", en: "a line of extra stands in lines too")
  static func indent(_ line: String) -> Phrase {
    Phrase(
      kk: "шегініс төрт бос орыннан: «\(line)»", ru: "отступ — по четыре пробела: «\(line)»",
      en: "an indent is four spaces a step: “\(line)”")
  }
  static let nothingToHandIn = Phrase(
    kk: "hand ішінде photos, text не file керек", ru: "в hand нужно photos, text или file", en: "hand needs photos, text or file")
  static let team = Phrase(
    kk: "team — топтағы адам саны, 1 мен 6 аралығында: [2, 3]", ru: "team — размер команды от 1 до 6: [2, 3]",
    en: "team is the size of a team from 1 to 6: [2, 3]")
}
