import Exchange
import Markup
import Programme
import Storage
import Words

/// Girls into groups: proposed by the house, changed by hand, and so once it is let go. Until then nothing changes for anybody.
enum PlacementPages {
  static func link(_ cohort: ID<Cohort>) -> Link { CohortPages.link(cohort).below("placement") }

  /// GET /desk/cohorts/:cohort/placement
  static func show(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Cohort> = try visit.id("cohort")
    let (placement, cycle) = try await house.database.read { tx in
      let cohort = try tx.cohort(id)
      let cycle = try tx.cycle(of: cohort, permit)
      return (try tx.placement(cohort, permit.reach, house.vault), cycle)
    }
    try await house.database.write { try $0.record(.groupSeen, id.text, "placement", by: permit, house) }
    return visit.page(page(placement, cycle, visit))
  }

  private static let sure = "settle-sure"

  /// What a form did.
  private enum Done: Sendable {
    case kept
    case settled(Int)
    /// Nothing is settled: somebody would go on in another language.
    case asks
  }

  /// POST /desk/cohorts/:cohort/placement; `go` says what: `propose`, `save` what was chosen, or `settle` it; where girls change the
  /// language they are taught in, the page asks first (`settle-sure`).
  static func update(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Cohort> = try visit.id("cohort")
    let form = visit.form
    let done = try await house.database.write { tx -> Done in
      let cohort = try tx.cohort(id)
      _ = try tx.cycle(of: cohort, permit)
      let placement = try tx.placement(cohort, permit.reach, house.vault)
      guard form["mark"] == placement.mark else { throw Refusal(.conflict, .cohortMoved, back: link(id)) }
      if form["go"] == "propose" {
        try tx.propose(placement, house)
        return .kept
      }
      let chosen = try chosen(form, placement)
      try tx.draft(chosen, in: id)
      guard form["go"] == "settle" || form["go"] == sure else { return .kept }
      let chosenNow = try tx.placement(cohort, permit.reach, house.vault)
      // What was looked at when the question was asked is what is settled.
      let isAsked = form["go"] == sure && chosenNow.mark == placement.mark
      guard chosenNow.crossing.isEmpty || isAsked else { return .asks }
      return .settled(try tx.settle(chosenNow, by: permit.actor, house))
    }
    return switch done {
    case .kept: .seeOther(link(id).text)
    case .asks: .seeOther(link(id).with("ask", "yes").text)
    case .settled(let count): .seeOther(link(id).with("done", count).text)
    }
  }

  /// What the page has of each girl; a group that is not among those shown is refused.
  private static func chosen(_ form: Fields, _ placement: Placement) throws(Refusal) -> [(learner: Int, group: ID<Group>?)] {
    let known = Dictionary(uniqueKeysWithValues: placement.groups.map { ($0.id.text, $0.id) })
    var chosen: [(learner: Int, group: ID<Group>?)] = []
    for girl in placement.girls {
      guard let sent = form.pairs.first(where: { $0.name == "girl-\(girl.learner)" })?.value else { continue }
      guard sent.isEmpty || known[sent] != nil else { throw Refusal(.conflict, .cohortMoved, back: link(placement.cohort.id)) }
      if known[sent] != girl.next { chosen.append((girl.learner, known[sent])) }
    }
    return chosen
  }

  private static func page(_ placement: Placement, _ cycle: Cycle, _ visit: Visit) -> Page {
    let t = visit.language
    let cohort = placement.cohort
    let near = placement.nearHome
    let done = visit.query.number("done", in: 0...10_000)
    let sections = placement.groups.map { section($0, placement, visit) }
    let without = placement.without
    let left: HTML =
      without.isEmpty
      ? .nothing
      : "<h2>\(t(.inNoGroup)): \(without.count)</h2>\(table(t(.inNoGroup), without, placement, visit))"
    let crossing = visit.query["ask"] == nil ? [] : placement.crossing
    let acts: HTML =
      placement.groups.isEmpty
      ? button(t(.proposeGroups), name: "go", value: "propose")
      : buttons(
        crossing.isEmpty
          ? button(t(.settleGroups), name: "go", value: "settle")
          : button(t(.settleAllTheSame), look: .danger, name: "go", value: sure),
        button(t(.keepDraft), look: .plain, name: "go", value: "save"),
        button(t(.proposeGroups), look: .plain, name: "go", value: "propose"))
    return Page(
      title: t(.placementTitle), language: t,
      notice: done.map { notice("\(t(.groupsSettled($0)))", .good) },
      body: """
        \(t.back(to: CohortPages.link(cohort.id)))<p class="step">\(cohort.name(cycle, t))</p><h1>\(t(.placementTitle))</h1>
        <p>\(t(.whatProposalKeeps))</p>
        \(near.of > 0 ? "<p>\(t(.nearHome(near.near, of: near.of)))</p>" : .nothing)
        \(placement.moved.isEmpty ? .nothing : notice("\(t(.notSettledYet(placement.moved.count)))", .waiting))\(asked(crossing, t))
        \(form(link(cohort.id), id: "placement", "\(visit.formToken)\(hidden("mark", placement.mark))\(left)\(sections)\(acts)"))
        """)
  }

