import Exchange
import Markup
import Programme
import Storage
import Words

/// The register of schools: search, count, and the way in for a table of them.
enum Schools {
  private static let size = 50

  /// GET /administration/schools
  static func show(_ visit: Visit, _ permit: Permit<KeepSchools>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let typed = visit.query["name"] ?? ""
    let page = PageNumber(visit.query)
    let (schools, count) = try await house.database.read { tx in
      (try tx.schools(holding: typed, limit: size + 1, offset: page.offset(of: size)), try tx.schoolCount())
    }
    let here = Link("/administration/schools").with("name", typed.isEmpty ? nil : typed)
    return visit.page(
      Page(
        title: t(.schools), language: t, width: .wide,
        body: """
          \(t.back(to: visit.who.holds(.administrator) ? "/administration" : "/desk"))<h1>\(t(.schools))</h1>
          <p>\(t(.schoolsKept)): <b>\(t.number(count))</b></p>
          \(t.searchBox("name", label: t(.schoolName), value: typed, action: "/administration/schools"))
          \(t.table(t(.schools), Array(schools.prefix(size)), [
            Column(t(.schoolName)) { HTML(t($0.name)) },
            Column(t(.placeTitle)) { HTML(house.gazetteer.fullName($0.place, in: t)) },
          ], empty: emptyState(t(.noSchools), HTML(t(.noSchoolsWhat)))))
          \(t.pager(page: page.value, of: schools.count > size ? page.value + 1 : page.value) { here.with("page", $0) })
          <h2>\(t(.schoolImport))</h2><p>\(t(.schoolColumns))</p>
          <p>\(linkButton(t(.bringTable), "/administration/schools/imports", look: .plain))</p>
          """))
  }
}

extension Phrase {
  static let schools = Phrase(kk: "Мектептер", ru: "Школы", en: "Schools")
  static let schoolsWhat = Phrase(
    kk: "Мектептер тізілімі: іздеу, CSV немесе XLSX кестесінен толтыру.", ru: "Реестр школ: поиск, загрузка из CSV или XLSX.",
    en: "The register of schools: search, filling from CSV or XLSX.")
  static let schoolsKept = Phrase(kk: "Тізілімдегі мектептер", ru: "Школ в реестре", en: "Schools in the register")
  static let schoolName = Phrase(kk: "Мектеп атауы", ru: "Название школы", en: "Name of the school")
  static let noSchools = Phrase(kk: "Мектеп табылмады", ru: "Школ не найдено", en: "No schools found")
  static let noSchoolsWhat = Phrase(
    kk: "Тізілім толтырылғанша, қатысушылар мектептерінің атауын өздері жазады.",
    ru: "Пока реестр пуст, название школы пишут в заявке.",
    en: "Until the register is filled, applicants write the name of their school themselves.")
  static let schoolColumns = Phrase(
    kk:
      "Бағандары: ӘАОЖ (КАТО) коды немесе аудан мен елді мекен; қазақша және орысша атауы; БСН болса. Растағанша ештеңе жазылмайды.",
    ru:
      "Столбцы: код КАТО либо район и населённый пункт; название на казахском и русском; БИН, если есть. До подтверждения ничего не записывается.",
    en:
      "Columns: KATO code, or district and settlement; name in Kazakh and Russian; BIN if there is one. Nothing is written before you confirm."
  )
  static let bringTable = Phrase(kk: "Кесте әкелу", ru: "Загрузить таблицу", en: "Bring a table")
}
