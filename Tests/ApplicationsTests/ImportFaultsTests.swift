import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// What a table's page says of its lines, before anything is written.
@Suite struct ImportFaultsTests {
  private struct Desk {
    let kit: HouseKit
    let place: String
    var browser: Browser

    init(_ kind: EngineKind, _ language: Language = .ru) async throws {
      kit = try await HouseKit.house(kind)
      place = Sample.village(kit.house)
      browser = try await kit.staff(.coordinator, .everything, language)
    }

    mutating func bring(_ text: String) async {
      await browser.upload("/desk/imports", [], field: "table", name: "t.csv", Array(text.utf8))
      await browser.follow()
    }

    /// The refused lines with their reasons.
    var refused: [String] {
      browser.page.matches(of: #/<th scope="row" class="n">(\d+)<\/th><td>([^<]*)<\/td>/#).map { "\($0.output.1) \($0.output.2)" }
    }
  }

  @Test("a reason names the question as the staff call it, and every fault of the line", arguments: Databases.engines)
  func reasons(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    await desk.bring(
      """
      ФИО;Дата рождения;Пол;Класс;Телефон;Родитель: телефон
      Сынақова Үлгі;31.03.2011;девушка;девятый;8 701 123;8 701 123 45 67
      """)
    let said = try #require(desk.refused.first)
    #expect(desk.refused.count == 1)
    for part in ["Пол: «девушка»", "Класс: «девятый»", "Телефон: «8 701 123»"] { #expect(said.contains(part), "\(said)") }
    #expect(!said.contains("Ваш") && !said.contains("Выберите один вариант:"))
  }

  @Test("the columns of two people say whose they are, in the choice and in the lines that were read")
  func whose() async throws {
    var desk = try await Desk(.sqlite)
    await desk.bring(
      """
      ФИО;Дата рождения;Пол;Телефон;Телефон родителя;Кем приходится
      Сынақова Үлгі;31.03.2011;ж;8 701 123 45 67;8 701 765 43 21;мать
      """)
    for title in ["Телефон представителя", "Кем приходится"] {
      #expect(desk.browser.page.contains(">\(title)</th>") || desk.browser.page.contains(">\(title)</span></th>"), "\(title)")
    }
    #expect(!desk.browser.page.contains("Номер телефона") && !desk.browser.page.contains("Ваш пол"))
  }

  @Test("a number that a program wrote with a power is read where its digits are there, and called shortened where not")
  func powers() async throws {
    var desk = try await Desk(.sqlite)
    await desk.bring(
      """
      ФИО;Дата рождения;Телефон
      Сынақова Үлгі;31.03.2011;8.7771234567E+10
      Сынақова Айна;31.03.2011;8,7771234568E+10
      Сынақова Дана;31.03.2011;8.77712E+10
      """)
    #expect(desk.browser.page.contains("<b>2</b>новые заявки"), "\(desk.browser.page)")
    #expect(
      desk.refused.count == 1 && desk.refused[0].contains("Телефон: «8.77712E+10»: табличная программа отбросила часть цифр"))
  }

  @Test("whom the rules do not admit is counted by lines before anybody confirms", arguments: Databases.engines)
  func outside(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    await desk.bring(
      """
      ФИО;Дата рождения;Пол;Класс
      Сынақова Үлгі;31.03.2011;Ж;9
      Сынақов Мысал;30.03.2011;М;9
      """)
    #expect(desk.browser.page.contains("<b>2</b>новые заявки"))
    #expect(desk.browser.page.contains("<b>1</b>не проходят по условиям, строки: 3."), "\(desk.browser.page)")
  }

  @Test("a table nobody has confirmed has no counts in the list of tables")
  func unconfirmed() async throws {
    var desk = try await Desk(.sqlite)
    await desk.bring("ФИО;Дата рождения\nСынақова Үлгі;31.03.2011\n")
    await desk.browser.get("/desk/imports")
    #expect(desk.browser.page.contains("не подтвержден"), "\(desk.browser.page)")
    #expect(!desk.browser.page.contains("<td class=\"n\">0</td>") && desk.browser.page.contains("<td class=\"n\">–</td>"))
  }

  static let headings: [(heading: String, target: String)] = [
    ("Ф.И.О. учащейся", "full_name"), ("ФИО ученицы", "full_name"), ("Оқушының аты-жөні", "full_name"),
    ("Оқушының туған күні", "birth_day"), ("Дата рожд.", "birth_day"), ("Число, месяц, год рождения", "birth_day"),
    ("Контактный телефон", "phone"), ("Байланыс телефоны", "phone"), ("Сот. тел.", "phone"), ("Нас. пункт", "place"),
    ("Место жительства", "place"), ("Наименование школы", "school"), ("Ата-анасының байланыс нөмірі", "guardian_phone"),
  ]

  @Test("headings of tables that schools really send are known", arguments: Self.headings)
  func known(_ heading: String, _ target: String) async throws {
    var desk = try await Desk(.sqlite)
    await desk.bring("\(heading);ЖСН\nx;110331600031\n")
    #expect(desk.browser.page.contains("<option value=\"\(target)\" selected"), "\(desk.browser.page)")
  }
}
