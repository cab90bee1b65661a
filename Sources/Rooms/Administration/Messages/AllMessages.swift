import Exchange
import Markup
import Postbox
import Programme
import Storage
import Words

/// What a person decides of all letters in one state at once: after a night without a mail server they are hundreds, and after a restore
/// all that waited in the backup.
enum AllMessages {
  /// POST /administration/messages/all
  static func create(_ visit: Visit, _ permit: Permit<DecideMessages>) async throws -> Reply {
    let house = visit.house
    guard let state = visit.form["state"].flatMap(PostState.init(rawValue:)), state == .failed || state == .uncertain else {
      throw Refusal.missing
    }
    let isAgain = visit.form["choice"] == "again"
    guard isAgain || visit.form["choice"] == "drop" else { throw Refusal.missing }
    try await house.database.write { tx in
      let count = try isAgain ? tx.postAgain(all: state, at: visit.now) : tx.dropPost(all: state, at: visit.now)
      try tx.record(
        isAgain ? .letterAllAgain : .letterAllDropped, "outbox", "state=\(state.rawValue) n=\(count)", by: permit, house)
    }
    return .seeOther("/administration/messages")
  }

  /// Under the list of failed or uncertain ones, for more than the one that its own line decides.
  static func choices(_ visit: Visit, _ state: PostState?, _ counts: [PostState: Int]) -> HTML {
    guard let state, state == .failed || state == .uncertain, let count = counts[state], count > 0 else { return .nothing }
    let t = visit.language
    return card(
      "<p>\(t(state == .uncertain ? .allUncertainWhat : .allFailedWhat))</p>"
        + form(
          "/administration/messages/all", hidden: [("state", state.rawValue)],
          """
          \(visit.formToken)<div class="row">\
          \(button("\(t(.sendAllAgain)) (\(t.number(count)))", look: .plain, name: "choice", value: "again"))\
          \(button("\(t(.dropAll)) (\(t.number(count)))", look: .plain, name: "choice", value: "drop"))</div>
          """))
  }

  /// For the desk: what failed or may not have arrived, once, and each channel that our settings keep shut.
  static let desk: [DeskCard] = [
    DeskCard(
      roles: DecideMessages.roles, link: "/administration/messages",
      count: .ofHouse { tx, _, _ in try tx.postRests().count(where: \.isSettings) },
      promise: DeskPromise(days: 1, .whyChannels), title: { _ in .channelsRest }),
    DeskCard(
      roles: DecideMessages.roles, link: "/administration/messages?state=failed",
      count: .ofHouse { tx, _, _ in try tx.postCounts(PostFilter(states: [.failed]))[.failed] ?? 0 },
      promise: DeskPromise(days: 2, .whyLetters), title: Phrase.lettersFailed),
    DeskCard(
      roles: DecideMessages.roles, link: "/administration/messages?state=uncertain",
      count: .ofHouse { tx, _, _ in try tx.postCounts(PostFilter(states: [.uncertain]))[.uncertain] ?? 0 },
      promise: DeskPromise(days: 2, .whyLetters), title: Phrase.lettersUncertain),
  ]
}

/// A channel that rests, and the way to try it again at once.
enum ChannelRest {
  /// POST /administration/messages/wake
  static func end(_ visit: Visit, _ permit: Permit<DecideMessages>) async throws -> Reply {
    let house = visit.house
    guard let channel = visit.form["channel"].flatMap(Letter.Channel.init(rawValue:)) else { throw Refusal.missing }
    try await house.database.write { tx in
      guard try tx.wakePost(channel) else { throw Refusal(.conflict, .letterMoved) }
      try tx.record(.postWoken, channel.rawValue, by: permit, house)
    }
    return .seeOther("/administration/messages")
  }

