// libFuzzer's door to JSON of commands and item banks. bin/fuzz compiles it together with Exchange/JSON as one module.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let read = try? JSONReader.read(Array(UnsafeBufferPointer(start: bytes, count: count))) else { return 0 }
  guard let again = try? JSONReader.read(Array(read.text.utf8)) else { fatalError("what was written is not read") }
  precondition(again.text == read.text, "writing twice changes the text")
  return 0
}
