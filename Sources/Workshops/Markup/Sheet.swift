import Words

/// How a cell of a sheet stands on a phone, where each row is a card.
package enum OnPhone: Sendable {
  case beside, whole, hidden

  var name: StaticString {
    switch self {
    case .beside: ""
    case .whole: "w1"
    case .hidden: "off"
    }
  }
}

/// The tick box of a row: what is sent, and the row's name for whoever hears it.
package struct Pick<Row>: Sendable {
  let name: String
  let value: @Sendable (Row) -> String
  let title: @Sendable (Row) -> String

  package init(_ name: String, value: @escaping @Sendable (Row) -> String, title: @escaping @Sendable (Row) -> String) {
    self.name = name
    self.value = value
    self.title = title
  }
}

extension Language {
  /// The list of somebody who lives in it: one line a row, the heading and the first column stay in sight, and it scrolls in its own
  /// frame. On a narrow screen each row is a card. `id` names a row, so that whoever comes back lands on it.
  package func sheet<Row>(
    _ caption: String, _ rows: [Row], _ columns: [Column<Row>], id: (Row) -> String, sort: Sort? = nil,
    sorted link: ((Sort) -> Link)? = nil, pick: Pick<Row>? = nil
  ) -> HTML {
    let head = columns.enumerated().map { index, column -> HTML in
      heading(column, sort, link, isPicked: index == 0 && pick != nil)
    }
    let body = rows.map { row -> HTML in
      """
      <tr role="row" id="\(id(row))">\(columns.enumerated().map { index, column in
        index == 0 ? first(row, column, pick) : cell(row, column)
      })</tr>
      """
    }
    return """
      <div class="sheet" role="region" tabindex="0" aria-label="\(caption)"><table role="table" aria-label="\(caption)">\
      <thead role="rowgroup"><tr role="row">\(head)</tr></thead><tbody role="rowgroup">\(body)</tbody></table></div>
      """
  }

  private func heading<Row>(_ column: Column<Row>, _ sort: Sort?, _ link: ((Sort) -> Link)?, isPicked: Bool) -> HTML {
    let classes = "\(column.isNumeric ? "n " : "")\(isPicked ? "picked" : "")".split(separator: " ").joined(separator: " ")
    let mark: HTML = "\(attribute: "class", classes.isEmpty ? nil : classes)"
    guard let key = column.sortKey, let link else {
      return "<th scope=\"col\" role=\"columnheader\"\(mark)><span>\(column.title)</span></th>"
    }
    guard let sort, sort.key == key else {
      return "<th scope=\"col\" role=\"columnheader\"\(mark)><a href=\"\(link(Sort(key)))\">\(column.title)</a></th>"
    }
    let order: HTML = sort.isDescending ? "descending" : "ascending"
    return """
      <th scope="col" role="columnheader"\(mark) aria-sort="\(order)"><a href="\(link(Sort(key, isDescending: !sort.isDescending)))">\
      \(column.title) <span aria-hidden="true">\(sort.isDescending ? "▼" : "▲")</span></a></th>
      """
  }

  private func first<Row>(_ row: Row, _ column: Column<Row>, _ pick: Pick<Row>?) -> HTML {
    let box: HTML? = pick.map {
      """
      <label><input type="checkbox" name="\($0.name)" value="\($0.value(row))"><span class="vh">\(self(.pick)): \
      \($0.title(row))</span></label>
      """
    }
    return "<th scope=\"row\" role=\"rowheader\"><span class=\"name\">\(box)\(column.cell(row))</span></th>"
  }

  private func cell<Row>(_ row: Row, _ column: Column<Row>) -> HTML {
    let classes = "\(column.isNumeric ? "n " : "")\(column.onPhone.name)".split(separator: " ").joined(separator: " ")
    return "<td role=\"cell\"\(attribute: "class", classes.isEmpty ? nil : classes)>\(column.cell(row))</td>"
  }

  /// The strip below a sheet: which rows these are, what else can be had of them, and the next ones.
  package func foot(from first: Int, to last: Int, of total: Int, _ links: HTML, previous: Link?, next: Link?) -> HTML {
    """
    <div class="foot"><span role="status">\(self(.range(first, last, of: total)))</span>\(links)\
    \(previous.map { "<a rel=\"prev\" href=\"\($0)\">← \(self(.previousPage))</a>" as HTML })\
    \(next.map { "<a rel=\"next\" href=\"\($0)\">\(self(.nextPage)) →</a>" as HTML })</div>
    """
  }
}

extension Language {
  /// What can be done with the rows that are ticked; stands in place of the foot while there are any. The form around it sends them.
  package func bulk(_ acts: [(title: String, link: Link)]) -> HTML {
    """
    <div class="foot bulk" role="group" aria-label="\(self(.withPicked))"><b>\(self(.pickedOnes)):</b>\
    \(acts.map { "<button class=\"mini\" formaction=\"\($0.link)\">\($0.title)</button>" as HTML })</div>
    """
  }

  /// The keys that make a list quicker, and how to do without them; a script shows it.
  package func keys(_ keys: [(key: String, what: String)]) -> HTML {
    """
    <details class="pop end help" hidden><summary aria-label="\(self(.keysWord))">?</summary><div class="panel">\
    <dl class="keys">\(keys.map { "<div><dt><kbd>\($0.key)</kbd></dt><dd>\($0.what)</dd></div>" as HTML })</dl>\
    <label><input type="checkbox"> \(self(.keysOn))</label></div></details>
    """
  }
}

