import Exchange
import Markup
import Programme
import Security
import Words

/// The page on which a phone shows the rolls that it keeps (Public/roll.js). It is everybody's and names nobody: what it shows, only the
/// phone knows.
enum KeptRollPage {
  static let link: Link = "/rolls"

  /// GET /rolls
  static func show(_ visit: Visit) -> Reply {
    Reply(type: "text/html; charset=utf-8", body: bytes(visit.house, visit.language), mayBeStored: true)
  }

  /// GET /rolls/pack.json: what the worker keeps (Public/worker.js).
  static func pack(_ visit: Visit) -> Reply {
    let (t, bytes) = (visit.language, bytes(visit.house, visit.language))
    let page = JSON.object([
      ("page", .string(link.text)), ("kept", .string(link.with("lang", t.rawValue).text)), ("bytes", .whole(bytes.count)),
      ("beside", .array([])),
    ])
    return .json(
      .object([
        ("name", .string("rolls")), ("title", .string(t(.rollsOnPhone))), ("lang", .string(t.rawValue)),
        ("version", .string(hex(Array(sha256(bytes).prefix(6))))), ("pages", .array([page])),
      ]))
  }

  private static func bytes(_ house: House, _ t: Language) -> [UInt8] {
    var page = Page(
      title: t(.rollsOnPhone), language: t,
      body: """
        <p><a href="/desk/groups">\(t(.yourGroups))</a></p><h1>\(t(.rollsOnPhone))</h1>
        <p id="rolls" class="saved" role="status" \(words(t))>\(t(.rollsNeedScript))</p>
        <ul id="kept" class="lessons"></ul><div id="opened"></div>
        <template id="roll">\(t.back(to: link))<h2></h2><p></p><p data-digits>\(t(.sayDigits)) <b class="code4"></b></p>
        <p>\(button(t(.restCame), look: .plain, name: "rest"))</p><ol class="roll"></ol>
        <details><summary>\(t(.didNotTakePlace))</summary>\(t.textField(Field("reason", t(.reasonForGirls)), value: ""))\
        \(button(t(.didNotTakePlace), look: .danger, name: "off"))</details></template>
        <template id="girl"><li><fieldset><legend></legend>\(RollPages.marks(0, nil, true, t))<details>\
        <summary>\(t(.writeReason))</summary><input type="text" name="note" maxlength="200" aria-label="\(t(.writeReason))">\
        </details></fieldset></li></template>
        """)
    page.sheets = ["roll.css", "lesson.css"]
    return house.document(of: page, script: "roll.js")
  }

  private static func words(_ t: Language) -> HTML {
    """
    data-none="\(t(.noRollsKept))" data-phone="\(t(.marksOnPhone))" data-server="\(t(.marksOnServer))" \
    data-stopped="\(t(.marksNotTaken))" data-full="\(t(.phoneIsFull))" data-taken="\(t(.rollOpenElsewhere))" \
    data-early="\(t(.rollIsEarly))" data-marked="\(t(.markedOf))" data-off="\(t(.notHeldKept))" data-why="\(t(.whyNotHeld))" \
    data-until="\(t(.rollsKeptUntil))" data-some="\(t(.rollsKept))"
    """
  }

  /// On the pages of a group whose roll a trainer keeps: to have it on her phone.
  static func offer(_ group: ID<Group>, _ t: Language) -> HTML {
    """
    <section id="keep-rolls" data-rolls="\(KeptRolls.link(group))" data-pack="\(link.below("pack.json").with("lang", t.rawValue))" \
    data-group="\(group.text)" data-until="\(t(.rollsKeptUntil))" data-failed="\(t(.rollsNotKept))" data-gone="\(t(.rollsRemoved))" \
    data-unsent="\(t(.rollsUnsent))" hidden>\
    <h2>\(t(.rollsWithoutNetwork))</h2><p>\(t(.rollsWithoutNetworkWhat))</p><p role="status"></p>\
    <p class="row">\(button(t(.keepRollsHere), look: .plain, name: "keep"))
    \(linkButton(t(.openKeptRolls), link, look: .plain)) \(button(t(.removeRolls), look: .plain, name: "remove"))</p></section>
    """
  }
}

