import ChanceKit
import Lessons
import Testing
import Words

/// A small lesson whose languages agree, and faults planted in it one at a time.
@Suite struct CheckTests {
  static let blocks: [[Language: String]] = [
    [
      .kk: "Үш қыз [маятниктің](term:pendulum) 10 тербелісін өлшеді: 14,1 с пен 1 200 г.",
      .ru: "Три девочки измерили 10 колебаний [маятника](term:pendulum): 14,1 с и 1 200 г.",
      .en: "Three girls timed 10 swings of a [pendulum](term:pendulum): 14.1 s and 1,200 g.",
    ],
    [.kk: "## Орташа мән", .ru: "## Среднее значение", .en: "## The mean"],
    [.kk: "$$T = 1.5\\,\\unit{s}$$", .ru: "$$T = 1.5\\,\\unit{s}$$", .en: "$$T = 1.5\\,\\unit{s}$$"],
    [.kk: "- бір `x`\n- екі $L$", .ru: "- один `x`\n- два $L$", .en: "- one `x`\n- two $L$"],
    [.kk: "::exercise mean", .ru: "::exercise mean", .en: "::exercise mean"],
    [
      .kk: "![pendulum](figures/pendulum.svg)", .ru: "![pendulum](figures/pendulum.svg)",
      .en: "![pendulum](figures/pendulum.svg)",
    ],
    [
      .kk: "> [!key]\n> Есіңде болсын: [келесі](lesson:03-fall).", .ru: "> [!key]\n> Запомните: [дальше](lesson:03-fall).",
      .en: "> [!key]\n> Remember: [next](lesson:03-fall).",
    ],
  ]

  static func folder(_ change: (inout [[Language: String]]) -> Void = { _ in }) -> LessonFolder {
    var blocks = blocks
    change(&blocks)
    var texts: [Language: String] = [:]
    for language in Language.allCases { texts[language] = blocks.compactMap { $0[language] }.joined(separator: "\n\n") + "\n" }
    var folder = LessonFolder(
      source: .kk, texts: texts, alignment: nil,
      terms: ["pendulum": Term(stems: [.kk: ["маятник"], .ru: ["маятник"], .en: ["pendulum"]])], exercises: ["mean"],
      figures: ["pendulum.svg"], downloads: [], lessons: ["02-sure", "03-fall"],
      said: [
        SaidText(
          file: "exercises/mean.yaml", line: 3,
          texts: [.kk: "{=N} тербеліс, 2,5 с", .ru: "{=N} колебаний, 2,5 с", .en: "{=N} swings, 2.5 s"])
      ])
    folder.alignment = confirmed
    return folder
  }

