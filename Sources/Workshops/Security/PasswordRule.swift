/// What a new password must be: long, and none that is tried first (NIST SP 800-63B, 5.1.1.2). No rules about kinds of letters.
package enum PasswordRule {
  package static let least = 12
  package static let most = 200

  package enum Complaint: Hashable, Sendable {
    case tooShort
    case tooLong
    /// Among the first an attacker tries, or made of a few letters again and again.
    case tooCommon
    /// Holds the person's own name, address or the name of the house.
    case holdsName
  }

  /// Nil for a good password. `names`: sign-in name, person's name, name of the programme.
  package static func complaint(_ password: String, names: [String] = []) -> Complaint? {
    guard password.count >= least else { return .tooShort }
    guard password.utf8.count <= most * 4 else { return .tooLong }
    let folded = password.lowercased()
    guard Set(folded).count > 4, !isRun(folded), !commonest.contains(bare(folded)), !isStem(folded) else { return .tooCommon }
    for name in names.flatMap(parts) where name.count >= 4 && folded.contains(name) { return .holdsName }
    return nil
  }

  /// What is left besides the words tried first is too little: `P@ssw0rd!234`, `keruen2026keruen`, `Aa123456789!`.
  private static func isStem(_ folded: String) -> Bool {
    // A few letters before a row of digits.
    let digits = folded.filter { $0.isNumber }
    if digits.count > 4, isRun(digits), Set(folded.filter { $0.isLetter }).count < 5 { return true }
    var rest = String(folded.map { disguises[$0] ?? $0 }).filter { $0.isLetter }
    for stem in stems { rest = rest.replacing(stem, with: "") }
    guard Set(rest).count < 5 else { return false }
    // Words of its own are left: a long one with a stem in it is no common password.
    return rest.count < 6
  }

  /// Signs that stand for letters.
  private static let disguises: [Character: Character] = [
    "@": "a", "4": "a", "0": "o", "3": "e", "1": "i", "$": "s", "5": "s", "7": "t", "!": "i",
  ]

  /// In the order they are taken out: longer ones first.
  private static let stems = [
    "qwertyuiop", "asdfghjkl", "password", "zaqwsxcderfv", "qazwsxedc", "zaqxsw", "zaqwsx", "cderfv", "qwerty", "asdfgh",
    "zxcvbn",
    "keruen", "керуен", "kerwen", "welcome", "admin", "парол", "йцукен", "фывапр", "ячсмит", "құпиясөз", "school", "мектеп",
    "школа",
    "kazakhstan", "қазақстан", "казахстан", "astana", "almaty",
  ]

  private static func parts(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// abcdefghijkl, 210987654321.
  private static func isRun(_ text: String) -> Bool {
    let values = text.unicodeScalars.map { Int($0.value) }
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    return steps.filter { abs($0) == 1 }.count * 10 >= steps.count * 8
  }

  /// Without the digits and signs people add in front and behind.
  private static func bare(_ text: String) -> String {
    let isAdded: (Character) -> Bool = { !$0.isLetter }
    let trimmed = text.drop(while: isAdded).reversed().drop(while: isAdded).reversed()
    return trimmed.isEmpty ? text : String(trimmed)
  }

  private static let commonest: Set<String> = [
    "password", "passw0rd", "passwordpassword", "qwerty", "qwertyuiop", "qwertyqwerty", "qwertyuiopasdfgh", "asdfghjkl",
    "qazwsxedc", "qazwsxedcrfv", "zxcvbnm", "iloveyou", "letmein", "welcome", "administrator", "admin", "adminadmin", "monkey",
    "dragon", "football", "princess", "sunshine", "changeme", "changemenow", "default", "secret", "testtest", "trustno",
    "q1w2e3r4t5y", "q2w3e4r5t6y", "пароль", "парольпароль", "йцукен", "йцукенгшщзхъ", "йцукенгшщз", "фывапролдж", "ячсмить",
    "қазақстан", "казахстан", "kazakhstan", "qazaqstan", "almaty", "алматы", "astana", "астана", "привет", "құпиясөз",
    "мектеп", "школа", "school", "summer", "winter", "spring", "autumn", "1q2w3e4r5t6y", "123qweasdzxc", "123456qwerty",
  ]
}
