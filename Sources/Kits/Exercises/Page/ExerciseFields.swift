import Grading
import Lessons
import Markup
import Words

/// The places where an answer is written. Their names are those of `Answer` behind `p.`, or behind what a form of several exercises gives each; where a form cannot send what an answer holds (an
/// order), it sends places by the things, and `Answer(form:)` turns them round.
struct ExerciseFields {
  private let sheet: ExerciseSheet
  private let t: Words.Language
  /// Before the names of the places.
  private let names: String

  init(sheet: ExerciseSheet, _ t: Words.Language, names: String = Answer.formNames) {
    (self.sheet, self.t, self.names) = (sheet, t, names)
  }

  private var exercise: Exercise { sheet.exercise }
  private var variant: Variant { sheet.variant }

  var shown: HTML {
    switch exercise.body {
    case .choice(let body): options(body)
    case .match(let body): match(body)
    case .order(let items): order(items)
    case .point(let body): point(body)
    case .typed(let gaps): typed(gaps)
    case .text: "\(asked)\(line(Gap.only, label: t(.yourAnswer)))"
    case .measured(let body): measured(body)
    case .trace(let body): trace(body)
    case .reorder(let body): reorder(body)
    case .handed: asked
    }
  }

  private var asked: HTML { "<p>\(exercise.ask.shown(t, variant))</p>" }

  private func name(_ place: String) -> String { names + place }
  private func id(_ place: String) -> String { "\(ExerciseSheet.id(exercise.key))-\(place)" }
  private func written(_ place: String) -> String { sheet.answer?.texts[place] ?? "" }

  /// A whole question above its options.
  private func group(_ content: HTML) -> HTML {
    "<fieldset><legend>\(exercise.ask.shown(t, variant))</legend>\(content)</fieldset>"
  }

  private func options(_ body: ChoiceBody) -> HTML {
    let isOne = exercise.kind == .choice
    let chosen = Set(written("a").split(separator: " ").map(String.init))
    return group(
      exercise.shownOrder(variant).enumerated().map { place, written -> HTML in
        let value = "\(place + 1)"
        return box(isOne, "a", value, body.options[written].text, isChosen: chosen.contains(value))
      }.joined())
  }

  /// A formula alone gives a control no name that every reader of screens says: its line of text does.
  private func box(
    _ isOne: Bool, _ place: String, _ value: String, _ title: ExerciseText, isChosen: Bool, area: HTML = .nothing
  ) -> HTML {
    """
    <div class="opt"><input type="\(isOne ? "radio" : "checkbox" as HTML)" id="\(id("\(place)-\(value)"))" name="\(name(place))" \
    value="\(value)"\(area)\(attribute: "aria-label", title.hasFormula ? title.plain(t, variant) : nil)\(" checked", if: isChosen)>\
    <label for="\(id("\(place)-\(value)"))">\(title.shown(t, variant))</label></div>
    """
  }

  private func match(_ body: MatchBody) -> HTML {
    let rows = exercise.shownOrder(variant).enumerated().map { place, pair -> HTML in
      let key = "\(place + 1)"
      let options = body.targets.map { target -> HTML in
        "<option value=\"\(target.key)\"\(" selected", if: target.key == written(key))>\(target.text.plain(t, variant))</option>"
      }
      return """
        <div class="field\(mark(key))"><label for="\(id(key))">\(body.pairs[pair].text.shown(t, variant))</label>\
        <select id="\(id(key))" name="\(name(key))"><option value="">\(t(.chooseOne))</option>\(options)</select></div>
        """
    }
    return group(rows.joined())
  }

  /// The place of each thing is chosen beside it; a script may let them be moved.
  private func order(_ items: [ExerciseText]) -> HTML {
    let chosen = written("a").split(separator: " ").compactMap { Int($0) }
    let rows = exercise.shownOrder(variant).enumerated().map { place, item -> HTML in
      places(
        place + 1, of: items.count, chosen: chosen.firstIndex(of: place + 1).map { $0 + 1 } ?? placed(place + 1),
        items[item].shown(t, variant))
    }
    return group("<p class=\"hint\">\(t(.choosePlaces))</p>\(rows)")
  }

  /// Where a place was chosen twice there is no order, and each thing keeps its own.
  private func placed(_ thing: Int) -> Int? { Int(written("o.\(thing)")) }

