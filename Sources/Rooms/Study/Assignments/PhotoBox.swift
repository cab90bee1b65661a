import Exchange
import Markup
import Programme
import Security
import Words

/// Where photos are added to what somebody works on: in pieces from a phone with the script (Public/handin.js), one with the form without.
struct PhotoBox {
  /// Where the files belong: the upload point's room and the thing in it.
  let room: String
  let subject: String
  let photos: [HandedWork.Photo]
  /// Places for photos.
  let most: Int
  let kinds: Set<FileKind>
  let learner: Learner
  let label: Phrase
  /// The page on which it stands: where photos have arrived it is shown anew, though this one may be the answer to a form.
  let page: Link
  /// Below which each photo is opened.
  let link: Link
  let error: String?

  func html(_ visit: Visit) -> HTML {
    let t = visit.language
    guard most > 0 else { return .nothing }
    let kept = photos.map { photo -> HTML in
      """
      <li>\(t(.photoNumber(photo.position))) · <a href="\(link.below(photo.file.text))">\(t(.openPhoto))</a> \
      \(button(t(.removePhoto), look: .plain, name: "go", value: "remove-\(photo.position)"))</li>
      """
    }
    let field = Field("photo", t(label), hint: t(.photosAtMost(most)), error: error)
    let add: HTML =
      free.isEmpty
      ? .nothing
      : """
      \(t.fileField(field, accept: kinds.map(\.mediaType).sorted()))\(button(t(.addPhoto), look: .plain, name: "go", value: "photo"))
      """
    return """
      <div id="photos" data-room="\(room)" data-subject="\(subject)" data-owner="\(learner.tag.text)" data-seed="\(learner.seed)" \
      data-shared="\(visit.who.session?.isSharedDevice == true ? "yes" : "no")" \
      data-page="\(page)" data-places="\(free.map(String.init).joined(separator: " "))" \
      data-sending="\(t(.photoIsGoing))" data-arrived="\(t(.photoArrived))" data-waits="\(t(.photosGoFirst))" \
      data-onphone="\(t(.photoOnPhone))" data-broken="\(t(.photoIsBroken))" data-full="\(t(.photosAreFull(most)))" data-remove="\(t(.removePhoto))">\
      \(kept.isEmpty ? .nothing : "<ul class=\"photos\">\(kept)</ul>")\(add)<ul class="photos" data-mine></ul><p role="status" data-line></p></div>
      """
  }

  /// Numbers of the places without a photo.
  private var free: [Int] {
    let taken = Set(photos.map(\.position))
    return (1...most).filter { !taken.contains($0) }
  }
}

extension Visit {
  /// The photo that came with a form, looked through; nil where none did.
  func photo(_ rule: FileRule) async throws -> (upload: Upload, name: String)? {
    guard let sent = uploads.first(where: { $0.field == "photo" }), !sent.bytes.isEmpty else { return nil }
    return (try await lookThrough(most: rule.bytes, kinds: rule.kinds, field: "photo") { sent.bytes }, sent.name)
  }
}
