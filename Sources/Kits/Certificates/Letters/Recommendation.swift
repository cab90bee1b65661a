package import Programme
package import Security
package import Words

/// A letter that recommends somebody to a university or a fund for a grant, as paper and files show it: what she learnt in words, never her
/// rank among others, and nothing that the reader does not need.
package struct Recommendation: Sendable {
  /// Twenty-seven letters by chance (135 bits) and one that checks them.
  package static let kind = Statement.Kind("letter", prefix: "v", groups: 7)

  /// Somebody the letter is about.
  package struct Bearer: Sendable {
    /// As she writes it in each language; Latin letters in English.
    package let name: Said
    package let birthYear: Int
    package let school: Said

    package init(name: Said, birthYear: Int, school: Said) {
      (self.name, self.birthYear, self.school) = (name, birthYear, school)
    }
  }

  /// What she is recommended for.
  package struct Place: Sendable {
    package let organisation: Said
    /// Of the group of programmes: `B062`.
    package let group: String
    /// With its language of teaching.
    package let programme: Said
    /// As the statement says it: `university`.
    package let grantKey: String
    package let grant: Said
    /// What a seat is there: the word that stands beside the offer everywhere.
    package let seat: Said

    package init(organisation: Said, group: String, programme: Said, grantKey: String, grant: Said, seat: Said) {
      (self.organisation, self.group, self.programme) = (organisation, group, programme)
      (self.grantKey, self.grant, self.seat) = (grantKey, grant, seat)
    }
  }

  /// A course, a test or a project, and how well in words.
  package struct Learnt: Sendable {
    package let title: Said
    package let hours: Int?
    package let level: Said

    package init(title: Said, hours: Int?, level: Said) { (self.title, self.hours, self.level) = (title, hours, level) }
  }

  package struct Signatory: Sendable {
    package let name: String
    package let office: Said

    package init(name: String, office: Said) { (self.name, self.office) = (name, office) }
  }

  /// `K-2028-0017`.
  package let number: String
  package let code: Code
  package let day: Day
  /// The last day on which it holds.
  package let until: Day
  package let bearer: Bearer
  package let place: Place
  package let learnt: [Learnt]
  /// What a girl has still to bring before she is enrolled.
  package let open: [Said]
  package let signatories: [Signatory]

  package init(
    number: String, code: Code, day: Day, until: Day, bearer: Bearer, place: Place, learnt: [Learnt], open: [Said],
    signatories: [Signatory]
  ) {
    (self.number, self.code, self.day, self.until) = (number, code, day, until)
    (self.bearer, self.place, self.learnt, self.open, self.signatories) = (bearer, place, learnt, open, signatories)
  }

  /// What is signed: the same in each language, with her name as she writes it in Kazakh, or in Latin letters where that is too long
  /// for a code on paper.
  package func statement() throws(Statement.Fault) -> Statement {
    do { return try statement(of: bearer.name.kk) } catch .tooLong { return try statement(of: bearer.name.en) }
  }

  private func statement(of name: String) throws(Statement.Fault) -> Statement {
    try Statement(
      Self.kind, code: code, day: day,
      ["no": number, "name": name, "to": place.group, "grant": place.grantKey, "until": until.iso])
  }
}