  /// Who would be taught in another language.
  private static func asked(_ crossing: [(girl: CohortGirl, from: Group, to: Group)], _ t: Language) -> HTML {
    guard !crossing.isEmpty else { return .nothing }
    let lines = crossing.map { girl, from, to -> HTML in
      """
      <li>\(girl.name?.full ?? t(.nameless)): \(t(.groupNumber(from.number))), \(TeachingLanguage.name(from.language, t)) → \
      \(t(.groupNumber(to.number))), \(TeachingLanguage.name(to.language, t))</li>
      """
    }
    return notice("<p>\(t(.languageChanges))</p><ul>\(lines)</ul>", .bad)
  }

  private static func section(_ group: Group, _ placement: Placement, _ visit: Visit) -> HTML {
    let t = visit.language
    let girls = placement.girls(in: group.id)
    let size: HTML =
      GroupPlan.sizes.contains(girls.count)
      ? HTML(t(.girlsIn(girls.count))) : tag(t(.sizeIsOdd(girls.count, GroupPlan.sizes)), .waiting)
    let title = group.title(t, visit.house)
    return """
      <h2>\(title)</h2><p>\(size) · \(t(group.state.name))</p>\(girls.isEmpty ? .nothing : table(title, girls, placement, visit))
      """
  }

  private static func table(_ caption: String, _ girls: [CohortGirl], _ placement: Placement, _ visit: Visit) -> HTML {
    let (t, house) = (visit.language, visit.house)
    let options = placement.groups.map { Option($0.id.text, t(.groupNumber($0.number))) }
    let names = Dictionary(uniqueKeysWithValues: placement.groups.map { ($0.id, $0.number) })
    let columns: [Column<CohortGirl>] = [
      Column(t(.nameWord)) { girl in
        let was: HTML =
          girl.next == girl.group
          ? .nothing
          : " \(tag(girl.group.flatMap { names[$0] }.map { t(.wasInGroup($0)) } ?? t(.newInGroup), .waiting))"
        let group = girl.next.flatMap { id in placement.groups.first { $0.id == id } }
        let isElsewhere = group.map { group in
          group.region != girl.region
            || (["kk", "ru"].contains(girl.teachingLanguage) && group.language != girl.teachingLanguage)
        }
        let odd: HTML = isElsewhere == true ? " \(tag(t(.otherRegionOrLanguage), .waiting))" : .nothing
        return "\(girl.name?.full ?? t(.nameless))\(was)\(odd)"
      },
      Column(t(.villageWord)) { girl in
        HTML([girl.place, girl.district].compactMap { $0 }.map { house.gazetteer.name(of: $0, t) }.joined(separator: ", "))
      },
      Column(t(.gradeWord), isNumeric: true) { HTML($0.grade.map(String.init) ?? "") },
      Column(t(.languageOfTeaching)) { HTML($0.teachingLanguage.map { TeachingLanguage.name($0, t) } ?? "") },
      Column(t(.groupWord)) { girl in
        picker("girl-\(girl.learner)", "\(t(.groupWord)): \(girl.name?.full ?? "")", options, chosen: girl.next?.text, t)
      },
    ]
    return t.table(caption, girls, columns, stacks: true)
  }

  /// A choice without a label of its own: the row says what it is of.
  private static func picker(_ name: String, _ label: String, _ options: [Option], chosen: String?, _ t: Language) -> HTML {
    let items = options.map { option -> HTML in
      "<option value=\"\(option.value)\"\(" selected", if: option.value == chosen)>\(option.title)</option>"
    }
    return "<select name=\"\(name)\" aria-label=\"\(label)\"><option value=\"\">\(t(.inNoGroup))</option>\(items)</select>"
  }
}

