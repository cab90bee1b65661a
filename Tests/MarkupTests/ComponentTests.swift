import Foundation
import Markup
import Testing
import Words

@Suite struct Questions {
  let t = Language.kk
  let field = Field("village", "Ауылың <i>", hint: "Атауы", error: "Ауылды жаз")

  @Test func aTextFieldIsTiedToItsLabelHintAndError() {
    let html = t.textField(field, value: "\"><script>", kind: .phone, autocomplete: .phone).text
    #expect(
      html == """
        <div class="field bad"><label for="village">Ауылың &lt;i&gt;</label><span class="hint" id="village-hint">Атауы</span>\
        <span class="error" id="village-error"><span class="vh">Қате: </span>Ауылды жаз</span>\
        <input type="tel" inputmode="tel" id="village" name="village" value="&quot;&gt;&lt;script&gt;" autocomplete="tel" \
        aria-describedby="village-hint village-error" aria-invalid="true"></div>
        """)
  }

  @Test func aQuietFieldHasNoTies() {
    let html = t.textField(Field("a", "А")).text
    #expect(!html.contains("aria-"))
    #expect(html.contains("<div class=\"field\"><label for=\"a\">А</label>"))
  }

  @Test func theOnlyQuestionOfAPageIsItsHeading() {
    #expect(t.textField(Field("a", "А", isHeading: true)).text.contains("<h1><label for=\"a\">А</label></h1>"))
    #expect(t.choice(Field("a", "А", isHeading: true), []).text.contains("<legend><h1>А</h1></legend>"))
  }

  @Test func anOptionalFieldSaysSo() {
    #expect(t.textField(Field("a", "А", isOptional: true)).text.contains("(міндетті емес)"))
  }

  @Test func aLongAnswerCountsItsWords() {
    let html = t.textArea(Field("why", "Неге?"), value: "бір екі\nүш", mostWords: 200).text
    #expect(html.contains("data-words=\"200\" aria-describedby=\"why-count\">"))
    #expect(html.contains("id=\"why-count\" role=\"status\">Сөз саны: 3, ең көбі 200</p>"))
  }

  @Test func aLeadingLineBreakOfAnAnswerSurvives() {
    #expect(t.textArea(Field("a", "А"), value: "\nбір").text.contains(">\n\nбір</textarea>"))
  }

  @Test func aChoiceIsAGroupWithALegend() {
    let html = t.choice(Field("g", "Сынып", hint: "х"), [Option("9", "9"), Option("10", "10", hint: "он")], chosen: "10").text
    #expect(html.hasPrefix("<fieldset class=\"field\" aria-describedby=\"g-hint\"><legend>Сынып</legend>"))
    #expect(html.contains("<input type=\"radio\" id=\"g\" name=\"g\" value=\"9\"><label for=\"g\">9</label>"))
    #expect(
      html.contains("id=\"g-2\" name=\"g\" value=\"10\" checked aria-describedby=\"g-2-note\"><label for=\"g-2\">10</label>"))
  }

  @Test func consentIsNeverTickedInAdvance() {
    #expect(!t.checkBox(Field("c", "Келісемін")).text.contains("checked"))
    #expect(t.checkBox(Field("c", "Келісемін"), isChecked: true).text.contains(" checked"))
  }

  @Test func severalBoxesKeepWhatWasChosen() {
    let html = t.checkBoxes(Field("s", "Пән"), [Option("m", "М"), Option("p", "Ф")], chosen: ["p"]).text
    #expect(html.contains("value=\"p\" checked>"))
    #expect(!html.contains("value=\"m\" checked"))
  }

  @Test func aDateHasThreeNamedBoxes() {
    let html = t.dateField(Field("born", "Туған күнің"), value: TypedDate(day: "31", month: "x", year: "<"), isBirthDay: true)
      .text
    #expect(
      html.contains(
        "<label for=\"born\">Күні</label><input type=\"text\" inputmode=\"numeric\" id=\"born\" name=\"born-day\" value=\"31\" maxlength=\"4\" autocomplete=\"bday-day\">"
      ))
    #expect(html.contains("id=\"born-month\" name=\"born-month\" value=\"x\""))
    #expect(html.contains("id=\"born-year\" name=\"born-year\" value=\"&lt;\""))
  }

  @Test(arguments: [
    ("5", "9", "2011", "2011-09-05"), (" 05", "09 ", "2011", "2011-09-05"), ("31", "2", "2011", nil), ("5", "9", "11", nil),
    ("", "", "", nil), ("٥", "9", "2011", nil), ("005", "9", "2011", nil), ("5", "қыркүйек", "2011", nil),
  ])
  func whatWasTypedBecomesADateOrNothing(day: String, month: String, year: String, iso: String?) {
    #expect(TypedDate(day: day, month: month, year: year).date?.iso == iso)
  }

  @Test func theRestHasItsAttributes() {
    #expect(t.codeField(field).text.contains("inputmode=\"numeric\" autocomplete=\"one-time-code\""))
    #expect(t.passwordField(field, isNew: true).text.contains("autocomplete=\"new-password\""))
    #expect(t.passwordField(field, isNew: false).text.contains("autocomplete=\"current-password\""))
    #expect(t.fileField(field, accept: [".pdf", "image/*"]).text.contains("accept=\".pdf,image/*\" aria-describedby="))
    #expect(t.select(field, [Option("a", "А")], chosen: "a").text.contains("<option value=\"a\" selected>А</option>"))
    #expect(
      t.searchBox("q", label: "Іздеу", value: "'", action: "/s").text.contains(
        "role=\"search\" method=\"get\" action=\"/s\"><label for=\"q\">"))
  }

  @Test func aFormCarriesItsToken() {
    #expect(
      form("/a", hidden: [("token", "\"")], isMultipart: true, "x").text
        == "<form method=\"post\" action=\"/a\" novalidate enctype=\"multipart/form-data\"><input type=\"hidden\" name=\"token\" value=\"&quot;\">x</form>"
    )
  }

  @Test func theErrorSummaryLeadsToTheFields() {
    let html = t.errorSummary([("village", "Ауылды жаз"), ("a b", "х")]).text
    #expect(html.hasPrefix("<div class=\"err\" role=\"alert\" tabindex=\"-1\""))
    #expect(html.contains("<li><a href=\"#village\">Ауылды жаз</a></li><li><a href=\"#a-b\">х</a></li>"))
    #expect(t.errorSummary([]).isEmpty)
  }
}