extension Phrase {
  static let rollsOnPhone = Phrase(
    kk: "Осы телефондағы қатысу тізімдері", ru: "Списки присутствия на этом телефоне", en: "Rolls on this phone")
  static let rollsNeedScript = Phrase(
    kk: "Бұл бет браузерде JavaScript қосулы болса ғана жұмыс істейді.",
    ru: "Страница работает, если в браузере включён JavaScript.",
    en: "This page works when the browser runs scripts.")
  static let noRollsKept = Phrase(
    kk: "Бұл телефонда тізім жоқ. Желі бар кезде топтың бетін ашып, «Тізімдерді телефонда сақтау» дегенді басыңыз.",
    ru: "На этом телефоне списков нет. Откройте страницу группы при сети и нажмите «Сохранить списки на телефоне».",
    en: "There is no roll on this phone. Open the group's page while there is a network and press “Keep the rolls on this phone”."
  )
  static let rollsKept = Phrase(
    kk: "Кездесуді таңдаңыз. Белгілер телефонда сақталып, желі пайда болғанда өздігінен жіберіледі.",
    ru: "Выберите встречу. Отметки хранятся в телефоне и уходят сами, когда появляется сеть.",
    en: "Choose a meeting. Marks are kept on the phone and go by themselves once there is a network.")
  static let marksOnPhone = Phrase(
    kk: "{n} белгі телефонда сақталды, серверге әлі жетпеді", ru: "Отметок в телефоне: {n}, до сервера ещё не дошли",
    en: "Marks on the phone that have not reached the server yet: {n}")
  static let marksOnServer = Phrase(kk: "Барлық белгі серверде", ru: "Все отметки на сервере", en: "All marks are on the server")
  static let marksNotTaken = Phrase(
    kk: "Сервер белгілерді қабылдамады. Олар телефонда тұр: үйлестірушіге хабарлаңыз, қағазға көшіріп қойыңыз.",
    ru: "Сервер не принял отметки. Они остались в телефоне: сообщите координатору и перепишите их на бумагу.",
    en: "The server did not take the marks. They are still on the phone: tell the coordinator and copy them to paper.")
  static let phoneIsFull = Phrase(
    kk: "Телефонда орын қалмады: бұл белгі сақталмады. Қағазға жазып қойыңыз.",
    ru: "В телефоне нет места: эта отметка не сохранена. Запишите её на бумаге.",
    en: "The phone is full: this mark was not kept. Write it on paper.")
  static let rollOpenElsewhere = Phrase(
    kk: "Тізім басқа бетте ашылды. Енді сол жерде жалғастырыңыз.", ru: "Список открыт на другой вкладке. Продолжайте там.",
    en: "The roll was opened on another page. Go on there.")
  static let markedOf = Phrase(kk: "{n} / {of} белгіленді", ru: "отмечено {n} из {of}", en: "{n} of {of} marked")
  static let notHeldKept = Phrase(
    kk: "кездесу өтпеді деп белгіленді", ru: "отмечено, что встреча не состоялась", en: "marked as not held")
  static let rollsKeptUntil = Phrase(
    kk: "Тізімдер осы телефонда, соңғы күні: {until}", ru: "Списки на этом телефоне, последний день: {until}",
    en: "The rolls are on this phone, the last day is {until}")
  static let rollsNotKept = Phrase(
    kk: "Тізімдер сақталмады. Желіні тексеріп, қайта басыңыз.", ru: "Списки не сохранены. Проверьте сеть и нажмите ещё раз.",
    en: "The rolls were not kept. Check the network and press again.")
  static let rollsRemoved = Phrase(
    kk: "Бұл топтың тізімдері телефоннан өшірілді.", ru: "Списки этой группы удалены с телефона.",
    en: "The rolls of this group are removed from the phone.")
  static let rollsUnsent = Phrase(
    kk: "Серверге жетпеген белгілер бар: олар жеткенше тізім өшірілмейді.",
    ru: "Есть отметки, которые не дошли до сервера: пока они не дойдут, списки не удаляются.",
    en: "Some marks have not reached the server: until they have, the rolls are not removed.")
  static let rollsWithoutNetwork = Phrase(kk: "Желі жоқ жерде", ru: "Там, где нет сети", en: "Where there is no network")
  static let rollsWithoutNetworkWhat = Phrase(
    kk:
      "Алдағы жеті күннің тізімдерін өз телефоныңызға сақтап алсаңыз, қатысуды желісіз де белгілейсіз. Онда қыздың аты мен тегінің бірінші әрпі ғана болады. Шыққанда тізімдер телефоннан өшеді, жеткізілмеген белгілер қалады.",
    ru:
      "Сохраните списки на ближайшие семь дней в своём телефоне, и отмечать присутствие можно без сети. В них только имя и первая буква фамилии. При выходе списки с телефона удаляются, недоставленные отметки остаются.",
    en:
      "Keep the rolls of the next seven days on your own phone, and presence can be marked without a network. They hold given names and one letter only. When you sign out the rolls go from the phone; marks that have not arrived stay."
  )
  static let keepRollsHere = Phrase(
    kk: "Тізімдерді телефонда сақтау", ru: "Сохранить списки на телефоне", en: "Keep the rolls on this phone")
  static let openKeptRolls = Phrase(kk: "Сақталған тізімдер", ru: "Сохранённые списки", en: "Rolls that are kept")
  static let removeRolls = Phrase(kk: "Телефоннан өшіру", ru: "Удалить с телефона", en: "Remove from the phone")
}
