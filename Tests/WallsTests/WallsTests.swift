import CAssets
import Foundation
import Testing

/// Who may import whom: docs/decisions/0001-the-house.md as a table. An arrow that is not in it does not exist.
@Suite struct WallsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let rooms: Set<String> = [
    "Home", "PublicSite", "Applications", "Selection", "Study", "Grants", "Safeguarding", "Administration",
  ]
  private static let kits: Set<String> = ["Forms", "Intake", "Measuring", "Courses", "Exercises", "Certificates", "Rules"]
  private static let sciences: Set<String> = ["Allocation", "Grading", "Inspection", "Learning", "Measurement"]
  private static let engines: Set<String> = ["StorageSQLite", "StoragePostgres"]
  private static let benches: Set<String> = [
    "Storage", "Exchange", "Markup", "Words", "Documents", "Postbox", "Security", "Isolation",
  ]
  private static let nouns = benches.union(["Programme"])
  /// What Swift brings along.
  private static let toolchain: Set<String> = ["Foundation", "Synchronization", "Dispatch", "Glibc"]
  private static let server: Set<String> = [
    "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTPTypes", "ServiceLifecycle", "UnixSignals", "Logging",
  ]

  /// Each module and all it may import besides the toolchain's own.
  private static let may: [String: Set<String>] = [
    "keruen": ["Commands"],
    "Commands": nouns.union(engines).union(rooms).union(kits).union(sciences).union([
      "Site", "Front", "ArgumentParser", "Logging",
    ]),
    "Site": nouns.union(rooms).union(server).union(["Front"]),
    "Front": nouns.union(["Intake", "CDeflate", "Logging"]),
    "Home": nouns,
    "PublicSite": nouns,
    "Applications": nouns.union(["Forms", "Intake"]),
    "Selection": nouns.union(["Intake", "Rules", "Allocation", "Inspection"]),
    "Study": nouns.union([
      "Allocation", "Certificates", "Courses", "Exercises", "Grading", "Intake", "Lessons", "Learning", "Measurement",
    ]),
    "Grants": nouns.union(["Intake", "Rules", "Allocation", "Certificates"]),
    "Safeguarding": nouns,
    "Administration": nouns.union(["Intake"]),
    "Forms": nouns.union(["Yams"]),
    "Intake": nouns,
    "Courses": nouns.union(["Lessons"]),
    "Certificates": ["Programme", "Documents", "Exchange", "Security", "Words"],
    "Exercises": [
      "Programme", "Lessons", "Markup", "Grading", "Measurement", "Documents", "Exchange", "Security", "Words",
    ],
    "Measuring": ["Programme", "Documents", "Exchange", "Words", "Measurement"],
    "Rules": ["Programme", "Allocation", "Inspection", "Documents", "Exchange", "Security", "Words"],
    "Programme": benches.union(["Yams", "CAssets"]),
    "Allocation": [],
    "Grading": [],
    "Inspection": [],
    "Learning": [],
    "Measurement": [],
    "Storage": [],
    "StorageSQLite": ["Storage", "GRDB", "GRDBSQLite"],
    "StoragePostgres": ["Storage", "CPostgres"],
    "Exchange": [],
    "Words": [],
    "Isolation": ["CProcess"],
    "Markup": ["Words"],
    "Documents": ["Words", "CPango", "CXLSXWriter", "CQREncode", "CQPDF", "CZip", "CZlib"],
    "Security": ["CSodium", "CCrypto", "CZlib"],
    "Lessons": ["Markup", "Words", "Security", "CCMark"],
    "Postbox": ["CCurl", "Storage", "Security", "Words"],
  ]

  /// Pure text and values: nothing of Foundation, so they cost nothing and depend on no locale of the machine.
  private static let withoutFoundation: Set<String> = [
    "Storage", "Markup", "Words", "Lessons", "Allocation", "Grading", "Inspection", "Learning", "Measurement",
  ]

  private struct Import: CustomStringConvertible {
    let file: String
    let module: String
    let imported: String
    var description: String { "\(file) imports \(imported)" }
  }

  /// Of every Swift file under Sources: the folder of the module and what the file's import lines name.
  private static let imports: [Import] = sources.flatMap { file in
    imports(of: file, (try? String(contentsOf: root.appending(path: file), encoding: .utf8)) ?? "")
  }

  private static func imports(of file: String, _ text: String) -> [Import] {
    let module = module(of: file)
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let at = words.firstIndex(of: "import"), at <= 3, words[..<at].allSatisfy({ $0 == "package" || $0.hasPrefix("@") }),
        let last = words.last
      else { return nil }
      return Import(file: file, module: module, imported: String(last.prefix { $0 != "." }))
    }
  }

  private static let sources = files("Sources").filter { $0.hasSuffix(".swift") }

  private static func module(of file: String) -> String {
    let parts = file.split(separator: "/").map(String.init)
    return ["Rooms", "Kits", "Science", "Workshops"].contains(parts[1]) ? parts[2] : parts[1]
  }

  @Test("no file imports what its shelf may not")
  func arrows() {
    #expect(Self.imports.count > 300)
    for line in Self.imports { #expect(Self.isAllowed(line), "\(line)") }
  }

  private static func isAllowed(_ line: Import) -> Bool { (may[line.module] ?? []).union(toolchain).contains(line.imported) }

  @Test("every folder of Sources stands in the table, and the table names no folder that is gone")
  func complete() {
    #expect(Set(Self.sources.map(Self.module)) == Set(Self.may.keys))
  }

  @Test("the table itself keeps the law", arguments: may.keys.sorted())
  func law(_ module: String) {
    let allowed = Self.may[module] ?? []
    if Self.rooms.contains(module) { #expect(allowed.isDisjoint(with: Self.rooms)) }
    if module != "Commands" { #expect(allowed.isDisjoint(with: Self.engines)) }
    if module != "StorageSQLite" { #expect(!allowed.contains("GRDB")) }
    if module != "StoragePostgres" { #expect(!allowed.contains("CPostgres")) }
    if module != "Site" { #expect(allowed.isDisjoint(with: Self.server.subtracting(["Logging"]))) }
    if module == "Front" { #expect(allowed.isDisjoint(with: Self.rooms)) }
    if !["Programme", "Forms"].contains(module) { #expect(!allowed.contains("Yams")) }
    if Self.kits.contains(module) { #expect(allowed.isSubset(of: Self.nouns.union(Self.sciences).union(["Yams", "Lessons"]))) }
    if Self.sciences.contains(module) { #expect(allowed.isEmpty) }
    if Self.benches.union(["Lessons"]).contains(module) {
      #expect(allowed.isDisjoint(with: Self.rooms.union(Self.kits).union(["Programme", "Front", "Site", "Commands"])))
    }
  }

  @Test("one file knows where the shipped programme lies")
  func programmeFolder() throws {
    let named = try Self.sources.filter {
      try String(contentsOf: Self.root.appending(path: $0), encoding: .utf8).contains("stem-school")
    }
    #expect(named == ["Sources/Programme/ProgrammeData.swift"])
  }

  /// What a kit may not know: files of the machine and how it was called. Its callers hand it bytes and take bytes.
  private static let outside = [
    "FileManager", "FileHandle", "URL(", "contentsOf:", "fopen(", "O_RDONLY", "CommandLine", "ProcessInfo", "ParsableArguments",
  ]

  /// Kits that bring pages know requests; the others do not.
  private static let pageKits: Set<String> = ["Forms", "Intake"]

  private static func known(of file: String, _ text: String) -> [String] {
    // Letters of an alphabet, no address.
    let text = text.replacing("base64URL(", with: "")
    return (outside + (pageKits.contains(module(of: file)) ? [] : ["Request", "Visit"])).filter { text.contains($0) }
      + imports(of: file, text).filter { !isAllowed($0) }.map(\.description)
  }

  @Test("a kit opens no path, parses no command line and, unless it brings pages, knows no request")
  func kitsTakeBytes() throws {
    let files = Self.sources.filter { $0.hasPrefix("Sources/Kits/") }
    #expect(files.count > 30)
    for file in files {
      #expect(Self.known(of: file, try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)) == [], "\(file)")
    }
  }

  @Test(
    "a kit that reaches out is seen",
    arguments: [
      "import Selection", "package import Applications", "import ArgumentParser", "import Site", "@testable import StorageSQLite",
      "import Foundation\nlet data = try Data(contentsOf: url)", "let names = FileManager.default",
      "struct O: ParsableArguments {}",
    ])
  func plantedKit(_ sin: String) { #expect(!Self.known(of: "Sources/Kits/Measuring/Planted.swift", sin + "\n").isEmpty) }

  @Test("values and texts do without Foundation")
  func foundationFree() {
    for line in Self.imports where Self.withoutFoundation.contains(line.module) {
      #expect(line.imported != "Foundation", "\(line)")
    }
  }

  @Test("only Site/Server knows the HTTP engine")
  func oneServer() {
    let files = Set(Self.imports.filter { $0.imported.hasPrefix("Hummingbird") || $0.imported.hasPrefix("NIO") }.map(\.file))
    #expect(files.contains("Sources/Site/Server/Server.swift") && files.allSatisfy { $0.hasPrefix("Sources/Site/Server/") })
  }

  @Test("rooms read no foreign bytes and no number of a stranger by themselves")
  func foreignBytes() throws {
    let rooms = Self.sources.filter { file in
      ["Rooms/", "Front/", "Site/"].contains { file.hasPrefix("Sources/" + $0) }
    }
    #expect(rooms.count > 150)
    // Selection's reader of candidates serves `keruen select`, whose file is its owner's.
    for file in rooms where file != "Sources/Rooms/Selection/Bundle/CandidateFile.swift" {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      // Pictures, documents and tables: through `outside.readers`, in a process of their own.
      for reader in ["Upload(checking", "Spreadsheet.open(", "XLSXReader(", "CSVReader(", "KeptTable(reading"] {
        #expect(!text.contains(reader), "\(file) \(reader)")
      }
      // Numbers: through `number(_:in:)`, `wholeNumber` or `PageNumber`, which know their range.
      for line in text.split(separator: "\n") where line.contains("Int(") || line.contains("Int64(") || line.contains("Double(") {
        let asked = ["query[", "form[\"", "visit.form", "visit.name", "names["].first { line.contains($0) }
        #expect(asked == nil, "\(file): \(line)")
      }
    }
  }

  @Test("an intake is named: only where girls begin and on the open page is it the calendar's")
  func namedCycles() throws {
    let may = [
      "Sources/Programme/", "Sources/Rooms/Applications/Apply/Start.swift", "Sources/Rooms/PublicSite/",
    ]
    for file in Self.sources where !may.contains(where: file.hasPrefix) {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      #expect(!text.contains("currentCycle("), "\(file)")
    }
  }

  @Test("JSON is written by one writer, which knows what to escape")
  func oneEscaper() throws {
    for file in Self.sources where ["Rooms/", "Front/", "Site/"].contains(where: { file.hasPrefix("Sources/" + $0) }) {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where !line.contains("///") {
        #expect(!line.contains(#""{\""#) && !line.contains(/[^\\]\\":/), "\(file): \(line)")
      }
    }
  }

  @Test("what is built into the program is what lies in the folders, byte for byte")
  func assets() throws {
    let built = (0..<keruen_asset_count()).map { keruen_asset($0) }
    for asset in built {
      let name = String(cString: asset.name)
      let bytes = Data(bytes: asset.bytes, count: Int(asset.size))
      #expect(try Data(contentsOf: Self.root.appending(path: name)) == bytes, "\(name)")
    }
    let names = Set(built.map { String(cString: $0.name) })
    let wanted =
      Self.files("Public") + Self.files("Programmes").filter { $0.hasSuffix(".yaml") }
      + Self.files("Programmes/stem-school/courses") + Self.files("Examples/caspian-lab")
    for file in wanted { #expect(names.contains(file), "\(file) is not built in: Sources/System/CAssets/assets.c, bin/courses") }
  }

  private static func files(_ folder: String) -> [String] {
    let base = root.appending(path: folder).path
    return (FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(base)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
        && !name.hasPrefix(".") && !name.contains("/.")
    }.map { "\(folder)/\($0)" }.sorted()
  }
}
