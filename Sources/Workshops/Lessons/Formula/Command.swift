/// What a word behind a backslash means: the whole subset. Any other word is refused.
enum Command: Sendable {
  case letter(String, LetterStyle)
  case sign(Sign)
  case function(Function)
  case space(Space)
  case fraction(FractionKind)
  case root
  case accent(Accent)
  case style(LetterStyle)
  case text, unit, chemical
  case underset, overset, cancel, box
  case left, right, begin, end, newRow

  static let named: [String: Command] = {
    var named: [String: Command] = [
      "frac": .fraction(.plain), "dfrac": .fraction(.displayed), "tfrac": .fraction(.textual), "binom": .fraction(.binomial),
      "sqrt": .root, "text": .text, "unit": .unit, "ce": .chemical,
      "mathrm": .style(.upright), "mathbf": .style(.bold), "mathbb": .style(.double),
      "vec": .accent(.vector), "bar": .accent(.bar), "overline": .accent(.overline), "hat": .accent(.hat), "dot": .accent(.dot),
      "ddot": .accent(.doubleDot), "tilde": .accent(.tilde), "underline": .accent(.underline),
      "underset": .underset, "overset": .overset, "cancel": .cancel, "boxed": .box,
      "left": .left, "right": .right, "begin": .begin, "end": .end, "\\": .newRow,
      ",": .space(.thin), ":": .space(.medium), ";": .space(.thick), " ": .space(.word), "quad": .space(.quad),
      "qquad": .space(.doubleQuad),
    ]
    for (name, sign) in signs { named[name] = .sign(sign) }
    for (name, letter) in greek { named[name] = .letter(letter, letter.isGreekCapital ? .upright : .italic) }
    for function in Function.allCases { named[function.rawValue] = .function(function) }
    return named
  }()

  /// What these lessons call by another name.
  static let instead = [
    "tan": "tg", "cot": "ctg", "arctan": "arctg", "rightarrow": "to", "leqslant": "le", "geqslant": "ge",
    "varnothing": "emptyset",
    "mathit": "mathrm", "textrm": "text", "mathsf": "mathrm", "stackrel": "overset", "iff": "Leftrightarrow",
  ]

  private static let signs: [String: Sign] = [
    "cdot": .dot, "times": .times, "div": .divide, "pm": .plusMinus, "mp": .minusPlus, "cup": .union, "cap": .intersection,
    "ne": .notEqual, "neq": .notEqual, "le": .lessOrEqual, "leq": .lessOrEqual, "ge": .greaterOrEqual, "geq": .greaterOrEqual,
    "lt": .less, "gt": .greater, "approx": .approximately, "sim": .similar, "propto": .proportional, "equiv": .identical,
    "to": .to, "Rightarrow": .implies, "Leftrightarrow": .equivalent, "in": .element, "notin": .notElement, "subset": .subset,
    "perp": .perpendicular, "parallel": .parallel, "mid": .given,
    "lvert": .leftBar, "rvert": .rightBar, "{": .leftBrace, "}": .rightBrace, "langle": .leftAngle, "rangle": .rightAngle,
    "sum": .sum, "prod": .product, "int": .integral,
    "emptyset": .emptySet, "forall": .all, "exists": .exists, "infty": .infinity, "partial": .partial, "angle": .angle,
    "triangle": .triangle, "%": .percent, "dots": .dots, "ldots": .dots, "cdots": .middleDots, "prime": .prime,
  ]

  private static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
  ]
}

extension String {
  fileprivate var isGreekCapital: Bool { unicodeScalars.first.map { (0x391...0x3A9).contains($0.value) } ?? false }
}
