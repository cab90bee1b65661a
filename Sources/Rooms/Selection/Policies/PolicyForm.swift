import Allocation
import Markup
import Programme
import Words

/// The form of a policy: each rule a field, each complaint at its field.
struct PolicyForm {
  let t: Language
  let draft: PolicyDraft
  /// By field.
  let complaints: [(field: String, message: String)]
  /// Whom a rule can protect in this intake, as attribute and name.
  let groups: [Option]

  var html: HTML {
    steps.enumerated().map { index, step -> HTML in
      """
      <section id="step-\(index + 1)" aria-labelledby="step-\(index + 1)-title"><h2 id="step-\(index + 1)-title">\(index + 1). \(t(step.title))</h2>\
      \(step.fields)</section>
      """
    }.joined()
  }

  /// The way through the form: one kind of rule after the other, each with the complaints that stand there.
  var way: HTML {
    """
    <nav class="steps" aria-label="\(t(.stepsOfPolicy))"><ol>\(steps.enumerated().map { index, step in
      "<li><a href=\"#step-\(index + 1)\">\(t(step.title))</a></li>" as HTML
    })</ol></nav>
    """
  }

  private var steps: [(title: Phrase, fields: HTML)] {
    [
      (.whatIsSelected, what), (.countedTitle, "<p>\(t(.blankRows))</p>\(grid(evidence))"),
      (.protectionTitle, "\(protection)\(grid(protected))"), (.capsTitle, grid(caps)),
      (.lotteryTitle, "<p>\(t(.lotteryWhat))</p>\(grid(sources))\(published)"),
      (.offersTitle, text("days", .offerDaysField, draft.days, kind: .digits)),
    ]
  }

  private var what: HTML {
    """
    \(titles("title", draft.title))\(text("places", .placesField, draft.places, kind: .digits))\
    \(text("decimals", .decimalsField, draft.decimals, hint: .decimalsHint, kind: .digits))
    """
  }

  /// The rows there are and a blank one.
  private func rows<Row>(_ filled: [Row], _ blank: Row, _ html: (Row, Int) -> HTML) -> [HTML] {
    (filled + (filled.count < PolicyDraft.most ? [blank] : [])).enumerated().map { card(html($1, $0 + 1)) }
  }

  private var evidence: [HTML] {
    rows(draft.evidence, PolicyDraft.Evidence()) { piece, number in
      let row = "evidence-\(number)"
      return """
        <h3>\(t(.evidenceNumber(number)))</h3>\
        \(text("\(row)-name", .shortName, piece.name, hint: .shortNameHint))\(titles(row, piece.title))\
        \(t.choice(field("\(row)-scale", .scaleField), Self.scales(t), chosen: piece.scale))\
        \(text("\(row)-lowest", .lowestField, piece.lowest, hint: .rawOnly, kind: .decimal))\
        \(text("\(row)-highest", .highestField, piece.highest, hint: .rawOnly, kind: .decimal))\
        \(text("\(row)-weight", .weightField, piece.weight, hint: .weightHint, kind: .decimal))\
        \(text("\(row)-minimum", .minimumField, piece.minimum, hint: .minimumHint, kind: .decimal, isOptional: true))\
        \(t.choice(field("\(row)-missing", .missingField), Self.missing(t), chosen: piece.missing))\
        \(text("\(row)-points", .pointsField, piece.points, kind: .decimal, isOptional: true))\
        \(text("\(row)-parts", .partsField, piece.parts, hint: .partsHint, kind: .digits, isOptional: true))
        """
    }
  }

  private var protection: HTML {
    t.choice(
      field("protection", .protectionField),
      [
        Option("none", t(.protectNobody)), Option("reserves", t(.protectByReserves), hint: t(.reservesHint)),
        Option("shares", t(.protectByShares), hint: t(.sharesHint)),
      ], chosen: draft.protection.rawValue)
  }

  private var protected: [HTML] {
    rows(draft.groups, PolicyDraft.Group()) { group, number in
      let row = "group-\(number)"
      let known = groups.contains { $0.value == group.attribute } || group.attribute.isEmpty
      return """
        <h3>\(t(.groupNumber(number)))</h3>\
        \(t.select(field("\(row)-attribute", .attributeField), known ? groups : groups + [Option(group.attribute, group.attribute)], chosen: group.attribute))\
        \(titles(row, group.title, hint: .titleFromGroup))\
        \(text("\(row)-number", .groupAmount, group.number, kind: .digits))
        """
    }
  }

