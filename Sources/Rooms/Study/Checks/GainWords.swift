import Words

/// What the page of gains says.
extension Phrase {
  static let gainTitle = Phrase(kk: "Курс не берді", ru: "Что дал курс", en: "What the course gave")
  static let gainIsNoEffect = Phrase(
    kk:
      "Бұл – өсім, курстың әсері емес: қыздар осы уақытта мектепте де оқыды. Курссыз қанша үйренер еді, бұл сандардан білінбейді.",
    ru:
      "Это прирост, а не эффект курса: за это время девочки учились и в школе. Сколько они узнали бы без курса, эти числа не говорят.",
    en:
      "A gain is not an effect: the girls also learnt at school meanwhile. What they would have learnt without the course these figures do not say."
  )
  static let noMeasuresInCourses = Phrase(
    kk: "Лектің курстарында өлшейтін тексеру жоқ", ru: "В курсах потока нет измеряющих проверок",
    en: "The cohort’s courses have no checks that measure")
  static let noRunYet = Phrase(kk: "Әлі есептелмеген.", ru: "Ещё не рассчитано.", en: "Not measured yet.")
  static let measureGain = Phrase(kk: "Өсімді есептеу", ru: "Рассчитать прирост", en: "Measure the gain")
  static let measureGainAgain = Phrase(kk: "Қайта есептеу", ru: "Рассчитать заново", en: "Measure again")
  static let wholeCohort = Phrase(kk: "Бүкіл лек", ru: "Весь поток", en: "The whole cohort")
  static let openTrackWord = Phrase(kk: "Ашық курстардағылар", ru: "На открытых курсах", en: "On the open track")
  static let beyondOpenTrack = Phrase(
    kk: "Лек өсімінің ашық курстардан айырмасы", ru: "Разница прироста с открытыми курсами", en: "Gain beyond the open track")
  static let pairsWord = Phrase(kk: "Екеуін де тапсырған", ru: "Написали обе", en: "Sat both")
  static let lackingWord = Phrase(kk: "Екіншісі жоқ", ru: "Нет второй", en: "Lack the second")
  static let meanGain = Phrase(kk: "Орташа өсім", ru: "Средний прирост", en: "Mean gain")
  static let measurementErrorWord = Phrase(
    kk: "Өлшеу қателігі", ru: "Погрешность измерения", en: "Error of measurement")
  static let samplingErrorWord = Phrase(kk: "Іріктеме қателігі", ru: "Ошибка выборки", en: "Error of sampling")
  static let intervalFrom = Phrase(kk: "95 % аралықтың басы", ru: "Интервал 95 %, от", en: "95% interval, from")
  static let intervalTo = Phrase(kk: "95 % аралықтың соңы", ru: "Интервал 95 %, до", en: "95% interval, to")
  static let gainWithout = Phrase(
    kk: "Өзгеше сұрақтарсыз өсім", ru: "Прирост без таких вопросов", en: "Gain without those questions")
  static let firstOfBoth = Phrase(
    kk: "Бірінші тексеру: екеуін де тапсырғандар", ru: "Первая проверка: у написавших обе",
    en: "First check: of those who sat both")
  static let firstOfLacking = Phrase(
    kk: "Бірінші тексеру: екіншісі жоқтар", ru: "Первая проверка: у тех, у кого нет второй",
    en: "First check: of those who lack the second")
  static let gainInDeviations = Phrase(
    kk: "Орташа өсім және оның 95 % аралығы", ru: "Средний прирост с интервалом 95 %", en: "Mean gain with its 95% interval")
  static let gainInPoints = Phrase(
    kk: "Ортақ сұрақтардағы өсім, дұрыс жауап үлесі", ru: "Прирост на общих вопросах, доля верных ответов",
    en: "Gain on the common questions, share of right answers")
  static let gainErrors = Phrase(
    kk:
      "Екі қателік екі сұраққа жауап береді. Өлшеу қателігі: осы қыздардың өсімі қаншалық дәл өлшенді. Іріктеме қателігі: осындай басқа қыздарда өсім қандай болар еді. Олар қосылмайды. 95 % аралық бірлік пен сұрақтардың өзі де осы жауаптардан бағаланғанын ескереді: есеп қыздардың бір бөлігінсіз қайта-қайта жасалған. Бес қыздан аз болса, орташа көрсетілмейді; қалғандарынан есептеп шығаруға болмасын деп, келесі шағын топтікі де жасырылады.",
    ru:
      "Две погрешности отвечают на два вопроса. Погрешность измерения: насколько точно измерен прирост этих девочек. Ошибка выборки: каким он был бы у других таких же. Складывать их нельзя. В интервале 95 % учтено и то, что единица и сами вопросы оценены по этим же ответам: расчёт много раз повторён без части девочек. Среднее меньше чем по пяти девочкам не показывается; чтобы его нельзя было вычислить, скрыта и следующая по величине группа.",
    en:
      "The two errors answer two questions. Of measurement: how exactly the gain of these girls is known. Of sampling: what it would be for other girls like these. They are not to be added. The 95% interval also holds that the unit and the questions themselves are estimated from the same answers: all of it is reckoned again and again without a part of the girls. No mean of fewer than five girls is shown; so that it cannot be worked out from the rest, the next smallest group is left out too."
  )
  static let inDeviations = Phrase(
    kk: "Өлшем бірлігі – курсқа дейінгі шашырау: 1 деген бір стандарттық ауытқу.",
    ru: "Единица – разброс до курса: 1 значит одно стандартное отклонение.",
    en: "The unit is the spread before the course: 1 is one standard deviation.")
  static let byRasch = Phrase(
    kk: "Екі тексеру Раш моделімен бір шкалаға келтірілді.", ru: "Обе проверки приведены к одной шкале моделью Раша.",
    en: "Both checks are on one scale by the Rasch model.")
  static let byTwoParameter = Phrase(
    kk: "Екі тексеру екі параметрлі модельмен бір шкалаға келтірілді.",
    ru: "Обе проверки приведены к одной шкале двухпараметрической моделью.",
    en: "Both checks are on one scale by the two-parameter model.")
  static let scaleRefused = Phrase(
    kk: "Жауаптардан шкала шықпады, сондықтан ортақ сұрақтардағы дұрыс жауап үлесі ғана көрсетіледі.",
    ru: "Шкала по этим ответам не строится, поэтому показана только доля верных ответов на общих вопросах.",
    en: "These answers make no scale, so only the share of right answers on the common questions is shown.")
  static let anchorsDiffer = Phrase(
    kk: "Мына ортақ сұрақтар курстан кейін басқаша шешіледі, сондықтан өсім оларсыз да көрсетілген:",
    ru: "Эти общие вопросы после курса ведут себя иначе, поэтому прирост показан и без них:",
    en: "These common questions behave otherwise after the course, so the gain is shown without them as well:")
  static let anchorsUnexamined = Phrase(
    kk: "Ортақ сұрақтардың курстан кейін өзгеше шешілетінін тексеруге жауап жетпейді.",
    ru: "Ответов мало, чтобы проверить, не ведут ли себя общие вопросы после курса иначе.",
    en: "There are too few answers to examine whether common questions behave otherwise after the course.")
  static let fitCertificate = Phrase(kk: "Есептің куәлігі", ru: "Сведения о расчёте", en: "Certificate of the fit")
  static let commonQuestions = Phrase(kk: "Ортақ сұрақтар", ru: "Общие вопросы", en: "Common questions")
  static let sittingsUsed = Phrase(kk: "Тапсырылған тексеру", ru: "Написанных проверок", en: "Sittings")
  static let logLikelihoodWord = Phrase(
    kk: "Шындыққа ұқсастық логарифмі", ru: "Логарифм правдоподобия", en: "Log-likelihood")
  static let convergedWord = Phrase(kk: "Есеп соңына жетті ме", ru: "Сходимость", en: "Convergence")
  static let yesConverged = Phrase(kk: "иә, жетті", ru: "да, сошлось", en: "yes, it converged")
  static let notConverged = Phrase(kk: "жоқ, жетпеді", ru: "нет, не сошлось", en: "no, it did not converge")
  static let abilityAfter = Phrase(
    kk: "Курстан кейінгі орташа мен шашырау", ru: "Среднее и разброс после курса", en: "Mean and spread after the course")
  static let itemsDropped = Phrase(
    kk: "Есепке кірмеген сұрақтар", ru: "Вопросы вне расчёта", en: "Questions left out")
  static let seedWord = Phrase(kk: "Кездейсоқ санның басы", ru: "Начало случайных чисел", en: "Seed")
  static func tooFewForScale(_ pairs: Int) -> Phrase {
    Phrase(
      kk:
        "Екі тексеруді де \(pairs) қыз тапсырды, шкалаға кемінде 30 керек. Сондықтан ортақ сұрақтардағы дұрыс жауап үлесінің өсімі ғана көрсетіледі; басқа лекпен салыстыруға болмайды.",
      ru:
        "Обе проверки написали \(pairs), для шкалы нужно не меньше 30. Поэтому показан только прирост доли верных ответов на общих вопросах; сравнивать его с другими потоками нельзя.",
      en:
        "\(counted(pairs, one: "girl", other: "girls")) sat both checks; a scale takes at least 30. So only the gain in the share of right answers on the common questions is shown; it cannot be compared with other cohorts."
    )
  }
  static func anchorsBehave(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) ортақ сұрақтың ешқайсысынан курстан кейінгі айырма табылмады.",
      ru: "Ни у одного из \(count) общих вопросов не найдено отличий после курса.",
      en: "None of the \(count) common questions was found to behave otherwise after the course.")
  }
  static func satBoth(before: Int, after: Int, both: Int) -> Phrase {
    Phrase(
      kk: "Курсқа дейінгіні \(before) қыз, кейінгіні \(after) қыз, екеуін де \(both) қыз тапсырды.",
      ru: "До курса проверку написали \(before), после \(after), обе \(both).",
      en: "Before the course \(before) sat the check, after it \(after), both \(both).")
  }
  static func runMade(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "Есептелген уақыты: \(Language.kk.dateTime(moment)).", ru: "Рассчитано \(Language.ru.dateTime(moment)).",
      en: "Measured \(Language.en.dateTime(moment)).")
  }
  static func runsBefore(_ count: Int) -> Phrase {
    Phrase(
      kk: "Бұрынғы есептер де сақтаулы: \(count).", ru: "Прежние расчёты сохранены: \(count).",
      en: "Earlier runs are kept: \(count).")
  }
}
