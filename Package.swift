// swift-tools-version: 6.2
import PackageDescription

// The house, as docs/decisions/0001-the-house.md describes it. Each layer imports the layers below it;
// Tests/WallsTests fails on any import line that points another way.

/// `KERUEN_STRICT=1`, as bin/test sets it: a warning in one of our targets ends the build. Without it a newer compiler's new
/// warnings stop nobody who only wants to run the house.
let refusesWarnings = Context.environment["KERUEN_STRICT"] != nil

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (refusesWarnings ? [.treatAllWarnings(as: .error)] : [])

func system(_ name: String, _ pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// In debug builds too, all checks kept: what goes over every byte of pages and tables, a science, and the brute force it is tried against
/// take minutes of the tests otherwise.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func workshop(_ name: String, uses: [Target.Dependency] = [], isHeavy: Bool = false) -> Target {
  .target(
    name: name, dependencies: uses, path: "Sources/Workshops/\(name)", swiftSettings: strict + (isHeavy ? optimised : []))
}

func science(_ name: String, beside: [String] = []) -> Target {
  .target(name: name, path: "Sources/Science/\(name)", exclude: beside, swiftSettings: strict + optimised)
}

func kit(_ name: String, uses: [Target.Dependency], isHeavy: Bool = false) -> Target {
  .target(
    name: name, dependencies: uses, path: "Sources/Kits/\(name)", swiftSettings: strict + (isHeavy ? optimised : []))
}

func room(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: nouns + uses, path: "Sources/Rooms/\(name)",
    swiftSettings: strict)
}

func tests(
  _ name: String, uses: [Target.Dependency], beside: [String] = [], isHeavy: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: uses, path: "Tests/\(name)", exclude: beside, swiftSettings: strict + (isHeavy ? optimised : []))
}

let nouns: [Target.Dependency] = [
  "Programme", "Storage", "Exchange", "Markup", "Words", "Documents", "Postbox", "Security", "Isolation",
]
let engines: [Target.Dependency] = ["StorageSQLite", "StoragePostgres"]
let rooms: [Target.Dependency] = [
  "Home", "PublicSite", "Applications", "Selection", "Study", "Grants", "Safeguarding", "Administration",
]
let sciences: [Target.Dependency] = ["Allocation", "Grading", "Inspection", "Learning", "Measurement"]
let kits: [Target.Dependency] = ["Forms", "Intake", "Measuring", "Courses", "Exercises", "Certificates", "Rules"]

let hummingbird: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird"),
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
  .product(name: "Logging", package: "swift-log"),
]

