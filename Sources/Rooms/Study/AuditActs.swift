import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let courseProposed = AuditAct(
    "course.proposed",
    Phrase(kk: "курс нұсқасын жариялау ұсынылды", ru: "версия курса предложена к публикации", en: "version of a course proposed"))
  static let sheetMade = AuditAct(
    "sheet.made", Phrase(kk: "жаттығу парақтары жасалды", ru: "составлены листы упражнений", en: "sheets of exercises made"))
  static let sheetPrinted = AuditAct(
    "sheet.printed",
    Phrase(kk: "жаттығу парақтары басылды", ru: "листы упражнений распечатаны", en: "sheets of exercises printed"))
  static let sheetSeen = AuditAct(
    "sheet.seen", Phrase(kk: "жаттығу парағы қаралды", ru: "просмотрен лист упражнений", en: "sheet of exercises looked at"))
  static let sheetEntered = AuditAct(
    "sheet.entered",
    Phrase(kk: "парақтағы жауаптар енгізілді", ru: "внесены ответы с листа", en: "answers from a sheet entered"))
  static let parcelsBrought = AuditAct(
    "parcels.brought",
    Phrase(
      kk: "телефонның жауаптар файлы әкелінді", ru: "принесён файл с ответами с телефона",
      en: "file of answers from a phone brought"))
  static let coursePublished = AuditAct(
    "course.published",
    Phrase(kk: "курс нұсқасы жарияланды", ru: "версия курса опубликована", en: "version of a course published"))
  static let courseDropped = AuditAct(
    "course.dropped",
    Phrase(
      kk: "курс нұсқасын жариялау ұсынысы алынды", ru: "предложение опубликовать версию курса снято",
      en: "proposal to publish a course withdrawn"))
  static let certificateProposed = AuditAct(
    "certificate.proposed", Phrase(kk: "сертификат ұсынылды", ru: "предложен сертификат", en: "certificate proposed"))
  static let certificateIssued = AuditAct(
    "certificate.issued", Phrase(kk: "сертификат берілді", ru: "выдан сертификат", en: "certificate issued"))
  static let certificateDropped = AuditAct(
    "certificate.dropped",
    Phrase(kk: "сертификат ұсынысы алынды", ru: "снято предложение о сертификате", en: "proposal of a certificate withdrawn"))
  static let certificateRevoked = AuditAct(
    "certificate.revoked", Phrase(kk: "сертификат кері қайтарылды", ru: "отозван сертификат", en: "certificate revoked"))
  static let answersFolded = AuditAct(
    "answers.folded",
    Phrase(kk: "ескі жауаптар жойылды", ru: "удалены старые ответы учащихся", en: "old answers of learners deleted"))
  static let studyBegun = AuditAct("study.begun", Phrase(kk: "оқу басталды", ru: "начата учёба", en: "study begun"))
  static let studyEnded = AuditAct("study.ended", Phrase(kk: "оқу аяқталды", ru: "учёба закончена", en: "study ended"))
  static let cohortMade = AuditAct("cohort.made", Phrase(kk: "оқу легі құрылды", ru: "создан учебный поток", en: "cohort made"))
  static let cohortChanged = AuditAct(
    "cohort.changed", Phrase(kk: "оқу легі өзгертілді", ru: "учебный поток изменён", en: "cohort changed"))
  static let cohortJoined = AuditAct(
    "cohort.joined", Phrase(kk: "қыздар лекке қабылданды", ru: "девочки зачислены в поток", en: "girls taken into a cohort"))
  static let groupsPlaced = AuditAct(
    "groups.placed", Phrase(kk: "топтарға бөлу бекітілді", ru: "распределение по группам утверждено", en: "groups settled"))
  static let groupChanged = AuditAct("group.changed", Phrase(kk: "топ өзгертілді", ru: "группа изменена", en: "group changed"))
  static let groupSeen = AuditAct(
    "group.seen", Phrase(kk: "топ тізімі ашылды", ru: "открыт список группы", en: "group list opened"))
  static let meetingsPlanned = AuditAct(
    "meetings.planned", Phrase(kk: "кездесулер жоспарланды", ru: "встречи запланированы", en: "meetings planned"))
  static let meetingMoved = AuditAct(
    "meeting.moved", Phrase(kk: "кездесу ауыстырылды", ru: "встреча перенесена", en: "meeting moved"))
  static let meetingCancelled = AuditAct(
    "meeting.cancelled", Phrase(kk: "кездесу болмайды деп белгіленді", ru: "встреча отменена", en: "meeting cancelled"))
  static let groupOpened = AuditAct("group.opened", Phrase(kk: "топ ашылды", ru: "группа открыта", en: "group opened"))
  static let groupAdultGiven = AuditAct(
    "group.adult_given", Phrase(kk: "топқа ересек тағайындалды", ru: "взрослый назначен в группу", en: "adult given to a group"))
  static let groupAdultEnded = AuditAct(
    "group.adult_ended", Phrase(kk: "ересек топтан босатылды", ru: "взрослый снят с группы", en: "adult taken from a group"))
  static let rollKept = AuditAct("roll.kept", Phrase(kk: "қатысу белгіленді", ru: "отмечено присутствие", en: "roll kept"))
  static let meetingNotHeld = AuditAct(
    "meeting.not_held",
    Phrase(kk: "кездесу өтпеді деп белгіленді", ru: "встреча отмечена как несостоявшаяся", en: "meeting not held"))
  static let checkGiven = AuditAct("check.given", Phrase(kk: "тексеру берілді", ru: "дана проверка", en: "check given"))
  static let checkWithdrawn = AuditAct(
    "check.withdrawn", Phrase(kk: "тексеру қайтарып алынды", ru: "проверка отозвана", en: "check withdrawn"))
  static let checkOpened = AuditAct(
    "check.opened", Phrase(kk: "тексеру ашылды", ru: "открыта проверка", en: "check opened"))
  static let checkSeen = AuditAct(
    "check.seen",
    Phrase(kk: "тексеру кімде қалай екені қаралды", ru: "просмотрено, кто как написал проверку", en: "sittings of a check seen"))
  static let checkRoomSaid = AuditAct(
    "check.room_said",
    Phrase(
      kk: "тексеруді кім сыныпта тапсырғаны жазылды", ru: "записано, кто писал проверку при тренере",
      en: "who sat a check in the room"))
  static let checkPrinted = AuditAct(
    "check.printed", Phrase(kk: "тексеру парағы ашылды", ru: "открыт лист проверки", en: "sheet of a check opened"))
  static let checkEntered = AuditAct(
    "check.entered", Phrase(kk: "тексеру қағаздан енгізілді", ru: "проверка внесена с бумаги", en: "check entered from paper"))
  static let gainRun = AuditAct("gain.run", Phrase(kk: "өсім есептелді", ru: "рассчитан прирост", en: "gain measured"))
  static let gainSeen = AuditAct("gain.seen", Phrase(kk: "өсім көрілді", ru: "просмотрен прирост", en: "gain seen"))
}

