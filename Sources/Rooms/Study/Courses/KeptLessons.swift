import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Synchronization
import Words

/// Lessons as phones keep them: whole pages without a name, a token or a menu, the same bytes for everybody, under an address that
/// names their content. So a rush on them costs a look-up, and any cache on the way may hold them.
struct KeptCourse: Sendable {
  /// Twelve letters of a hash of all that follows.
  let version: String
  /// The course's own page first, then its lessons in their order; each under the address that it stands for.
  let pages: [KeptPage]

  init(_ shelved: ShelvedCourse, _ t: Language, _ house: House) {
    let course = shelved.course
    let places = course.lessons.compactMap { LessonPlace($0.key, in: shelved) }
    pages =
      [
        KeptPage(
          key: Self.indexKey, page: CoursePages.link(course), bytes: Self.document(CoursePages.page(course, t), t, house),
          exercises: [])
      ]
      + places.map { place in
        KeptPage(
          key: place.lesson.key, page: place.link,
          bytes: Self.document(Self.lesson(place, t), t, house),
          exercises: place.exercises.isEmpty ? [] : Array(place.phoneExercises(t).text.utf8))
      }
    version = hex(Array(sha256(pages.flatMap { $0.bytes + $0.exercises }).prefix(6)))
  }

  /// Of the page that lists the lessons: no lesson's folder begins with a hyphen.
  static let indexKey = "-"

  func link(_ page: KeptPage, of course: String, _ t: Language) -> Link {
    "/kept/\(course)/\(version)/\(t.rawValue)/\(page.key)"
  }

  /// Where the script of a lesson finds its exercises; nil where there are none.
  func exercises(of key: String, in course: String, _ t: Language) -> Link? {
    guard let page = pages.first(where: { $0.key == key }), !page.exercises.isEmpty else { return nil }
    return "/kept/\(course)/\(version)/\(t.rawValue)/\(key)/exercises.json"
  }

  private static func lesson(_ place: LessonPlace, _ t: Language) -> Page {
    var page = LessonPages.page(place, t, UnansweredLesson())
    page.body += StudyLine.ofCopy(t)
    return page
  }

  private static func document(_ page: Page, _ t: Language, _ house: House) -> [UInt8] {
    var page = page
    page.notice = "<p class=\"saved\" role=\"status\" data-copy><span aria-hidden=\"true\">●</span> \(t(.thePhonesCopy))</p>"
    return house.document(of: page, script: "lesson.js")
  }
}

extension House {
  /// A page without a name, a token or a menu: the same bytes for everybody, so that any phone may keep it.
  func document(of page: Page, script: String) -> [UInt8] {
    let scripts = [assets.link(script)]
    let frame = Surroundings(
      styles: (["keruen.css"] + page.sheets).map { assets.link($0) } + (look.sheet.map { [$0] } ?? []),
      scripts: scripts, modules: assets.modules(of: scripts), name: page.language(look.name.phrase),
      themeColour: look.themeColour)
    return Array(layout(page, in: frame).text.utf8)
  }
}

struct KeptPage: Sendable {
  let key: String
  /// The address that the phone shows it under.
  let page: Link
  let bytes: [UInt8]
  /// What its script judges by, JSON; empty where there are no exercises.
  let exercises: [UInt8]

  /// Bytes on the phone.
  var size: Int { bytes.count + exercises.count }
}

/// Kept courses that were made, by all that goes into them.
private final class KeptShelf: Sendable {
  static let shared = KeptShelf()
  private static let most = 60

  private struct Key: Hashable {
    let sha256: [UInt8]
    let language: Language
    let files: [String]
  }

  private let kept = Mutex<[Key: KeptCourse]>([:])

