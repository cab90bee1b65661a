package import Words

/// The language somebody is taught in, by its key in the form: the three that schools of the country have are named, any other is shown as the
/// form writes it.
package enum TeachingLanguage {
  package static func name(_ key: String, _ t: Language) -> String { names[key].map { t($0) } ?? key }

  /// The same for a narrow column.
  package static func shortName(_ key: String, _ t: Language) -> String { shortNames[key].map { t($0) } ?? name(key, t) }

  private static let names = [
    "kk": Phrase(kk: "қазақша", ru: "казахский", en: "Kazakh"), "ru": Phrase(kk: "орысша", ru: "русский", en: "Russian"),
    "mixed": Phrase(kk: "екі тіл", ru: "два языка", en: "both"),
  ]
  private static let shortNames = [
    "kk": Phrase(kk: "қаз", ru: "каз", en: "kaz"), "ru": Phrase(kk: "орыс", ru: "рус", en: "rus"),
  ]
}
