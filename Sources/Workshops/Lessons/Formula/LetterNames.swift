import Words

/// What letters of a formula are called in class. Kazakh and Russian schools use the same names.
enum LetterNames {
  static func name(of letter: String, _ language: Language) -> String? {
    language == .en ? english[letter] : latin[letter] ?? greek[letter]
  }

  private static let latin: [String: String] = [
    "a": "а", "b": "бэ", "c": "цэ", "d": "дэ", "e": "е", "f": "эф", "g": "же", "h": "аш", "i": "и", "j": "йот", "k": "ка",
    "l": "эль", "m": "эм", "n": "эн", "o": "о", "p": "пэ", "q": "ку", "r": "эр", "s": "эс", "t": "тэ", "u": "у", "v": "вэ",
    "w": "дубль-вэ", "x": "икс", "y": "игрек", "z": "зет",
  ]

  private static let greek: [String: String] = [
    "α": "альфа", "β": "бета", "γ": "гамма", "δ": "дельта", "ϵ": "эпсилон", "ε": "эпсилон", "ζ": "дзета", "η": "эта",
    "θ": "тета", "ϑ": "тета", "ι": "йота", "κ": "каппа", "λ": "лямбда", "μ": "мю", "ν": "ню", "ξ": "кси", "π": "пи", "ρ": "ро",
    "ϱ": "ро", "σ": "сигма", "ς": "сигма", "τ": "тау", "υ": "ипсилон", "ϕ": "фи", "φ": "фи", "χ": "хи", "ψ": "пси",
    "ω": "омега",
  ]

  private static let english: [String: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ϵ": "epsilon", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
    "ρ": "rho", "ϱ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "ϕ": "phi", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega",
  ]
}