  func course(_ shelved: ShelvedCourse, _ t: Language, _ house: House) -> KeptCourse {
    let files = ["keruen.css", "lesson.css", "lesson.js"].map { house.assets.link($0).text }
    let key = Key(
      sha256: shelved.open.sha256, language: t,
      files: files + [house.look.sheet?.text ?? "", t(house.look.name.phrase), house.look.themeColour])
    if let known = kept.withLock({ $0[key] }) { return known }
    let made = KeptCourse(shelved, t, house)
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[key] = made
    }
    return made
  }
}

extension ShelvedCourse {
  func kept(_ t: Language, _ house: House) -> KeptCourse { KeptShelf.shared.course(self, t, house) }

  /// Where the phone finds what there is to keep.
  func pack(_ t: Language, _ house: House) -> Link { "/kept/\(key)/\(kept(t, house).version)/\(t.rawValue)/pack.json" }
}

enum KeptLessons {
  /// GET /kept/:course/:version/:lang/:lesson, where the lesson may be `pack.json`: `{"name","title","lang","version","pages":[{"page",
  /// "kept","bytes","beside":[["address","kept"]]}]}`. Of an older version there is nothing any more: a phone then asks for the newest pack.
  static func show(_ visit: Visit) async throws -> Reply {
    let (course, shelved, t) = try await kept(visit)
    let name = try visit.name("lesson")
    if name == "pack.json" { return unchanging(.json(pack(course, shelved, t))) }
    guard let page = course.pages.first(where: { $0.key == name }) else { throw Refusal.missing }
    return unchanging(Reply(type: "text/html; charset=utf-8", body: page.bytes))
  }

  /// GET /kept/:course/:version/:lang/:lesson/exercises.json
  static func exercises(_ visit: Visit) async throws -> Reply {
    let (course, _, _) = try await kept(visit)
    let name = try visit.name("lesson")
    guard let page = course.pages.first(where: { $0.key == name }), !page.exercises.isEmpty else { throw Refusal.missing }
    return unchanging(Reply(type: "application/json", body: page.exercises))
  }

  /// Files that the page asks for: under which address, and where the kept copy lies.
  private static func beside(_ page: KeptPage, _ course: KeptCourse, _ shelved: ShelvedCourse, _ t: Language) -> JSON {
    guard let kept = course.exercises(of: page.key, in: shelved.key, t), let place = LessonPlace(page.key, in: shelved) else {
      return .array([])
    }
    return .array([.strings([place.exercisesLink(t).text, kept.text])])
  }

  private static func kept(_ visit: Visit) async throws -> (KeptCourse, ShelvedCourse, Language) {
    guard let t = Language(rawValue: try visit.name("lang")) else { throw Refusal.missing }
    let shelved = try await visit.house.openCourse(try visit.name("course"))
    let course = shelved.kept(t, visit.house)
    guard try visit.name("version") == course.version else { throw Refusal.missing }
    return (course, shelved, t)
  }

  private static func unchanging(_ reply: Reply) -> Reply {
    var reply = reply
    reply.mayBeStored = true
    reply.set("cache-control", "public, max-age=31536000, immutable")
    return reply
  }

  private static func pack(_ course: KeptCourse, _ shelved: ShelvedCourse, _ t: Language) -> JSON {
    let pages = course.pages.map { page in
      JSON.object([
        ("page", .string(page.page.text)), ("kept", .string(course.link(page, of: shelved.key, t).text)),
        ("bytes", .whole(page.size)),
        ("beside", beside(page, course, shelved, t)),
      ])
    }
    return .object([
      ("name", .string("course-\(shelved.key)")), ("title", .string(shelved.course.title(t))), ("lang", .string(t.rawValue)),
      ("version", .string(course.version)),
      ("pages", .array(pages)),
    ])
  }
}

extension Phrase {
  static let thePhonesCopy = Phrase(
    kk: "Сайт ашылмады. Бұл — осы құрылғыда сақталған көшірме.",
    ru: "Сайт не открылся. Это копия, сохранённая на этом устройстве.",
    en: "The site did not open. This is the copy kept on this device.")
}
