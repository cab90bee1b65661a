import Words

/// The one row at the head of every page of the staff: the school, its rooms, a search, the intake, and who is signed in.
package struct StaffBar: Sendable {
  package let person: String
  /// In which role, and how far it reaches.
  package let role: String
  package let search: BarSearch?
  /// The form that signs out.
  package let exit: HTML

  package init(person: String, role: String, search: BarSearch? = nil, exit: HTML = .nothing) {
    self.person = person
    self.role = role
    self.search = search
    self.exit = exit
  }
}

/// One field, posted as `q`: who is looked for stands in no address.
package struct BarSearch: Sendable {
  package let action: Link
  package let title: String
  package let value: String
  /// What is sent along, the proof that the form is ours with it.
  package let hidden: HTML

  package init(_ action: Link, _ title: String, value: String = "", hidden: HTML = .nothing) {
    self.action = action
    self.title = title
    self.value = value
    self.hidden = hidden
  }
}

/// On a narrow screen the row is the school's name and a menu with everything else. On a wide one rooms that find no place in the row are
/// left out whole, and a menu behind them has all.
func header(_ page: Page, _ house: Surroundings, _ bar: StaffBar) -> HTML {
  let t = page.language
  let rooms = house.menu.map {
    "<a href=\"\($0.link)\"\(" aria-current=\"page\"", if: $0.isCurrent)>\($0.title)</a>" as HTML
  }
  let languages = page.languageForm.map { switcher(t, sending: $0) } ?? switcher(t, house.languages)
  return """
    <header class="top"><div class="bar">\(mark(house))\
    <nav class="rooms big" aria-label="\(t(.menu))">\(rooms)</nav>\(allRooms(rooms, t))\
    \(search(page.search ?? bar.search, "q", "find big"))\(intake(house, t))\
    <details class="pop end big"><summary><span class="who">\(bar.person)<small>\(bar.role)</small></span>\(down)</summary>\
    <div class="panel"><p class="whom">\(bar.person)<small>\(bar.role)</small></p>\(languages)\(bar.exit)</div></details>\
    <details class="pop end only"><summary>\(t(.menu))\(down)</summary><div class="panel">\
    <p class="whom">\(bar.person)<small>\(bar.role)</small></p><nav aria-label="\(t(.menu))">\(rooms)</nav>\
    \(search(page.search == nil ? bar.search : nil, "q-narrow", "find"))\(intakes(house))\(languages)\(bar.exit)</div></details>\
    </div></header>
    """
}

private func allRooms(_ rooms: [HTML], _ t: Language) -> HTML {
  guard rooms.count > 2 else { return .nothing }
  return """
    <details class="pop end big"><summary>\(t(.allRooms))\(down)</summary>\
    <div class="panel"><nav aria-label="\(t(.allRooms))">\(rooms)</nav></div></details>
    """
}

private let down: HTML = " <span aria-hidden=\"true\">▾</span>"

private func search(_ search: BarSearch?, _ id: String, _ classes: String) -> HTML {
  guard let search else { return .nothing }
  return """
    <form class="\(classes)" role="search" method="post" action="\(search.action)">\(search.hidden)\
    <label class="vh" for="\(id)">\(search.title)</label>\
    <input type="search" id="\(id)" name="q" value="\(search.value)" placeholder="\(search.title)"></form>
    """
}

/// Which intake the page is about is always said; where there are several, another can be chosen.
private func intake(_ house: Surroundings, _ t: Language) -> HTML {
  guard let chosen = house.choice.first(where: \.isCurrent) else { return .nothing }
  guard house.choice.count > 1 else { return "<span class=\"intake big\">\(chosen.title)</span>" }
  return """
    <details class="pop end big choice"><summary\(attribute: "title", house.choiceTitle)>\(chosen.title)\(down)</summary>\
    <div class="panel">\(intakes(house))</div></details>
    """
}

private func intakes(_ house: Surroundings) -> HTML {
  guard house.choice.count > 1 else {
    return house.choice.first.map { "<p class=\"intake\">\($0.title)</p>" } ?? .nothing
  }
  return "\(house.choice.map { "<a href=\"\($0.link)\"\(" aria-current=\"true\"", if: $0.isCurrent)>\($0.title)</a>" as HTML })"
}
