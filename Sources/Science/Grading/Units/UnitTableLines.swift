extension UnitTable {
  /// Columns: what, key, en, ru, kk, also (apart by `|`), prefixes, times, over, ten, dimension (of a product the units it is made of,
  /// which stand above it). No field holds a comma.
  static func lines(_ csv: String) throws(Fault) -> ([Prefix], [Measure]) {
    var prefixes: [Prefix] = []
    var measures: [Measure] = []
    for (place, line) in csv.split(separator: "\n", omittingEmptySubsequences: false).enumerated().dropFirst()
    where !line.isEmpty {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if let prefix = Prefix(fields) {
        prefixes.append(prefix)
      } else if let measure = Measure(fields) ?? Measure(fields, of: measures) {
        measures.append(measure)
      } else {
        throw Fault(line: place + 1)
      }
    }
    return (prefixes, measures)
  }
}

extension Prefix {
  fileprivate init?(_ fields: [String]) {
    guard fields.count == 11, fields[0] == "prefix", let ten = Int(fields[9]), (-30...30).contains(ten) else { return nil }
    self.init(key: fields[1], names: Names(fields), ten: ten)
  }
}

extension Measure {
  fileprivate init?(_ fields: [String]) {
    guard fields.count == 11, fields[0] == "unit", let times = Double(fields[7]), let over = Double(fields[8]), times > 0,
      over > 0,
      let ten = Int(fields[9]), (-30...30).contains(ten), let dimension = Dimension(fields[10])
    else { return nil }
    self.init(
      key: fields[1], names: Names(fields), prefixes: Prefixes(fields[6]), times: times, over: over, ten: ten,
      dimension: dimension)
  }

  fileprivate init?(_ fields: [String], of measures: [Measure]) {
    guard fields.count == 11, fields[0] == "product" else { return nil }
    let parts = fields[10].split(separator: " ").compactMap { key in measures.first { $0.key == key } }
    guard parts.count == 2, parts.allSatisfy({ $0.parts.isEmpty }) else { return nil }
    self.init(
      key: fields[1], names: Names(fields), prefixes: Prefixes(fields[6]), times: 1, over: 1, ten: 0, dimension: .number,
      parts: parts)
  }
}

extension Names {
  fileprivate init(_ fields: [String]) {
    self.init(english: fields[2], russian: fields[3], kazakh: fields[4], others: fields[5].split(separator: "|").map(String.init))
  }
}