/// Of boards.
extension AuditAct {
  static let boardSeen = AuditAct(
    "board.seen", Phrase(kk: "топ тақтасы ашылды", ru: "открыта доска группы", en: "group board opened"))
  static let postWritten = AuditAct(
    "post.written", Phrase(kk: "тақтаға жазба жазылды", ru: "написана запись на доске", en: "post written on a board"))
  static let postTakenBack = AuditAct(
    "post.taken_back",
    Phrase(kk: "тақтадағы жазба қайтарып алынды", ru: "запись на доске отозвана", en: "post on a board taken back"))
  static let postFreed = AuditAct(
    "post.freed",
    Phrase(kk: "ұсталған жазба тақтаға шығарылды", ru: "задержанная запись показана", en: "held post put on the board"))
  static let postKept = AuditAct(
    "post.kept",
    Phrase(kk: "жазба тақтаға шығарылмады", ru: "запись не показана на доске", en: "post kept off the board"))
  static let postReported = AuditAct(
    "post.reported",
    Phrase(kk: "тақтадағы жазба туралы хабарланды", ru: "сообщено о записи на доске", en: "post on a board reported"))
  static let reportSeen = AuditAct(
    "report.seen", Phrase(kk: "жазба туралы хабар ашылды", ru: "открыто сообщение о записи", en: "report of a post opened"))
  static let reportClosed = AuditAct(
    "report.closed",
    Phrase(kk: "жазба туралы хабар қаралды", ru: "сообщение о записи рассмотрено", en: "report of a post settled"))
}

