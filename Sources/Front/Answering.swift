package import Exchange
package import Programme
import Words

extension Dispatch {
  /// The same on every answer, whoever makes it.
  package static let strictHeaders: [(String, String)] = [
    (
      "content-security-policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "geolocation=(), microphone=(), browsing-topics=()"),
  ]

  /// To a method that no page of ours has.
  package var methodNotAllowed: Reply {
    var reply = Reply.text("405", status: 405)
    reply.headers.append(("allow", Method.allCases.map(\.rawValue).joined(separator: ", ")))
    harden(&reply)
    return reply
  }

  func harden(_ reply: inout Reply) {
    // A page that brings its own policy, which names its script and style by their hashes, keeps it.
    for (name, value) in Self.strictHeaders where reply.header(name) == nil { reply.headers.append((name, value)) }
    if house.settings.isSecure { reply.headers.append(("strict-transport-security", "max-age=31536000; includeSubDomains")) }
    if reply.header("cache-control") == nil {
      reply.headers.append(("cache-control", reply.mayBeStored ? "public, max-age=60" : "no-store"))
    }
  }

  /// Pages through gzip. Pages that carry a form token mask it afresh each time, so their length betrays nothing.
  func compress(_ reply: inout Reply, for request: Request) {
    guard reply.body.count > 860, reply.header("content-encoding") == nil else { return }
    let type = reply.header("content-type") ?? ""
    guard type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("image/svg") else { return }
    reply.headers.append(("vary", "accept-encoding, cookie"))
    guard request.headers["accept-encoding"]?.contains("gzip") == true,
      let packed = Gzip.pack(reply.body, reply.mayBeStored ? .kept : .once)
    else {
      return
    }
    reply.body = packed
    reply.set("content-encoding", "gzip")
  }
}

extension Refusal {
  /// More bytes than the route takes.
  package static func tooLarge(_ bytes: Int) -> Refusal { Refusal(.tooLarge, .tooLarge(bytes)) }
  /// The connection broke before the whole body was there.
  package static let cutOff = Refusal(.invalid, .brokenForm)
  /// The page was made for another session.
  static let staleForm = Refusal(.conflict, .staleForm)
  var isStaleForm: Bool { kind == .conflict && phrase == .staleForm }
  /// The house holds as many bodies as it can carry.
  package static let tooBusy = Refusal(.busy, .tooBusy)
}

extension Phrase {
  static let tooBusy = Phrase(
    kk: "Қазір тым көп файл келіп жатыр. Бір минуттан кейін қайта жібер.",
    ru: "Сейчас приходит слишком много файлов. Отправьте ещё раз через минуту.",
    en: "Too many files are arriving just now. Send it again in a minute.")
  static func tooLarge(_ bytes: Int) -> Phrase {
    let kilobytes = bytes / 1024
    return Phrase(
      kk: "Бір ретте жіберілетін көлем \(kilobytes) КБ-тан аспауы керек.",
      ru: "Слишком много данных за один раз: можно не больше \(kilobytes) КБ.",
      en: "Too much data at once: at most \(kilobytes) kB are taken.")
  }
  static let otherSite = Phrase(
    kk: "Бұл сұрау басқа сайттан келді, сондықтан орындалмады.", ru: "Запрос пришёл с другого сайта и не выполнен.",
    en: "The request came from another site and was not carried out.")
  static let brokenForm = Phrase(
    kk: "Форма толық жетпеді. Оны қайта жіберу керек.", ru: "Форма дошла не полностью. Отправьте её ещё раз.",
    en: "The form did not arrive completely. Send it again.")
  static let staleForm = Phrase(
    kk: "Бұл бет ескірді: содан бері қайта кірілген. Алдыңғы бетке оралып, оны жаңартып, қайта жіберу керек.",
    ru: "Страница устарела: с тех пор вход был выполнен заново. Вернитесь назад, обновите страницу и отправьте ещё раз.",
    en: "This page is out of date: somebody has signed in again since. Go back, reload the page and send it again.")
}
