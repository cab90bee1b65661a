import Courses
import Exchange
import Programme
import Words

/// Photographs and downloads of lessons; drawings stand in the pages.
enum CourseFiles {
  private static let types = [
    "webp": "image/webp", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "txt": "text/plain; charset=utf-8",
  ]

  /// GET /courses/:course/:lesson/files/:file
  static func show(_ visit: Visit) async throws -> Reply {
    let course = try await visit.house.openCourse(try visit.name("course")).course
    let file = try visit.name("file")
    guard let lesson = course.lesson(try visit.name("lesson")), let bytes = bytes(file, of: lesson) else { throw Refusal.missing }
    let ending = file.split(separator: ".").last.map(String.init) ?? ""
    var reply = Reply(type: types[ending] ?? "application/octet-stream", body: bytes, mayBeStored: true)
    reply.set("cache-control", "public, max-age=86400")
    return reply
  }

  /// `well.webp` is kept as `well-320.webp` and `well-640.webp`.
  static func width(_ pixels: Int, of name: String) -> String { "\(name.dropLast(5))-\(pixels).webp" }

  private static func bytes(_ file: String, of lesson: CourseLesson) -> [UInt8]? {
    if let bytes = lesson.downloads[file] { return bytes }
    for (name, figure) in lesson.figures {
      guard case .photograph(let narrow, let wide, _) = figure.picture else { continue }
      if file == width(320, of: name) { return narrow }
      if file == width(640, of: name) { return wide }
    }
    return nil
  }
}