  private func places(_ thing: Int, of count: Int, chosen: Int?, _ title: HTML, more: HTML = .nothing) -> HTML {
    let options = (1...max(count, 1)).map { place -> HTML in
      "<option\(" selected", if: place == chosen)>\(place)</option>"
    }
    return """
      <div class="place"><select id="\(id("o\(thing)"))" name="\(name("o.\(thing)"))"><option value="">–</option>\(options)</select>\
      <label for="\(id("o\(thing)"))">\(title)</label>\(more)</div>
      """
  }

  /// The list is how an area is chosen; a script lets it be tapped in the drawing too, and marks there which one is (Public/answering.js).
  private func point(_ body: PointBody) -> HTML {
    let chosen = written("a")
    let areas = body.areas.map { area -> HTML in
      box(
        true, "a", area.key, area.label, isChosen: area.key == chosen,
        area: " data-area=\"\(PlainDecimal(area.x).text) \(PlainDecimal(area.y).text) \(PlainDecimal(area.r).text)\"")
    }
    let drawing = sheet.drawing.map {
      "<figure data-tapped>\($0.shown(sheet.words, alt: exercise.ask.plain(t, variant)))</figure>" as HTML
    }
    return group("\(drawing)\(areas)")
  }

  private func typed(_ gaps: [Gap]) -> HTML {
    if exercise.kind == .number { return "\(asked)\(line(Gap.only, label: t(.yourAnswer)))" }
    let ask = exercise.ask.shown(t, variant) { gap in
      """
      <input class="gap" id="\(id(gap))" name="\(name(gap))" value="\(written(gap))" maxlength="60" autocapitalize="none" \
      spellcheck="false" aria-label="\(t(.gapNumber((gaps.firstIndex { $0.name == gap } ?? 0) + 1)))"\(invalid(gap))>
      """
    }
    return "<p class=\"gaps\">\(ask)</p>\(gaps.map { readAs($0.name) })"
  }

  private func line(_ place: String, label: String) -> HTML {
    """
    <div class="field"><label for="\(id(place))">\(label)</label><input id="\(id(place))" name="\(name(place))" \
    value="\(written(place))" maxlength="120" autocapitalize="none" spellcheck="false" aria-describedby="\(id(place))-as"\(" aria-invalid=\"true\"", if: unread(place) != nil)></div>\
    \(readAs(place))
    """
  }

  /// Why what is written at a place cannot be read.
  private func unread(_ place: String) -> String? {
    guard let obstacle = sheet.judgement?.parts[place]?.obstacle, sheet.answer?.isEmpty(place) == false else { return nil }
    return t(obstacle.phrase)
  }

  private func invalid(_ place: String) -> HTML {
    unread(place) == nil ? .nothing : " aria-invalid=\"true\" aria-describedby=\"\(id(place))-as\""
  }

  /// How a number was read, or why it was not: says nothing of whether it is right.
  private func readAs(_ place: String) -> HTML {
    if let unread = unread(place) {
      return "<p class=\"as error\" id=\"\(id(place))-as\" data-as=\"\(place)\">\(unread)</p>"
    }
    let text = sheet.judgement?.parts[place]?.readAs
    return "<p class=\"as\" id=\"\(id(place))-as\" data-as=\"\(place)\">\(text.map { "\(t(.readAs)) \($0)" })</p>"
  }

  private func measured(_ body: MeasuredBody) -> HTML {
    let fields = body.fields.map { field -> HTML in
      let unit: HTML? = field.unit.map { ", \($0.shown(t.forGrading))" }
      if field.times == nil {
        return """
          <div class="field\(mark(field.name))"><label for="\(id(field.name))">\(field.label.shown(t, variant))\(unit)</label>\
          <input class="short" id="\(id(field.name))" name="\(name(field.name))" value="\(written(field.name))" maxlength="40" \
          inputmode="decimal"\(invalid(field.name))>\(whyUnread(field.name))</div>
          """
      }
      let cells = field.places.enumerated().map { index, place -> HTML in
        """
        <input class="cell" id="\(id(place))" name="\(name(place))" value="\(written(place))" maxlength="40" inputmode="decimal" \
        aria-label="\(field.label.plain(t, variant)) \(index + 1)"\(invalid(place))>
        """
      }
      let unread = field.places.map { whyUnread($0) }
      return """
        <fieldset class="field\(mark(field.name))"><legend>\(field.label.shown(t, variant))\(unit)</legend><div class="cells">\(cells)</div>\(unread)</fieldset>
        """
    }
    let odd = (sheet.judgement?.implausible ?? []).compactMap { name in body.fields.first { $0.name == name } }
    let lines = odd.map { "<p>\(t(.looksOdd($0.label.plain(t, variant))))</p>" as HTML }
    return "\(asked)\(fields)\(lines.isEmpty ? HTML.nothing : notice("\(lines)", .waiting))"
  }

