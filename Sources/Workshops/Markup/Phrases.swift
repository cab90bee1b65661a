import Words

/// The words that components add to what they are given.
extension Phrase {
  static let skipToContent = Phrase(kk: "Негізгі мазмұнға өту", ru: "Перейти к содержанию", en: "Skip to content")
  static let languageSwitch = Phrase(kk: "Тіл", ru: "Язык", en: "Language")
  static let menu = Phrase(kk: "Мәзір", ru: "Меню", en: "Menu")
}
