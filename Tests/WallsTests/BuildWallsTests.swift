import Foundation
import Testing

/// What a target takes to build: Package.swift as SwiftPM reads it, followed to its end.
@Suite struct BuildWallsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Packages of the HTTP engine; a minute and a half of a build on two cores.
  private static let engine: Set<String> = [
    "hummingbird", "swift-nio", "swift-nio-extras", "swift-http-types", "swift-service-lifecycle",
  ]

  private struct Manifest: Decodable {
    struct Target: Decodable {
      let name: String
      let dependencies: [Dependency]
    }

    /// By its name in this package, or a product of another one.
    struct Dependency: Decodable {
      let byName: [String?]?
      let product: [String?]?

      private enum CodingKeys: CodingKey { case byName, product }

      init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        byName = Self.names(fields, .byName)
        product = Self.names(fields, .product)
      }

      /// Name, package and conditions; the last are objects, of which nothing is asked here.
      private static func names(_ fields: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys) -> [String?]? {
        guard var list = try? fields.nestedUnkeyedContainer(forKey: key) else { return nil }
        return [try? list.decodeIfPresent(String.self), try? list.decodeIfPresent(String.self)]
      }
    }

    let targets: [Target]

    /// The packages whose products somebody builds who builds the target.
    func packages(of name: String) -> Set<String> {
      var seen: Set<String> = []
      var found: Set<String> = []
      var open = [name]
      while let next = open.popLast() {
        guard seen.insert(next).inserted, let target = targets.first(where: { $0.name == next }) else { continue }
        open += target.dependencies.compactMap { $0.byName?.first ?? nil }
        found.formUnion(target.dependencies.compactMap { $0.product?.last ?? nil })
      }
      return found
    }
  }

  private static let manifest = Result {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "keruen-walls-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // A scratch folder of its own: the build that runs these tests may hold the lock of the package's.
    process.arguments = ["swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package"]
    process.environment = ProcessInfo.processInfo.environment.filter { !["KERUEN_ONLY", "KERUEN_BENCHMARKS"].contains($0.key) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode(Manifest.self, from: bytes)
  }

  /// Each folder of Sources/Rooms and Sources/Kits.
  private static let shelves = ["Rooms", "Kits"].flatMap { shelf in
    (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources/\(shelf)").path)) ?? []
  }.filter { !$0.hasPrefix(".") }.sorted()

  @Test("the tests of a room, a kit and the nouns build no HTTP engine")
  func withoutServer() throws {
    let manifest = try Self.manifest.get()
    #expect(Self.shelves.count >= 8)
    for name in Self.shelves + ["Programme"] {
      for target in manifest.targets.map(\.name) where [name, name + "Tests", name + "Kit"].contains(target) {
        let packages = manifest.packages(of: target)
        #expect(packages.isDisjoint(with: Self.engine), "\(target) builds \(packages.sorted())")
      }
    }
  }

  @Test("a path to the HTTP engine is found however long")
  func found() throws {
    let manifest = try Self.manifest.get()
    for target in ["Site", "WholeHouse", "SiteTests", "CommandsTests"] {
      #expect(manifest.packages(of: target).isSuperset(of: Self.engine), "\(target)")
    }
  }
}
