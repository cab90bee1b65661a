/// The design folded: who rates the same criteria and tasks shares a bundle, and what one rater gives on one bundle is a form that all her
/// candidates share, so that the likelihood costs one table look-up a form and node instead of one a rating.
struct FacetForms {
  /// One rating of a bundle, all but the severity.
  struct Cell: Hashable {
    let criterion: Int32
    let task: Int32
    let scale: Int32
  }

  let bundles: [[Cell]]
  /// By form, in the order of raters.
  let formRater: [Int32]
  let formBundle: [Int32]
  /// Forms of candidate n: `forms[starts[n]..<starts[n + 1]]`.
  let starts: [Int32]
  let forms: [Int32]
  /// Candidates of form f: `candidates[formStarts[f]..<formStarts[f + 1]]`.
  let formStarts: [Int32]
  let candidates: [Int32]
  /// Sum of each candidate's categories.
  let totals: [Double]

  var formCount: Int { formRater.count }

  /// Tables are worth their making up to this many cells.
  private static let cellBudget = 1_024

  init(_ design: FacetDesign) {
    let whole = Folding(design, splitting: false)
    let isSmall = design.steps == .perRater || whole.bundles.reduce(0) { $0 + $1.count } <= Self.cellBudget
    let folding = isSmall ? whole : Folding(design, splitting: true)
    bundles = folding.bundles
    var order = (0..<Int32(folding.formRater.count)).map { $0 }
    order = sorted(order, by: folding.formRater, below: design.raters)
    var place = [Int32](repeating: 0, count: order.count)
    for (at, form) in order.enumerated() { place[Int(form)] = Int32(at) }
    formRater = order.map { folding.formRater[Int($0)] }
    formBundle = order.map { folding.formBundle[Int($0)] }
    starts = folding.starts
    let forms = folding.forms.map { place[Int($0)] }
    self.forms = forms
    var formStarts = [Int32](repeating: 0, count: order.count + 1)
    for form in forms { formStarts[Int(form) + 1] += 1 }
    for at in 1..<formStarts.count { formStarts[at] += formStarts[at - 1] }
    self.formStarts = formStarts
    var next = formStarts
    var candidates = [Int32](repeating: 0, count: forms.count)
    for candidate in 0..<design.candidates {
      for at in Int(starts[candidate])..<Int(starts[candidate + 1]) {
        let form = Int(forms[at])
        candidates[Int(next[form])] = Int32(candidate)
        next[form] += 1
      }
    }
    self.candidates = candidates
    totals = (0..<design.candidates).map { candidate in
      var sum = 0
      for row in Int(design.starts[candidate])..<Int(design.starts[candidate + 1]) { sum += Int(design.category[row]) }
      return Double(sum)
    }
  }
}

/// Forms in the order of their first use.
private struct Folding {
  var bundles: [[FacetForms.Cell]] = []
  var formRater: [Int32] = []
  var formBundle: [Int32] = []
  var starts: [Int32] = [0]
  var forms: [Int32] = []
  private var bundleByHash: [UInt64: Int32] = [:]
  private var formByKey: [UInt64: Int32] = [:]

  /// `splitting`: a bundle of each rating.
  init(_ design: FacetDesign, splitting: Bool) {
    var bundle: [FacetForms.Cell] = []
    for candidate in 0..<design.candidates {
      var row = Int(design.starts[candidate])
      let end = Int(design.starts[candidate + 1])
      while row < end {
        let rater = design.rater[row]
        bundle.removeAll(keepingCapacity: true)
        repeat {
          bundle.append(
            FacetForms.Cell(criterion: design.criterion[row], task: design.task[row], scale: Int32(design.scale(row))))
          row += 1
        } while row < end && design.rater[row] == rater && !splitting
        forms.append(form(rater, self.bundle(bundle)))
      }
      starts.append(Int32(forms.count))
    }
  }

  private mutating func bundle(_ cells: [FacetForms.Cell]) -> Int32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for cell in cells {
      for part in [cell.criterion, cell.task, cell.scale] {
        hash = (hash ^ UInt64(UInt32(bitPattern: part))) &* 0x9e37_79b9_7f4a_7c15
        hash ^= hash >> 29
      }
    }
    // Where two bundles share a hash, the second is kept unshared: slower, not wrong.
    if let known = bundleByHash[hash], bundles[Int(known)] == cells { return known }
    bundles.append(cells)
    bundleByHash[hash] = Int32(bundles.count - 1)
    return Int32(bundles.count - 1)
  }

  private mutating func form(_ rater: Int32, _ bundle: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: rater)) << 32 | UInt64(UInt32(bitPattern: bundle))
    if let known = formByKey[key] { return known }
    formRater.append(rater)
    formBundle.append(bundle)
    formByKey[key] = Int32(formRater.count - 1)
    return Int32(formRater.count - 1)
  }
}
