import Words

// ---- What anybody sees.

extension Phrase {
  static let certificateCheck = Phrase(kk: "Сертификатты тексеру", ru: "Проверка сертификата", en: "Checking a certificate")
  static let certificateCheckWhat = Phrase(
    kk:
      "Қағаздағы сегіз таңбалы кодты теріңіз немесе QR-кодты телефонмен ашыңыз. Бет сертификаттың жарамды екенін, курсын және күнін айтады.",
    ru:
      "Наберите код из восьми знаков с бумаги или откройте QR-код телефоном. Страница скажет, действителен ли сертификат, по какому он курсу и от какого дня.",
    en:
      "Type the code of eight signs from the paper, or open the QR code with a phone. The page says whether the certificate is valid, of which course and of which day."
  )
  static let codeWord = Phrase(kk: "Қағаздағы код", ru: "Код на бумаге", en: "Code on the paper")
  static let codeHint = Phrase(
    kk: "Сегіз әріп пен сан, мысалы 7K2M-9QXH түріндей.", ru: "Восемь букв и цифр, вида 7K2M-9QXH.",
    en: "Eight letters and digits, of the form 7K2M-9QXH.")
  static let notACode = Phrase(
    kk: "Бұл код емес: бір таңбасы қате терілген болуы мүмкін.", ru: "Это не код: возможно, один из знаков набран неверно.",
    en: "This is no code: one of its signs may be mistyped.")
  static let checkIt = Phrase(kk: "Тексеру", ru: "Проверить", en: "Check")
  static let courseWord = Phrase(kk: "Курс", ru: "Курс", en: "Course")
  static let hoursWord = Phrase(kk: "Сағат саны", ru: "Часов", en: "Hours")
  static let issuedOn = Phrase(kk: "Берілген күні", ru: "Дата выдачи", en: "Issued on")
  static let certificateValid = Phrase(kk: "Сертификат жарамды", ru: "Сертификат действителен", en: "The certificate is valid")
  static func certificateRevoked(_ day: String) -> Phrase {
    Phrase(
      kk: "Сертификат кері қайтарылған, күні: \(day)", ru: "Сертификат отозван, дата: \(day)",
      en: "The certificate was revoked on \(day)")
  }
  static func certificateUnknown(_ code: String) -> Phrase {
    Phrase(
      kk: "\(code) кодымен сертификат берілмеген.", ru: "Сертификат с кодом \(code) не выдавался.",
      en: "No certificate was issued under the code \(code).")
  }
  static let certificateUnknownWhy = Phrase(
    kk: "Кодты қағазбен салыстырыңыз. Дәл болса, бұл қағаз осы жерде берілмеген.",
    ru: "Сверьте код с бумагой. Если он тот же, эта бумага выдана не здесь.",
    en: "Compare the code with the paper. If it is the same, the paper was not issued here.")
  static let whosePaper = Phrase(kk: "Қағаз кімдікі", ru: "Чья это бумага", en: "Whose paper it is")
  static let nameIsOnPaper = Phrase(
    kk:
      "Аты-жөні тек қағазда тұр: сервер оны көрсетпейді. QR-код телефонмен ашылса, осы бет қағаздағы аты-жөнді және қолтаңбаны тексереді. Ол үшін браузерде скрипт қосулы болуы керек.",
    ru:
      "Имя стоит только на бумаге, сервер его не показывает. Если открыть QR-код телефоном, эта страница прочтёт имя с бумаги и проверит подпись. Для этого в браузере должны быть включены скрипты.",
    en:
      "The name stands on the paper alone; the server does not show it. When the QR code is opened with a phone, this page reads the name from the paper and checks the signature. For that the browser must run scripts."
  )
  static let typeAddressYourself = Phrase(
    kk: "Сенімді болу үшін осы сайттың мекенжайын өзіңіз теріңіз: QR-код басқа жерге апаруы мүмкін.",
    ru: "Чтобы быть уверенным, наберите адрес этого сайта сами: код может вести и в другое место.",
    en: "To be sure, type the address of this site yourself: a code can lead elsewhere.")
  static let paperSigned = Phrase(
    kk: "Қолтаңба дұрыс: қағаздағы жазуды осы бағдарлама қол қойып берген.",
    ru: "Подпись верна: то, что стоит на бумаге, подписала эта программа.",
    en: "The signature is right: what stands on the paper was signed by this programme.")
  static let paperForged = Phrase(
    kk: "Қолтаңба дұрыс емес: бұл жазуға бағдарлама қол қоймаған.",
    ru: "Подпись неверна: эта программа такого не подписывала.",
    en: "The signature is wrong: this programme did not sign this.")
  static let paperOfOtherTime = Phrase(
    kk: "Қолтаңба осы бағдарламаның кілтімен қойылған, бірақ ол күні бұл кілт қолданылмаған. Бағдарламадан сұраңыз.",
    ru: "Подпись сделана ключом этой программы, но в тот день он не использовался. Спросите саму программу.",
    en: "The signature is by a key of this programme that was not in use on that day. Ask the programme.")
  static let paperOfOtherCode = Phrase(
    kk: "Қолтаңба дұрыс, бірақ ол басқа кодтың қағазынан.", ru: "Подпись верна, но она с бумаги с другим кодом.",
    en: "The signature is right, but it comes from a paper with another code.")
  static let paperUnread = Phrase(
    kk: "Мұны оқу мүмкін болмады: QR-код толық көшірілмеген болуы мүмкін.",
    ru: "Это не удалось прочесть: возможно, код скопирован не полностью.",
    en: "This could not be read: the code may not be copied completely.")
  static let nameOnPaper = Phrase(kk: "Қағаздағы аты-жөні", ru: "Имя на бумаге", en: "Name on the paper")
  static let checkOffline = Phrase(kk: "Желісіз тексеру", ru: "Проверка без сети", en: "Checking without a network")
  static let checkOfflineWhat = Phrase(
    kk:
      "Бір ғана файл қағаздағы қолтаңбаны желісіз тексереді. Оны сақтап, басқаға беруге болады. Кейін кері қайтарылғанын ол біле алмайды.",
    ru:
      "Один файл проверяет подпись на бумаге без сети. Его можно сохранить и передать другим. Об отзыве после его даты он знать не может.",
    en:
      "One file checks the signature on a paper without a network. It can be saved and passed on. What was revoked after its date it cannot know."
  )
  static let openOffline = Phrase(kk: "Файлды ашу", ru: "Открыть файл", en: "Open the file")
  static let checkIsKept = Phrase(
    kk: "Желісіз тексеру осы құрылғыда сақталды.", ru: "Проверка без сети сохранена на этом устройстве.",
    en: "Checking without a network is kept on this device.")
  static let allKeys = Phrase(
    kk: "Қол қойылған барлық кілт", ru: "Все ключи, которыми подписывали", en: "All keys that were ever used to sign")
  static let addressFromPaper = Phrase(
    kk: "QR-кодтағы мекенжай", ru: "Адрес из QR-кода", en: "The address in the QR code")
  static func cannotKnow(_ day: String) -> Phrase {
    Phrase(
      kk: "Бұл файл \(day) жасалды. Содан кейін кері қайтарылған сертификатты және жаңа кілтті ол білмейді.",
      ru: "Этот файл сделан \(day). Об отзыве сертификата и о новых ключах после этого дня он не знает.",
      en: "This file was made on \(day). It knows neither of certificates revoked nor of keys made after that day.")
  }
  static func toKnowMore(_ address: String) -> Phrase {
    Phrase(
      kk: "Желі болса, қазіргі күйін мына беттен қараңыз: \(address)",
      ru: "Когда есть сеть, нынешнее состояние показывает страница \(address)",
      en: "With a network, the state of today is at \(address)")
  }
}