@Suite struct Showing {
  let t = Language.kk

  @Test func aChangeLinkSaysWhatItChanges() {
    let html = t.answers([Answer("Сыныбың", "9", change: "/apply/3"), Answer("Мектебің", "")]).text
    #expect(html.contains("<a href=\"/apply/3\">Өзгерту<span class=\"vh\">: Сыныбың</span></a>"))
    #expect(html.contains("<dt>Мектебің</dt><dd>Көрсетілмеген</dd></div>"))
  }

  @Test(arguments: [Stop.State.done, .now, .ahead]) func theTrackSaysEachStateInWords(state: Stop.State) {
    let html = t.track([Stop("Тест", state)]).text
    let word = state == .done ? "аяқталды" : state == .now ? "қазір" : "алда"
    #expect(html.contains("<b>Тест<span class=\"vh\"> (\(word))</span></b>"))
    #expect(html.contains("aria-current=\"step\"") == (state == .now))
  }

  @Test func aStateIsAWordAndASignBesideTheColour() {
    #expect(tag("ұсынылды", .good).text == "<span class=\"tag leaf\"><span aria-hidden=\"true\">✓</span> ұсынылды</span>")
    #expect(notice("x", .bad).text.contains("role=\"alert\""))
    #expect(notice("x", .good).text.contains("role=\"status\""))
    #expect(t.saved(.onServer(Moment(milliseconds: 0))).text.contains("Серверде сақталды 05:00"))
  }

  @Test func aContactNeverStandsInOnePiece() throws {
    let mail = t.reveal("Пошта", try EMail(parsing: "kenes@keruen.example")).text
    #expect(!mail.contains("kenes") && !mail.contains("keruen.example") && !mail.contains("@"))
    #expect(visible(mail).hasSuffix("kenes&#64;keruen.example"))
    let phone = t.reveal("Телефон", try Phone(parsing: "87011234567")).text
    #expect(!phone.contains("701"))
    #expect(visible(phone).hasSuffix("+7 701 123 45 67"))
    #expect(mail.contains("<details class=\"reveal\"><summary>Пошта</summary>"))
  }

  /// The text a reader sees: without hidden parts and tags.
  private func visible(_ html: String) -> String {
    html.replacing(/<span hidden>[^<]*<\/span>/, with: "").replacing(/<[^>]*>/, with: "")
  }

