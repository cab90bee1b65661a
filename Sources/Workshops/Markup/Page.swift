package import Words

/// One page as a room hands it over; `layout` puts the house around it.
package struct Page: Sendable {
  /// `full` is a working list: it fills the window and scrolls inside.
  package enum Width: Sendable { case narrow, wide, full }

  package var title: String
  package var language: Language
  package var body: HTML
  /// Narrow for reading and questions, wide for desks.
  package var width: Width
  /// What just happened ("saved"), shown once above the body.
  package var notice: HTML?
  /// A full-width opening, for the landing page; it then holds the h1.
  package var hero: HTML?
  /// A drawing that fills the opening behind its words.
  package var scene: HTML?
  /// Styles of its own beside the house's, by their names in Public.
  package var sheets: [String] = []
  /// The columns of its footer; the header leads there, or shows those it may.
  package var sitemap: [SiteColumn] = []
  /// For search engines and link previews.
  package var summary: String?
  /// The id of the form that holds what she typed: another language is then asked for by sending it, so that nothing is
  /// lost without a script either.
  package var languageForm: String?
  /// What the field at the head of a staff page looks through, where it is not what the house looks through anyway. A narrow screen has
  /// no field there: the page shows its own.
  package var search: BarSearch?

  package init(
    title: String, language: Language, width: Width = .narrow, notice: HTML? = nil, hero: HTML? = nil,
    summary: String? = nil, languageForm: String? = nil, body: HTML
  ) {
    self.title = title
    self.language = language
    self.width = width
    self.notice = notice
    self.hero = hero
    self.summary = summary
    self.languageForm = languageForm
    self.body = body
  }
}

/// Links of one kind in the footer.
package struct SiteColumn: Sendable {
  package let title: String
  package let links: [MenuItem]
  /// Stands in the header too where there is room.
  package let isInHeader: Bool

  package init(_ title: String, _ links: [MenuItem], isInHeader: Bool = false) {
    self.title = title
    self.links = links
    self.isInHeader = isInHeader
  }
}

/// What stands around every page: the addresses of the styles, the languages to switch to, the menu, the footer.
package struct Surroundings: Sendable {
  /// With the hash of their content in the address.
  package var styles: [Link]
  package var scripts: [Link]
  /// What the scripts import: asked for with the page, not one after the other.
  package var modules: [Link]
  /// What stands in the header and in the window's title, short.
  package var name: String
  /// A picture before the name.
  package var logo: Link?
  /// What browsers colour their own frame with.
  package var themeColour: String
  package var home: Link
  package var manifest: Link?
  /// Where each language leads; the page's own is marked.
  package var languages: [(language: Language, link: Link)]
  package var menu: [MenuItem]
  /// What the pages are about, where there are several to choose from; the chosen one is marked.
  package var choice: [MenuItem]
  package var choiceTitle: String
  /// After the menu: usually the form that signs out.
  package var account: HTML?
  package var footer: HTML
  /// Above everything, on every page.
  package var banner: HTML?
  /// For the staff; the menu, the choice and the languages then stand in it.
  package var bar: StaffBar?

  package init(
    styles: [Link], scripts: [Link] = [], modules: [Link] = [], name: String = "Керуен", logo: Link? = nil,
    themeColour: String = "#073f5c", home: Link = "/", manifest: Link? = nil,
    languages: [(language: Language, link: Link)] = [], menu: [MenuItem] = [], choice: [MenuItem] = [],
    choiceTitle: String = "", account: HTML? = nil, footer: HTML = .nothing, banner: HTML? = nil,
    bar: StaffBar? = nil
  ) {
    self.styles = styles
    self.scripts = scripts
    self.modules = modules
    self.name = name
    self.logo = logo
    self.themeColour = themeColour
    self.home = home
    self.manifest = manifest
    self.languages = languages
    self.menu = menu
    self.choice = choice
    self.choiceTitle = choiceTitle
    self.account = account
    self.footer = footer
    self.banner = banner
    self.bar = bar
  }
}

package struct MenuItem: Sendable {
  package let title: String
  package let link: Link
  package let isCurrent: Bool

  package init(_ title: String, _ link: Link, isCurrent: Bool = false) {
    self.title = title
    self.link = link
    self.isCurrent = isCurrent
  }
}

/// The whole document. It needs no inline style and no inline script, so the content security policy can forbid both.
package func layout(_ page: Page, in house: Surroundings) -> HTML {
  let t = page.language
  return """
    <!doctype html>
    <html lang="\(t.rawValue)">\(head(of: page, in: house))<body\(bodyClass(page, house))>\
    <a class="skip" href="#main">\(t(.skipToContent))</a>\
    \(house.banner.map { "<aside class=\"demo\" aria-label=\"\(t(.aboutThisHouse))\"><div class=\"wrap\">\($0)</div></aside>" })\
    \(house.bar.map { header(page, house, $0) } ?? header(page, house))\(HTML("<div class=\"band\"></div>"), if: page.hero == nil)<main id="main" tabindex="-1">\
    \(page.hero.map { "<div class=\"hero\"><div class=\"wrap\">\($0)</div>\(page.scene)</div><div class=\"band\"></div>" })\
    \(page.width == .full
      ? "\(page.notice.map { "<div class=\"wide\">\($0)</div>" as HTML })\(page.body)" as HTML
      : "<div class=\"wrap\(" narrow", if: page.width == .narrow)\">\(page.notice)\(page.body)</div>")</main>\
    <footer><div class="wrap">\(sitemap(page))\(house.footer)</div></footer>\(scripts(of: house))</body></html>
    """
}

