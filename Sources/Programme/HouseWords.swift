package import Words

/// Words of buttons and boxes that several rooms show.
extension Phrase {
  package static let returnTitle = Phrase(kk: "Өтінімге оралу", ru: "Вернуться к заявке", en: "Return to your application")
  package static let sharedDevice = Phrase(
    kk: "Бұл ортақ құрылғы (мысалы, мектеп компьютері)", ru: "Это общее устройство (например, школьный компьютер)",
    en: "This is a shared device (a school computer, for example)")
  package static let tryAgain = Phrase(kk: "Қайталап көру", ru: "Повторить попытку", en: "Try again")
  /// For a form of the staff that cannot be sent (Public/keep.js).
  package static let notSentKept = Phrase(
    kk: "Байланыс жоқ: жіберілген жоқ. Жазғаныңыз осы бетте тұр, желі пайда болғанда қайта басыңыз.",
    ru: "Нет связи: не отправлено. Написанное осталось на этой странице, нажмите ещё раз, когда сеть появится.",
    en: "No connection: this was not sent. What you wrote stays on this page; press again when the network is back.")
  package static let goOn = Phrase(kk: "Жалғастыру", ru: "Продолжить", en: "Continue")
}
