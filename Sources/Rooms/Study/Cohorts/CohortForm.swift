import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// What a cohort learns, of which regions it is, and from when to when.
enum CohortForm {
  /// GET /desk/cohorts/new
  static func new(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let cycle = try visit.cycle()
    let shelf = try await visit.house.openCourses()
    return visit.page(page(visit, nil, cycle, shelf, Typed(cycle, shelf), []))
  }

  /// POST /desk/cohorts
  static func create(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let (house, cycle) = (visit.house, try visit.cycle())
    let shelf = try await house.openCourses()
    let typed = Typed(visit.form)
    let others = try await house.database.read { try $0.cohorts(of: cycle.id) }
    let (said, errors) = typed.read(cycle, shelf, besides: others, visit.language)
    guard let said, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, nil, cycle, shelf, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    let id = try await house.database.write { tx in try tx.addCohort(said, of: cycle.id, by: permit.actor, house) }
    return .seeOther(CohortPages.link(id).text)
  }

  /// GET /desk/cohorts/:cohort/edit
  static func edit(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let (cohort, cycle) = try await found(visit, permit)
    return visit.page(page(visit, cohort, cycle, try await visit.house.openCourses(), Typed(cohort), []))
  }

  /// POST /desk/cohorts/:cohort
  static func update(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let (cohort, cycle) = try await found(visit, permit)
    let shelf = try await house.openCourses()
    let typed = Typed(visit.form)
    let others = try await house.database.read { try $0.cohorts(of: cycle.id).filter { $0.id != cohort.id } }
    let (said, errors) = typed.read(cycle, shelf, besides: others, visit.language)
    guard let said, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, cohort, cycle, shelf, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    try await house.database.write { tx in try tx.change(cohort.id, to: said, by: permit.actor, house) }
    return .seeOther(CohortPages.link(cohort.id).text)
  }