  @Test func aSortedColumnSaysItsOrderAndTurnsIt() {
    let up = applicantTable(t).text
    #expect(up.contains("<th scope=\"col\" aria-sort=\"ascending\"><a href=\"/desk?sort=code&amp;order=down\">"))
    #expect(up.contains("<th scope=\"col\" class=\"n\"><a href=\"/desk?sort=test&amp;order=up\">Тест</a></th>"))
    let down = applicantTable(t, sort: Sort("test", isDescending: true)).text
    #expect(down.contains("class=\"n\" aria-sort=\"descending\"><a href=\"/desk?sort=test&amp;order=up\">"))
  }

  @Test func aTableCanBeScrolledByKeyboardAndNamesItsRows() {
    let html = applicantTable(t).text
    #expect(
      html.contains(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Өтінімдер\"><table><caption>Өтінімдер</caption>"))
    #expect(html.contains("<tr><th scope=\"row\"><a href=\"/desk/K7-4M2Q\">K7-4M2Q</a></th>"))
    #expect(html.contains("<td class=\"n\">71,4</td>"))
    #expect(html.contains("<a href=\"/desk.csv\">CSV</a> · <a href=\"/desk.xlsx\">XLSX</a>"))
  }

  @Test func anEmptyTableSaysWhatToDo() {
    let html = applicantTable(t, rows: []).text
    #expect(html.contains("Сүзгіні өзгертіп көріңіз."))
    #expect(!html.contains("<table"))
  }

  @Test func thePagerHasNoDeadEnds() {
    let link: (Int) -> Link = { Link("/a").with("page", $0) }
    #expect(t.pager(page: 1, of: 1, link).isEmpty)
    #expect(!t.pager(page: 1, of: 3, link).text.contains("rel=\"prev\""))
    #expect(t.pager(page: 1, of: 3, link).text.contains("rel=\"next\" href=\"/a?page=2\""))
    #expect(!t.pager(page: 3, of: 3, link).text.contains("rel=\"next\""))
  }

  @Test func longWorkIsMeasured() {
    let html = t.progress("Импорт", done: 3, of: 10, id: "w").text
    #expect(
      html.contains("<label for=\"w\">Импорт</label><progress id=\"w\" max=\"10\" value=\"3\" aria-describedby=\"w-left\">"))
  }
}

@Suite struct Drawings {
  let t = Language.kk

  @Test func barsAreDrawnToScaleAndTheirNumbersAreText() {
    let html = t.bars("Жол", [Bar("Басталды", 800), Bar("Тест", 200, isMarked: true), Bar("Жоқ", 0)]).text
    #expect(html.contains("<li><span>Басталды</span> <b>800</b>"))
    #expect(html.contains("<rect width=\"1000\" height=\"10\"/>"))
    #expect(html.contains("<li class=\"hot\"><span>Тест</span> <b>200</b>"))
    #expect(html.contains("<rect width=\"250\" height=\"10\"/>"))
    #expect(html.contains("<rect width=\"0\" height=\"10\"/>"))
  }

  @Test func aLineBreaksWhereNothingWasMeasured() {
    let html = t.lines("Жылдар", points: ["1", "2", "3", "4"], [Series("А", [10, nil, 30, 20])]).text
    #expect(html.contains("<path d=\"M44 119.3M214.7 10L300 64.7\" fill=\"none\"/>"))
    #expect(html.contains("<td class=\"n\">—</td>"))
  }