extension Phrase {
  static let placementTitle = Phrase(kk: "Топтарға бөлу", ru: "Распределение по группам", en: "Placement in groups")
  static let proposeGroups = Phrase(kk: "Топтарды ұсыну", ru: "Предложить группы", en: "Propose groups")
  static let settleAllTheSame = Phrase(
    kk: "Тілі ауысса да бекіту", ru: "Утвердить со сменой языка", en: "Settle with another language")
  static let languageChanges = Phrase(
    kk:
      "Ештеңе бекітілген жоқ. Мына қыздар басқа тілде оқитын топқа ауысады: солай керек болса, төмендегі батырмамен бекітіңіз, әйтпесе тобын өзгертіңіз.",
    ru:
      "Ничего не утверждено. Эти девочки перейдут в группу на другом языке: если так и нужно, утвердите кнопкой внизу, иначе измените группу.",
    en:
      "Nothing is settled. These girls would go on in a group taught in another language: if that is meant, settle it with the button below, else change the group."
  )
  static let keepDraft = Phrase(kk: "Жобаны сақтау", ru: "Сохранить черновик", en: "Keep the draft")
  static let settleGroups = Phrase(kk: "Топтарды бекіту", ru: "Утвердить группы", en: "Settle the groups")
  static let inNoGroup = Phrase(kk: "Топсыз", ru: "Без группы", en: "In no group")
  static let nameWord = Phrase(kk: "Аты-жөні", ru: "Фамилия и имя", en: "Name")
  static let nameless = Phrase(kk: "аты жазылмаған", ru: "имя не указано", en: "no name written")
  static let villageWord = Phrase(kk: "Тұратын жері", ru: "Где живёт", en: "Home")
  static let gradeWord = Phrase(kk: "Сынып", ru: "Класс", en: "Grade")
  static let languageOfTeaching = Phrase(kk: "Оқыту тілі", ru: "Язык обучения", en: "Language of teaching")
  static let otherRegionOrLanguage = Phrase(
    kk: "топ басқа өңірде не басқа тілде", ru: "группа в другом регионе или на другом языке",
    en: "the group is of another region or language")
  static let newInGroup = Phrase(kk: "жаңа", ru: "новая", en: "new")
  static let whatProposalKeeps = Phrase(
    kk:
      "Ұсыныс бір өңірдегі, бір тілде оқитын қыздарды 8–20 адамнан, үйіне мүмкіндігінше жақын топтарға бөледі. Топта бар қыздар орнында қалады. Бекіткенше ешкім үшін ештеңе өзгермейді.",
    ru:
      "Предложение делит девочек одного региона и языка на группы по 8–20 человек, как можно ближе к дому. Кто уже в группе, остаётся в ней. Пока группы не утверждены, ни для кого ничего не меняется.",
    en:
      "The proposal divides girls of one region and language into groups of 8 to 20, as near to home as can be. Whoever is in a group stays there. Until the groups are settled nothing changes for anybody."
  )
  static func nearHome(_ near: Int, of total: Int) -> Phrase {
    Phrase(
      kk: "\(total) қыздың \(near)-і өз ауданында кездеседі.",
      ru: "В своём районе встречаются \(near) из \(total).", en: "\(near) of \(total) meet in their own district.")
  }
  static func notSettledYet(_ count: Int) -> Phrase {
    Phrase(
      kk: "Жоба бекітілмеген: \(count) қыздың тобы өзгереді.",
      ru: "Черновик не утверждён: группа изменится у \(counted(count, one: "девочки", few: "девочек", many: "девочек")).",
      en: "The draft is not settled: \(counted(count, one: "girl changes", other: "girls change")) group.")
  }
  static func groupsSettled(_ count: Int) -> Phrase {
    Phrase(
      kk: "Топтар бекітілді. Тобы өзгерген қыздар: \(count).", ru: "Группы утверждены. Переведено девочек: \(count).",
      en: "The groups are settled. Girls who changed group: \(count).")
  }
  static func girlsIn(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) қыз", ru: counted(count, one: "девочка", few: "девочки", many: "девочек"),
      en: counted(count, one: "girl", other: "girls"))
  }
  static func sizeIsOdd(_ count: Int, _ sizes: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk: "\(count) қыз: топта \(sizes.lowerBound)–\(sizes.upperBound) болғаны дұрыс",
      ru:
        "\(counted(count, one: "девочка", few: "девочки", many: "девочек")): в группе должно быть от \(sizes.lowerBound) до \(sizes.upperBound)",
      en: "\(counted(count, one: "girl", other: "girls")): a group should have \(sizes.lowerBound) to \(sizes.upperBound)")
  }
  static func wasInGroup(_ number: Int) -> Phrase {
    Phrase(kk: "\(number)-топта болған", ru: "была в \(number)-й группе", en: "was in group \(number)")
  }
}
