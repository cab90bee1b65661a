package import Security

/// How often something may be tried, and by whom it is counted: the whole table stands here.
package struct Limit: Sendable {
  package let name: String
  package let rule: RateLimit

  /// At most so many in a window of milliseconds.
  package init(_ name: String, _ most: Int, window: Int64) {
    self.name = name
    rule = RateLimit(most, in: window)
  }

  private init(_ name: String, _ most: Int, in window: Window) {
    self.init(name, most, window: window.rawValue)
  }

  private enum Window: Int64 {
    case quarter = 900_000
    case hour = 3_600_000
    case day = 86_400_000
  }
}

/// Counted by the sender's network: an IPv4 address, the first 64 bits of an IPv6 one. A school is one network.
extension Limit {
  /// Applications begun.
  package static let starts = Limit("start", 300, in: .hour)
  /// Codes asked for to come back.
  package static let returns = Limit("return", 60, in: .hour)
  package static let returnKeys = Limit("return key", 30, in: .hour)
  package static let returnDevices = Limit("return device", 120, in: .hour)
  package static let consentLinks = Limit("consent link", 120, in: .hour)
  package static let consentCodes = Limit("consent code", 20, in: .hour)
  /// Pages kept to be shown after a form, by 16 KB each; past it a form is answered directly.
  package static let shownPages = Limit("shown page", 2000, in: .quarter)
  /// Kilobytes of answers and files that come to lie here from people who apply, and from their guardians. Sixty girls who each send two
  /// files of 8 MB in one hour, and write, are within it.
  package static let stored = Limit("stored", 1280 << 10, in: .hour)
  /// Wrong passwords, whoever's: right ones are given back.
  package static let wrongPasswords = Limit("sign-in peer", 40, in: .quarter)
  /// Invitations that do not exist.
  package static let wrongInvitations = Limit("invitation", 20, in: .hour)
}

/// Counted by the sender's network and what she aims at, so that nobody keeps others out of what is theirs.
extension Limit {
  /// Wrong passwords for one address from one network.
  package static let wrongPasswordsForOne = Limit("sign-in account", 10, in: .quarter)
}

/// Counted by what somebody aims at, from wherever. Whose device has let the owner in before is counted by its network alone, and the
/// ways in that need no password, an invitation's link, are not counted here.
extension Limit {
  /// Wrong passwords for one address, whether somebody has it or not.
  package static let wrongPasswordsFromAnywhere = Limit("sign-in anywhere", 60, in: .hour)
}

/// Counted by the first half of a code, and in the whole house, whoever asks: behind one address may be a village.
extension Limit {
  /// Codes of certificates that do not exist.
  package static let wrongCertificates = Limit("certificate prefix", 30, in: .hour)
  package static let wrongCertificatesOfHouse = Limit("certificate house", 3000, in: .hour)
  /// Looks at a letter of recommendation, right codes and wrong ones.
  package static let letterLooks = Limit("letter prefix", 30, in: .hour)
}

/// Counted by the person who acts.
extension Limit {
  package static let secondFactors = Limit("second factor", 8, in: .quarter)
  package static let devices = Limit("device", 20, in: .day)
  package static let shownPagesOfStaff = Limit("shown page of staff", 1000, in: .quarter)
  package static let paperForms = Limit("paper form", 10, in: .day)
  package static let guardiansAsked = Limit("ask guardian", 3, in: .day)
  /// Other numbers of a guardian, after the application was sent.
  package static let guardianPhones = Limit("guardian phone", 3, in: .day)
}

/// Counted by whose it is and what is delivered, whoever brings it.
extension Limit {
  /// Parcels of one sealed journal; a phone brings one in twenty seconds, and all at once when it comes out of a valley.
  package static let sealedBatches = Limit("sealed journal", 600, in: .hour)
  /// The four digits of a meeting, of one girl.
  package static let digitsOfMeeting = Limit("digits of a meeting", 6, in: .day)
  /// Posts of one person on the board of a group, and what she reports or asks for help about.
  package static let posts = Limit("posts", 30, in: .hour)
  package static let reportedPosts = Limit("reported posts", 20, in: .day)
  package static let helpAsked = Limit("help asked", 10, in: .day)
}

/// Counted by where a message goes, whoever causes it: nobody's phone rings all day because of us.
extension Limit {
  /// Codes to come back, to one phone or address.
  package static let returnsToOne = Limit("return contact", 5, in: .hour)
  package static let returnsToOneADay = Limit("return contact day", 15, in: .day)
  /// Requests for consent to one phone or address.
  package static let requestsToOne = Limit("guardian contact", 6, in: .day)
  /// Letters to a girl that her own pages or her guardian's cause.
  package static let newsToOne = Limit("girl contact", 12, in: .day)
  /// What waits for a second person, to one of the staff: the desk's card counts the rest.
  package static let waitsToOne = Limit("second person contact", 30, in: .day)
  /// Applications that were given to one of the staff: her first page counts the rest.
  package static let givenToOne = Limit("assignee contact", 12, in: .day)
}

/// How much of one person's may lie here at once: more than anybody needs, less than harms others.
package enum Bound {
  /// Files that were begun and are not finished; the oldest makes room for the next.
  static let unfinishedFiles = 12
  /// Their bytes together, as announced.
  static let unfinishedBytes = 48 << 20
  /// Milliseconds after which an unfinished file goes. A phone begins it anew.
  static let unfinishedLife: Int64 = 86_400_000
  /// Files looked through at once for one person, and for one network. The house looks at two and keeps 32 waiting.
  static let lookedThrough = 2
  static let lookedThroughForNetwork = 16
  /// Copies of everything about one person that are gathered at once.
  static let exports = 2
  /// Bytes of all the answers to one application, each counted as 4 KB at least. A phone delivers what stands in a field at a pause:
  /// six hours of writing with ten pauses a minute are 3,600 answers, of an essay's 6 KB 22 MB. An export holds as much in memory.
  package static let answers = 6_000 * leastAnswer
  package static let leastAnswer = 4096
}

extension LetterPurpose {
  /// What holds letters back that anybody can cause by filling in a form; nil where one of the staff or the house's own clock
  /// decides, and for codes, which are counted before it is known whether anybody has that number.
  package var limitToOne: Limit? {
    switch self {
    case .consent: .requestsToOne
    case .secondPerson: .waitsToOne
    case .assignment: .givenToOne
    case .receipt, .guardianAnswer, .offerAnswer: .newsToOne
    case .signIn, .invitation, .correction, .entered, .decision, .objection, .bulk, .result, .offer, .timetable, .clearance,
      .certificate, .feedback, .exhibition, .list, .grantOffer, .recommendation:
      nil
    }
  }
}