  @Test func eachLineHasItsOwnDashesAndMarker() {
    let html = t.lines("Ж", points: ["1", "2"], (1...5).map { Series("\($0)", [1, 2]) }).text
    for dashes in ["7 4", "2 3", "9 3 2 3"] { #expect(html.contains("stroke-dasharray=\"\(dashes)\"")) }
    #expect(html.contains("class=\"s3\"") && !html.contains("class=\"s4\""))
  }

  @Test func dotsShareOneScale() {
    let html = t.dots("Қ", [Dot("а", 0, low: -1, high: 1), Dot("б", 0.5, low: 0, high: 1)], reference: 0).text
    #expect(html.contains("d=\"M8 9H312M8 4v10M312 4v10\""))
    #expect(html.contains("<circle cx=\"236\" cy=\"9\" r=\"5\"/>"))
    #expect(html.contains("class=\"ref\" d=\"M160 0V18\""))
  }

  @Test(arguments: [[Double](), [.nan], [0], [0, 0], [-5, -5], [.infinity, 3], [1e-9, 2e-9], [1e12, -1e12]])
  func oddNumbersAreDrawnWithoutBreaking(values: [Double]) {
    let bars = t.bars("х", values.map { Bar("а", $0) }).text
    let lines = t.lines("х", points: values.map { _ in "п" }, [Series("с", values)]).text
    let dots = t.dots("х", values.map { Dot("а", $0, low: $0, high: $0) }).text
    for html in [bars, lines, dots] {
      #expect(html.contains("</details></figure>"))
      #expect(!html.contains("nan") && !html.contains("inf\""))
    }
  }

  @Test func everyDrawingHasItsTable() {
    let html = t.bars("Жол", [Bar("Басталды", 800)], source: "өзіміз").text
    #expect(html.contains("<details><summary>Кесте түрінде көрсету</summary><div class=\"scroll\""))
    #expect(html.contains("<th scope=\"row\">Басталды</th><td class=\"n\">800</td>"))
  }
}

@Suite struct Shares {
  @Test func aShareIsDrawnAtItsPlaceAndStandsInTheTable() {
    let html = Language.ru.plot(
      "Доли", "Больше половины.",
      [PlotRow("Мир", year: 2018, percent: 30, isOther: true), PlotRow("Казахстан", year: 2026, percent: 55.7)],
      mark: (50, "поровну"), source: "База: люди."
    ).text
    #expect(html.contains("<rect class=\"world\" width=\"30%\"") && html.contains("<rect width=\"55.7%\""))
    #expect(html.contains("<line class=\"mid\" x1=\"50%\"") && html.contains(">поровну</text>"))
    #expect(html.contains("<td class=\"n\">2026</td><td class=\"n\">55,7\u{A0}%</td>"))
    #expect(!html.contains("viewBox") && !html.contains(" style="))
  }

  @Test func aTrackLiesDownUnlessItIsTooLong() {
    let stops = (1...9).map { Stop("\($0)", .ahead) }
    #expect(Language.kk.track(Array(stops.prefix(8)), across: true).text.contains("class=\"track across\""))
    #expect(Language.kk.track(stops, across: true).text.contains("class=\"track\""))
    #expect(Language.kk.track(Array(stops.prefix(2))).text.contains("class=\"track\""))
  }
}

@Suite struct TheWholePage {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Written out for a browser: Tests/Browser opens these files at phone and desk width and runs axe on them.
  @Test(arguments: Language.allCases) func everyComponentStandsOnOnePage(language: Language) throws {
    let page = demonstration(language, width: language == .kk ? .narrow : .wide).text
    let list = demonstration(language, width: .full).text
    let deskStyle = Self.root.appending(path: "Public/desk.css").path
    #expect(!page.contains(" style="))
    #expect(!page.contains("onclick") && !page.contains("<script"))
    let name = language == .kk ? "markup" : "markup-\(language.rawValue)"
    let style = Self.root.appending(path: "Public/keruen.css").path
    try landing(.kk).text.replacing("/keruen.css", with: style)
      .write(to: Self.root.appending(path: ".build/landing.html"), atomically: true, encoding: .utf8)
    try list.replacing("/keruen.css", with: style).replacing("/desk.css", with: deskStyle)
      .write(to: Self.root.appending(path: ".build/desk-\(language.rawValue).html"), atomically: true, encoding: .utf8)
    for width in [Page.Width.full, .wide] {
      let desk = deskDemonstration(language, width: width).text
      #expect(!desk.contains(" style=") && !desk.contains("<script"))
      try desk.replacing("/keruen.css", with: style).replacing("/desk.css", with: deskStyle)
        .write(
          to: Self.root.appending(path: ".build/desk-\(width == .full ? "list" : "case")-\(language.rawValue).html"),
          atomically: true,
          encoding: .utf8)
    }
    try page.replacing("/keruen.css", with: style).replacing("/desk.css", with: deskStyle)
      .write(to: Self.root.appending(path: ".build/\(name).html"), atomically: true, encoding: .utf8)
  }

  @Test(arguments: [Page.Width.wide, .full]) func idsOfADeskAreUnique(_ width: Page.Width) {
    let ids = deskDemonstration(.kk, width: width).text.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: [Page.Width.narrow, .full]) func everyIdIsUniqueAndEveryReferenceLeadsSomewhere(_ width: Page.Width) {
    let page = demonstration(.kk, width: width).text
    let ids = page.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let references =
      page.matches(of: /\ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/).flatMap { $0.1.split(separator: " ") }
      + page.matches(of: /href="#([^"]+)"/).map(\.1)
    #expect(references.count > (width == .full ? 0 : 20))
    #expect(references.filter { !ids.contains(String($0)) } == [])
  }

