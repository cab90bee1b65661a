import Words

/// The chemical elements: their symbols, and how they are read in a formula.
enum Element {
  static let symbols: Set<String> = Set(
    """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh \
    Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr \
    Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
    """.split(separator: " ").map(String.init))

  /// In Kazakh and Russian lessons a formula is read with letters and Latin names ("аш екі о", "феррум"); in English letter by letter.
  static func spoken(_ symbol: String, _ language: Language) -> String {
    if let particle = particles[symbol] { return language(particle) }
    return language == .en ? symbol : read[symbol] ?? symbol
  }

  /// What stands behind the numbers of a nucleus besides elements.
  static let particles = [
    "e": Phrase(kk: "электрон", ru: "электрон", en: "electron"), "n": Phrase(kk: "нейтрон", ru: "нейтрон", en: "neutron"),
    "p": Phrase(kk: "протон", ru: "протон", en: "proton"),
  ]

  private static let read: [String: String] = [
    "H": "аш", "C": "цэ", "N": "эн", "O": "о", "P": "пэ", "S": "эс", "F": "фтор", "Cl": "хлор", "Br": "бром", "I": "йод",
    "Na": "натрий", "K": "калий", "Li": "литий", "Ca": "кальций", "Mg": "магний", "Ba": "барий", "Al": "алюминий",
    "Zn": "цинк", "Fe": "феррум", "Cu": "купрум", "Ag": "аргентум", "Au": "аурум", "Hg": "гидраргирум", "Pb": "плюмбум",
    "Sn": "станнум", "Si": "силициум", "As": "арсеникум", "Sb": "стибиум", "Mn": "марганец", "Cr": "хром", "Ni": "никель",
    "Co": "кобальт", "Ti": "титан", "He": "гелий", "Ne": "неон", "Ar": "аргон", "U": "уран", "Ra": "радий", "Pt": "платина",
    "W": "вольфрам", "B": "бор",
  ]
}