  /// Of the lesson without a fault.
  static let confirmed: Alignment? = {
    let texts = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { language in
        (language, blocks.compactMap { $0[language] }.joined(separator: "\n\n") + "\n")
      })
    let folder = LessonFolder(
      source: .kk, texts: texts, alignment: nil,
      terms: ["pendulum": Term(stems: [.kk: ["маятник"], .ru: ["маятник"], .en: ["pendulum"]])],
      exercises: ["mean"], figures: ["pendulum.svg"], downloads: [], lessons: ["03-fall"], said: [])
    return LessonCheck.confirmed(folder).alignment
  }()

  /// Rules and places, without what drift says of the same change.
  private func found(_ folder: LessonFolder) -> [String] {
    LessonCheck.findings(folder).filter { $0.rule != .drift }.map { "\($0.file):\($0.line) \($0.rule.rawValue)" }
  }

  @Test("a lesson that agrees has no finding")
  func clean() {
    #expect(Self.confirmed != nil)
    #expect(LessonCheck.findings(Self.folder()) == [])
  }

  @Test("shape: a block that is missing, one too many, or of another size is named where it first differs")
  func shape() {
    #expect(found(Self.folder { $0[1][.ru] = nil }) == ["ru.md:3 shape"])
    #expect(found(Self.folder { $0[3][.en] = "- one `x`\n- two $L$\n- three" }) == ["en.md:7 shape"])
    #expect(found(Self.folder { $0[1][.ru] = "### Среднее значение" }) == ["ru.md:3 shape"])
    #expect(found(Self.folder { $0[6][.ru] = "> Запомните: [дальше](lesson:03-fall)." }) == ["ru.md:14 shape"])
    #expect(found(Self.folder { $0[4][.en] = "::exercise other" }) == ["en.md:10 complete", "en.md:10 shape"])
    let finding = LessonCheck.findings(Self.folder { $0[1][.ru] = nil }).first { $0.rule == .shape }
    #expect(finding?.phrase(.en) == "here “formula”, in the source “heading”" && finding?.source == "## Орташа мән")
  }

  @Test("same: a formula, a piece of code or a link that differs")
  func same() {
    #expect(found(Self.folder { $0[2][.en] = "$$T = 1.4\\,\\unit{s}$$" }) == ["en.md:5 same"])
    #expect(found(Self.folder { $0[3][.ru] = "- один `y`\n- два $L$" }) == ["ru.md:7 same"])
    #expect(found(Self.folder { $0[3][.ru] = "- один `x`\n- два $l$" }) == ["ru.md:7 same"])
    #expect(
      found(Self.folder { $0[0][.en] = $0[0][.en]?.replacing("[pendulum](term:pendulum)", with: "pendulum") }) == ["en.md:1 same"]
    )
  }

  @Test("numbers: 98 for 9,8 is found; comma, point and thousands are not")
  func numbers() {
    #expect(found(Self.folder { $0[0][.ru] = $0[0][.ru]?.replacing("14,1", with: "141") }) == ["ru.md:1 numbers"])
    #expect(found(Self.folder { $0[0][.en] = $0[0][.en]?.replacing("10", with: "ten") }) == ["en.md:1 numbers"])
    #expect(found(Self.folder { $0[0][.ru] = $0[0][.ru]?.replacing("1 200", with: "1200") }) == [])
    let finding = LessonCheck.findings(Self.folder { $0[0][.ru] = $0[0][.ru]?.replacing("14,1", with: "141") }).first {
      $0.rule == .numbers
    }
    #expect(finding?.phrase(.en) == "the numbers differ: here 141, in the source 14.1")
  }

  @Test("terms: a linked term is in the words of each language")
  func terms() {
    #expect(found(Self.folder { $0[0][.ru] = $0[0][.ru]?.replacing("[маятника]", with: "[груза]") }) == ["ru.md:1 terms"])
    #expect(found(Self.folder { $0[0][.kk] = $0[0][.kk]?.replacing("[маятниктің]", with: "[жүктің]") }) == ["kk.md:1 terms"])
    var folder = Self.folder()
    folder.terms = [:]
    #expect(found(folder) == ["en.md:1 complete", "kk.md:1 complete", "ru.md:1 complete"])
  }

  @Test("language: not translated, mixed alphabets, Russian in Kazakh's place")
  func language() {
    #expect(found(Self.folder { $0[0][.kk] = $0[0][.ru] }) == ["ru.md:1 language"])
    #expect(found(Self.folder { $0[1][.ru] = "## Cреднее значение" }) == ["ru.md:3 language"])
    #expect(found(Self.folder { $0[1][.en] = "## The mеan" }) == ["en.md:3 language"])
    let long =
      "Маятник раскачали и измерили время многих колебаний, затем разделили его на их число и записали результат в таблицу."
    let texts: [Language: String] = [
      .kk: long, .ru: "Маятник качался долго, и мы успели всё записать.", .en: "We let it swing for a long while.",
    ]
    #expect(found(Self.folder { $0.append(texts) }) == ["kk.md:17 language"])
  }

  @Test("drift: the translation is behind, or both changed and wait for a person")
  func drift() {
    func drift(_ change: (inout [[Language: String]]) -> Void) -> [String] {
      LessonCheck.findings(Self.folder(change)).map { "\($0.file):\($0.line) \($0.fault)" }
    }
    #expect(drift { $0[1][.kk] = "## Орташа" } == ["en.md:3 behind", "ru.md:3 behind"])
    #expect(
      drift {
        $0[1][.kk] = "## Орташа"; $0[1][.ru] = "## Среднее"
      } == ["en.md:3 behind", "ru.md:3 unconfirmed"])
    #expect(drift { $0[1][.ru] = "## Среднее" } == ["ru.md:3 unconfirmed"])
    let new: [Language: String] = [.kk: "Жаңа абзац.", .ru: "Новый абзац.", .en: "A new paragraph."]
    #expect(drift { $0.insert(new, at: 1) } == ["kk.md:3 unconfirmed"])
    #expect(drift { $0.remove(at: 1) } == ["aligned.yaml:1 gone"])
    var folder = Self.folder()
    folder.alignment = nil
    #expect(LessonCheck.findings(folder).map(\.fault) == [.neverConfirmed])
  }

  @Test("complete: a text, a language of a text, a figure, an exercise, a file or a lesson that is not there")
  func complete() {
    var folder = Self.folder()
    folder.texts[.en] = nil
    #expect(found(folder) == ["en.md:1 complete"])
    folder = Self.folder()
    folder.said = [SaidText(file: "exercises/mean.yaml", line: 7, texts: [.kk: "Тап.", .ru: " "])]
    #expect(found(folder) == ["exercises/mean.yaml:7 complete", "exercises/mean.yaml:7 complete"])
    folder = Self.folder()
    (folder.figures, folder.exercises, folder.lessons) = ([], [], [])
    #expect(found(folder).count == 9)
    let download: [Language: String] = [.kk: "::download a.xlsx", .ru: "::download a.xlsx", .en: "::download a.xlsx"]
    #expect(found(Self.folder { $0.append(download) }).count == 3)
  }

  @Test("texts of YAML files keep numbers, parameters, formulas and alphabets too")
  func said() {
    func said(_ kk: String, _ ru: String) -> [Finding.Fault] {
      var folder = Self.folder()
      folder.said = [SaidText(file: "a.yaml", line: 1, texts: [.kk: kk, .ru: ru, .en: kk.replacing(/\p{Cyrillic}/, with: "a")])]
      return LessonCheck.findings(folder).filter { $0.fault != .numbers(here: [], source: []) }.map(\.fault)
    }
    #expect(said("{=N} рет", "{=N} раз") == [])
    #expect(said("{=N} рет", "{=M} раз") == [.parameters])
    #expect(said("5 рет", "6 раз") == [.numbers(here: ["6"], source: ["5"])])
    #expect(said("$x$ тап", "$y$ найдите") == [.formulas])
    #expect(said(#"$\frac{{=t}}{{=N}} = {=T}\,\unit{s}$"#, #"$\frac{{=t}}{{=N}} = {=T}\,\unit{s}$"#) == [])
    #expect(said("5 \\$ $x$", "5 \\$ $x$") == [])
    #expect(said("5 $ $x$", "5 $ $x$").first == .text(.openFormula))
    #expect(said(#"$\foo$"#, #"$\foo$"#).first == .text(.formula(FormulaComplaint(column: 1, fault: .unknownCommand("foo")))))
    #expect(said("тап", "нaйдите") == [.lookAlike("нaйдите")])
    #expect(said("Маятник период", "Маятник период") == [])
  }

  @Test("an exception of a person excuses one rule of one block; one that excuses nothing is named")
  func exceptions() throws {
    let alignment = try #require(Self.confirmed)
    let first = try #require(alignment.blocks[0].hashes[.kk])
    func findings(_ exception: Alignment.Exception, _ change: (inout [[Language: String]]) -> Void) -> [Finding.Fault] {
      var folder = Self.folder(change)
      folder.alignment = Alignment(source: .kk, blocks: alignment.blocks, exceptions: [exception])
      return LessonCheck.findings(folder).map(\.fault)
    }
    let excuse = Alignment.Exception(block: first, rule: .numbers, reason: "the number is a word")
    #expect(findings(excuse) { $0[0][.en] = $0[0][.en]?.replacing("10", with: "ten") } == [.unconfirmed])
    #expect(findings(excuse) { _ in } == [.idleException])
  }

  @Test("what a person confirms is written line by line, and read again it has no finding")
  func confirm() throws {
    let alignment = try #require(Self.confirmed)
    #expect(
      alignment.yaml.split(separator: "\n").prefix(4).dropFirst() == [
        "source: kk", "blocks:",
        "  - {is: paragraph, kk: '\(alignment.blocks[0].hashes[.kk] ?? "")', ru: '\(alignment.blocks[0].hashes[.ru] ?? "")', en: '\(alignment.blocks[0].hashes[.en] ?? "")'}",
      ])
    #expect(alignment.yaml.contains("{is: \"exercise mean\", "))
    #expect(
      Alignment(source: .kk, blocks: [], exceptions: [.init(block: "0a", rule: .terms, reason: "a \"b\" \\")]).yaml.hasSuffix(
        "exceptions:\n  - {block: '0a', rule: terms, because: \"a \\\"b\\\" \\\\\"}\n"))
    let changed = Self.folder { $0[1][.kk] = "## Орташа" }
    let (again, against) = LessonCheck.confirmed(changed)
    #expect(against == [] && again?.blocks.count == Self.blocks.count && again != alignment)
    let wrong = Self.folder { $0[2][.en] = "$$T = 1.4\\,\\unit{s}$$" }
    #expect(LessonCheck.confirmed(wrong).alignment == nil && LessonCheck.confirmed(wrong).findings.map(\.rule) == [.same])
  }

  @Test("whatever three texts say, what could be confirmed has no finding afterwards", arguments: 0..<6)
  func anyTexts(_ seed: Int) {
    var chance = Chance(UInt64(seed) + 3_000)
    var confirmed = 0
    for _ in 0..<120 {
      var blocks = (0...chance.below(8)).map { _ in chance.one(of: Self.blocks) }
      if chance.below(3) == 0 {
        let other = chance.one(of: Self.blocks)
        let at = chance.below(blocks.count)
        let language = chance.one(of: Language.allCases)
        blocks[at][language] = chance.below(2) == 0 ? nil : other[language]
      }
      var folder = Self.folder { $0 = blocks }
      _ = LessonCheck.findings(folder)
      guard let alignment = LessonCheck.confirmed(folder).alignment else { continue }
      confirmed += 1
      folder.alignment = alignment
      #expect(LessonCheck.findings(folder) == [])
    }
    #expect(confirmed > 20)
  }

  @Test("a text that cannot be read is a finding with its line")
  func unreadable() {
    let findings = LessonCheck.findings(Self.folder { $0[1][.ru] = "# Среднее значение" })
    #expect(findings.map { "\($0.file):\($0.line) \($0.rule)" } == ["ru.md:3 text"])
    #expect(findings[0].phrase(.ru) == "заголовок — ## или ###, здесь уровень 1")
  }
}
