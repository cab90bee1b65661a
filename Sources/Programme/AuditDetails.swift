package import Words

/// What an entry of the log holds besides, as people read it: "signer=girl yes=[photo]" is for programs, and stays so in the file that is
/// taken out.
extension House {
  package func shown(details: String, _ t: Language) -> String {
    details.matches(of: #/([A-Za-z]+)=(\[[^\]]*\]|\S*)|\S+/#).compactMap { found -> String? in
      guard let key = found.output.1, let value = found.output.2 else { return shown(detail: String(found.output.0), t) }
      let values = value.trimming { "[]".contains($0) }.split { $0 == " " || $0 == "," }.map { shown(detail: String($0), t) }
      if values.isEmpty { return nil }
      return "\(t(Self.names[String(key)] ?? Phrase(verbatim: String(key)))): \(values.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  /// A role, a purpose of a consent, a place, one of our own words; anything else as it stands.
  private func shown(detail: String, _ t: Language) -> String {
    if let role = Role(rawValue: detail) { return t(role.name) }
    if let signer = Consent.Signer(rawValue: detail) { return t(signer.name) }
    if let purpose = consents.purposes.first(where: { $0.key == detail }) { return purpose.title(t) }
    if let place = gazetteer[detail] { return t(place.name) }
    return Self.words[detail].map { t($0) } ?? detail
  }

  private static let names: [String: Phrase] = [
    "signer": Phrase(kk: "жауап берген", ru: "ответил", en: "answered by"),
    "yes": Phrase(kk: "келісті", ru: "согласие", en: "agreed"),
    "no": Phrase(kk: "келіспеді", ru: "отказ", en: "refused"),
    "version": Phrase(kk: "мәтін нұсқасы", ru: "версия текста", en: "version of the text"),
    "phone": Phrase(kk: "телефон", ru: "телефон", en: "phone"),
    "n": Phrase(kk: "саны", ru: "количество", en: "count"),
    "page": Phrase(kk: "бет", ru: "страница", en: "page"),
    "rows": Phrase(kk: "жол саны", ru: "строк", en: "lines"),
    "added": Phrase(kk: "қосылғаны", ru: "добавлено", en: "added"),
    "changed": Phrase(kk: "өзгергені", ru: "изменено", en: "how many changed"),
    "entries": Phrase(kk: "жазба саны", ru: "записей", en: "entries"),
    "breaks": Phrase(kk: "үзілген жері", ru: "разрывов", en: "breaks"),
    "left": Phrase(kk: "қалғаны", ru: "осталось", en: "how many left"),
    "processing": Phrase(kk: "дерек қолдану", ru: "использование данных", en: "use of data"),
    "unchanged": Phrase(kk: "бұрынғыдай", ru: "без изменений", en: "unchanged"),
    "refused": Phrase(kk: "қабылданбағаны", ru: "отклонено", en: "not taken"),
    "recipients": Phrase(kk: "алушы саны", ru: "получателей", en: "sent to"),
    "people": Phrase(kk: "адам саны", ru: "человек", en: "people"),
    "persons": Phrase(kk: "адам саны", ru: "человек", en: "people"),
    "letters": Phrase(kk: "хат саны", ru: "писем", en: "letters"),
    "places": Phrase(kk: "орын саны", ru: "число мест", en: "places"),
    "candidates": Phrase(kk: "үміткер саны", ru: "кандидатов", en: "how many candidates"),
    "upheld": Phrase(kk: "қанағаттандырылды", ru: "удовлетворено", en: "upheld"),
  ]

  private static let words: [String: Phrase] = [
    "hers": Phrase(kk: "қатысушының нөмірінен", ru: "с номера участника", en: "from the applicant's own number"),
    "true": Phrase(kk: "иә", ru: "да", en: "yes"), "false": Phrase(kk: "жоқ", ru: "нет", en: "no"),
  ]
}

extension Substring {
  fileprivate func trimming(_ isEdge: (Character) -> Bool) -> Substring {
    var rest = drop(while: isEdge)
    while let last = rest.last, isEdge(last) { rest.removeLast() }
    return rest
  }
}
