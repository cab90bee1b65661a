package import Words

/// One answer to choose from.
package struct Option: Sendable {
  package let value: String
  package let title: String
  package let hint: String?

  package init(_ value: String, _ title: String, hint: String? = nil) {
    self.value = value
    self.title = title
    self.hint = hint
  }
}

extension Language {
  /// One of a few.
  package func choice(_ field: Field, _ options: [Option], chosen: String? = nil) -> HTML {
    field.grouped(self, boxes(field, options, kind: "radio") { $0 == chosen })
  }

  /// Any of a few.
  package func checkBoxes(_ field: Field, _ options: [Option], chosen: Set<String> = []) -> HTML {
    field.grouped(self, boxes(field, options, kind: "checkbox") { chosen.contains($0) })
  }

  /// A single yes, for example a consent; the label says what is agreed to. It is never ticked in advance by us.
  package func checkBox(_ field: Field, value: String = "yes", isChecked: Bool = false) -> HTML {
    """
    <div class="field\(" bad", if: field.error != nil)">\(field.texts(self))<label class="opt">\
    <input type="checkbox" id="\(field.id)" name="\(field.name)" value="\(value)"\(" checked", if: isChecked)\
    \(field.ties())><span>\(field.title(self))</span></label></div>
    """
  }

  /// One of many.
  package func select(_ field: Field, _ options: [Option], chosen: String? = nil) -> HTML {
    let items = options.map { option -> HTML in
      "<option value=\"\(option.value)\"\(" selected", if: option.value == chosen)>\(option.title)</option>"
    }
    return field.labelled(
      self,
      """
      <select id="\(field.id)" name="\(field.name)"\(field.ties())><option value="">\(self(.choose))</option>\(items)</select>
      """)
  }

  private func boxes(_ field: Field, _ options: [Option], kind: StaticString, isChosen: (String) -> Bool) -> HTML {
    options.enumerated().map { index, option -> HTML in
      let id = index == 0 ? field.id : "\(field.id)-\(index + 1)"
      let hint: HTML? = option.hint.map { "<span class=\"hint\" id=\"\(id)-note\">\($0)</span>" }
      return """
        <div class="opt"><input type="\(HTML(trusted: kind))" id="\(id)" name="\(field.name)" value="\(option.value)"\
        \(" checked", if: isChosen(option.value))\(attribute: "aria-describedby", hint.map { _ in "\(id)-note" })>\
        <label for="\(id)">\(option.title)</label>\(hint)</div>
        """
    }.joined()
  }
}
