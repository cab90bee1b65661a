// libFuzzer's door to formulas. bin/fuzz compiles it together with Lessons/Formula as one module.
import Words

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  guard let formula = try? Formula(reading: text) else { return 0 }
  for language in Language.allCases {
    precondition(!formula.mathML(language).isEmpty, "nothing was written")
    _ = formula.line(language)
  }
  return 0
}
