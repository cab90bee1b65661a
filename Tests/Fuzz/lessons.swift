// libFuzzer's door to the text and the drawings of lessons. bin/fuzz compiles it together with Lessons as one module.
import Markup
import Words

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
  if let drawing = try? Drawing(reading: bytes) {
    let shown = drawing.shown([:], alt: "")
    precondition(!shown.text.lowercased().contains("<script"), "a script came through")
  }
  if let text = try? LessonText(reading: String(decoding: bytes, as: UTF8.self)) {
    let surroundings = LessonSurroundings(
      term: { "/terms/\($0)" }, lesson: { "/lessons/\($0)" }, figure: { name, _ in HTML(name) }, exercise: { HTML($0) },
      download: { HTML($0) })
    precondition(text.blocks.isEmpty || !text.page(.kk, surroundings).isEmpty, "nothing was written")
  }
  return 0
}
