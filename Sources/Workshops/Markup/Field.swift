import Words

/// What every question of a form has: a name, a label and perhaps a hint and a complaint, in the reader's language.
package struct Field: Sendable {
  package let name: String
  package let label: HTML
  package private(set) var hint: HTML?
  package private(set) var error: HTML?
  package let isOptional: Bool
  /// The question is the page's heading (one question per page).
  package let isHeading: Bool

  package init(
    _ name: String, _ label: String, hint: String? = nil, error: String? = nil, isOptional: Bool = false,
    isHeading: Bool = false
  ) {
    self.name = name
    self.label = HTML(label)
    self.hint = hint.map { HTML($0) }
    self.error = error.map { HTML($0) }
    self.isOptional = isOptional
    self.isHeading = isHeading
  }

  /// A control that stands in for this field: another name and label, the same hint and complaint.
  package func renamed(_ name: String, _ label: String) -> Field {
    var other = Field(name, label, isOptional: isOptional)
    other.hint = hint
    other.error = error
    return other
  }

  /// The same field with a hint that has markup of its own, for example a link.
  package func hinted(_ hint: HTML) -> Field {
    var field = self
    field.hint = hint
    return field
  }

  /// The id of the control, and of the first one where there are several, so that the error summary can lead there.
  var id: String { identifier(name) }
}

/// An id has no spaces in it.
func identifier(_ name: String) -> String { String(name.map { $0.isWhitespace ? "-" : $0 }) }

extension Field {
  /// `also` is the id of one more text that describes the control.
  func describedBy(also: String? = nil) -> String? {
    let ids = [hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }, also].compactMap(\.self)
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  /// The attributes that tie a control to its texts.
  func ties(also: String? = nil) -> HTML {
    "\(attribute: "aria-describedby", describedBy(also: also))\(" aria-invalid=\"true\"", if: error != nil)"
  }

  func texts(_ t: Language) -> HTML {
    """
    \(hint.map { "<span class=\"hint\" id=\"\(id)-hint\">\($0)</span>" })\
    \(error.map { "<span class=\"error\" id=\"\(id)-error\"><span class=\"vh\">\(t(.errorPrefix)) </span>\($0)</span>" })
    """
  }

  func title(_ t: Language) -> HTML {
    isOptional ? "\(label) <span class=\"hint\">(\(t(.optional)))</span>" : label
  }

  /// One control under its label.
  func labelled(_ t: Language, _ control: HTML) -> HTML {
    let label: HTML = "<label for=\"\(id)\">\(title(t))</label>"
    return """
      <div class="field\(" bad", if: error != nil)">\(isHeading ? "<h1>\(label)</h1>" : label)\(texts(t))\(control)</div>
      """
  }

  /// Several controls that answer one question.
  func grouped(_ t: Language, _ controls: HTML) -> HTML {
    """
    <fieldset class="field\(" bad", if: error != nil)"\(attribute: "aria-describedby", describedBy())>\
    <legend>\(isHeading ? "<h1>\(title(t))</h1>" : title(t))</legend>\(texts(t))\(controls)</fieldset>
    """
  }
}