let package = Package(
  name: "keruen",
  products: [.executable(name: "keruen", targets: ["keruen"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The door.
    .executableTarget(name: "keruen", dependencies: ["Commands"], path: "Sources/keruen", swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: nouns + engines + rooms + kits + sciences + [
        "Site", "Front", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Sources/Commands", swiftSettings: strict),
    .target(name: "Site", dependencies: nouns + rooms + ["Front"] + hummingbird, path: "Sources/Site", swiftSettings: strict),
    // Requests to their routes and answers back, without the network: the tests of a room need no web server.
    .target(
      name: "Front",
      dependencies: nouns + ["Intake", "CDeflate", .product(name: "Logging", package: "swift-log")], path: "Sources/Front",
      swiftSettings: strict),

    // The rooms.
    room("Home"),
    room("PublicSite"),
    room("Applications", uses: ["Forms", "Intake"]),
    room("Selection", uses: ["Intake", "Rules", "Allocation", "Inspection"]),
    room(
      "Study",
      uses: ["Allocation", "Certificates", "Courses", "Exercises", "Grading", "Intake", "Lessons", "Learning", "Measurement"]),
    room("Grants", uses: ["Intake", "Rules", "Allocation", "Certificates"]),
    room("Safeguarding"),
    room("Administration", uses: ["Intake"]),

    // The kits: what several rooms do in the same way, made of nouns and sciences.
    kit("Forms", uses: nouns + [.product(name: "Yams", package: "Yams")]),
    kit("Intake", uses: nouns),
    kit("Courses", uses: ["Lessons", "Programme", "Words"]),
    kit("Certificates", uses: ["Programme", "Documents", "Exchange", "Security", "Words"]),
    kit(
      "Exercises",
      uses: ["Programme", "Lessons", "Markup", "Grading", "Measurement", "Documents", "Exchange", "Security", "Words"],
      isHeavy: true),
    kit("Rules", uses: ["Programme", "Allocation", "Inspection", "Documents", "Exchange", "Security", "Words"], isHeavy: true),
    kit("Measuring", uses: ["Measurement", "Programme", "Documents", "Exchange", "Words"]),

    // The sciences: values in, values out.
    science("Allocation"),
    science("Grading", beside: ["units.csv"]),
    science("Inspection"),
    science("Learning"),
    science("Measurement"),

    // The nouns every room shares.
    .target(
      name: "Programme",
      dependencies: [
        "Storage", "Exchange", "Markup", "Words", "Documents", "Postbox", "Security", "Isolation", "CAssets",
        .product(name: "Yams", package: "Yams"),
      ],
      path: "Sources/Programme", swiftSettings: strict),

    // The workshops.
    workshop("Storage"),
    workshop(
      "StorageSQLite",
      uses: [
        "Storage", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    workshop("StoragePostgres", uses: ["Storage", "CPostgres"]),
    workshop("Exchange", isHeavy: true),
    workshop("Isolation", uses: ["CProcess"]),
    workshop("Words", isHeavy: true),
    workshop("Markup", uses: ["Words"], isHeavy: true),
    workshop("Documents", uses: ["Words", "CPango", "CXLSXWriter", "CQREncode", "CQPDF", "CZip", "CZlib"], isHeavy: true),
    workshop("Security", uses: ["CSodium", "CCrypto", "CZlib"]),
    workshop("Lessons", uses: ["Markup", "Words", "Security", "CCMark"], isHeavy: true),
    workshop("Postbox", uses: ["CCurl", "Storage", "Security", "Words"]),

    // The ground.
    system("CSodium", "libsodium", apt: "libsodium-dev"),
    system("CCrypto", "libcrypto", apt: "libssl-dev"),
    system("CPostgres", "libpq", apt: "libpq-dev"),
    system("CPango", "pangocairo", apt: "libpango1.0-dev"),
    system("CXLSXWriter", "xlsxwriter", apt: "libxlsxwriter-dev"),
    system("CQREncode", "libqrencode", apt: "libqrencode-dev"),
    system("CQPDF", "libqpdf", apt: "libqpdf-dev"),
    system("CZip", "libzip", apt: "libzip-dev"),
    system("CCurl", "libcurl", apt: "libcurl4-openssl-dev"),
    system("CZlib", "zlib", apt: "zlib1g-dev"),
    system("CCMark", "libcmark-gfm", apt: "libcmark-gfm-dev"),
    system("CDeflate", "libdeflate", apt: "libdeflate-dev"),
    .target(name: "CAssets", path: "Sources/System/CAssets"),
    .target(name: "CProcess", path: "Sources/System/CProcess"),

    // Tests mirror Sources.
    .target(name: "TestKit", dependencies: ["Storage"] + engines, path: "Tests/TestKit", swiftSettings: strict),
    // Houses for tests: of the rooms a test names, what tests of several rooms need of one, and a house of all rooms.
    .target(
      name: "HouseKit", dependencies: nouns + ["Front", "TestKit", .product(name: "Logging", package: "swift-log")],
      path: "Tests/HouseKit", swiftSettings: strict),
    .target(
      name: "ApplicationsKit", dependencies: nouns + ["Forms", "Applications", "HouseKit"], path: "Tests/ApplicationsKit",
      swiftSettings: strict),
    .target(
      name: "WholeHouse",
      dependencies: nouns + ["Site", "HouseKit", .product(name: "Logging", package: "swift-log")], path: "Tests/WholeHouse",
      swiftSettings: strict),
    // The same drawn numbers for every fuzz test.
    .target(name: "ChanceKit", path: "Tests/ChanceKit", swiftSettings: strict + optimised),
    tests("WordsTests", uses: ["Words"], beside: ["Vectors"]),
    tests("MarkupTests", uses: ["Markup", "Words"]),
    tests("LessonsTests", uses: ["Lessons", "Markup", "Words", "ChanceKit"], beside: ["Formulas.txt", "Peers.txt"]),
    tests("SecurityTests", uses: ["Security", "CZlib"], isHeavy: true),
    tests("DocumentsTests", uses: ["Documents", "CZlib"]),
    tests("PostboxTests", uses: ["Postbox", "Storage", "Security", "Words", "TestKit"], beside: ["Servers"]),
    tests("StorageTests", uses: ["Storage", "TestKit"] + engines),
    tests("ExchangeTests", uses: ["Exchange"], isHeavy: true),
    .executableTarget(name: "planted", dependencies: ["Isolation"], path: "Tests/Planted", swiftSettings: strict),
    tests("IsolationTests", uses: ["Isolation", "planted"]),
    tests("AllocationTests", uses: ["Allocation", "Inspection"], isHeavy: true),
    tests("GradingTests", uses: ["Grading", "ChanceKit"], isHeavy: true),
    tests("InspectionTests", uses: ["Inspection"], isHeavy: true),
    tests("LearningTests", uses: ["Learning", "Words"], isHeavy: true),
    tests("MeasurementTests", uses: ["Measurement"], isHeavy: true),
    tests("FormsTests", uses: nouns + ["Forms"]),
    tests(
      "CertificatesTests", uses: ["Certificates", "Programme", "Documents", "Exchange", "Security", "Words", "ChanceKit"],
      beside: ["oracle.py", "smudge.py"]),
    tests("CoursesTests", uses: ["Courses", "Lessons", "Words"]),
    tests("ExercisesTests", uses: ["Exercises", "Grading", "Programme", "Exchange", "Words"], isHeavy: true),
    tests(
      "RulesTests", uses: ["Rules", "Allocation", "Inspection", "Programme", "Documents", "Security", "Words", "ChanceKit"],
      isHeavy: true),
    tests("IntakeTests", uses: nouns + ["Intake", "Home", "Applications", "Selection", "Administration", "HouseKit", "TestKit"]),
    tests("HomeTests", uses: nouns + ["Home", "HouseKit", "TestKit"]),
    tests("ProgrammeTests", uses: nouns + rooms + ["HouseKit", "TestKit"]),
    tests(
      "ApplicationsTests",
      uses: nouns + ["Forms", "Home", "Applications", "Safeguarding", "Administration", "ApplicationsKit", "HouseKit", "TestKit"]),
    tests(
      "SelectionTests",
      uses: nouns + [
        "Allocation", "Inspection", "Rules", "Home", "PublicSite", "Applications", "Selection", "Study", "Safeguarding",
        "ApplicationsKit", "HouseKit", "TestKit",
      ]),
    tests("SafeguardingTests", uses: nouns + rooms + ["Front", "ApplicationsKit", "HouseKit", "TestKit"]),
    tests("AdministrationTests", uses: nouns + ["Home", "Applications", "Administration", "HouseKit", "TestKit"]),
    tests(
      "SiteTests",
      uses: nouns + rooms + [
        "Forms", "Front", "Site", "StorageSQLite", "ApplicationsKit", "WholeHouse", "HouseKit", "TestKit",
        .product(name: "Logging", package: "swift-log"),
      ],
      beside: ["Exchanges.txt"]),
    tests("SchemaTests", uses: ["Storage", "Programme", "Front", "Site", "Applications", "TestKit"]),
    tests(
      "CommandsTests",
      uses: nouns + engines + rooms + kits + sciences + [
        "Commands", "Front", "Site", "ApplicationsKit", "WholeHouse", "HouseKit", "TestKit",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    tests(
      "GoldenTests",
      uses: nouns + [
        "Forms", "Applications", "Selection", "Front", "Site", "StorageSQLite", "ApplicationsKit", "WholeHouse", "HouseKit",
        "TestKit",
      ], isHeavy: true),
    tests(
      "StudyTests",
      uses: nouns + [
        "Certificates", "Courses", "Exercises", "Lessons", "Learning", "Measurement", "Home", "Applications", "Selection",
        "Study",
        "HouseKit", "TestKit",
      ]),
    tests(
      "GrantsTests",
      uses: nouns + [
        "Allocation", "Intake", "Rules", "Home", "PublicSite", "Applications", "Selection", "Study", "Grants", "Safeguarding",
        "Administration", "HouseKit", "TestKit",
      ]),
    tests("WallsTests", uses: ["CAssets"]),
    // The room that docs/developing/how-to-add-a-room.md walks through.
    .target(
      name: "Lending", dependencies: nouns + ["Forms"], path: "Tests/Lending", exclude: ["laptops.yaml"], swiftSettings: strict),
    tests("LendingTests", uses: nouns + ["Home", "Applications", "Lending", "ApplicationsKit", "HouseKit", "TestKit"]),
  ],
  cLanguageStandard: .c2x
)

// Programs that time one science or workshop alone, or a house with more cards than the rooms have yet; bin/bench builds them.
if Context.environment["KERUEN_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "desk-bench", dependencies: nouns + engines + rooms + ["Site", "WholeHouse", "HouseKit"], path: "Benchmarks/Desk",
      swiftSettings: strict))
  package.targets.append(
    .executableTarget(
      name: "school-bench", dependencies: nouns + engines + ["Home", "Applications", "Selection", "Study", "HouseKit"],
      path: "Benchmarks/School", swiftSettings: strict))
  package.targets.append(
    .executableTarget(
      name: "lessons-bench", dependencies: ["Lessons", "Markup", "Words"], path: "Benchmarks/Lessons", swiftSettings: strict))
  package.targets.append(
    .executableTarget(
      name: "exercises-bench", dependencies: ["Exercises", "Programme"], path: "Benchmarks/Exercises", swiftSettings: strict))
  package.targets.append(
    .executableTarget(
      name: "certificates-bench", dependencies: ["Certificates", "Programme", "Documents", "Security", "Words"],
      path: "Benchmarks/Certificates", swiftSettings: strict))
  package.targets.append(
    .executableTarget(
      name: "rules-bench", dependencies: ["Rules", "Allocation", "Inspection", "Documents", "Security"], path: "Benchmarks/Rules",
      swiftSettings: strict))
  for science in ["Allocation", "Learning", "Measurement"] {
    package.targets.append(
      .executableTarget(
        name: science.lowercased() + "-bench", dependencies: [.byName(name: science)], path: "Benchmarks/\(science)",
        swiftSettings: strict))
  }
}

// `KERUEN_ONLY="Words Markup" swift test` builds the named targets, what they use and nothing else: on two cores the
// tests of one workshop need not wait for a web server.
if let only = Context.environment["KERUEN_ONLY"], !only.isEmpty {
  var wanted: Set<String> = []
  func want(_ name: String) {
    guard let target = package.targets.first(where: { $0.name == name }), wanted.insert(name).inserted else { return }
    for case .byNameItem(let used, _) in target.dependencies { want(used) }
  }
  let names = only.split(separator: " ").map(String.init)
  for name in names { want(name); want(name + "Tests"); want(name.lowercased() + "-bench") }
  package.targets.removeAll { !wanted.contains($0.name) }
  package.products.removeAll()
}
