package import Words

/// What is written in a text field, so that a phone shows the right keyboard and offers the right memory.
package enum TextKind: Sendable {
  case plain, name, eMail, phone, digits, decimal, address

  var attributes: HTML {
    switch self {
    case .plain: " type=\"text\""
    case .name: " type=\"text\" autocapitalize=\"words\" spellcheck=\"false\""
    case .eMail: " type=\"email\" inputmode=\"email\" spellcheck=\"false\" autocapitalize=\"none\""
    case .phone: " type=\"tel\" inputmode=\"tel\""
    case .digits: " type=\"text\" inputmode=\"numeric\" spellcheck=\"false\""
    case .decimal: " type=\"text\" inputmode=\"decimal\" spellcheck=\"false\""
    case .address: " type=\"url\" inputmode=\"url\" spellcheck=\"false\" autocapitalize=\"none\""
    }
  }
}

/// What the browser may fill in for the person who holds the device (HTML Standard, autofill field names).
///
/// A teacher or a parent typing for a girl must not get their own data offered: leave it out there.
package enum Autocomplete: String, Sendable {
  case off, givenName = "given-name", familyName = "family-name", additionalName = "additional-name", eMail = "email"
  case phone = "tel", userName = "username", birthDay = "bday", organization
}

extension Language {
  package func textField(
    _ field: Field, value: String = "", kind: TextKind = .plain, autocomplete: Autocomplete? = nil, isShort: Bool = false,
    longest: Int? = nil
  ) -> HTML {
    field.labelled(
      self,
      """
      <input\(kind.attributes) id="\(field.id)" name="\(field.name)" value="\(value)"\
      \(attribute: "maxlength", longest.map { String($0) })\
      \(attribute: "autocomplete", autocomplete?.rawValue)\(" class=\"short\"", if: isShort)\(field.ties())>
      """)
  }

  /// Several lines; with a limit it counts the words, and a script may keep the count fresh (`data-words`).
  package func textArea(_ field: Field, value: String = "", rows: Int = 6, mostWords: Int? = nil, longest: Int? = nil) -> HTML {
    let count = mostWords.map { most -> HTML in
      let words = value.split(whereSeparator: \.isWhitespace).count
      return "<p class=\"hint\" id=\"\(field.id)-count\" role=\"status\">\(self(.words(words, of: most)))</p>"
    }
    return field.labelled(
      self,
      """
      <textarea id="\(field.id)" name="\(field.name)" rows="\(rows)"\(attribute: "data-words", mostWords.map { String($0) })\
      \(attribute: "maxlength", longest.map { String($0) })\
      \(field.ties(also: mostWords.map { _ in "\(field.id)-count" }))>
      \(value)</textarea>\(count)
      """)
  }

  package func passwordField(_ field: Field, isNew: Bool) -> HTML {
    field.labelled(
      self,
      """
      <input type="password" id="\(field.id)" name="\(field.name)" spellcheck="false" autocapitalize="none" \
      autocomplete="\(isNew ? "new-password" : "current-password")"\(field.ties())>
      """)
  }

  /// The code that came by message; the phone may offer it above the keyboard.
  package func codeField(_ field: Field, digits: Int = 6) -> HTML {
    field.labelled(
      self,
      """
      <input type="text" inputmode="numeric" autocomplete="one-time-code" class="short" id="\(field.id)" \
      name="\(field.name)" maxlength="\(digits + 2)" spellcheck="false"\(field.ties())>
      """)
  }

  /// The form around it must be `multipart`.
  package func fileField(_ field: Field, accept: [String] = [], isMultiple: Bool = false) -> HTML {
    field.labelled(
      self,
      """
      <input type="file" id="\(field.id)" name="\(field.name)"\
      \(attribute: "accept", accept.isEmpty ? nil : accept.joined(separator: ","))\
      \(" multiple", if: isMultiple)\(field.ties())>
      """)
  }

  /// A whole search form: the address is asked again with the name and what is looked for.
  package func searchBox(_ name: String, label: String, value: String = "", action: Link) -> HTML {
    """
    <form class="search" role="search" method="get" action="\(action)"><label for="\(name)">\(label)</label>\
    <span class="row"><input type="search" id="\(name)" name="\(name)" value="\(value)">\
    <button class="btn plain">\(self(.search))</button></span></form>
    """
  }
}