// ---- What the desk sees.

extension Phrase {
  static let certificatesTitle = Phrase(kk: "Сертификаттар", ru: "Сертификаты", en: "Certificates")
  static let certificateWord = Phrase(kk: "Сертификат", ru: "Сертификат", en: "Certificate")
  static let certificatesWhat = Phrase(
    kk: "Бір адам ұсынады, екіншісі береді. Берілгенге дейін қатысушы аты-жөнінің жазылуын түзете алады.",
    ru: "Один человек предлагает, другой выдаёт. До выдачи можно поправить, как пишется имя.",
    en: "One person proposes, another issues. Until then she can correct how her name is written.")
  static let waitsForIssue = Phrase(kk: "Екінші адамды күтуде", ru: "Ждут второго человека", en: "Waiting for a second person")
  static let nothingWaits = Phrase(
    kk: "Екінші адамды күткені жоқ.", ru: "Второго человека ничего не ждёт.", en: "Nothing waits for a second person.")
  static let readyToPropose = Phrase(kk: "Ұсынуға болады", ru: "Можно предложить", en: "Can be proposed")
  static let nobodyReady = Phrase(
    kk: "Сертификатсыз, барлық сабағын өткен ешкім жоқ.", ru: "Нет никого, кто прошёл все уроки и ещё без сертификата.",
    en: "Nobody has worked through all lessons and is without a certificate.")
  static let issuedOnes = Phrase(
    kk: "Берілген сертификаттар", ru: "Выданные сертификаты", en: "Certificates issued")
  static let noneIssued = Phrase(kk: "Әлі ешқайсысы берілмеген.", ru: "Пока ни одного не выдано.", en: "None is issued yet.")
  static let stateWord = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let stateProposed = Phrase(kk: "ұсынылды", ru: "предложен", en: "proposed")
  static let stateIssued = Phrase(kk: "берілді", ru: "выдан", en: "issued")
  static let stateRevoked = Phrase(kk: "кері қайтарылды", ru: "отозван", en: "revoked")
  static let stateDropped = Phrase(
    kk: "ұсыныс қайтарып алынды", ru: "предложение отозвано", en: "proposal withdrawn")
  static let nameErased = Phrase(kk: "аты-жөні жойылған", ru: "имя удалено", en: "name erased")
  static let nameMissing = Phrase(kk: "Аты-жөні жоқ", ru: "Имя не указано", en: "No name given")
  static let sheHasNoName = Phrase(
    kk: "Аты-жөні өтінімінде жоқ, сондықтан сертификатқа жазатын ат жоқ.",
    ru: "В её заявке нет имени, поэтому в сертификат нечего вписать.",
    en: "Her application has no name, so there is none to write on a certificate.")
  static let propose = Phrase(kk: "Ұсыну", ru: "Предложить", en: "Propose")
  static let notReady = Phrase(
    kk: "Курс сұрайтынның бәрі әлі орындалмаған.", ru: "Ещё не всё, чего требует курс, сделано.",
    en: "Not all that the course asks for is done yet.")
  static let notRecordedYet = Phrase(
    kk: "Курс мынаны да сұрайды, бірақ жүйеде оны белгілейтін орын әлі жоқ:",
    ru: "Курс требует и этого, но отмечать это в системе пока негде:",
    en: "The course asks for this too, and there is no place in the system yet where it is recorded:")
  static let whySoAllTheSame = Phrase(
    kk: "Мұның орындалғаны неден белгілі?", ru: "Откуда известно, что это выполнено?", en: "How is it known that this is done?")
  static let unrecordedWhat = Phrase(
    kk: "Екі адам да аты-жөнімен жазады: ұсынған адам және берген адам.",
    ru: "Под своим именем это пишут двое: кто предлагает и кто выдаёт.",
    en: "Two people write it under their names: whoever proposes and whoever issues.")
  static let reasonWanted = Phrase(
    kk: "Неден белгілі екенін жазыңыз.", ru: "Напишите, откуда это известно.", en: "Write how it is known.")
  static let reasonOfFirst = Phrase(
    kk: "Ұсынған адамның сөзі", ru: "Что написал предложивший", en: "What the proposer wrote")
  static let reasonOfSecond = Phrase(kk: "Берген адамның сөзі", ru: "Что написал выдавший", en: "What the issuer wrote")
  static let proposedBy = Phrase(kk: "Ұсынған", ru: "Предложил", en: "Proposed by")
  static let issuedBy = Phrase(kk: "Берген", ru: "Выдал", en: "Issued by")
  static let staffWord = Phrase(kk: "қызметкер", ru: "сотрудник", en: "a member of staff")
  static let seePaper = Phrase(kk: "Қағазын көру", ru: "Посмотреть бумагу", en: "See the paper")
  static let previewWord = Phrase(kk: "Үлгі", ru: "Образец", en: "Preview")
  static let issueIt = Phrase(kk: "Сертификатты беру", ru: "Выдать сертификат", en: "Issue the certificate")
  static let issueWhat = Phrase(
    kk: "Бүгінгі күнмен қол қойылады, қатысушыға хат барады. Кейін тек кері қайтаруға болады.",
    ru: "Он подписывается сегодняшним днём, владельцу уходит письмо. Потом его можно только отозвать.",
    en: "It is signed with today's date, and a letter goes to her. Afterwards it can only be revoked.")
  static let anotherIssues = Phrase(
    kk: "Сертификатты сіз ұсындыңыз, оны басқа адам береді.", ru: "Вы предложили этот сертификат, выдаёт его другой человек.",
    en: "You proposed this certificate; another person issues it.")
  static let dropProposal = Phrase(kk: "Ұсынысты алып тастау", ru: "Снять предложение", en: "Withdraw the proposal")
  static let revokeIt = Phrase(kk: "Кері қайтару", ru: "Отозвать", en: "Revoke")
  static let revokeWhat = Phrase(
    kk: "Қағаздың қолтаңбасы дұрыс болып қалады, бірақ тексеру беті кері қайтарылғанын және күнін айтады.",
    ru: "Подпись на бумаге останется верной, но страница проверки скажет, что сертификат отозван и когда.",
    en: "The signature on the paper stays right, but the page for checking says that it is revoked, and when.")
  static let revokeWhy = Phrase(kk: "Себебі", ru: "Причина", en: "Reason")
  static let chooseWhy = Phrase(kk: "Себебін таңдаңыз.", ru: "Выберите причину.", en: "Choose the reason.")
  static let certificateSettled = Phrase(
    kk: "Бұл сертификат бойынша шешім қабылданып қойған.", ru: "По этому сертификату уже решено.",
    en: "This certificate is decided already.")
  static let certificateWantsSecond = Phrase(
    kk: "Сертификат берілуін күтуде", ru: "Сертификат ждёт выдачи", en: "A certificate waits to be issued")
  static let placesAreFull = Phrase(
    kk: "Бос код табылмады. Қайталап көріңіз.", ru: "Свободного кода не нашлось. Попробуйте ещё раз.",
    en: "No free code was found. Try again.")
  static let whyCertificates = Phrase(
    kk: "Оған дейін қатысушы сертификатын ала алмайды", ru: "До этого сертификат получить нельзя",
    en: "Until then she does not get her certificate")
  static func certificatesWait(_ count: Int) -> Phrase {
    Phrase(
      kk: "берілуін күткен сертификат",
      ru: plural(count, one: "сертификат ждёт выдачи", few: "сертификата ждут выдачи", many: "сертификатов ждут выдачи"),
      en: plural(count, one: "certificate waits to be issued", other: "certificates wait to be issued"))
  }
  /// What the table names: `presence`, `check:unit-1`.
  static func missingFact(_ word: String) -> Phrase {
    let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
    let detail = parts.count == 2 ? parts[1] : ""
    switch parts.first {
    case "presence":
      return Phrase(kk: "кездесулерге қатысуы", ru: "посещение встреч", en: "presence at the meetings")
    case "check": return Phrase(kk: "«\(detail)» тексеруі", ru: "проверка «\(detail)»", en: "check “\(detail)”")
    case "assignment": return Phrase(kk: "«\(detail)» жұмысы", ru: "работа «\(detail)»", en: "work “\(detail)”")
    default: return Phrase(verbatim: word)
    }
  }
}

