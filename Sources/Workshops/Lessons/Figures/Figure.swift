package import Markup

/// A figure as a lesson shows it: a drawing or a photograph, what it shows, and the line under it.
package struct Figure: Sendable {
  package enum Picture: Sendable {
    case drawing(Drawing, words: [String: String])
    /// Where its two widths lie, narrow first, and its height to its width.
    case photograph(narrow: Link, wide: Link, height: Double)
  }

  let picture: Picture
  /// Read aloud instead of the picture.
  let alt: String
  let caption: String?
  let credit: String?

  package init(_ picture: Picture, alt: String, caption: String?, credit: String?) {
    self.picture = picture
    self.alt = alt
    self.caption = caption
    self.credit = credit
  }

  package var shown: HTML {
    let line =
      caption.map { "\($0)\(credit.map { " <small>\($0)</small>" as HTML })" as HTML } ?? credit.map { "<small>\($0)</small>" }
    return "<figure>\(shownPicture)\(line.map { "<figcaption>\($0)</figcaption>" as HTML })</figure>"
  }

  private var shownPicture: HTML {
    switch picture {
    case .drawing(let drawing, let words): drawing.shown(words, alt: alt)
    case .photograph(let narrow, let wide, let height):
      """
      <img src="\(narrow)" srcset="\(narrow) 320w, \(wide) 640w" sizes="(min-width: 24rem) 22rem, 100vw" width="320" \
      height="\(Int((320 * height).rounded()))" alt="\(alt)" loading="lazy">
      """
    }
  }
}
