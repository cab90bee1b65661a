package import Words

/// The seats of an offer as somebody enters them: how many, and for whom some of them are kept.
package struct SeatPlan: Sendable, Hashable {
  /// Seats that go first to girls who have an attribute; what they leave, others take.
  package struct Reserve: Sendable, Hashable {
    /// A column of the window of persons, or `column=value`.
    package let attribute: String
    package let seats: Int

    package init(attribute: String, seats: Int) {
      self.attribute = attribute
      self.seats = seats
    }
  }

  package let seats: Int
  package let reserves: [Reserve]

  package init(seats: Int, reserves: [Reserve] = []) {
    self.seats = seats
    self.reserves = reserves
  }

  package static let most = 10_000
  package static let mostReserves = 4
  /// An attribute of a reserve holds for at least so many girls of the round: fewer could be named by it.
  package static let fewestHolders = 20

  /// What no market can be made of. In a second round an offer, or a kind of its seats, may have none left.
  var fault: SeatFault? {
    if !(0...Self.most).contains(seats) { return .seatsOutOfRange }
    if reserves.count > Self.mostReserves { return .tooManyReserves }
    var seen: Set<String> = []
    for reserve in reserves {
      if !(0...Self.most).contains(reserve.seats) { return .reserveOutOfRange(reserve.attribute) }
      if !seen.insert(reserve.attribute).inserted { return .attributeTwice(reserve.attribute) }
    }
    let reserved = reserves.map(\.seats).reduce(0, +)
    return reserved > seats ? .reservesExceedSeats(excess: reserved - seats) : nil
  }

  /// All that is wrong with what somebody enters. `holders`: how many girls of the round have each attribute there is; nil before the round has girls.
  package func faults(holders: [String: Int]?) -> [SeatFault] {
    var faults: [SeatFault] = []
    if !(1...Self.most).contains(seats) { faults.append(.seatsOutOfRange) }
    if reserves.count > Self.mostReserves { faults.append(.tooManyReserves) }
    var seen: Set<String> = []
    for reserve in reserves {
      if !(1...Self.most).contains(reserve.seats) { faults.append(.reserveOutOfRange(reserve.attribute)) }
      if !seen.insert(reserve.attribute).inserted { faults.append(.attributeTwice(reserve.attribute)) }
      guard let holders else { continue }
      guard let count = holders[reserve.attribute] else {
        faults.append(.attributeUnknown(reserve.attribute))
        continue
      }
      if count < Self.fewestHolders { faults.append(.attributeRare(reserve.attribute, holders: count)) }
    }
    let reserved = reserves.map { min(max(0, $0.seats), Self.most) }.reduce(0, +)
    if reserved > seats { faults.append(.reservesExceedSeats(excess: reserved - seats)) }
    return faults
  }
}

/// A number of seats that must be filled: by girls who have an attribute, or by anybody (nil).
package struct LowerQuota: Sendable, Hashable {
  /// The offers it counts over, by their codes.
  package let offers: Set<String>
  package let attribute: String?
  package let seats: Int

  package init(offers: Set<String>, attribute: String?, seats: Int) {
    self.offers = offers
    self.attribute = attribute
    self.seats = seats
  }

  /// A quota of one offer for an attribute is a reserve, and there is always a stable matching with it. Every other lower quota may
  /// leave none (Biró, Fleiner, Irving and Manlove, 2010; Goto et al., 2016): it is refused, with the sentence why.
  package func asReserve() throws(SeatFault) -> SeatPlan.Reserve {
    guard offers.count <= 1 else { throw .lowerQuotaOverSeveral }
    guard let attribute else { throw .lowerQuotaOfAll }
    return SeatPlan.Reserve(attribute: attribute, seats: seats)
  }
}

package enum SeatFault: Error, Sendable, Hashable {
  case seatsOutOfRange
  case reserveOutOfRange(String)
  case tooManyReserves
  case attributeTwice(String)
  case attributeUnknown(String)
  case attributeRare(String, holders: Int)
  case reservesExceedSeats(excess: Int)
  /// A minimum over several offers, such as "at least ten from one region in all of them".
  case lowerQuotaOverSeveral
  /// A minimum of an offer, whoever comes: below it the offer would close.
  case lowerQuotaOfAll

  package var says: Phrase {
    switch self {
    case .seatsOutOfRange:
      Phrase(
        kk: "Орын саны 1-ден 10 000-ға дейін.", ru: "Число мест от 1 до 10 000.", en: "The number of seats is 1 to 10,000.")
    case .reserveOutOfRange(let name):
      Phrase(
        kk: "«\(name)»: квота 1-ден 10 000 орынға дейін.", ru: "«\(name)»: квота от 1 до 10 000 мест.",
        en: "“\(name)”: a quota is 1 to 10,000 seats.")
    case .tooManyReserves:
      Phrase(
        kk: "Бір ұсыныста төрт квотадан артық болмайды.", ru: "В одном предложении не больше четырёх квот.",
        en: "An offer has at most four quotas.")
    case .attributeTwice(let name):
      Phrase(
        kk: "«\(name)» квотасы екі рет жазылған.", ru: "Квота «\(name)» указана дважды.", en: "The quota “\(name)” appears twice."
      )
    case .attributeUnknown(let name):
      Phrase(
        kk: "«\(name)»: мұндай белгі жоқ.", ru: "«\(name)»: такого признака нет.", en: "“\(name)”: there is no such attribute.")
    case .attributeRare(let name, let holders):
      Phrase(
        kk: "«\(name)»: бұл белгі \(holders) қатысушыда ғана бар, кемінде 20 болуы керек, әйтпесе квота адамды танытып қояды.",
        ru:
          "«\(name)»: этот признак есть только у \(counted(holders, one: "человека", few: "человек", many: "человек")), нужно не меньше 20, иначе квота выдаст, кто это.",
        en:
          "“\(name)”: only \(counted(holders, one: "girl has", other: "girls have")) this attribute; at least 20 must, or the quota would tell who they are."
      )
    case .reservesExceedSeats(let excess):
      Phrase(
        kk: "Квоталар орын санынан \(excess) орынға көп.", ru: "Квоты больше числа мест на \(excess).",
        en: "The quotas ask for \(counted(excess, one: "more seat", other: "more seats")) than there are.")
    case .lowerQuotaOverSeveral: .lowerQuotaOverSeveral
    case .lowerQuotaOfAll:
      Phrase(
        kk:
          "«Кемінде осынша адам келсін» деген шарт қойылмайды: ондайда ешкімнің орны ұпайы өзінен төменге кетпейтін бөлу табылмауы мүмкін.",
        ru:
          "Условие «не меньше стольких человек» не ставят: тогда может не найтись распределения, в котором ничьё место не ушло тому, у кого баллов меньше.",
        en:
          "No offer may ask for at least so many girls: there may then be no way to give the seats in which nobody loses one to somebody with fewer points."
      )
    }
  }
}

extension Phrase {
  static let lowerQuotaOverSeveral = Phrase(
    kk:
      "Бірнеше ұсынысқа ортақ ең аз сан қойылмайды: ондайда ешкімнің орны ұпайы өзінен төменге кетпейтін бөлу табылмауы мүмкін. Квотаны әр ұсыныста жеке жазыңыз.",
    ru:
      "Наименьшее число сразу для нескольких предложений не ставят: тогда может не найтись распределения, в котором ничьё место не ушло тому, у кого баллов меньше. Задайте квоту в каждом предложении отдельно.",
    en:
      "No minimum may be set over several offers: there may then be no way to give the seats in which nobody loses one to somebody with fewer points. Write a quota into each offer by itself."
  )
}
