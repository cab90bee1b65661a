import Words

/// The year by which an intake is called.
enum IntakeYear {
  /// "Набор 2026 года" of an intake whose key is 2026, some years on; nil where the key is no year.
  static func moved(_ text: String, of key: String, by years: Int) -> String? {
    guard let year = Int(key), (1000...9000).contains(year) else { return nil }
    return text.replacing(key, with: String(year + years))
  }
}