  private func whyUnread(_ place: String) -> HTML {
    unread(place).map { "<p class=\"error\" id=\"\(id(place))-as\">\($0)</p>" } ?? .nothing
  }

  private func trace(_ body: TraceBody) -> HTML {
    let head = body.columns.map { "<th scope=\"col\"><code>\($0)</code></th>" as HTML }
    let rows = body.rows.enumerated().map { index, row -> HTML in
      let cells = zip(body.columns, row).map { column, cell -> HTML in
        if index < body.given { return "<td>\(ExerciseText.filled(cell, variant, t, .code))</td>" }
        let place = "\(index + 1).\(column)"
        return """
          <td\(attribute: "class", isWrong(place) ? "bad" : nil)><input class="cell" id="\(id(place))" name="\(name(place))" \
          value="\(written(place))" maxlength="40" autocapitalize="none" spellcheck="false" aria-label="\(index + 1), \(column)"></td>
          """
      }
      return "<tr><th scope=\"row\">\(index + 1)</th>\(cells)</tr>"
    }
    return """
      \(asked)<pre tabindex="0"><code>\(Python.coloured(ExerciseText.filled(body.code, variant, t, .code)))</code></pre>\
      <div class="scroll" role="region" tabindex="0" aria-label="\(t(.tableOfVariables))"><table><thead><tr><th></th>\(head)</tr></thead>\
      <tbody>\(rows)</tbody></table></div>
      """
  }

  private func reorder(_ body: ReorderBody) -> HTML {
    let all = body.lines + body.extra
    let chosen = written("a").split(separator: " ").map { $0.split(separator: ":").compactMap { Int($0) } }
    let rows = exercise.shownOrder(variant).enumerated().map { place, line -> HTML in
      let at = chosen.firstIndex { $0.first == place + 1 }
      let indent = at.flatMap { chosen[$0].last } ?? 0
      let indents = (0...4).map { "<option\(" selected", if: $0 == indent)>\($0)</option>" as HTML }
      return places(
        place + 1, of: all.count, chosen: at.map { $0 + 1 } ?? placed(place + 1),
        "<code>\(ExerciseText.filled(all[line].parts, variant, t, .code))</code>",
        more: """
          <span class="indent"><label for="\(id("i\(place + 1)"))">\(t(.indentWord))</label>\
          <select id="\(id("i\(place + 1)"))" name="\(name("i.\(place + 1)"))">\(indents)</select></span>
          """)
    }
    return group("<p class=\"hint\">\(t(body.extra.isEmpty ? .choosePlaces : .leaveSomeOut))</p>\(rows)")
  }

  private func isWrong(_ place: String) -> Bool {
    sheet.judgement?.parts[place].map { $0.verdict != .right } ?? false
  }

  private func mark(_ place: String) -> HTML { isWrong(place) ? " bad" : .nothing }
}

extension Phrase {
  static let yourAnswer = Phrase(kk: "Жауабың", ru: "Ваш ответ", en: "Your answer")
  static let readAs = Phrase(kk: "оқылды:", ru: "прочитано:", en: "read as:")
  static let chooseOne = Phrase(kk: "Таңдау", ru: "Выбрать", en: "Choose")
  static let choosePlaces = Phrase(
    kk: "Әрқайсысының қасына орнын қой: 1 — бірінші.", ru: "Поставьте у каждого его место: 1 — первое.",
    en: "Give each its place: 1 comes first.")
  static let leaveSomeOut = Phrase(
    kk: "Керек жолдардың орнын қой, артығын бос қалдыр.", ru: "Поставьте места нужных строк, лишние оставьте пустыми.",
    en: "Give the lines you need their places and leave the others empty.")
  static let indentWord = Phrase(kk: "шегініс", ru: "отступ", en: "indent")
  static let tableOfVariables = Phrase(kk: "Айнымалылар кестесі", ru: "Таблица переменных", en: "Table of variables")
  static func gapNumber(_ number: Int) -> Phrase {
    Phrase(kk: "\(number)-бос орын", ru: "пропуск \(number)", en: "gap \(number)")
  }
  static func looksOdd(_ field: String) -> Phrase {
    Phrase(
      kk: "«\(field)»: мұндай мән сирек болады. Тексеріп көр.", ru: "«\(field)»: такое значение бывает редко. Проверьте.",
      en: "“\(field)”: such a value is rare. Look again.")
  }
}
