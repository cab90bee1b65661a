import Courses
import Exchange
import Exercises
import Learning
import Markup
import Programme
import Words

/// What her own phone keeps of her pages of the school, and the line with which each begins: what has not arrived yet.
enum StudyShell {
  static let shell = Shell(
    name: "study", script: "study.js", prefixes: ["/study"], doors: [], offline: "/offline", failed: "/offline/form", unsent: [:],
    exits: [:])

  private static let kept = ["/study", "/study/timetable", "/study/progress", "/study/practice"]

  /// What the scripts of these pages and of the lessons that they lead to are made of, so that each page works without a network as
  /// soon as one of them was open.
  private static let scripts = ["study.js", "practising.js", "lesson.js", "checking.js", "keep.js", "handin.js"]

  /// The page of a learner, which only her own phone keeps; with what is `ahead`, the lessons that practice asks next or leads to.
  static func reply(
    _ page: Page, of learner: Learner, ahead standing: Standing? = nil, status: Int = 200, scripts: [Link] = [], _ visit: Visit
  ) -> Reply {
    var page = page
    page.body = "\(line(learner, standing, visit))\(page.body)"
    var reply = visit.page(page, status: status, scripts: scripts)
    if !isShared(visit), status == 200 { reply.keep(in: shell, owner: learner.tag.text) }
    return reply
  }

  static func isShared(_ visit: Visit) -> Bool { visit.who.session?.isSharedDevice == true }

  private static func line(_ learner: Learner, _ standing: Standing?, _ visit: Visit) -> HTML {
    let (t, assets) = (visit.language, visit.house.assets)
    let scripts = scripts.map { assets.link($0) }
    let files = scripts + assets.modules(of: scripts) + [assets.link("lesson.css")]
    return """
      <p id="study-state" class="saved" role="status" data-owner="\(learner.tag.text)" data-now="\(Int(visit.now.milliseconds))" \
      data-shared="\(isShared(visit) ? "yes" : "no")" data-pages="\(kept.joined(separator: " "))" data-phone="\(t(.workOnPhone))" \
      data-server="\(t(.answersArrived))" data-old="\(t(.pageIsFrom))" data-files="\(files.map(\.text).joined(separator: " "))" \
      data-photos="\(t(.photosOnPhone))" data-seed="\(learner.seed)"\(attribute: "data-packs", standing.map { packs($0, visit).text })></p>
      """
  }

  /// `[[pack, lesson], …]`: the lessons of what practice asks first, and of what it proposes to whoever has nothing to practise yet.
  private static func packs(_ standing: Standing, _ visit: Visit) -> JSON {
    var lessons: [LessonPlace] = []
    for place in standing.steps.lazy.flatMap({ standing.lessons(of: $0) })
    where !lessons.contains(where: { $0.lesson.key == place.lesson.key && $0.shelved.key == place.shelved.key }) {
      lessons.append(place)
      if lessons.count >= 4 { break }
    }
    let packs = Dictionary(lessons.map { ($0.shelved.key, $0.shelved) }) { first, _ in first }
      .mapValues { $0.pack(visit.language, visit.house).text }
    return .array(lessons.map { .array([.string(packs[$0.shelved.key] ?? ""), .string($0.link.text)]) })
  }
}

extension Standing {
  /// The lessons in which a step is done.
  fileprivate func lessons(of step: Step) -> [LessonPlace] {
    switch step {
    case .review(let skill, _, _, _), .practice(let skill, _, _):
      place(ofSkill: skill).map { skill in skill.exercises.compactMap { LessonPlace($0.lesson, in: skill.lesson.shelved) } } ?? []
    case .meeting(let lesson, _), .lesson(let lesson, _, _): place(ofLesson: lesson).map { [$0] } ?? []
    case .rest: []
    }
  }
}

extension Step {
  /// The skill that it practises; nil: it is no practice.
  var skill: String? {
    switch self {
    case .review(let skill, _, _, _), .practice(let skill, _, _): skill
    case .meeting, .lesson, .rest: nil
    }
  }
}

extension Phrase {
  static let workOnPhone = Phrase(
    kk: "{since} бастап {n} жазба телефонда, интернет қосылғанда өзі жіберіледі",
    ru: "записей в телефоне с {since}: {n}, они уйдут сами, когда появится сеть",
    en: "{n} records on this phone since {since}; they go by themselves when there is a network")
  static let photosOnPhone = Phrase(
    kk: "жіберілмеген фото: {n}, интернет қосылғанда өзі жіберіледі",
    ru: "неотправленных фото: {n}, они уйдут сами, когда появится сеть",
    en: "photos not sent: {n}; they go by themselves when there is a network")
  static let pageIsFrom = Phrase(
    kk: "бет {time} күйінде", ru: "страница от {time}", en: "the page is from {time}")
}
