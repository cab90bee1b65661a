import Exchange
import Markup
import Programme
import Words

/// Posts as they stand on a page, the newest last.
struct PostLines {
  let visit: Visit
  let reader: ID<Person>
  /// Whether the words of what is not on the board are shown: to the adults of the group, and to whoever wrote it.
  let seesAll: Bool
  let link: (ID<Post>) -> Link

  func list(_ posts: [Post]) -> HTML { "<ol class=\"posts\">\(posts.map(line))</ol>" }

  private func line(_ post: Post) -> HTML {
    let t = visit.language
    let stand = post.stand(at: visit.now)
    let isOwn = post.author == reader
    let isHidden = stand == .takenBack && !seesAll && !isOwn
    let question = post.comment.map { visit.house.data[.projects][question: $0.question]?.title(t) ?? $0.question }
    let words: HTML = isHidden ? "<p class=\"hint\">\(t(.takenBackByWriter))</p>" : "<p class=\"wrote\">\(post.text)</p>"
    return """
      <li id="post-\(post.id.text)"\(" class=\"own\"", if: isOwn)><p class="writer"><b>\(isOwn ? t(seesAll ? .yourPost : .youWrote) : post.signature(t))</b> \
      <span class="hint">\(t.dateTime(post.shown ?? post.at))</span></p>\(question.map { "<p class=\"hint\">\($0)</p>" as HTML })\(words)\(isHidden ? .nothing : standing(post, stand))\
      \(isHidden ? .nothing : acts(post, stand, isOwn))</li>
      """
  }

  private func standing(_ post: Post, _ stand: Post.Stand) -> HTML {
    let t = visit.language
    switch stand {
    case .shown: return .nothing
    case .waits(let until): return "<p>\(tag(t(.appearsAt(until)), .waiting))</p>"
    case .held:
      let why = post.held.map { t($0.says) }.joined(separator: ", ")
      return "<p>\(tag(t(.waitsForAdult), .waiting)) <span class=\"hint\">\(t(.heldBecause(why)))</span></p>"
    case .kept: return "<p>\(tag(t(.keptOffBoard), .bad)) <span class=\"hint\">\(post.note)</span></p>"
    case .takenBack: return "<p>\(tag(t(.takenBackTag), .plain)) <span class=\"hint\">\(t(.adultsStillRead))</span></p>"
    }
  }

  private func acts(_ post: Post, _ stand: Post.Stand, _ isOwn: Bool) -> HTML {
    let t = visit.language
    if isOwn {
      guard post.mayTakeBack(reader, at: visit.now) else { return .nothing }
      return form(link(post.id).below("withdrawal"), "\(visit.formToken)\(button(t(.takePostBack), look: .plain))")
    }
    return
      "<p class=\"quiet\"><a href=\"\(link(post.id).below("report"))\">\(t(.reportPost))<span class=\"vh\">: \(post.signature(t))</span></a></p>"
  }
}

/// The field in which a post is written, once for each id: pressed twice it is one post.
struct PostForm {
  let action: Link
  var text = ""
  var error: Phrase?

  func html(_ visit: Visit, _ hint: Phrase) -> HTML {
    let t = visit.language
    let field = Field("words", t(.writeToGroup), hint: t(hint), error: error.map { t($0) })
    return form(
      action, hidden: [("post", visit.form["post"] ?? visit.house.outside.id(of: Post.self).text)], id: "post",
      keeping: visit.who.isStaff ? t(.notSentKept) : visit.keptForHer,
      "\(visit.formToken)\(t.textArea(field, value: text, rows: 4, longest: Post.longest))\(button(t(.putOnBoard)))")
  }

  /// What was typed, or what is wrong with it.
  static func read(_ visit: Visit) throws(Refusal) -> (id: ID<Post>, text: String, error: Phrase?) {
    guard let id = visit.form["post"].flatMap({ ID<Post>($0) }) else { throw .missing }
    let text = Invisible.dropped(from: visit.form["words"] ?? "").trimmed
    let error: Phrase? = text.isEmpty ? .postIsEmpty : text.count > Post.longest ? .postIsTooLong : nil
    return (id, text, error)
  }
}

extension String {
  /// Without spaces and line ends around it.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension Phrase {
  static let youWrote = Phrase(kk: "Сен жаздың", ru: "Вы написали", en: "Written by you")
  static let yourPost = Phrase(kk: "Сіз жаздыңыз", ru: "Ваша запись", en: "Your post")
  static let takenBackByWriter = Phrase(
    kk: "Жазба қайтарып алынды.", ru: "Запись отозвана.", en: "The post was taken back.")
  static let takenBackTag = Phrase(kk: "қайтарып алынды", ru: "отозвана", en: "the post is taken back")
  static let adultsStillRead = Phrase(
    kk: "Мәтінін топтың ересектері ғана көреді.", ru: "Текст видят только взрослые группы.",
    en: "Only the adults of the group see its words.")
  static let waitsForAdult = Phrase(
    kk: "ересек адам қарағанша күтеді", ru: "ждёт, пока посмотрит взрослый", en: "waits until an adult has looked")
  static let keptOffBoard = Phrase(kk: "тақтаға шықпады", ru: "не показана на доске", en: "not put on the board")
  static let takePostBack = Phrase(kk: "Қайтарып алу", ru: "Отозвать", en: "Take back")
  static let reportPost = Phrase(
    kk: "Қорғау маманына хабарлау", ru: "Сообщить специалисту по защите", en: "Tell the safeguarding officers")
  static let writeToGroup = Phrase(kk: "Топқа жазу", ru: "Написать группе", en: "Write to the group")
  static let putOnBoard = Phrase(kk: "Тақтаға шығару", ru: "Показать на доске", en: "Put on the board")
  static let postIsEmpty = Phrase(kk: "Әлі ештеңе жазылмады.", ru: "Пока ничего не написано.", en: "Nothing is written yet.")
  static let postIsTooLong = Phrase(
    kk: "Жазба 2000 таңбаға дейін болады.", ru: "В записи может быть до 2000 знаков.", en: "A post has at most 2,000 characters.")
  static func appearsAt(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "тақтаға шығады: \(Language.kk.dateTime(moment))", ru: "появится на доске: \(Language.ru.dateTime(moment))",
      en: "comes to the board: \(Language.en.dateTime(moment))")
  }
  static func heldBecause(_ why: String) -> Phrase {
    Phrase(kk: "себебі: \(why)", ru: "причина: \(why)", en: "because of: \(why)")
  }
}
