package import Programme
package import Security
package import Words

/// A certificate of a course, as paper and files show it.
package struct Certificate: Sendable {
  package static let kind = Statement.Kind("certificate", prefix: "c", groups: 2)

  /// What stands in it besides the name.
  package struct Facts: Sendable {
    package let code: Code
    package let day: Day
    /// Of the course.
    package let course: String
    package let title: Said
    package let hours: Int
    package let lessons: Int

    package init(code: Code, day: Day, course: String, title: Said, hours: Int, lessons: Int) {
      (self.code, self.day, self.course, self.title) = (code, day, course, title)
      (self.hours, self.lessons) = (hours, lessons)
    }

    /// What is signed: with the name as she writes it in Kazakh.
    package func statement(of name: String) throws(Statement.Fault) -> Statement {
      try Statement(Certificate.kind, code: code, day: day, ["course": course, "hours": "\(hours)", "name": name])
    }
  }

  /// A name in Latin letters to begin with, as passports of Kazakhstan write most of them: whoever bears it corrects it.
  package static func latin(_ name: String) -> String {
    let kazakh: [Character: Character] = [
      "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "h", "і": "и",
    ]
    return romanised(
      String(
        name.map { letter in
          let small = Character(letter.lowercased())
          guard let other = kazakh[small] else { return letter }
          return letter == small ? other : Character(other.uppercased())
        }))
  }

  package let facts: Facts
  /// As she writes it in each language.
  package let name: Said
  package let signed: SignedStatement

  package init(_ facts: Facts, of name: Said, signed: SignedStatement) {
    (self.facts, self.name, self.signed) = (facts, name, signed)
  }
}

/// Who issues: the programme, where it is reached, and who answers for it.
package struct Issuer: Sendable {
  /// `https://stem.example.kz`
  package let address: String
  package let name: Said
  package let operatorName: Said

  package init(address: String, name: Said, operatorName: Said) {
    (self.address, self.name, self.operatorName) = (address, name, operatorName)
  }

  /// As people type it: without the scheme.
  var host: String { address.split(separator: "/").last.map(String.init) ?? address }

  /// `did:web:stem.example.kz`; a port's colon is escaped.
  package var did: String { "did:web:\(host.replacing(":", with: "%3A"))" }

  package func key(_ number: Int) -> String { "\(did)#key-\(number)" }
}

extension House {
  package var issuer: Issuer {
    Issuer(address: settings.address, name: look.name, operatorName: programme.operatorName)
  }
}
