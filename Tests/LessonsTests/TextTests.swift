import Lessons
import Markup
import Testing
import Words

@Suite struct TextTests {
  static let surroundings = LessonSurroundings(
    term: { "/terms/\($0)" }, lesson: { "/study/\($0)" }, figure: { name, file in "<figure>\(name) \(file)</figure>" },
    exercise: { "<section>\($0)</section>" }, download: { "<a>\($0)</a>" })

  private func page(_ text: String, _ language: Language = .en) throws -> String {
    try LessonText(reading: text).page(language, Self.surroundings).text
  }

  @Test(
    "each kind of block and inline has its markup",
    arguments: [
      ("## Mean", #"<h2 id="b1">Mean</h2>"#), ("### Less", #"<h3 id="b1">Less</h3>"#), ("One\ntwo.", #"<p id="b1">One two.</p>"#),
      ("- a\n- b", #"<ul id="b1"><li>a</li><li>b</li></ul>"#), ("1. a\n2. b", #"<ol id="b1"><li>a</li><li>b</li></ol>"#),
      ("> said", #"<blockquote id="b1"><p>said</p></blockquote>"#),
      ("> [!key]\n> kept", #"<div class="call key" id="b1"><b>Remember this</b><p>kept</p></div>"#),
      ("> [!warning]\n>\n> kept", #"<div class="call warning" id="b1"><b>Take care</b><p>kept</p></div>"#),
      ("::exercise mean-and-spread", #"<div id="b1"><section>mean-and-spread</section></div>"#),
      ("::download table.xlsx", #"<div id="b1"><a>table.xlsx</a></div>"#),
      ("![pendulum](figures/pendulum.svg)", #"<div id="b1"><figure>pendulum pendulum.svg</figure></div>"#),
      ("```text\na <b>\n```", "<pre id=\"b1\" tabindex=\"0\"><code>a &lt;b&gt;\n</code></pre>"),
      (
        "```python run\nprint(1) # one\n```",
        "<pre id=\"b1\" tabindex=\"0\" data-run><code><span class=\"py-f\">print</span>(<span class=\"py-d\">1</span>) "
          + "<span class=\"py-c\"># one</span>\n</code></pre>"
      ),
      ("*a* **b** `c`", #"<p id="b1"><em>a</em> <strong>b</strong> <code>c</code></p>"#),
      ("[mean](term:mean)", #"<p id="b1"><a class="term" href="/terms/mean">mean</a></p>"#),
      ("[next](lesson:03-free-fall)", #"<p id="b1"><a href="/study/03-free-fall">next</a></p>"#),
      (
        "[law](https://adilet.zan.kz/kaz)",
        #"<p id="b1"><a href="https://adilet.zan.kz/kaz" rel="noopener">law</a> <small>(needs a network)</small></p>"#
      ),
      ("5 \\$ and \\*", #"<p id="b1">5 $ and *</p>"#), ("a ` b \\$ `` c", #"<p id="b1">a ` b $ `` c</p>"#),
      ("`` a ` $x$ `` b", #"<p id="b1"><code>a ` $x$</code> b</p>"#),
      ("a `$x$` b", #"<p id="b1">a <code>$x$</code> b</p>"#),
      ("a & b < c", #"<p id="b1">a &amp; b &lt; c</p>"#),
    ])
  func markup(_ text: String, _ wanted: String) throws { #expect(try page(text) == wanted) }

  @Test("formulas keep their underscores, stars and bars, in tables too")
  func formulas() throws {
    let text = try LessonText(
      reading: #"Let $a_1 * b_2$... no: $a_1 \cdot b_2$ and $\lvert x_1 \rvert$ *so*."#.replacing("$a_1 * b_2$... no: ", with: "")
    )
    guard case .paragraph(let row) = text.blocks[0].kind else { return #expect(Bool(false)) }
    #expect(row.everything.filter { if case .formula = $0 { true } else { false } }.count == 2)
    #expect(row.plain == "Let a₁·b₂ and |x₁| so.")
    let table = try page("| a | $\\lvert x \\rvert$, $\\unit{s}$ |\n|---|---:|\n| one | 1,5 |\n| two | −2 |", .kk)
    #expect(
      table.contains(#"<th class="n"><math alttext="модуль икс модуль соңы">"#) && table.contains(#"<td class="n">1,5</td>"#))
    #expect(table.contains("<td>one</td>"))
  }

  @Test("a displayed formula may take several lines, and lines after it keep their numbers")
  func displayed() throws {
    let text = try LessonText(reading: "a\n\n$$\nx = 1\n$$\n\nb\n\nc")
    #expect(text.blocks.map(\.line) == [1, 3, 7, 9])
    #expect(text.blocks.map(\.source) == ["a", "$$\nx = 1\n$$", "b", "c"])
    #expect(try page("$$x = 1$$").hasPrefix(#"<div id="b1"><span class="formula"><math display="block""#))
  }

  @Test("a column of numbers is set to the right without being asked")
  func numeric() throws {
    #expect(try page("| n | word |\n|---|---|\n| 1 | a |\n| 2,5 | b |").contains(#"<td class="n">2,5</td><td>b</td>"#))
  }

  @Test("words are counted as a reader counts, a formula as one")
  func words() throws {
    #expect(try LessonText(reading: "One $x = 1$ three — four.\n\n- five\n- six").words == 6)
  }

  @Test(
    "code is coloured and comes out whole", arguments: ["x = 'a\nb", "\"\\\"", "def f(x):\n\treturn x**2 # ∆", "'", "№ 5 ₂²", ""])
  func python(_ code: String) throws {
    let page = try page("```python\n\(code)\n```")
    let bare = page.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&quot;", with: "\"").replacing(
      "&#39;", with: "'")
    #expect(bare == code + "\n")
  }
}
