package import Documents
import Programme
import Security
package import Words

extension Certificate {
  /// For the wall: A4, lying. Nil: all three languages on one page.
  package func poster(_ issuer: Issuer, in language: Language?) -> Poster {
    CertificatePoster(certificate: self, issuer: issuer, language: language).poster
  }
}

/// The house's look on paper: ink and sky, the ram's horn in gold, and the track of the journey with every lesson done.
private struct CertificatePoster {
  let certificate: Certificate
  let issuer: Issuer
  let language: Language?

  private static let ink = Poster.Colour(0x10243a)
  private static let soft = Poster.Colour(0x4d5d6c)
  private static let deep = Poster.Colour(0x073f5c)
  private static let sky = Poster.Colour(0x0a6c94)
  private static let gold = Poster.Colour(0xc98f0a)
  private static let sun = Poster.Colour(0xf6b71d)
  private static let leaf = Poster.Colour(0x1c7048)
  private static let pale = Poster.Colour(0xfaf5e8)
  private static let white = Poster.Colour(0xffffff)

  private var languages: [Language] { language.map { [$0] } ?? Language.allCases }
  private var first: Language { languages[0] }
  private var facts: Certificate.Facts { certificate.facts }

  var poster: Poster {
    var poster = Poster(title: "\(first(.certificateTitle)): \(certificate.name(first))", language: first.rawValue, isWide: true)
    poster.items =
      frame(poster.width, poster.height) + head(poster.width) + track(poster.width) + courses(poster.width) + foot(poster.width)
    return poster
  }

  // ---- The frame: two lines, and above and below a band of horns.

  private func frame(_ width: Double, _ height: Double) -> [Poster.Item] {
    let edge = 9.0
    let band = 11.0
    var items: [Poster.Item] = [
      .stroke(Self.horn(width / 2, 134, 7, up: true), Self.pale, width: 5.5),
      .stroke(Self.rectangle(edge, edge, width - 2 * edge, height - 2 * edge), Self.deep, width: 0.7),
      .stroke(
        Self.rectangle(edge + 2.2, edge + band + 3, width - 2 * edge - 4.4, height - 2 * (edge + band + 3)), Self.sun, width: 0.35
      ),
      .fill(Self.rectangle(edge, edge, width - 2 * edge, band), Self.deep),
      .fill(Self.rectangle(edge, height - edge - band, width - 2 * edge, band), Self.deep),
    ]
    let count = 11
    let step = (width - 2 * edge) / Double(count)
    for position in 0..<count {
      let middle = edge + (Double(position) + 0.5) * step
      items.append(.stroke(Self.horn(middle, edge + band - 1.6, step / 36, up: true), Self.sun, width: 0.55))
      items.append(.stroke(Self.horn(middle, height - edge - band + 1.6, step / 36, up: false), Self.sun, width: 0.55))
    }
    return items
  }

  private static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [Poster.Step] {
    [.move(x, y), .line(x + width, y), .line(x + width, y + height), .line(x, y + height), .close]
  }

  /// The ornament under the header of every page, drawn from its foot: 36 units wide, 14 high (Public/keruen.css).
  private static func horn(_ x: Double, _ foot: Double, _ unit: Double, up: Bool) -> [Poster.Step] {
    let rise = up ? -unit : unit
    func at(_ across: Double, _ high: Double) -> (Double, Double) { (x + across * unit, foot + high * rise) }
    func curve(_ side: Double, _ a: (Double, Double), _ b: (Double, Double), _ c: (Double, Double)) -> Poster.Step {
      let (one, two, three) = (at(side * a.0, a.1), at(side * b.0, b.1), at(side * c.0, c.1))
      return .curve(one.0, one.1, two.0, two.1, three.0, three.1)
    }
    var steps: [Poster.Step] = []
    for side in [-1.0, 1.0] {
      let (foot, head) = (at(0, 0), at(0, 7))
      steps += [.move(foot.0, foot.1), .line(head.0, head.1)]
      steps += [curve(side, (0, 11), (6, 12), (7, 8.5)), curve(side, (7.5, 6.5), (4.5, 5.8), (4.2, 7.6))]
      let end = at(side * 16, 0)
      steps += [.move(end.0, end.1), curve(side, (13, 0), (12, 3), (9, 3))]
    }
    return steps
  }

  // ---- The name.

  private func head(_ width: Double) -> [Poster.Item] {
    let (x, breadth) = (30.0, width - 60)
    var names: [String] = []
    for language in languages where !names.contains(issuer.name(language)) { names.append(issuer.name(language)) }
    var items: [Poster.Item] = [
      .text(
        names.joined(separator: "  ·  "), .init(10.5, Self.sky, align: .centre, spacing: 0.6), x: x, y: 28, width: breadth,
        lines: 1),
      .text(
        title.uppercased(), .init(34, Self.deep, face: .display, isBold: true, align: .centre, spacing: 7), x: x, y: 34,
        width: breadth,
        lines: 1, role: "H1"),
      .text(
        certificate.name(first), .init(38, Self.ink, face: .display, isBold: true, align: .centre), x: x, y: 57, width: breadth,
        lines: 1),
    ]
    let others = languages.dropFirst().map { certificate.name($0) }.filter { $0 != certificate.name(first) }
    var shown: [String] = []
    for name in others where !shown.contains(name) { shown.append(name) }
    if !shown.isEmpty {
      items.append(
        .text(
          shown.joined(separator: "   ·   "), .init(14, Self.soft, align: .centre), x: x, y: 77, width: breadth, lines: 1))
    }
    return items
  }

