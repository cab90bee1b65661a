// libFuzzer's door to the pictures and PDFs. bin/fuzz compiles it together with Security/Uploads as one module.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let upload = try? Upload(checking: file, taken: Set(FileKind.allCases), limits: .init(bytes: 4 << 20)) else { return 0 }
  // What was cleaned is clean: it is taken again and changes no more.
  guard let again = try? Upload(checking: upload.bytes, taken: Set(FileKind.allCases), limits: .init(bytes: 8 << 20)) else {
    fatalError("a cleaned file is not taken")
  }
  precondition(again == upload, "cleaning twice changes the file")
  return 0
}
