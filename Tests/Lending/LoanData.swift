import Programme
import Storage
import Words

/// What this room keeps about a girl: it can say it all, and forget it.
enum LoanData {
  static let personalData = PersonalData(
    title: .laptops,
    tables: ["loan": .loansErased, "loan_answer": .loanAnswersErased],
    export: { tx, house, person, t in
      guard let loan = try tx.loan(of: person, house) else { return [] }
      let days: [(Phrase, Moment?)] = [(.laptopAskedFor, loan.askedAt), (.lend, loan.lentAt), (.takeBack, loan.returnedAt)]
      return [
        PersonalData.Section(
          .laptops,
          [(t(.whyWord), loan.why)] + days.compactMap { title, at in at.map { (name: t(title), value: t.dateTime($0)) } })
      ]
    },
    erase: { tx, _, person in
      [
        PersonalData.Erased("loan_answer", try tx.run("DELETE FROM loan_answer WHERE person_id = \(person)")),
        PersonalData.Erased("loan", try tx.run("DELETE FROM loan WHERE person_id = \(person)")),
      ]
    })

  /// Whoever has a laptop of ours is not forgotten by a term.
  static let hold = Hold(.hasLaptop) { tx, _, person in
    try tx.exists("SELECT 1 FROM loan WHERE person_id = \(person) AND lent_at IS NOT NULL AND returned_at IS NULL")
  }
}

extension Phrase {
  static let loansErased = Phrase(kk: "ноутбукке өтінімдер", ru: "просьбы о ноутбуке", en: "requests for a laptop")
  static let loanAnswersErased = Phrase(
    kk: "ноутбук туралы жауаптар", ru: "ответы о ноутбуке", en: "answers about the laptop")
  static let hasLaptop = Phrase(kk: "мектептің ноутбугі бар", ru: "у неё ноутбук школы", en: "has a laptop of the school")
}
