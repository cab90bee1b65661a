import Exchange
import Markup
import Programme
import Words

/// Forms whose words stay in their tab until the house has them (Public/keep.js).
extension Visit {
  func keptPage(_ page: Page, status: Int = 200) -> Reply {
    self.page(page, status: status, scripts: [house.assets.link("keep.js")])
  }

  /// What is said to her where the house cannot be reached; nil on a device that is not hers, which keeps nothing.
  var keptForHer: String? { who.session?.isSharedDevice == true ? nil : language(.notSentKeptForHer) }
}

extension Phrase {
  static let notSentKeptForHer = Phrase(
    kk: "Байланыс жоқ: жіберілген жоқ. Жазғаның осы бетте тұр, интернет қосылғанда қайта бас.",
    ru: "Связи нет: не отправлено. Написанное осталось на этой странице, нажмите ещё раз, когда сеть появится.",
    en: "There is no connection: nothing was sent. Your words stay on this page; press again when there is a network.")
}