/// How something stands in a cell: a sign and words without a frame, so that a column of them stays quiet.
package func standing(_ text: String, _ tone: Tone) -> HTML {
  if tone == .plain { return "<span class=\"c-soft\">\(text)</span>" }
  return "<span class=\"c-\(tone.name)\"><span aria-hidden=\"true\">\(tone.sign)</span> \(text)</span>"
}

/// One value a list can be narrowed to: how many rows it would leave, and where it leads.
package struct Chip: Sendable {
  let title: String
  let count: Int?
  let link: Link
  let isOn: Bool

  /// `count` is nil where nothing is counted: what was searched for.
  package init(_ title: String, _ count: Int? = nil, _ link: Link, isOn: Bool = false) {
    self.title = title
    self.count = count
    self.link = link
    self.isOn = isOn
  }
}

/// Values of one kind, of which several can be on: rows with any of them are shown.
package struct Facet: Sendable {
  let title: String
  package let chips: [Chip]

  package init(_ title: String, _ chips: [Chip]) {
    self.title = title
    self.chips = chips
  }
}

extension Language {
  /// What the rows are narrowed to and could be: every one that is on is in sight and goes by a press. `more` folds what is rarer.
  package func chips(_ label: String, _ facets: [Facet], more: [Facet] = [], and others: HTML = .nothing, reset: Link? = nil)
    -> HTML
  {
    let folded: HTML =
      more.isEmpty && others.isEmpty
      ? .nothing
      : """
      <details class="pop"><summary class="chip">\(self(.moreFilters)) <span aria-hidden="true">▾</span></summary>\
      <div class="panel">\(more.map { facet in "<p class=\"chips\">\(group(facet, facet.chips))</p>" as HTML })\(others)</div></details>
      """
    let on = more.map { facet in Facet(facet.title, facet.chips.filter(\.isOn)) }.filter { !$0.chips.isEmpty }
    // The line may be longer than the screen: what is on stands at its beginning.
    let first = facets.filter { $0.chips.contains(where: \.isOn) }.map { facet in
      Facet(facet.title, facet.chips.filter(\.isOn) + facet.chips.filter { !$0.isOn })
    }
    let line = on + first + facets.filter { !$0.chips.contains(where: \.isOn) }
    return """
      <nav class="wide chips" aria-label="\(label)"><div class="line">\(line.map { group($0, $0.chips) })</div>\
      \(folded)\(reset.map { "<a class=\"chip\" href=\"\($0)\">✕ \(self(.resetFilters))</a>" as HTML })</nav>
      """
  }

  private func group(_ facet: Facet, _ chips: [Chip]) -> HTML { "<b>\(facet.title)</b>\(chips.map(chip))" }

  private func chip(_ chip: Chip) -> HTML {
    let count: HTML? = chip.count.map { " <span>\(self.number($0))</span>" }
    guard chip.isOn else { return "<a class=\"chip\" href=\"\(chip.link)\">\(chip.title)\(count)</a>" }
    return """
      <a class="chip on" href="\(chip.link)"><span aria-hidden="true">✓ </span>\(chip.title)\(count)\
      <span class="vh">, \(self(.takeAway))</span></a>
      """
  }

  /// Where one thing stands in the list it was opened from, with the way back to its line.
  package func place(back: Link, title: String, _ n: Int?, of total: Int, previous: Link?, next: Link?) -> HTML {
    """
    <nav class="crumbs" aria-label="\(self(.placeInList))"><a href="\(back)">← \(title)</a>\
    \(n.map { "<span>\(self(.place($0, of: total)))</span>" as HTML })\
    \(previous.map { "<a rel=\"prev\" href=\"\($0)\">← \(self(.previousPage))</a>" as HTML })\
    \(next.map { "<a rel=\"next\" href=\"\($0)\">\(self(.nextPage)) →</a>" as HTML })</nav>
    """
  }
}

extension Phrase {
  static let withPicked = Phrase(kk: "Белгіленгендермен", ru: "С отмеченными", en: "With the ticked ones")
  static let pickedOnes = Phrase(kk: "Белгіленді", ru: "Отмечено", en: "Ticked")
  static let keysWord = Phrase(kk: "Пернелер", ru: "Клавиши", en: "Keys")
  static let keysOn = Phrase(kk: "Пернелер қосулы", ru: "Клавиши включены", en: "Keys are on")
  static let pick = Phrase(kk: "Белгілеу", ru: "Выбрать", en: "Pick")
  static let moreFilters = Phrase(kk: "Тағы шарттар", ru: "Ещё условия", en: "More filters")
  static let resetFilters = Phrase(kk: "Тазалау", ru: "Сбросить", en: "Reset")
  static let takeAway = Phrase(kk: "алып тастау", ru: "убрать", en: "remove")
  static let placeInList = Phrase(kk: "Тізімдегі орны", ru: "Место в списке", en: "Place in the list")

  static func range(_ first: Int, _ last: Int, of total: Int) -> Phrase {
    func said(_ language: Language) -> (String, String) {
      ("\(language.number(first))–\(language.number(last))", language.number(total))
    }
    let (kk, ru, en) = (said(.kk), said(.ru), said(.en))
    return Phrase(kk: "\(kk.1) ішінен \(kk.0)", ru: "\(ru.0) из \(ru.1)", en: "\(en.0) of \(en.1)")
  }

  static func place(_ n: Int, of total: Int) -> Phrase {
    Phrase(
      kk: "\(Language.kk.number(total)) ішінен \(Language.kk.number(n))-і",
      ru: "\(Language.ru.number(n)) из \(Language.ru.number(total))",
      en: "\(Language.en.number(n)) of \(Language.en.number(total))")
  }
}