  private static func found(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> (Cohort, Cycle) {
    let id: ID<Cohort> = try visit.id("cohort")
    return try await visit.house.database.read { tx in
      let cohort = try tx.cohort(id)
      return (cohort, try tx.cycle(of: cohort, permit))
    }
  }

  private struct Typed {
    var title = ""
    var regions: Set<String> = []
    var courses: Set<String> = []
    var first = TypedDate()
    var last = TypedDate()

    init(_ cycle: Cycle, _ shelf: [ShelvedCourse]) {
      regions = Set(cycle.regions)
      courses = Set(shelf.map(\.key))
      if let stage = cycle.stage("school") { (first, last) = (TypedDate(stage.opensAt.day()), TypedDate(stage.lastDay)) }
    }

    init(_ cohort: Cohort) {
      (title, regions, courses) = (cohort.title, Set(cohort.regions), Set(cohort.courses))
      if let days = cohort.days { (first, last) = (TypedDate(days.first), TypedDate(days.last)) }
    }

    init(_ form: Fields) {
      (title, regions, courses) = (form["title"] ?? "", Set(form.all("region")), Set(form.all("course")))
      (first, last) = (form.date("first"), form.date("last"))
    }

    /// What it says; nil with everything that is wrong.
    func read(_ cycle: Cycle, _ shelf: [ShelvedCourse], besides others: [Cohort], _ t: Language) -> (
      Cohort.Said?, [(field: String, message: String)]
    ) {
      var errors: [(field: String, message: String)] = []
      if others.contains(where: { $0.title == title }) { errors.append(("title", t(.cohortNeedsName))) }
      if title.count > 80 { errors.append(("title", t(.cohortTitleTooLong))) }
      let regions = cycle.regions.filter(self.regions.contains)
      if regions.isEmpty, !cycle.regions.isEmpty { errors.append(("region", t(.chooseRegion))) }
      let courses = shelf.map(\.key).filter(self.courses.contains)
      if courses.isEmpty { errors.append(("course", t(.chooseCourse))) }
      if first.date == nil { errors.append(("first", t(.noSuchDayOfStudy))) }
      if last.date == nil { errors.append(("last", t(.noSuchDayOfStudy))) }
      guard let first = first.date, let last = last.date else { return (nil, errors) }
      if last < first { errors.append(("last", t(.studyEndsBefore))) }
      if first.days(to: last) > 730 { errors.append(("last", t(.studyTooLong))) }
      guard errors.isEmpty else { return (nil, errors) }
      return (Cohort.Said(title: title, regions: regions, days: Cohort.Span(first: first, last: last), courses: courses), [])
    }
  }

  private static func page(
    _ visit: Visit, _ cohort: Cohort?, _ cycle: Cycle, _ shelf: [ShelvedCourse], _ typed: Typed,
    _ errors: [(field: String, message: String)]
  ) -> Page {
    let (t, house) = (visit.language, visit.house)
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(
        name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let action = cohort.map { CohortPages.link($0.id) } ?? "/desk/cohorts"
    let title = cohort.map { $0.name(cycle, t) } ?? t(.newCohort)
    return Page(
      title: title, language: t, languageForm: "cohort",
      body: """
        \(t.back(to: cohort.map { CohortPages.link($0.id) } ?? "/desk/cohorts"))\(t.errorSummary(errors) { $0 == "first" ? t(.firstDayOfStudy) : $0 == "last" ? t(.lastDayOfStudy) : nil })
        <p class="step">\(t(cycle.name))</p><h1>\(title)</h1>
        \(form(action, id: "cohort", """
          \(visit.formToken)\(t.textField(field("title", .cohortTitleField, hint: .cohortTitleHint, isOptional: true), value: typed.title))\
          \(t.checkBoxes(field("region", .regionsOfCohort), cycle.regions.map { Option($0, house.gazetteer.name(of: $0, t)) }, chosen: typed.regions))\
          \(t.checkBoxes(field("course", .coursesTitle), shelf.map { Option($0.key, $0.course.title(t)) }, chosen: typed.courses))\
          \(t.dateField(field("first", .firstDayOfStudy), value: typed.first))\
          \(t.dateField(field("last", .lastDayOfStudy), value: typed.last))\
          \(button(t(cohort == nil ? .makeCohort : .keepChanges)))
          """))
        """)
  }
}

extension Phrase {
  static let cohortTitleField = Phrase(kk: "Лектің атауы", ru: "Название потока", en: "Name of the cohort")
  static let cohortTitleHint = Phrase(
    kk: "Бір қабылдауда бірнеше лек болса ғана керек.", ru: "Нужно, только если в наборе несколько потоков.",
    en: "Needed only where an intake has several cohorts.")
  static let cohortNeedsName = Phrase(
    kk: "Бұл қабылдауда осындай атаулы лек бар: басқа атау беріңіз",
    ru: "В этом наборе уже есть поток с таким названием: назовите иначе",
    en: "This intake has a cohort of this name: give another one")
  static let cohortTitleTooLong = Phrase(
    kk: "Атауы 80 таңбадан аспауы керек", ru: "Название должно быть не длиннее 80 знаков",
    en: "The name may have at most 80 characters")
  static let regionsOfCohort = Phrase(kk: "Өңірлері", ru: "Регионы", en: "Regions")
  static let chooseRegion = Phrase(
    kk: "Кемінде бір өңірді таңдаңыз", ru: "Выберите хотя бы один регион", en: "Choose at least one region")
  static let chooseCourse = Phrase(
    kk: "Кемінде бір курсты таңдаңыз", ru: "Выберите хотя бы один курс", en: "Choose at least one course")
  static let firstDayOfStudy = Phrase(kk: "Оқудың бірінші күні", ru: "Первый день учёбы", en: "First day of study")
  static let lastDayOfStudy = Phrase(kk: "Оқудың соңғы күні", ru: "Последний день учёбы", en: "Last day of study")
  static let noSuchDayOfStudy = Phrase(
    kk: "Мұндай күн жоқ: күнін, айын және жылын тексеріңіз", ru: "Такого дня нет: проверьте день, месяц и год",
    en: "There is no such day: look at the day, month and year")
  static let studyEndsBefore = Phrase(
    kk: "Соңғы күн бірінші күннен бұрын", ru: "Последний день учёбы раньше первого",
    en: "The last day of study is before the first")
  static let studyTooLong = Phrase(
    kk: "Оқу екі жылдан аспайды", ru: "Учёба длится не больше двух лет", en: "Study lasts two years at most")
  static let makeCohort = Phrase(kk: "Лекті құру", ru: "Создать поток", en: "Make the cohort")
  static let keepChanges = Phrase(kk: "Өзгерісті сақтау", ru: "Сохранить изменения", en: "Keep the changes")
}
