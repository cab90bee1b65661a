/// A document to be printed: A4, blocks from top to bottom, in any of the three languages.
package struct PDF: Sendable {
  package indirect enum Block: Sendable {
    case title(String)
    case heading(String)
    case paragraph(String)
    /// Small and grey.
    case note(String)
    case bullets([String])
    /// Names on the left, values beside them.
    case pairs([(name: String, value: String)])
    case table(Table)
    case plot(Plot)
    /// A frame around a heading, paragraphs and so many empty lines to write on, kept on one page.
    case box(heading: String?, [String], lines: Int = 0)
    /// Whose page it is, and in its corner a code.
    case headed(String, corner: String)
    /// What stands at the foot of this page and the next ones.
    case footer(String)
    /// Large letters to be copied by hand, such as a code.
    case code(String)
    /// A QR code with a line beneath it; `side` in millimetres.
    case qr(String, caption: String, side: Double = 32)
    /// A line to sign on, with what stands under it.
    case signature([String])
    /// Millimetres.
    case space(Double)
    case pageBreak
  }

  package struct Table: Sendable {
    package let columns: [Column]
    package let rows: [[String]]

    package struct Column: Sendable {
      package let title: String
      /// Share of the width, compared with the other columns.
      package let share: Double
      package let isNumber: Bool

      package init(_ title: String, share: Double = 1, isNumber: Bool = false) {
        self.title = title
        self.share = share
        self.isNumber = isNumber
      }
    }

    package init(columns: [Column], rows: [[String]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// Millimetres.
  package struct Margins: Sendable {
    package let top, right, bottom, left: Double

    package init(top: Double = 20, right: Double = 20, bottom: Double = 20, left: Double = 25) {
      (self.top, self.right, self.bottom, self.left) = (top, right, bottom, left)
    }
  }

  package let title: String
  /// BCP 47: kk, ru, en.
  package let language: String
  /// At the foot of each page, beside its number.
  package let footer: String
  package let margins: Margins
  package var blocks: [Block]
  /// Files that travel in the document.
  package var attachments: [Attachment] = []

  package init(title: String, language: String, footer: String = "", margins: Margins = Margins(), blocks: [Block] = []) {
    self.title = title
    self.language = language
    self.footer = footer
    self.margins = margins
    self.blocks = blocks
  }

  package struct Attachment: Sendable {
    /// Letters, digits, `-`, `_` and `.` of ASCII.
    package let name: String
    /// `text/plain`.
    package let type: String
    /// What it is, for whoever sees it in a list.
    package let says: String
    package let bytes: [UInt8]

    package init(name: String, type: String, says: String, bytes: [UInt8]) {
      (self.name, self.type, self.says, self.bytes) = (name, type, says, bytes)
    }
  }

  /// The file. Throws `PDFFault`.
  package func render() async throws -> [UInt8] {
    try await Press.shared.print(self, within: 60)
  }

  /// The same for a document as long as somebody made it: on a press of its own, `PDFFault.tooLong` after so many seconds of work.
  package func renderAside(within seconds: Double = 20) async throws -> [UInt8] {
    try await Press.aside.print(self, within: seconds)
  }
}

extension PDF.Plot {
  /// The plot alone, as SVG. Throws `PDFFault`.
  package func svg(language: String) async throws -> [UInt8] { try await Press.shared.draw(self, language: language) }
}

/// Why a document could not be printed.
package enum PDFFault: Error, Hashable, CustomStringConvertible {
  /// Noto Sans is not installed; another font would silently lose Kazakh letters.
  case fontMissing
  case qrTooLong
  case drawing(String)
  /// More documents wait than the press takes.
  case busy
  /// Its seconds of work are spent.
  case tooLong

  package var description: String {
    switch self {
    case .fontMissing: "the font Noto Sans is not installed (Debian: fonts-noto-core)"
    case .qrTooLong: "the text is too long for a QR code"
    case .drawing(let what): "drawing: \(what)"
    case .busy: "too many documents at once"
    case .tooLong: "the document takes too long to print"
    }
  }
}
