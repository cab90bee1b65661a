// libFuzzer's door to what comes in a request: forms of both kinds, queries, paths, cookies. bin/fuzz compiles it together with
// Exchange as one module.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let body = Array(UnsafeBufferPointer(start: bytes, count: count))
  if let fields = Fields(urlEncoded: body) {
    _ = PageNumber(fields).offset(of: 1_000)
    for pair in fields.pairs { _ = fields.number(pair.name, in: -1_000...1_000) }
    precondition(Fields(urlEncoded: Array(fields.urlEncoded.utf8)) == fields, "a form does not come back")
  }
  if let form = Multipart(contentType: "multipart/form-data; boundary=x", body: body) {
    precondition(form.uploads.reduce(0) { $0 + $1.bytes.count } <= body.count, "a form makes bytes")
  }
  let text = String(decoding: body, as: UTF8.self)
  let request = Request(.get, text, headers: ["cookie": text, "content-type": text, "origin": text, "host": text])
  _ = (request.cookie("lang"), request.contentType, request.isSameOrigin(at: "https://a.kz"))
  _ = PathPattern("/desk/:code/notes").match(request.path.split(separator: "/"))
  return 0
}