  /// Kazakh and Russian write it alike.
  private var title: String {
    languages.count > 1 ? "\(Language.kk(.certificateTitle)) · \(Language.en(.certificateTitle))" : first(.certificateTitle)
  }

  // ---- The journey: a stop for each lesson, all of them done, and the sun where it ends.

  private func track(_ width: Double) -> [Poster.Item] {
    let y = 93.0
    let (from, to) = (width / 2 - 62, width / 2 + 62)
    var items: [Poster.Item] = []
    items.append(.stroke([.move(from, y), .line(to, y)], Self.gold, width: 0.56, dashes: [0, 2]))
    let stops = min(max(facts.lessons, 1), 20)
    for stop in 0..<stops {
      let x = from + (to - from) * Double(stop) / Double(stops)
      items.append(.fill([.circle(x, y, 2.6)], Self.leaf))
      items.append(
        .stroke([.move(x - 1.15, y + 0.1), .line(x - 0.3, y + 1.0), .line(x + 1.25, y - 0.95)], Self.white, width: 0.55))
    }
    items.append(.fill([.circle(to, y, 3.6)], Self.sun))
    items.append(.stroke([.circle(to, y, 3.6)], Self.ink, width: 0.6))
    return items
  }

  // ---- The course, in each language.

  private func courses(_ width: Double) -> [Poster.Item] {
    let (edge, gap, y) = (24.0, 10.0, 102.0)
    let count = Double(languages.count)
    let breadth = (width - 2 * edge - gap * (count - 1)) / count
    let isAlone = languages.count == 1
    return languages.enumerated().flatMap { position, language -> [Poster.Item] in
      let x = edge + Double(position) * (breadth + gap)
      let size = isAlone ? 24.0 : 14.5
      return [
        .text(
          language(.completedCourse), .init(isAlone ? 13 : 10.5, Self.soft, align: .centre), x: x, y: y, width: breadth, lines: 1),
        .text(
          facts.title(language), .init(size, Self.deep, face: .display, isBold: true, align: .centre), x: x,
          y: y + (isAlone ? 7.5 : 6),
          width: breadth, lines: 2),
        .text(
          language(.extent(hours: facts.hours, lessons: facts.lessons)), .init(isAlone ? 12 : 10.5, Self.ink, align: .centre),
          x: x,
          y: y + (isAlone ? 22 : 22.5), width: breadth, lines: 1),
      ]
    }
  }

  // ---- How it is checked, when it was issued, and a line to sign on.

  private func foot(_ width: Double) -> [Poster.Item] {
    let (x, y, side) = (24.0, 140.5, 38.0)
    let address = certificate.signed.address(Certificate.kind, at: issuer.address)
    var items: [Poster.Item] = [
      .qr(address, Self.ink, x: x, y: y, side: side),
      .text(
        facts.code.shown, .init(17, Self.ink, isBold: true, spacing: 1), x: x + side + 7, y: y, width: 70, lines: 1),
    ]
    var down = y + 9.5
    for language in languages {
      items.append(
        .text(
          language(.howChecked(issuer.host)), .init(8, Self.soft), x: x + side + 7, y: down, width: 82, lines: 2))
      down += 8.6
    }
    let right = width - 24 - 84
    down = y
    for language in languages {
      items.append(
        .text(
          language.date(facts.day), .init(languages.count == 1 ? 12 : 10.5, Self.ink, align: .right), x: right, y: down,
          width: 84,
          lines: 1))
      down += 5.2
    }
    let line = y + side - 9
    items.append(.stroke([.move(right + 14, line), .line(right + 84, line)], Self.soft, width: 0.25))
    items.append(
      .text(
        issuer.operatorName(first), .init(8.5, Self.soft, align: .right), x: right - 6, y: line + 1.4, width: 90, lines: 2))
    return items
  }
}

extension Phrase {
  package static let certificateTitle = Phrase(kk: "Сертификат", ru: "Сертификат", en: "Certificate")
  static let completedCourse = Phrase(kk: "курсты аяқтады", ru: "пройден курс", en: "has completed the course")
  static func extent(hours: Int, lessons: Int) -> Phrase {
    Phrase(
      kk: "\(hours) сағат, \(lessons) сабақ",
      ru:
        "\(counted(hours, one: "час", few: "часа", many: "часов")), \(counted(lessons, one: "урок", few: "урока", many: "уроков"))",
      en: "\(counted(hours, one: "hour", other: "hours")), \(counted(lessons, one: "lesson", other: "lessons"))")
  }
  static func howChecked(_ host: String) -> Phrase {
    Phrase(
      kk: "Тексеру: QR-кодты телефонмен ашыңыз немесе \(host)/c бетінде кодты теріңіз.",
      ru: "Проверка: откройте QR-код телефоном или наберите код на странице \(host)/c.",
      en: "To check: open the QR code with a phone, or type the code at \(host)/c.")
  }
}
