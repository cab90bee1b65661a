import Rules
import Storage
import Testing
import Words

@testable import Grants
@testable import Programme

/// Each mistake that is known of lists is found where it is, and nowhere else.
@Suite struct ListCheckTests {
  /// Numbers that a seed gives, the same each time.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }

  private static let home = "430000000"
  private static let outside = Outside.still(Moment(milliseconds: 1_800_000_000_000), seed: 11)

  private static func organisation(_ number: Int) -> Organisation.Entry {
    Organisation.Entry(
      kind: .university, name: Said(kk: "У\(number)", ru: "У\(number)", en: "U\(number)"), site: nil, domains: [], city: nil)
  }

  /// An offer of one university and programme, as the checks see it.
  private static func offer(
    _ number: Int, at organisation: Organisation, programme: StudyProgramme? = nil, city: String = "750000000",
    language: Language = .kk,
    kind: GrantOffer.SeatKind = .granted, discount: Int = 0, asks: [Requirement] = []
  ) -> GrantOffer {
    let said = StudyProgramme.Entry(
      group: "B0\(10 + number % 80)", name: Said(kk: "Б\(number)", ru: "Б\(number)", en: "P\(number)"), language: language,
      level: .bachelor,
      isced: "06", city: city, cost: nil, dormitory: .ask)
    let person: ID<Person> = outside.id()
    return GrantOffer(
      id: outside.id(), round: outside.id(), number: number,
      programme: programme ?? StudyProgramme(id: outside.id(), organisation: organisation.id, said: said, isClosed: false),
      organisation: organisation,
      type: GrantType(
        id: outside.id(),
        said: GrantType.Entry(kind: .university, organisation: nil, name: Said(kk: "г", ru: "г", en: "g"), letter: .yes),
        isClosed: false),
      terms: GrantOffer.Terms(
        plan: SeatPlan(seats: 3, reserves: []), kind: kind, discount: discount,
        answersBy: kind == .considered ? Day("2027-08-01") : nil, weights: nil, requirements: asks), state: .confirmed,
      entered: GrantOffer.Hand(person: person, side: .desk, at: Moment(milliseconds: 0)), confirmed: nil, reason: nil, change: nil
    )
  }

  private static func university(_ number: Int) -> Organisation {
    Organisation(id: outside.id(), key: nil, said: organisation(number), clearedUntil: nil)
  }

  private static let universities = (0..<4).map(university)
  private static let girl = Chooser(region: home, isRural: false, teachingLanguage: "kk")

  /// A list without a mistake: five and more, of several universities, one of them at home, the grant before the discount.
  private static func clean(_ dice: inout Dice) -> (list: [GrantOffer], all: [GrantOffer]) {
    var list: [GrantOffer] = []
    for number in 0..<(5 + dice.roll(6)) {
      let university = universities[number % 2 == 0 ? 0 : 1 + dice.roll(3)]
      list.append(offer(number + 1, at: university, city: number == 0 ? "431010000" : "750000000"))
    }
    if dice.roll(2) == 0, let first = list.first {
      // The same programme with a discount, below the grant.
      list.append(offer(40, at: first.organisation, programme: first.programme, kind: .discount, discount: 30))
    }
    if dice.roll(3) == 0 { list.append(offer(41, at: universities[1], asks: [Requirement(kind: .ent, value: "85")])) }
    let others = (0..<dice.roll(5)).map {
      offer(60 + $0, at: universities[2], city: dice.roll(2) == 0 ? "431010000" : "750000000")
    }
    return (list, list + others)
  }

  @Test("a thousand clean lists raise no question")
  func clean() {
    var dice = Dice(state: 5)
    for _ in 0..<1_000 {
      let (list, all) = Self.clean(&dice)
      #expect(ListChecks.find(list, among: all, Self.girl).map(\.key) == [])
    }
  }

  @Test("each mistake put into a clean list is found, and only it")
  func seeded() {
    var dice = Dice(state: 9)
    for _ in 0..<200 {
      let (list, all) = Self.clean(&dice)
      func keys(_ changed: [GrantOffer], among more: [GrantOffer]? = nil, _ girl: Chooser = Self.girl) -> [String] {
        ListChecks.find(changed, among: more ?? all + changed, girl).map(\.key)
      }
      let place = 1 + dice.roll(list.count - 1)
      let some = list[place]
      func put(_ offer: GrantOffer, at place: Int) -> [GrantOffer] {
        var changed = list
        changed.insert(offer, at: place)
        return changed
      }
      for (kind, discount) in [(GrantOffer.SeatKind.discount, 50), (.considered, 0)] {
        let bare = list.first { offer in
          offer.terms.kind == .granted && !list.contains { $0.programme.id == offer.programme.id && $0.id != offer.id }
        }
        guard let bare, let at = list.firstIndex(where: { $0.id == bare.id }) else { continue }
        let worse = Self.offer(90, at: bare.organisation, programme: bare.programme, kind: kind, discount: discount)
        #expect(keys(put(worse, at: at)) == ["funded-A90"])
        #expect(keys(put(worse, at: at + 1)) == [])
      }
      #expect(keys(put(Self.offer(91, at: Self.universities[3], language: .ru), at: place)) == ["language-A91"])
      let quota = Requirement(kind: .quota, value: "ауыл квотасы")
      #expect(keys(put(Self.offer(92, at: Self.universities[3], asks: [quota]), at: place)) == ["quota-A92"])
      var unranked = Self.girl
      unranked.isNotRanked = true
      #expect(keys(list, unranked) == ["rank"])
      let home = list[0]
      #expect(keys([home], among: [home]) == ["one"])
      #expect(keys([home, some], among: [home, some]) == (home.organisation.id == some.organisation.id ? ["university"] : []))
      #expect(Set(keys([home], among: list)) == ["one", "short"])
      #expect(keys(list.filter { !Self.girl.isAtHome($0) }, among: list).contains("home"))
    }
  }

  @Test("whose teaching is in two languages is asked of none; a smaller discount above a larger one is asked of")
  func edges() {
    let both = Chooser(region: nil, isRural: nil, teachingLanguage: "mixed")
    let (one, two) = (Self.universities[0], Self.universities[1])
    let list = [Self.offer(1, at: one, language: .ru), Self.offer(2, at: two)]
    #expect(ListChecks.find(list, among: list, both).isEmpty)
    let small = Self.offer(3, at: one, kind: .discount, discount: 20)
    let large = Self.offer(4, at: one, programme: small.programme, kind: .discount, discount: 40)
    let other = Self.offer(5, at: two)
    #expect(ListChecks.find([small, other, large], among: [], both).map(\.key) == ["funded-A3"])
    #expect(ListChecks.find([large, other, small], among: [], both).isEmpty)
    #expect(ListChecks.find([], among: list, both).isEmpty)
  }

  @Test("in the practice market no order brings her more than her own, whichever she wants most")
  func practice() {
    for own in PracticeMarket.orders {
      let rank = { (programme: Int?) in programme.flatMap { own.firstIndex(of: $0) } ?? 3 }
      let mine = rank(PracticeMarket.outcome(of: own)[0])
      for other in PracticeMarket.orders { #expect(rank(PracticeMarket.outcome(of: other)[0]) >= mine) }
      // The dream in front costs the next one nothing.
      let safe = PracticeMarket.outcome(of: [own[1], own[2]])[0]
      #expect(mine <= rank(safe))
    }
    let places = PracticeMarket.outcome(of: [0, 1, 2]).compactMap { $0 }
    #expect(Set(places).count == places.count)
  }
}