  static func notices(_ visit: Visit, _ rests: [PostRest]) -> HTML {
    let t = visit.language
    return rests.map { rest in
      let until = rest.until > visit.now ? "\(t(.nextTry)): \(t.dateTime(rest.until))." : ""
      return notice(
        """
        <p><strong>\(rest.channel.name)</strong>: \(t(rest.isSettings ? .settingsRefused : .channelSilent)) \(until) \
        <code>\(rest.reason)</code></p>
        \(form(
          "/administration/messages/wake", hidden: [("channel", rest.channel.rawValue)],
          "\(visit.formToken)\(button(t(.tryNow), look: .plain))"))
        """, rest.isSettings ? .bad : .waiting)
    }.joined()
  }
}

extension Phrase {
  static let whyChannels = Phrase(
    kk: "баптау түзелгенше хабарлама кетпейді", ru: "пока настройки не исправлены, сообщения не уходят",
    en: "nothing is sent until the settings are put right")
  static let whyLetters = Phrase(
    kk: "адамдар хабарламаны алмаған болуы мүмкін", ru: "люди могли не получить сообщение",
    en: "people may not have got their message")
  static let sendAllAgain = Phrase(kk: "Бәрін қайта жіберу", ru: "Отправить все ещё раз", en: "Send all again")
  static let dropAll = Phrase(kk: "Ешқайсысын жібермеу", ru: "Не отправлять ни одного", en: "Send none of them")
  static let allFailedWhat = Phrase(
    kk: "Мерзімі өткен кодтар қайта жіберілмейді.", ru: "Коды, срок которых истёк, снова не отправляются.",
    en: "Codes that have expired are not sent again.")
  static let allUncertainWhat = Phrase(
    kk:
      "Бұл хабарламалар жеткен де болуы мүмкін: қайта жіберілсе, біреулер бірдей хабарламаны екі рет алады. «restored» деген белгі — олар резервтік көшірмеде кезекте тұрған. Мерзімі өткен кодтар қайта жіберілмейді.",
    ru:
      "Эти сообщения могли дойти: если отправить их снова, кто-то получит одно и то же дважды. Пометка «restored» значит, что они ждали в резервной копии. Коды, срок которых истёк, снова не отправляются.",
    en:
      "These may have arrived: sent again, some people get the same message twice. The mark “restored” means that they waited in the backup. Codes that have expired are not sent again."
  )
  static let settingsRefused = Phrase(
    kk: "сервер бізді қабылдамай тұр, хабарламалар күтіп тұр. post.json баптауын қараңыз.",
    ru: "сервер нас не принимает, сообщения ждут. Проверьте настройки в post.json.",
    en: "the server refuses us, and the messages wait. Look at the settings in post.json.")
  static let channelSilent = Phrase(
    kk: "сервер жауап бермей тұр, хабарламалар күтіп тұр.", ru: "сервер не отвечает, сообщения ждут.",
    en: "the server does not answer, and the messages wait.")
  static let nextTry = Phrase(kk: "Келесі әрекет", ru: "Следующая попытка", en: "Next try")
  static let tryNow = Phrase(kk: "Қазір қайталап көру", ru: "Попробовать сейчас", en: "Try now")
  static let channelsRest = Phrase(
    kk: "хабарлама жолы жабық тұр: сервер бізді қабылдамайды", ru: "канал сообщений закрыт: сервер нас не принимает",
    en: "ways of messages are shut: the server refuses us")
  static func lettersFailed(_ n: Int) -> Phrase {
    Phrase(
      kk: "хабарлама жіберілмей қалды",
      ru: plural(n, one: "сообщение не отправлено", few: "сообщения не отправлены", many: "сообщений не отправлено"),
      en: plural(n, one: "message failed", other: "messages failed"))
  }
  static func lettersUncertain(_ n: Int) -> Phrase {
    Phrase(
      kk: "хабарламаның жеткені белгісіз",
      ru: plural(
        n, one: "сообщение: неизвестно, дошло ли", few: "сообщения: неизвестно, дошли ли", many: "сообщений: неизвестно, дошли ли"
      ),
      en: plural(n, one: "message may not have arrived", other: "messages may not have arrived"))
  }
}
