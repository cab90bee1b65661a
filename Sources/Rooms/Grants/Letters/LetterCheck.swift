import Exchange
import Foundation
import Markup
import Programme
import Security
import Storage
import Words

/// Where anybody checks a letter: whether it stands, its number, initials, programme and days. Small, whole and without a script; never why
/// a letter was withdrawn.
enum LetterCheck {
  static let routes: [Route] = [
    .open(.get, "/v") { try await ask($0) },
    .open(.get, "/v/:code") { try await show($0) },
  ]

  /// What is told of one letter.
  private struct Told: Sendable {
    let state: Letter.State
    let letter: Letter
    /// Nil of a letter that does not stand, and once she is erased.
    let content: LetterContent?
  }

  /// GET /v, with `code`: the page of that one.
  static func ask(_ visit: Visit) async throws -> Reply {
    let typed = visit.query["code"]
    if let code = typed.flatMap({ Recommendation.paperKind.code($0) }) {
      return .seeOther(("/v" as Link).below(code.letters).with("lang", visit.query["lang"]).text)
    }
    return reply(visit, form(visit, typed: typed ?? "", isWrong: typed != nil), status: typed == nil ? 200 : 422)
  }

  /// GET /v/:code. Looks are counted by the beginning of a code, right and wrong ones, never by who asks: a school is one address.
  static func show(_ visit: Visit) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let typed = try visit.name("code")
    guard let code = Recommendation.paperKind.code(typed) else {
      return reply(visit, form(visit, typed: typed, isWrong: true), status: 404)
    }
    let told = try await house.database.write { tx -> Told? in
      try tx.countTry(.letterLooks, key: String(code.letters.prefix(8)), house)
      guard let letter = try tx.letter(code, house) else { return nil }
      try tx.countLook(at: letter, on: house.outside.now().day())
      let given = try tx.recommendation(try tx.share(letter.share).recommendation)
      let state = try tx.state(of: letter, given, house)
      guard state == .valid || state == .expired, let person = given.person else {
        return Told(state: state, letter: letter, content: nil)
      }
      return Told(state: state, letter: letter, content: try tx.content(of: letter, try tx.safe(of: person, house.vault)))
    }
    guard let told else {
      let says: HTML = """
        \(verdict("?", t(.letterUnknown), t(.letterUnknownWhat), isGood: false))\(form(visit, typed: code.shown, isWrong: false))
        """
      return reply(visit, says, status: 404)
    }
    return reply(visit, page(told, visit), status: 200)
  }

  private static func page(_ told: Told, _ visit: Visit) -> HTML {
    let (t, now) = (visit.language, visit.now)
    let verdict =
      switch told.state {
      case .valid: verdict("✓", t(.letterStands), t(.letterStandsWhat(now)), isGood: true)
      case .replaced: verdict("✗", t(.letterReplaced), t(.letterReplacedWhat), isGood: false)
      case .withdrawn: verdict("✗", t(.letterWithdrawn), t(.letterWithdrawnWhat), isGood: false)
      case .expired: verdict("✗", t(.letterExpired), t(.letterExpiredWhat(told.letter.until)), isGood: false)
      }
    var lines: [(String, HTML)] = [(t(.numberOfLetter), "<b>\(told.letter.number)</b>")]
    if let content = told.content {
      let facts = content.facts
      lines += [
        (t(.initialsOfLetter), "\(content.initials(t)) <small>\(t(.initialsWhat))</small>"),
        (t(.programmeOfLetter), HTML("\(facts.group) \(facts.programme(t))")),
        (t(.universityOfLetter), HTML(facts.organisation(t))),
        (t(.seatOfLetter), HTML("\(facts.grant(t)), \(facts.seat(t))")),
      ]
    }
    lines.append((t(.daysOfLetter), HTML(t.dates(told.letter.issuedOn, told.letter.until))))
    return """
      \(verdict)<dl>\(lines.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML })</dl><p class="w"><b>\(t(.typeItYourself))</b> \(t(.typeItYourselfWhat(host(visit))))</p>
      <p>\(t(.stateAddsNothing))</p>\(told.state == .valid ? sums(told.letter, t) : .nothing)<h2>\(t(.checkAnother))</h2>\(form(visit, typed: "", isWrong: false))
      """
  }

  private static func verdict(_ sign: HTML, _ title: String, _ what: String, isGood: Bool) -> HTML {
    "<div class=\"v\(" no", if: !isGood)\" role=\"status\"><h2>\(sign) \(title)</h2><p>\(what)</p></div>"
  }

  /// The sums of the files, for whoever was sent one.
  private static func sums(_ letter: Letter, _ t: Language) -> HTML {
    let lines = Language.allCases.compactMap { language in
      letter.sums[language].map { "<dt>\(language.name)</dt><dd><code>\($0)</code></dd>" as HTML }
    }
    return """
      <details><summary>\(t(.sumsOfFiles))</summary><dl>\(lines)</dl><p>\(t(.withoutNetwork)) \
      <a href="/.well-known/keruen-keys.txt">keruen-keys.txt</a></p></details>
      """
  }

  private static func form(_ visit: Visit, typed: String, isWrong: Bool) -> HTML {
    let t = visit.language
    let error: HTML = isWrong ? "<p class=\"e\" id=\"e\" role=\"alert\">\(t(.notALetterCode))</p>" : .nothing
    return """
      <form method="get" action="/v"><input type="hidden" name="lang" value="\(t.rawValue)"><label for="code">\(t(.codeOfLetter))\
      <small>\(t(.codeOfLetterHint))</small></label>\(error)<input id="code" name="code" value="\(typed)" autocomplete="off" \
      spellcheck="false" maxlength="60"\(" aria-invalid=\"true\" aria-describedby=\"e\"", if: isWrong)><button>\(t(.checkLetter))</button></form>
      """
  }

  private static func host(_ visit: Visit) -> String {
    visit.house.settings.address.split(separator: "/").last.map(String.init) ?? ""
  }

  /// A document of its own: it has to open on a bad line and say nothing but this.
  private static func reply(_ visit: Visit, _ body: HTML, status: Int) -> Reply {
    let (t, house) = (visit.language, visit.house)
    let here = Link(own: visit.request.path) ?? "/v"
    let languages = Language.allCases.map { language in
      """
      <a lang="\(language.rawValue)" href="\(here.with("lang", language.rawValue))"\(" aria-current=\"true\"", if: language == t)>\(language.name)</a>
      """ as HTML
    }
    let demo: HTML = house.settings.isDemo ? "<footer>\(t(.inventedHere))</footer>" : .nothing
    let page: HTML = """
      <!doctype html><html lang="\(t.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
      <meta name="robots" content="noindex"><title>\(t(.letterCheck))</title><style>\(HTML(vouchingFor: style, because: "our own style"))</style></head>\
      <body><header><a href="/">\(t(house.look.name.phrase))</a><nav>\(languages)</nav></header><main><h1>\(t(.letterCheck))</h1>\(body)</main>\(demo)</body></html>
      """
    var reply = Reply(status: status, type: "text/html; charset=utf-8", body: page.bytes)
    // Its style stands in it, and nothing else runs or loads.
    reply.set(
      "content-security-policy",
      "default-src 'none'; style-src '\(styleSum)'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
    return reply
  }

  private static let styleSum = "sha256-\(Data(sha256(Array(style.utf8))).base64EncodedString())"

  private static let style =
    ":root{color-scheme:light dark;--i:#10243a;--s:#4d5d6c;--p:#fff;--g:#fbf8f1;--l:#ddd6c6;--a:#0a6c94;--ok:#1c7048;--no:#b3261e;--w:#fdecc0}@media(prefers-color-scheme:dark){:root{--i:#e9eff4;--s:#abbac6;--p:#15242f;--g:#0d1822;--l:#33485a;--a:#7cc7e8;--ok:#86d6aa;--no:#ffa198;--w:#40330f}}*{box-sizing:border-box}html{font:17px/1.5 system-ui,\"Noto Sans\",sans-serif;color:var(--i);background:var(--g)}body{margin:0}header{background:#073f5c;display:flex;flex-wrap:wrap;justify-content:space-between;padding:0 1rem;border-bottom:4px solid #f6b71d}header a{color:#fff;display:inline-block;padding:.75rem .5rem}[aria-current]{font-weight:700}main,footer{max-width:38rem;margin:auto;padding:1rem}h1{font-size:1.5rem}.v{border:3px solid var(--ok);border-radius:10px;background:var(--p);padding:1rem}.v h2{margin:0;color:var(--ok)}.no{border-color:var(--no)}.no h2{color:var(--no)}dt,small,footer{color:var(--s);font-size:.88rem}dd{margin:0 0 .5rem;padding-bottom:.5rem;border-bottom:1px solid var(--l)}a{color:var(--a)}.w{background:var(--w);padding:.8rem 1rem}code{overflow-wrap:anywhere}label{font-weight:700}small{display:block;font-weight:400}.e{color:var(--no);font-weight:700}input{width:100%;font:inherit;color:inherit;background:var(--p);border:2px solid;border-radius:6px;padding:.6rem}button{font:inherit;font-weight:700;color:#fff;background:#0a6c94;border:0;border-radius:10px;padding:.8rem 1.4rem;margin:1rem 0}summary{padding:.75rem 0}:focus-visible{outline:3px solid #f6b71d}"
}

