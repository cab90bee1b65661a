extension [Part] {
  /// Where a long formula may go to the next line: before each relation but the first, and at wide spaces, outside of brackets.
  var pieces: [[Part]] {
    var pieces: [[Part]] = [[]]
    var (open, hasRelation) = (0, false)
    for part in self {
      switch part {
      case .space(let space) where open == 0 && space.rawValue >= Space.quad.rawValue:
        pieces.append([])
        hasRelation = false
        continue
      case .sign(let sign) where sign.kind == .opening: open += 1
      case .sign(let sign) where sign.kind == .closing, .scripts(.sign(let sign), _, _) where sign.kind == .closing:
        open = Swift.max(0, open - 1)
      case .sign(let sign) where sign.kind == .relation && open == 0:
        if hasRelation { pieces.append([]) }
        hasRelation = true
      default: break
      }
      pieces[pieces.count - 1].append(part)
    }
    return pieces.filter { !$0.isEmpty }
  }
}