  @Test(arguments: [Page.Width.narrow, .full]) func everyTagIsClosed(_ width: Page.Width) {
    let page = demonstration(.kk, width: width).text
    let void: Set<Substring> = ["meta", "link", "input", "br", "rect", "path", "circle"]
    var open: [Substring] = []
    for tag in page.matches(of: /<(\/?)([a-z][a-z0-9]*)[^>]*>/) where !void.contains(tag.2) {
      if tag.1.isEmpty {
        open.append(tag.2)
      } else {
        #expect(open.popLast() == tag.2, "at \(tag.0)")
      }
    }
    #expect(open == [])
  }

  @Test func aPageIsMadeInAFewTenthsOfAMillisecond() {
    let clock = ContinuousClock()
    let size = demonstration(.kk).bytes.count
    let time = (0..<20).map { _ in clock.measure { _ = demonstration(.kk) } }.min() ?? .zero
    print("a page of \(size) bytes in \(time)")
    #expect(time < .milliseconds(100))
  }
}

/// WCAG 2.2 contrast of the pairs of colours the style puts on each other, by day and by night.
@Suite struct Colours {
  static let style = (try? String(contentsOf: TheWholePage.root.appending(path: "Public/keruen.css"), encoding: .utf8)) ?? ""

  /// Text on its ground.
  static let texts = [
    ("ink", "sand"), ("ink", "paper"), ("ink", "cool"), ("ink", "warm"), ("ink", "fresh"), ("ink", "rose"), ("soft", "sand"),
    ("soft", "paper"), ("soft", "cool"), ("sky", "sand"), ("sky", "paper"), ("sky", "cool"), ("felt", "sand"), ("felt", "paper"),
    ("felt", "rose"), ("leaf", "fresh"), ("amber", "warm"), ("sand", "leaf"),
  ]
  /// Frames, bars and marks on their ground.
  static let frames = [
    ("ink", "paper"), ("felt", "paper"), ("dots", "paper"), ("dots", "sand"), ("sky", "cool"), ("leaf", "sand"),
    ("leaf", "paper"),
  ]

  @Test(arguments: texts, [false, true]) func textIsReadable(pair: (String, String), atNight: Bool) throws {
    #expect(try contrast(pair, atNight) >= 4.5)
  }

  @Test(arguments: frames, [false, true]) func framesAreVisible(pair: (String, String), atNight: Bool) throws {
    #expect(try contrast(pair, atNight) >= 3)
  }

  @Test(arguments: ["btn", "deep"], [false, true]) func whiteIsReadableOnTheHouseColours(ground: String, atNight: Bool) throws {
    #expect(try ratio(luminance("#ffffff"), luminance(colour(ground, atNight))) >= 4.5)
  }

  @Test func theSunCarriesDarkTextOnlyAndDangerWhite() throws {
    #expect(try ratio(luminance("#10243a"), luminance(colour("sun", false))) >= 4.5)
    #expect(try ratio(luminance("#ffffff"), luminance("#b3261e")) >= 4.5)
    #expect(!Self.style.contains(";color:var(--sun)") || Self.style.contains(".hot svg{color:var(--sun)"))
  }

  @Test func theStyleStaysLight() { #expect(Self.style.utf8.count < 11_000) }

  @Test func theDesksOwnStyleStaysLight() throws {
    let desk = try String(contentsOf: TheWholePage.root.appending(path: "Public/desk.css"), encoding: .utf8)
    #expect((5_000..<15_000).contains(desk.utf8.count))
  }

  private func contrast(_ pair: (String, String), _ atNight: Bool) throws -> Double {
    try ratio(luminance(colour(pair.0, atNight)), luminance(colour(pair.1, atNight)))
  }

  private func colour(_ name: String, _ atNight: Bool) throws -> String {
    let days = Self.style.split(separator: "@media (prefers-color-scheme:dark)", maxSplits: 1)
    let nights = try #require(days.last?.split(separator: "}}", maxSplits: 1).first)
    let pattern = try Regex<(Substring, Substring)>("--\(name):(#[0-9a-f]+)")
    let night = atNight ? nights.firstMatch(of: pattern) : nil
    return String(try #require(night ?? days.first?.firstMatch(of: pattern)).output.1)
  }

  private func luminance(_ colour: String) throws -> Double {
    let digits = colour.dropFirst().count == 3 ? colour.dropFirst().flatMap { [$0, $0] } : Array(colour.dropFirst())
    let channels = try stride(from: 0, to: 6, by: 2).map { index in
      Double(try #require(Int(String(digits[index...index + 1]), radix: 16))) / 255
    }.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func ratio(_ a: Double, _ b: Double) -> Double { (max(a, b) + 0.05) / (min(a, b) + 0.05) }
}
