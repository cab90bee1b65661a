import Words

extension Phrase {
  static let screeningTitle = Phrase(
    kk: "Тестте нені тексеріп қарау керек", ru: "Что в тесте стоит проверить", en: "What in the test is worth a look")
  static let screeningNotice = Phrase(
    kk: "Белгі — қойылатын сұрақ, дәлел емес.", ru: "Отметка — повод спросить, а не доказательство.",
    en: "A flag is a question to ask, not proof.")
  /// What must stand on the paper that people act on.
  static let screeningConduct = Phrase(
    kk:
      "Бір мұғалімнің оқушылары бірдей қателеседі; нашар желі не жарықтың өшуі жауапты тым жылдам етіп көрсетеді; жұп көп болса, кейбірі кездейсоқ ұқсайды. Осы тізімге сүйеніп ешкімнің нәтижесі жойылмайды. Екі қызметкер отырған орындарды, жұмыстарды және уақытты тексереді, баланы өзі сенетін үлкен адамның қасында тыңдайды, не анықталғанын жазып қояды. Тізімді тексеруге жауапты адамдар ғана көреді.",
    ru:
      "Ученики одного учителя ошибаются одинаково; из-за плохой сети или отключения света ответ кажется слишком быстрым; среди многих пар некоторые похожи случайно. По этому списку ничей результат не отменяют. Двое смотрят на места, работы и время, выслушивают ребёнка рядом со взрослым, которому он доверяет, и записывают, что выяснили. Список видят только те, кто отвечает за проверку.",
    en:
      "Pupils of one teacher share mistakes; a bad network or a power cut makes an answer look too fast; among many pairs some are alike by chance. Nobody's result is cancelled because of this list. Two people look at the seats, the papers and the clock, hear the child beside a trusted adult, and write down what they found. Only those who answer for the inquiry see the list."
  )
  static let alikeTitle = Phrase(kk: "Тым ұқсас жауаптар", ru: "Слишком похожие ответы", en: "Answers too alike")
  static func screenedPairs(_ flagged: Int, of compared: Int) -> Phrase {
    Phrase(
      kk: "Салыстырылған жұп: \(Language.kk.number(compared)), белгіленгені: \(flagged).",
      ru: "Сравнено пар: \(Language.ru.number(compared)), отмечено: \(flagged).",
      en: "Pairs compared: \(Language.en.number(compared)), flagged: \(flagged).")
  }
  static func alikeExplained(_ rate: String) -> Phrase {
    Phrase(
      kk:
        "Қабілеттері осындай екі адам бөлек жұмыс істесе, қанша жауабы бірдей болатыны есептелді. Белгілердің ішінде жалған дабыл үлесі орта есеппен \(rate) шамасынан аспайды.",
      ru:
        "Рассчитано, сколько одинаковых ответов дали бы двое таких же по силе, работая порознь. Ложных тревог среди отметок в среднем не больше \(rate).",
      en:
        "It was computed how many of the same answers two persons of such abilities give who work apart. Of the flags at most \(rate) are false alarms on average."
    )
  }
  static let morePairs = Phrase(
    kk: "Мұндай жұп тым көп: тізім толық емес. Тапсырмалар бұрын белгілі болып қалмады ма?",
    ru: "Таких пар очень много: список неполон. Не были ли задания известны заранее?",
    en: "There are very many such pairs: the list is not complete. Were the items known beforehand?")
  static let pairWord = Phrase(kk: "Жұп", ru: "Пара", en: "Pair")
  static let matchesWord = Phrase(kk: "Бірдей жауап", ru: "Одинаковых", en: "Same answers")
  static let itemsAnswered = Phrase(kk: "Ортақ тапсырма", ru: "Из заданий", en: "Of items")
  static let expectedWord = Phrase(kk: "Күтілетіні", ru: "Ожидалось", en: "Expected")
  static let personWord = Phrase(kk: "Адам", ru: "Человек", en: "Person")
  static let fastTitle = Phrase(kk: "Тым жылдам жауаптар", ru: "Слишком быстрые ответы", en: "Answers too fast")
  static let fastAnswers = Phrase(
    kk: "Жылдам жауап берген тапсырма саны", ru: "Заданий с быстрым ответом", en: "Items answered fast")
  static func screenedTimes(rapid: Int, persons: Int) -> Phrase {
    Phrase(
      kk: "Жылдам жауап: \(rapid), адам: \(persons).", ru: "Быстрых ответов: \(rapid), человек: \(persons).",
      en: "Fast answers: \(rapid), persons: \(persons).")
  }
  static let fastExplained = Phrase(
    kk:
      "Тапсырманың орташа уақытының оннан бірінен не адамның өз қарқынынан әлдеқайда жылдам берілген жауаптар. Көбіне бұл — шаршау, асығу не тапсырманы тастап кету.",
    ru:
      "Ответы быстрее десятой части среднего времени на задание или намного быстрее собственного темпа. Чаще всего это усталость, спешка или пропуск.",
    en:
      "Answers faster than a tenth of the item's mean time, or much faster than the person's own pace. Mostly this is weariness, haste or giving up."
  )
  static let preknowledgeTitle = Phrase(
    kk: "Аталған тапсырмаларда қарқыны жоғары", ru: "Быстрее на названных заданиях", en: "Faster on the named items")
  static let preknowledgeExplained = Phrase(
    kk: "Бұл адамдар аталған тапсырмаларды өз қарқынынан жылдам орындаған: оларды бұрын көрді ме, әлде тақырыбы таныс па?",
    ru: "Эти люди решали названные задания быстрее своего темпа: видели их раньше или тема им знакома?",
    en: "These persons were faster on the named items than at their own pace: had they seen them, or did they know the topic?")
  static func screenedPreknowledge(_ persons: Int) -> Phrase {
    Phrase(
      kk: "Аталған тапсырмаларда тым жылдам: \(persons).", ru: "Слишком быстры на названных заданиях: \(persons).",
      en: "Too fast on the named items: \(persons).")
  }
  static let tooFewToScreen = Phrase(
    kk: "Адам тым аз: салыстыратын ештеңе жоқ.", ru: "Людей слишком мало: сравнивать нечего.",
    en: "There are too few persons: nothing to compare.")
  static let tooManyOptions = Phrase(
    kk: "Бұл тапсырмада 100-ден көп жауап нұсқасы бар.", ru: "У этого задания больше 100 вариантов ответа.",
    en: "This item has more than 100 options.")
  static let fewTimes = Phrase(
    kk: "Бұл тапсырмаға кемінде үш адамның уақыты керек.", ru: "Для этого задания нужно время хотя бы трёх человек.",
    en: "This item needs the times of at least three persons.")
  static let constantTimes = Phrase(
    kk: "Бұл тапсырмада барлығының уақыты бірдей.", ru: "На этом задании у всех одинаковое время.",
    en: "Everybody has the same time on this item.")
  static func timeUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)» — уақыт емес: нөлден үлкен секунд саны керек.", ru: "«\(text)» — не время: нужны секунды больше нуля.",
      en: "“\(text)” is not a time: seconds above 0 are needed.")
  }
  static let nothingToCompareWith = Phrase(
    kk: "Салыстыру үшін аталмаған тапсырма да қалуы керек.", ru: "Для сравнения нужны и другие задания, не названные.",
    en: "Other items than the named ones are needed to compare with.")
}