  private var caps: [HTML] {
    rows(draft.caps, PolicyDraft.Cap()) { cap, number in
      let row = "cap-\(number)"
      return """
        <h3>\(t(.capNumber(number)))</h3>\
        \(t.select(field("\(row)-column", .capColumn), CandidateColumn.allCases.map { Option($0.rawValue, t($0.title)) }, chosen: cap.column))\
        \(titles(row, cap.title, hint: .titleFromGroup))\(text("\(row)-places", .capPlaces, cap.places, kind: .digits))
        """
    }
  }

  private var sources: [HTML] {
    rows(draft.sources, PolicyDraft.Titles()) { source, number in
      "<h3>\(t(.sourceNumber(number)))</h3>\(titles("source-\(number)", source))"
    }
  }

  private var published: HTML {
    t.dateField(field("published", .publishedField, isOptional: true), value: draft.published)
  }

  private func titles(_ name: String, _ titles: PolicyDraft.Titles, hint: Phrase? = nil) -> HTML {
    """
    \(t.textField(field("\(name)-kk", .titleIn(.kk), hint: hint), value: titles.kk))\
    \(t.textField(field("\(name)-ru", .titleIn(.ru)), value: titles.ru))\
    \(t.textField(field("\(name)-en", .titleIn(.en)), value: titles.en))
    """
  }

  private func text(
    _ name: String, _ label: Phrase, _ value: String, hint: Phrase? = nil, kind: TextKind = .plain, isOptional: Bool = false
  ) -> HTML {
    let isShort = if case .plain = kind { false } else { true }
    return t.textField(
      field(name, label, hint: hint, isOptional: isOptional), value: value, kind: kind, autocomplete: .off, isShort: isShort)
  }

  private func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
    let message = complaints.first { $0.field == name }?.message
    return Field(name, t(label), hint: hint.map { t($0) }, error: message, isOptional: isOptional)
  }

  private static func scales(_ t: Language) -> [Option] {
    [
      Option("raw", t(.scaleRaw), hint: t(.scaleRawHint)), Option("standard", t(.scaleStandard), hint: t(.scaleStandardHint)),
      Option("logit", t(.scaleLogit), hint: t(.scaleLogitHint)),
    ]
  }

  private static func missing(_ t: Language) -> [Option] {
    [
      Option("not considered", t(.missingNotConsidered)), Option("lowest", t(.missingLowest)),
      Option("average", t(.missingAverage)), Option("points", t(.missingPoints)),
    ]
  }
}

/// A group of this intake that rules can protect, with its name in three languages.
struct ProtectedGroup: Sendable {
  let attribute: String
  let title: Phrase

  /// Villages, the intake's regions and their districts, grades and languages of teaching.
  static func all(of cycle: Cycle, _ house: House) -> [ProtectedGroup] {
    let gazetteer = house.gazetteer
    let regions = cycle.regions.compactMap { gazetteer[$0] }.map {
      ProtectedGroup(attribute: "region=\($0.code)", title: $0.name)
    }
    let districts = cycle.regions.flatMap { gazetteer.children(of: $0) }.map {
      ProtectedGroup(attribute: "district=\($0.code)", title: $0.name)
    }
    let grades = [9, 10].map { ProtectedGroup(attribute: "grade=\($0)", title: .gradeGroup($0)) }
    let languages = [("kk", Phrase.taughtInKazakh), ("ru", .taughtInRussian)].map {
      ProtectedGroup(attribute: "language=\($0)", title: $1)
    }
    return [ProtectedGroup(attribute: "rural", title: .ruralGroup)] + regions + grades + languages + districts
  }
}

extension PolicyDraft {
  /// A group or a limit without a title of its own takes the name it has in the house.
  mutating func nameUntitled(_ known: [ProtectedGroup]) {
    for index in groups.indices where groups[index].title.isBlank {
      guard let group = known.first(where: { $0.attribute == groups[index].attribute }) else { continue }
      groups[index].title = Titles(group.title)
    }
    for index in caps.indices where caps[index].title.isBlank {
      guard let column = CandidateColumn(rawValue: caps[index].column) else { continue }
      caps[index].title = Titles(column.title)
    }
  }
}

extension Phrase {
  static let stepsOfPolicy = Phrase(kk: "Қадамдар", ru: "Шаги", en: "Steps")
  static let whatIsSelected = Phrase(kk: "Атауы мен орындар", ru: "Название и места", en: "Name and places")
}