// ---- What she sees.

extension Phrase {
  static let yourCertificates = Phrase(kk: "Сертификаттарың", ru: "Ваши сертификаты", en: "Your certificates")
  static let noCertificates = Phrase(kk: "Әзірге сертификат жоқ", ru: "Сертификатов пока нет", en: "No certificate yet")
  static let noCertificatesWhat = Phrase(
    kk: "Курстың барлық сабағын өткен соң бағдарлама сертификат ұсына алады. Ұсынылса, осы бетте көрінеді.",
    ru: "Когда пройдены все уроки курса, программа может предложить сертификат. Тогда он появится на этой странице.",
    en: "Once all lessons of a course are worked through, the programme can propose a certificate. It then appears on this page.")
  static let proposedToHer = Phrase(
    kk: "Сертификат саған ұсынылды, бірақ әлі берілген жоқ: оны екінші адам қарайды. Қазір аты-жөнің дұрыс жазылғанын тексер.",
    ru: "Сертификат вам предложен, но ещё не выдан: его смотрит второй человек. Сейчас проверьте, верно ли написано имя.",
    en: "A certificate is proposed for you but not issued yet: a second person looks at it. Now see whether your name is right.")
  static let howNameIsWritten = Phrase(
    kk: "Аты-жөнің қалай жазылсын", ru: "Как написать имя", en: "How your name is written")
  static let howNameWhat = Phrase(
    kk: "Берілгеннен кейін өзгермейді. Қағаздағы қол қойылатын жазу — қазақшасы.",
    ru: "После выдачи не меняется. Подписывается казахское написание.",
    en: "It does not change once issued. What is signed on the paper is the Kazakh form.")
  static let nameInKazakh = Phrase(kk: "Қазақша", ru: "По-казахски", en: "In Kazakh")
  static let nameInRussian = Phrase(kk: "Орысша", ru: "По-русски", en: "In Russian")
  static let nameInLatin = Phrase(kk: "Латын әрпімен", ru: "Латинскими буквами", en: "In Latin letters")
  static let saveName = Phrase(kk: "Аты-жөнімді сақтау", ru: "Сохранить имя", en: "Save my name")
  static let nameTooLong = Phrase(
    kk: "Қазақша аты-жөні қағаздағы кодқа сыймайды: қысқартып жазу керек.",
    ru: "Казахское написание не помещается в код на бумаге: его нужно сократить.",
    en: "The Kazakh form does not fit the code on the paper: write it shorter.")
  static let certificateIsIssued = Phrase(
    kk: "Сертификат берілген: жазуы енді өзгермейді.", ru: "Сертификат уже выдан: написание больше не меняется.",
    en: "The certificate is issued: what it says no longer changes.")
  static let asPaper = Phrase(kk: "Қағаз түрінде (PDF)", ru: "На бумаге (PDF)", en: "As paper (PDF)")
  static let inThreeLanguages = Phrase(kk: "Үш тілде", ru: "На трёх языках", en: "In three languages")
  static let paperWhat = Phrase(
    kk: "A4 қағазына түсті басып шығаруға болады. QR-кодта аты-жөнің мен қолтаңба бар: қағазды кімге көрсетсең, сол ғана оқиды.",
    ru: "Можно напечатать на A4. В QR-коде ваше имя и подпись: прочтёт их только тот, кому вы покажете бумагу.",
    en: "It can be printed on A4. The QR code holds your name and the signature: only whoever you show the paper to reads them.")
  static let asFiles = Phrase(kk: "Файл түрінде", ru: "Файлами", en: "As files")
  static let badgeWhat = Phrase(
    kk: "цифрлық әмиянға арналған; аты-жөнің орнында оның хеші тұр", ru: "для цифровых кошельков; вместо имени в нём его хеш",
    en: "for digital wallets; in place of your name it has a hash of it")
  static let tokenWhat = Phrase(
    kk: "EdDSA қолтаңбасымен; стандарт RS256 сұрайды, сондықтан кейбір әмиян қабылдамайды",
    ru: "с подписью EdDSA; стандарт требует RS256, поэтому часть кошельков его не примет",
    en: "signed with EdDSA; the standard asks for RS256, so it does not conform and some wallets refuse it")
  static let whatOthersSee = Phrase(kk: "Тексерушіге не көрінеді", ru: "Что видит проверяющий", en: "What whoever checks it sees")
  static func revokedBecause(_ why: String) -> Phrase {
    Phrase(kk: "Себебі: \(why).", ru: "Причина: \(why).", en: "Reason: \(why).")
  }
  static let revokedMeans = Phrase(
    kk: "Бұл сертификат енді жарамсыз. Курстағы жұмысың орнында. Қате болса, бағдарламаға жаз.",
    ru: "Этот сертификат больше не действителен. Ваша работа по курсу на месте. Если это ошибка, напишите программе.",
    en:
      "This certificate is no longer valid. Your work in the course is in its place. If this is a mistake, write to the programme."
  )
  static func badgeSummary(_ title: String, _ hours: Int) -> Phrase {
    Phrase(
      kk: "«\(title)» курсы, \(hours) сағат.", ru: "Курс «\(title)», \(counted(hours, one: "час", few: "часа", many: "часов")).",
      en: "The course “\(title)”, \(counted(hours, one: "hour", other: "hours")).")
  }
  static func badgeCriteria(_ lessons: Int) -> Phrase {
    Phrase(
      kk: "Курстың барлық \(lessons) сабағы өтілді; қалған талаптарын екі адам растады.",
      ru:
        "Пройдены все уроки курса (\(lessons)); остальные требования подтвердили два человека.",
      en: "All \(lessons) lessons of the course were worked through; two people confirmed what else it asks for.")
  }
  static let certificatesKept = Phrase(
    kk: "Сертификаттардағы аты-жөні (код, курс, күн және күйі қалады; қолдағы қағазды бұрынғыдай тексеруге болады)",
    ru: "Имя в сертификатах (код, курс, день и состояние остаются; бумагу по-прежнему можно проверить)",
    en: "The name on certificates (code, course, day and state stay; the paper can still be checked)")
}
