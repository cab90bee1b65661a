import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// What everybody reads first, from the programme's data alone.
@Suite struct LandingTests {
  @Test(
    "who, when and what it costs stand at a glance, before the way and the facts",
    arguments: [
      (Language.kk, "Ауылда тұратын 9–10-сыныптағы қыздарға", "Тегін: өтінім де", "9 қараша – 2027 жылғы 17 қаңтар", "55,7%"),
      (.ru, "Девочкам 9–10 классов из сёл", "Бесплатно: и заявка", "9 ноября 2026 года – 17 января 2027 года", "55,7\u{A0}%"),
      (.en, "Girls of grades 9–10 from villages", "Nothing: neither", "9 November 2026 – 17 January 2027", "55.7%"),
    ])
  func atAGlance(_ t: Language, _ who: String, _ cost: String, _ dates: String, _ share: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = kit.browser(t)
    await browser.get("/")
    #expect(browser.status == 200)
    for words in [who, cost, dates, share, "<svg class=\"scene\"", "<ol class=\"track across\">", "<nav id=\"site\""] {
      #expect(browser.page.contains(words), "\(words)")
    }
    // One style more than other pages; one pad is lit.
    #expect(browser.page.matches(of: #/<link rel="stylesheet" href="\/static\/(keruen|public)\./#).count == 2)
    #expect(browser.page.matches(of: #/r="11"/#).count == 1)
    #expect(!browser.page.contains("/tour"))
  }

  @Test("the questions begin on the landing page and go on one by one to the verdict")
  func oneByOne() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = kit.browser(.en)
    await browser.get("/")
    #expect(browser.page.contains("<form action=\"/eligibility\"><input type=\"hidden\" name=\"one\" value=\"yes\">"))
    #expect(browser.page.contains("name=\"grade\" value=\"8\"") && !browser.page.contains("name=\"region\""))
    let answers = [("grade", "9"), ("region", "430000000"), ("rural", "yes"), ("gender", "female")]
    var query = "/eligibility?one=yes"
    for (index, (key, value)) in answers.enumerated() {
      await browser.get(query)
      // This question alone, the earlier answers with it, and no complaint before it was asked.
      #expect(browser.page.contains("name=\"asked\" value=\"\(key)\""))
      for (other, (name, _)) in answers.enumerated() where other != index {
        #expect(browser.page.contains("type=\"hidden\" name=\"\(name)\"") == (other < index), "\(key): \(name)")
        #expect(!browser.page.contains("type=\"radio\" id=\"\(name)\""))
      }
      #expect(!browser.page.contains("id=\"errors\""))
      await browser.get("\(query)&asked=\(key)")
      #expect(browser.page.contains("id=\"errors\""), "\(key)")
      query += "&\(key)=\(value)"
    }
    await browser.get(query + "&asked=gender")
    #expect(browser.page.contains("<h1>You can take part</h1>"))
    // Back from the verdict all answers are on one page.
    await browser.get(query + "&again=")
    #expect(browser.page.matches(of: #/ checked/#).count == 4)
  }

  @Test("another programme's landing page speaks of its own pupils, and asks nothing that no rule looks at")
  func another() async throws {
    let kit = try await HouseKit.house(.sqlite)
    _ = try await EditionsTests.take(
      [
        ("programme.yaml", "fact: gender\n    among: [\"female\"]", "fact: grade\n    among: [\"9\"]"),
        ("programme.yaml", "cost:\n", "#"), ("programme.yaml", "  kk: \"Тегін", "#"),
        ("programme.yaml", "  ru: \"Бесплатно", "#"),
        ("programme.yaml", "  en: \"Nothing", "#"),
      ], kit)
    kit.clock.move(seconds: 4)
    var browser = kit.browser(.en)
    await browser.get("/")
    #expect(browser.page.contains("Pupils of grade 9 from villages"))
    #expect(!browser.page.contains("<dt>Cost</dt>"))
    #expect(browser.page.contains("3 questions, one minute"))
    #expect(browser.page.contains("name=\"grade\" value=\"8\"") && !browser.page.contains("name=\"grade\" value=\"11\""))
    await browser.get("/eligibility")
    #expect(browser.page.contains("name=\"grade\"") && !browser.page.contains("name=\"gender\""))
  }
}
