import Exchange
import Markup
import Programme
import Storage
import Words

/// What a guardian sees: that there is a list, and when it was kept. Its order is hers.
enum WardListPage {
  static let link: Link = "/consent/list"

  static let part = WardLink { ward, tx in
    guard let year = try tx.leavingYear(of: ward), try tx.round(leaving: year) != nil else { return nil }
    return HomeLink(.wardList, link)
  }

  /// GET /consent/list
  static func show(_ visit: Visit, _ permit: Permit<WardList>) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let found = try await house.database.read { tx -> (round: Round, at: Moment?)? in
      let ward = try house.ward(of: permit.actor.person, in: tx)
      guard let year = try tx.leavingYear(of: ward), let round = try tx.round(leaving: year) else { return nil }
      let kept = try tx.keptList(of: ward, round.id)
      return (round, kept.flatMap { $0.order.offers.isEmpty ? nil : $0.keptAt })
    }
    guard let found else { throw Refusal.missing }
    let says = found.at.map { t(.wardListKept($0)) } ?? t(.wardListNone)
    let last = found.round.days(.list).map { "<p>\(t(.wardListUntil($0.first, $0.last)))</p>" as HTML }
    return visit.page(
      Page(
        title: t(.wardList), language: t,
        body: """
          \(t.back(to: "/consent"))<p class="step">\(found.round.name(t))</p><h1>\(t(.wardList))</h1>\
          \(notice("<p>\(says)</p>", found.at == nil ? .waiting : .good))\(last)<p>\(t(.wardListIsHers))</p><p><a href="/merit">\(t(.howPointsAreMade))</a></p>
          """))
  }
}

extension Phrase {
  static let wardList = Phrase(
    kk: "Балаңыздың гранттар тізімі", ru: "Список грантов вашего ребёнка", en: "Your child's list of grants")
  static func wardListKept(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Тізім бар, сақталған уақыты: \(Language.kk.dateTime(at)).", ru: "Список есть, сохранён \(Language.ru.dateTime(at)).",
      en: "There is a list, kept on \(Language.en.dateTime(at)).")
  }
  static let wardListNone = Phrase(kk: "Тізім әзірге жоқ.", ru: "Списка пока нет.", en: "There is no list so far.")
  static func wardListUntil(_ first: Day, _ last: Day) -> Phrase {
    Phrase(
      kk: "Тізім құратын уақыт: \(Language.kk.dates(first, last)).", ru: "Списки составляют \(Language.ru.dates(first, last)).",
      en: "Lists are made on \(Language.en.dates(first, last)).")
  }
  static let wardListIsHers = Phrase(
    kk: "Тізімде не тұрғаны және оның реті балаңыздың өзінде ғана. Қаласа, өзі көрсетеді.",
    ru: "Что в списке и в каком порядке, знает только ваш ребёнок. Захочет — покажет.",
    en: "What stands in it and in which order is your child's alone, to show to you or not.")
}
