import Words

/// The words that components add to what they are given.
extension Phrase {
  static let skipToContent = Phrase(kk: "Негізгі мазмұнға өту", ru: "Перейти к содержанию", en: "Skip to content")
  static let languageSwitch = Phrase(kk: "Тіл", ru: "Язык", en: "Language")
  static let allPages = Phrase(kk: "Барлық беттер", ru: "Все страницы", en: "All pages")
  static let aboutThisHouse = Phrase(kk: "Бұл сайт туралы", ru: "Об этом сайте", en: "About this site")
  static let menu = Phrase(kk: "Мәзір", ru: "Меню", en: "Menu")
  static let allRooms = Phrase(kk: "Бөлімдер", ru: "Разделы", en: "Sections")
  static let errorPrefix = Phrase(kk: "Қате:", ru: "Ошибка:", en: "Error:")
  static let toCorrect = Phrase(kk: "Түзету керек", ru: "Нужно исправить", en: "Please correct")
  static let optional = Phrase(kk: "міндетті емес", ru: "необязательно", en: "optional")
  static let day = Phrase(kk: "Күні", ru: "День", en: "Day")
  static let month = Phrase(kk: "Айы", ru: "Месяц", en: "Month")
  static let year = Phrase(kk: "Жылы", ru: "Год", en: "Year")
  static let choose = Phrase(kk: "Таңдау", ru: "Выбрать", en: "Choose")
  static let search = Phrase(kk: "Іздеу", ru: "Поиск", en: "Search")
  static let change = Phrase(kk: "Өзгерту", ru: "Изменить", en: "Change")
  static let notGiven = Phrase(kk: "Көрсетілмеген", ru: "Не указано", en: "Not given")
  static let back = Phrase(kk: "Артқа", ru: "Назад", en: "Back")
  static let done = Phrase(kk: "аяқталды", ru: "завершено", en: "done")
  static let now = Phrase(kk: "қазір", ru: "сейчас", en: "now")
  static let ahead = Phrase(kk: "алда", ru: "впереди", en: "ahead")
  static let previousPage = Phrase(kk: "Алдыңғы", ru: "Предыдущая", en: "Previous")
  static let nextPage = Phrase(kk: "Келесі", ru: "Следующая", en: "Next")
  static let pages = Phrase(kk: "Беттер", ru: "Страницы", en: "Pages")
  static let asTable = Phrase(kk: "Кесте түрінде көрсету", ru: "Показать таблицей", en: "Show as table")
  static let download = Phrase(kk: "Жүктеп алу", ru: "Скачать", en: "Download")
  static let savedOnPhone = Phrase(
    kk: "Телефонда сақталды, интернет қосылғанда жіберіледі", ru: "Сохранено на телефоне, отправится при появлении сети",
    en: "Saved on the phone, will be sent when there is a connection")
  static let notSaved = Phrase(kk: "Әлі сақталмады", ru: "Ещё не сохранено", en: "Not saved yet")
  static let sortedUp = Phrase(kk: "өсу ретімен", ru: "по возрастанию", en: "ascending")
  static let sortedDown = Phrase(kk: "кему ретімен", ru: "по убыванию", en: "descending")
  static let estimate = Phrase(kk: "Мәні", ru: "Оценка", en: "Estimate")
  static let from = Phrase(kk: "Төменгі шек", ru: "Нижняя граница", en: "Lower bound")
  static let to = Phrase(kk: "Жоғарғы шек", ru: "Верхняя граница", en: "Upper bound")
  static let amount = Phrase(kk: "Саны", ru: "Количество", en: "Amount")
  static let share = Phrase(kk: "Үлес", ru: "Доля", en: "Share")
  static let what = Phrase(kk: "Атауы", ru: "Название", en: "Name")

  static func savedOnServer(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "Серверде сақталды \(moment.clock())", ru: "Сохранено на сервере \(moment.clock())",
      en: "Saved on the server \(moment.clock())")
  }

  static func step(_ n: Int, of total: Int) -> Phrase {
    Phrase(kk: "\(n)-қадам, барлығы \(total)", ru: "Шаг \(n) из \(total)", en: "Step \(n) of \(total)")
  }

  static func page(_ n: Int, of total: Int) -> Phrase {
    Phrase(kk: "\(n)-бет, барлығы \(total)", ru: "Страница \(n) из \(total)", en: "Page \(n) of \(total)")
  }

  static func words(_ n: Int, of most: Int) -> Phrase {
    Phrase(kk: "Сөз саны: \(n), ең көбі \(most)", ru: "Слов: \(n), не больше \(most)", en: "Words: \(n), at most \(most)")
  }

  static func progress(_ done: Int, of total: Int) -> Phrase {
    Phrase(kk: "Барлығы \(total), дайыны \(done)", ru: "Готово \(done) из \(total)", en: "\(done) of \(total) done")
  }
}
