import Exchange
import Markup
import Programme
import Words

/// The part of a form that says which role and how far it reaches.
enum RoleForm {
  struct Typed: Sendable {
    var role = ""
    var regions: Set<String> = []
    var cycle = ""

    init() {}

    init(_ form: Fields) {
      role = form["role"] ?? ""
      regions = Set(form.all("regions"))
      cycle = form["cycle"] ?? ""
    }
  }

  static func fields(_ visit: Visit, _ typed: Typed, _ cycles: [Cycle], _ errors: [(field: String, message: String)]) -> HTML {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    let regions = visit.house.programme.regions.map { code in
      Option(code, visit.house.gazetteer[code].map { t($0.name) } ?? code)
    }
    return """
      \(t.choice(field("role", .roleTitle), Role.staff.map { Option($0.rawValue, t($0.name)) }, chosen: typed.role))\
      \(t.checkBoxes(field("regions", .regionsTitle, hint: .regionsHint), regions, chosen: typed.regions))\
      \(t.choice(field("cycle", .cycleTitle), [Option("", t(.allCycles))] + cycles.map { Option($0.id.text, t($0.name)) }, chosen: typed.cycle))
      """
  }

  /// Nil with the errors filled in. An administrator is not bound to a region: who gives roles could step over the bound.
  static func read(
    _ typed: Typed, _ cycles: [Cycle], _ programme: ProgrammeFile, _ t: Language,
    _ errors: inout [(field: String, message: String)]
  ) -> (role: Role, scope: Scope)? {
    guard let role = Role(rawValue: typed.role), role.isStaff else {
      errors.append(("role", t(.chooseRole)))
      return nil
    }
    guard typed.regions.isSubset(of: programme.regions) else {
      errors.append(("regions", t(.unknownRegion)))
      return nil
    }
    let cycle = cycles.first { $0.id.text == typed.cycle }
    guard typed.cycle.isEmpty || cycle != nil else {
      errors.append(("cycle", t(.unknownCycle)))
      return nil
    }
    if role == .administrator { return (role, .everything) }
    return (role, Scope(cycle: cycle?.id, regions: programme.regions.filter(typed.regions.contains)))
  }
}

extension Phrase {
  static let roleTitle = Phrase(kk: "Рөлі", ru: "Роль", en: "Role")
  static let regionsTitle = Phrase(kk: "Өңірлері", ru: "Регионы", en: "Regions")
  static let regionsHint = Phrase(
    kk: "Ешқайсысы белгіленбесе, рөл барлық өңірде күшінде болады. Әкімшінің рөлі әрдайым барлық жерде күшінде.",
    ru: "Если не отмечен ни один, роль действует во всех регионах. Роль администратора действует везде.",
    en: "With none marked the role applies in all regions. An administrator's role always applies everywhere.")
  static let cycleTitle = Phrase(kk: "Қабылдау", ru: "Набор", en: "Intake")
  static let allCycles = Phrase(kk: "Барлық қабылдау", ru: "Все наборы", en: "All intakes")
  static let chooseRole = Phrase(kk: "Рөлді таңдаңыз", ru: "Выберите роль", en: "Choose a role")
  static let unknownRegion = Phrase(
    kk: "Мұндай өңір бағдарламада жоқ", ru: "Такого региона в программе нет", en: "The programme has no such region")
  static let unknownCycle = Phrase(kk: "Мұндай қабылдау жоқ", ru: "Такого набора нет", en: "There is no such intake")
}
