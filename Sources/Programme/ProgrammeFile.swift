package import Words
import Yams

/// The programme as data: `Programmes/<name>/programme.yaml`. Nothing in the rooms knows which programme it is.
package struct ProgrammeFile: Sendable, Codable {
  package let name: Said
  package let tagline: Said
  package let operatorName: Said
  /// Business identification number of the operator of the personal data; stands in every consent text.
  package let operatorBIN: String
  /// KATO codes of the regions whose girls may apply.
  package let regions: [String]
  package let contacts: [Contact]
  package internal(set) var cycle: CycleFile
  package let facts: [Fact]
  package let eligibility: [EligibilityRule]

  package struct Contact: Sendable, Codable {
    package let title: Said
    package let email: String?
    package let phone: String?
  }

  package struct CycleFile: Sendable, Codable {
    package let key: String
    package let name: Said
    package let stages: [StageFile]
  }

  /// A figure with its year, scope and source: without them it is not shown.
  package struct Fact: Sendable, Codable {
    package let figure: Said
    package let what: Said
    package let source: Said
  }

  package init(yaml: [UInt8]) throws {
    self = try YAMLDecoder().decode(ProgrammeFile.self, from: String(decoding: yaml, as: UTF8.self))
  }
}

/// A text of the programme's data in the three languages.
package struct Said: Sendable, Codable, Hashable {
  package let kk: String
  package let ru: String
  package let en: String

  package init(kk: String, ru: String, en: String) {
    self.kk = kk
    self.ru = ru
    self.en = en
  }

  package var phrase: Phrase { Phrase(kk: kk, ru: ru, en: en) }

  package func callAsFunction(_ language: Language) -> String {
    switch language {
    case .kk: kk
    case .ru: ru
    case .en: en
    }
  }
}

/// A stage as the file gives it: two days, the last one included, in Kazakhstan's time (UTC+5).
package struct StageFile: Sendable, Codable {
  package let key: String
  package let name: Said
  package let opens: String
  package let closes: String

  package init(key: String, name: Said, opens: String, closes: String) {
    self.key = key
    self.name = name
    self.opens = opens
    self.closes = closes
  }

  package var opensAt: Moment { Day(opens)?.start() ?? Moment(milliseconds: 0) }
  package var closesAt: Moment { Day(closes)?.end() ?? Moment(milliseconds: 1) }
}

/// A file of the programme's data is wrong; the text is for whoever writes it.
package struct ProgrammeFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
