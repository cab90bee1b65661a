package import Words

/// Words of buttons and boxes that several rooms show.
extension Phrase {
  package static let returnTitle = Phrase(kk: "Өтінімге оралу", ru: "Вернуться к заявке", en: "Return to your application")
  package static let sharedDevice = Phrase(
    kk: "Бұл ортақ құрылғы (мысалы, мектеп компьютері)", ru: "Это общее устройство (например, школьный компьютер)",
    en: "This is a shared device (a school computer, for example)")
  package static let tryAgain = Phrase(kk: "Қайталап көру", ru: "Повторить попытку", en: "Try again")
  package static let goOn = Phrase(kk: "Жалғастыру", ru: "Продолжить", en: "Continue")
}