extension Phrase {
  static let letterCheck = Phrase(kk: "Хатты тексеру", ru: "Проверка письма", en: "Checking a letter")
  static let letterStands = Phrase(kk: "Хат күшінде", ru: "Письмо действует", en: "The letter is valid")
  static func letterStandsWhat(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Осы мектеп берген, қайтарып алынбаған. Тексерілді: \(Language.kk.dateTime(at)).",
      ru: "Выдано этой школой и не отозвано. Проверено \(Language.ru.dateTime(at)).",
      en: "Issued by this school and not withdrawn. Checked on \(Language.en.dateTime(at)).")
  }
  static let letterReplaced = Phrase(kk: "Хат ауыстырылды", ru: "Письмо заменено", en: "The letter was replaced")
  static let letterReplacedWhat = Phrase(
    kk: "Нөмірі шын, бірақ орнына жаңа хат берілген. Жаңасын сұраңыз.",
    ru: "Номер настоящий, но вместо него выдано новое. Попросите новое.",
    en: "The number is real, but a new letter has taken its place. Ask for the new one.")
  static let letterWithdrawn = Phrase(kk: "Хат қайтарып алынды", ru: "Письмо отозвано", en: "The letter is withdrawn")
  static let letterWithdrawnWhat = Phrase(
    kk: "Нөмірі шын, бірақ хат енді күшінде емес. Себебін айтпаймыз.",
    ru: "Номер настоящий, но письмо больше не действует. Причину мы не сообщаем.",
    en: "The number is real, but the letter holds no more. We do not say why.")
  static let letterExpired = Phrase(kk: "Хаттың мерзімі өтті", ru: "Срок письма истёк", en: "The letter has expired")
  static func letterExpiredWhat(_ day: Day) -> Phrase {
    Phrase(
      kk: "Осы мектеп берген, \(Language.kk.until(day)) күшінде болған.",
      ru: "Выдано этой школой, действовало \(Language.ru.until(day)).",
      en: "Issued by this school; it held \(Language.en.until(day)).")
  }
  static let letterUnknown = Phrase(kk: "Мұндай хат жоқ", ru: "Такого письма нет", en: "There is no such letter")
  static let letterUnknownWhat = Phrase(
    kk: "Таңбаларды тексеріңіз: кодта I, L, O, U әріптері болмайды. Бәрі дұрыс болса, бұл хатты біз бермегенбіз.",
    ru: "Проверьте знаки: в коде нет букв I, L, O, U. Если всё верно, письмо выдали не мы.",
    en: "Check the signs: a code has no letters I, L, O, U. If all is right, the letter is not ours.")
  static let numberOfLetter = Phrase(kk: "Нөмірі", ru: "Номер", en: "Number")
  static let initialsOfLetter = Phrase(kk: "Аты-жөнінің бас әріптері", ru: "Инициалы", en: "Initials")
  static let initialsWhat = Phrase(
    kk: "Толық аты қағазда ғана тұр: әріптерін салыстырыңыз", ru: "Полное имя стоит только на бумаге: сравните буквы",
    en: "The whole name stands on the paper alone: compare the letters")
  static let programmeOfLetter = Phrase(kk: "Бағдарлама", ru: "Программа", en: "Programme")
  static let universityOfLetter = Phrase(kk: "Университет", ru: "Университет", en: "University")
  static let seatOfLetter = Phrase(kk: "Орын", ru: "Место", en: "Seat")
  static let daysOfLetter = Phrase(kk: "Берілген күні және мерзімі", ru: "Выдано и действует", en: "Issued and valid")
  static let typeItYourself = Phrase(
    kk: "Браузердегі мекенжайды тексеріңіз.", ru: "Сверьте адрес в строке браузера.", en: "Check the address in your browser.")
  static func typeItYourselfWhat(_ host: String) -> Phrase {
    Phrase(
      kk: "Өзіңіз тергеніңіз дұрыс: \(host)/v. Жалған код ұқсас бетке апаруы мүмкін.",
      ru: "Лучше наберите его сами: \(host)/v. Поддельный код может вести на похожую страницу.",
      en: "Better type it yourself: \(host)/v. A forged code can lead to a page that looks alike.")
  }
  static let sumsOfFiles = Phrase(kk: "Файлдардың SHA-256 суммасы", ru: "SHA-256 файлов", en: "SHA-256 of the files")
  static let withoutNetwork = Phrase(
    kk: "Интернетсіз: ашық кілттер және кез келген Ed25519 құралы.",
    ru: "Без сети: открытые ключи и любая программа для Ed25519.",
    en: "Without a network: the public keys and any program for Ed25519.")
  static let checkAnother = Phrase(kk: "Басқа хатты тексеру", ru: "Проверить другое письмо", en: "Check another letter")
  static let codeOfLetter = Phrase(kk: "QR астындағы код", ru: "Код под QR", en: "The code below the QR")
  static let codeOfLetterHint = Phrase(
    kk: "28 таңба, сызықшасыз да болады", ru: "28 знаков, дефисы не важны", en: "28 signs, hyphens do not matter")
  static let notALetterCode = Phrase(
    kk: "Бұл хаттың коды емес: таңбаларын тексеріңіз.", ru: "Это не код письма: проверьте знаки.",
    en: "This is no code of a letter: check its signs.")
  static let checkLetter = Phrase(kk: "Тексеру", ru: "Проверить", en: "Check")
  static let inventedHere = Phrase(
    kk: "Бұл – демо нұсқа: ұйымдар мен адамдардың бәрі ойдан шығарылған.",
    ru: "Это демоверсия: все организации и люди здесь вымышлены.",
    en: "This is a demonstration: all organisations and people are invented.")
}