/// Of early help.
extension AuditAct {
  static let supportSeen = AuditAct(
    "support.seen", Phrase(kk: "көмек тізімі ашылды", ru: "открыт список, кому нужна помощь", en: "list of support opened"))
  static let supportNoted = AuditAct(
    "support.noted", Phrase(kk: "көмек туралы жазылды", ru: "записано о помощи", en: "support noted"))
  static let supportSwitched = AuditAct(
    "support.switched",
    Phrase(kk: "көмек ережесі қосылды не өшірілді", ru: "правило помощи включено или выключено", en: "rule of support switched"))
  static let helpAsked = AuditAct("help.asked", Phrase(kk: "көмек сұралды", ru: "запрошена помощь", en: "help asked for"))
  static let helpSeen = AuditAct(
    "help.seen", Phrase(kk: "көмек сұрауы ашылды", ru: "открыта просьба о помощи", en: "request for help opened"))
  static let helpAnswered = AuditAct(
    "help.answered",
    Phrase(kk: "көмек сұрауына жауап берілді", ru: "дан ответ на просьбу о помощи", en: "request for help answered"))
  static let assignmentGiven = AuditAct(
    "assignment.given", Phrase(kk: "тапсырма берілді", ru: "дано задание", en: "assignment given"))
  static let assignmentMoved = AuditAct(
    "assignment.moved",
    Phrase(kk: "тапсырманың соңғы күні өзгерді", ru: "изменён срок задания", en: "last day of an assignment changed"))
  static let workHandedIn = AuditAct("work.handed_in", Phrase(kk: "жұмыс тапсырылды", ru: "сдана работа", en: "work handed in"))
  static let workCarried = AuditAct(
    "work.carried",
    Phrase(
      kk: "қыздың жұмысы жаңа тобына өтті", ru: "работа перешла за девочкой в новую группу",
      en: "work came with its girl to another group"))
  static let workSeen = AuditAct(
    "work.seen", Phrase(kk: "тапсырылған жұмыс ашылды", ru: "открыта сданная работа", en: "handed-in work opened"))
  static let workMarked = AuditAct("work.marked", Phrase(kk: "жұмысқа баға қойылды", ru: "оценена работа", en: "work marked"))
  static let lookAsked = AuditAct(
    "work.look_asked", Phrase(kk: "қайта қарау сұралды", ru: "попросила посмотреть ещё раз", en: "another look asked for"))
  static let gradebookSeen = AuditAct(
    "gradebook.seen", Phrase(kk: "топ журналы ашылды", ru: "открыт журнал группы", en: "gradebook of a group opened"))
}

/// Of projects.
extension AuditAct {
  static let projectGiven = AuditAct(
    "project.given", Phrase(kk: "топқа жоба берілді", ru: "группе дан проект", en: "project given to a group"))
  static let milestonesMoved = AuditAct(
    "project.moved",
    Phrase(kk: "жоба кезеңдерінің күні өзгерді", ru: "изменены дни этапов проекта", en: "days of a project changed"))
  static let teamsSettled = AuditAct(
    "teams.settled", Phrase(kk: "жоба командалары бекітілді", ru: "утверждены команды проекта", en: "teams of a project settled"))
  static let entryKept = AuditAct(
    "diary.written",
    Phrase(kk: "жоба күнделігіне жазылды", ru: "сделана запись в дневнике проекта", en: "diary of a project written"))
  static let posterHandedIn = AuditAct(
    "poster.handed_in", Phrase(kk: "плакат тапсырылды", ru: "сдан плакат", en: "poster handed in"))
  static let posterShown = AuditAct(
    "poster.shown", Phrase(kk: "плакат лекке көрсетілді", ru: "плакат показан потоку", en: "poster shown to the cohort"))
  static let posterHidden = AuditAct(
    "poster.hidden", Phrase(kk: "плакат лектен жасырылды", ru: "плакат скрыт от потока", en: "poster hidden from the cohort"))
  static let posterReturned = AuditAct(
    "poster.returned",
    Phrase(kk: "плакат командаға қайтарылды", ru: "плакат возвращён команде", en: "poster sent back to its team"))
  static let exhibitWished = AuditAct(
    "exhibit.wished",
    Phrase(
      kk: "плакатты көрмеге қайта шығару сұралды", ru: "попросили вернуть плакат на выставку",
      en: "poster asked back to the exhibition"))
  static let teamSeen = AuditAct(
    "team.seen", Phrase(kk: "команданың жұмысы ашылды", ru: "открыта работа команды", en: "work of a team opened"))
  static let teamMarked = AuditAct(
    "team.marked", Phrase(kk: "командаға баға қойылды", ru: "оценена команда", en: "team marked"))
  static let exhibitProposed = AuditAct(
    "exhibit.proposed",
    Phrase(kk: "плакат көрмеге ұсынылды", ru: "плакат предложен для выставки", en: "poster proposed for the exhibition"))
  static let exhibitPublished = AuditAct(
    "exhibit.published",
    Phrase(kk: "плакат көрмеге шықты", ru: "плакат опубликован на выставке", en: "poster put on the exhibition"))
  static let exhibitEnded = AuditAct(
    "exhibit.taken_off", Phrase(kk: "плакат көрмеден алынды", ru: "плакат снят с выставки", en: "poster taken off the exhibition")
  )
  static let exhibitSeen = AuditAct(
    "exhibit.seen",
    Phrase(kk: "көрмеге арналған плакат қаралды", ru: "просмотрен плакат для выставки", en: "poster for the exhibition looked at")
  )
}
