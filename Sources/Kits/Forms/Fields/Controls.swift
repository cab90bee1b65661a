package import Markup
import Programme
import Words

/// What a control takes at most: at three bytes a letter always less than the journal does, and more than any field allows, so
/// that a text that is too long is complained of and not cut.
private let mostLetters = JournalEvent.longest / 3

extension TextField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    context.language.textField(
      field, value: typed, kind: autocomplete == nil ? .plain : .name,
      autocomplete: autocomplete.flatMap(Autocomplete.init(rawValue:)), longest: mostLetters)
  }
}

extension EssayField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    context.language.textArea(field, value: typed, rows: 10, mostWords: most, longest: mostLetters)
  }
}

extension PhoneField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    context.language.textField(field, value: typed, kind: .phone, autocomplete: autocomplete, longest: mostLetters)
  }
}

extension EMailField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    context.language.textField(field, value: typed, kind: .eMail, autocomplete: autocomplete, longest: mostLetters)
  }
}

extension IINField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    context.language.textField(field, value: typed, kind: .digits, autocomplete: .off, longest: mostLetters)
  }
}

extension NumberField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    context.language.textField(field, value: typed, kind: decimals == 0 ? .digits : .decimal, isShort: true, longest: mostLetters)
  }
}

extension ChoiceField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    context.language.choice(field, options.map { Option($0.key, $0.label(context.language)) }, chosen: typed)
  }
}

extension DateField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    let parts = Self.parts(typed)
    return context.language.dateField(
      field, value: TypedDate(day: parts.day, month: parts.month, year: parts.year), isBirthDay: isBirthDay)
  }
}

extension SchoolField {
  /// The district's schools where they are imported, and always a line to write the name on.
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    let t = context.language
    guard !context.schools.isEmpty else { return t.textField(field, value: typed, longest: mostLetters) }
    let isListed = ID<School>(typed) != nil
    return """
      \(t.select(field, context.schools.map { Option($0.id.text, t($0.name)) }, chosen: isListed ? typed : ""))\
      \(t.textField(Field("\(field.name)-unlisted", t(.schoolNotListed)), value: isListed ? "" : typed, longest: mostLetters))
      """
  }
}

extension FileField {
  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    let t = context.language
    let kept = context.files.first { $0.id == typed }
    return """
      \(kept.map { file in
        """
        <div class="card"><p>\(tag(t(.fileKept), .good)) \(t.file(file))</p>\
        \(button(t(.removeFile), look: .plain, name: "go", value: "remove-file"))</div>
        """
      })\(t.fileField(field, accept: ["image/jpeg", "image/png", "image/webp", "application/pdf"]))
      """
  }
}

extension Phrase {
  static let schoolNotListed = Phrase(
    kk: "Мектебім тізімде жоқ, атауын жазамын", ru: "Моей школы нет в списке, напишу название",
    en: "My school is not listed, I will write its name")
  static let fileKept = Phrase(kk: "сақталды", ru: "сохранено", en: "kept")
  static let kilobytes = Phrase(kk: "КБ", ru: "КБ", en: "kB")
  static let removeFile = Phrase(kk: "Файлды жою", ru: "Удалить файл", en: "Remove the file")
}