private func bodyClass(_ page: Page, _ house: Surroundings) -> HTML {
  if page.width == .full { return " class=\"desk full\"" }
  return house.bar == nil ? .nothing : " class=\"desk\""
}

private func head(of page: Page, in house: Surroundings) -> HTML {
  """
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
  <title>\(page.title) · \(house.name)</title>\(page.summary.map { "<meta name=\"description\"\(attribute: "content", $0)>" })\
  <meta name="color-scheme" content="light dark"><meta name="theme-color"\(attribute: "content", house.themeColour)>\
  \(house.manifest.map { "<link rel=\"manifest\" href=\"\($0)\">" })\
  <link rel="icon" href="/favicon.svg">\
  \(house.styles.map { "<link rel=\"stylesheet\" href=\"\($0)\">" })</head>
  """
}

/// At the end of the document: on a thin line a script that is asked for in its head takes the line from the style that the page waits for.
private func scripts(of house: Surroundings) -> HTML {
  """
  \(house.modules.map { "<link rel=\"modulepreload\" href=\"\($0)\">" })\
  \(house.scripts.map { "<script type=\"module\" src=\"\($0)\"></script>" })
  """
}

private func header(_ page: Page, _ house: Surroundings) -> HTML {
  let t = page.language
  return """
    <header class="top"><div class="wrap">\(mark(house))\(siteMenu(page))\
    \(page.languageForm.map { switcher(t, sending: $0) } ?? switcher(t, house.languages))\
    \(house.menu.isEmpty ? house.account.map { "<div class=\"menu\">\($0)</div>" as HTML } : nil)</div>\(menu(t, house))</header>
    """
}

/// The school's own name and logo, not the program's.
func mark(_ house: Surroundings) -> HTML {
  """
  <a class="mark" href="\(house.home)">\(house.logo.map { "<img src=\"\($0)\" alt=\"\">" })\(house.name)</a>
  """
}

private func siteMenu(_ page: Page) -> HTML {
  if page.sitemap.isEmpty { return .nothing }
  let t = page.language
  return """
    <nav class="site" aria-label="\(t(.menu))">\(page.sitemap.filter(\.isInHeader).flatMap(\.links).map(link))</nav>\
    <a class="to-site" href="#site">\(t(.menu))</a>
    """
}

private func sitemap(_ page: Page) -> HTML {
  if page.sitemap.isEmpty { return .nothing }
  return """
    <nav id="site" class="sitemap" aria-label="\(page.language(.allPages))">\
    \(page.sitemap.map { column -> HTML in
      "<div><h2>\(column.title)</h2><ul>\(column.links.map { "<li>\(link($0))</li>" as HTML })</ul></div>"
    })</nav>
    """
}

private func link(_ item: MenuItem) -> HTML { "<a href=\"\(item.link)\">\(item.title)</a>" }

func switcher(_ t: Language, _ languages: [(language: Language, link: Link)]) -> HTML {
  if languages.isEmpty { return .nothing }
  return """
    <nav class="lang" aria-label="\(t(.languageSwitch))">\
    \(languages.map { """
      <a lang="\($0.language.rawValue)" hreflang="\($0.language.rawValue)" href="\($0.link)" \
      title="\($0.language.name)"\(" aria-current=\"true\"", if: $0.language == t)>\($0.language.shortName)</a>
      """ })</nav>
    """
}

/// The button nobody sees is the one that Enter presses in a text field: it goes on, as it would without the others.
func switcher(_ t: Language, sending form: String) -> HTML {
  """
  <button class="vh" form="\(form)" tabindex="-1" aria-hidden="true"></button>\
  <nav class="lang" aria-label="\(t(.languageSwitch))">\
  \(Language.allCases.map { other in """
    <button form="\(form)" name="go" value="lang-\(other.rawValue)" lang="\(other.rawValue)" title="\(other.name)"\
    \(" aria-current=\"true\"", if: other == t)>\(other.shortName)</button>
    """ })</nav>
  """
}

private func menu(_ t: Language, _ house: Surroundings) -> HTML {
  // The way out alone stands in the first line.
  if house.menu.isEmpty { return .nothing }
  return """
    <nav class="wrap menu" aria-label="\(t(.menu))">\
    \(house.menu.map { "<a href=\"\($0.link)\"\(" aria-current=\"page\"", if: $0.isCurrent)>\($0.title)</a>" })\
    \(house.account)</nav>
    """
}
