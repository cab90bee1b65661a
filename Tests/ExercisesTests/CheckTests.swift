import Testing
import Words

@testable import Exercises

/// Checks before and after a course, and drawings that are touched.
@Suite struct CheckTests {
  /// The sample with checks of so many items, of which so many are the same before and after.
  private static func files(_ count: Int = 20, anchors: Int = 12) -> [String: [UInt8]] {
    var files = Course.sample
    let before = (1...count).map { "item-\($0)" }
    let after = before.prefix(anchors) + (0..<max(count - anchors, 0)).map { "late-\($0)" }
    for key in Set(before + after) { files["checks/items/\(key).yaml"] = item(key) }
    files["checks/pre.yaml"] = form(before)
    files["checks/post.yaml"] = form(Array(after))
    return files
  }

  private static func form(_ items: [String]) -> [UInt8] {
    Array("title: \(Course.t("а"))\nminutes: 40\nitems: [\(items.joined(separator: ", "))]\n".utf8)
  }

  private static func item(_ key: String, skill: String = "mean-and-spread") -> [UInt8] {
    let text = "key: \(key)\nkind: number\nskill: \(skill)\nask: \(Course.t("а"))\nanswer: {value: 2, tolerance: {absolute: 0}}\n"
    return Array(text.utf8)
  }

  private func said(_ files: [String: [UInt8]]) -> [String] { CourseExercises(files: files).complaints().map { $0.text(.en) } }

  private func said(_ change: (inout [String: [UInt8]]) -> Void) -> [String] {
    var files = Self.files()
    change(&files)
    return said(files)
  }

  @Test("a pair of checks of twenty items with twelve anchors has no complaint")
  func sound() throws {
    let course = CourseExercises(files: Self.files())
    #expect(course.complaints().map { $0.text(.en) } == [])
    #expect(course.items.count == 28 && course.checks.keys.sorted() == ["post", "pre"])
    #expect(course.checks["pre"]?.minutes == 40)
    #expect(said { $0["checks/unit-1.yaml"] = Self.form(["item-1", "item-2", "item-3", "item-4"]) } == [])
  }

  @Test("a fault of a check is named")
  func faults() {
    #expect(
      said(Self.files(19, anchors: 19)) == [
        "checks/post.yaml [check] “items”: 20 to 20 are wanted", "checks/pre.yaml [check] “items”: 20 to 20 are wanted",
      ])
    #expect(said(Self.files(anchors: 11)) == ["checks/post.yaml [check] pre and post share 11 items, at least 12 are wanted"])
    #expect(said { $0["checks/post.yaml"] = nil }.contains("checks/pre.yaml [check] post.yaml is wanted too"))
    #expect(
      said { $0["checks/items/item-1.yaml"] = nil } == [
        "checks/post.yaml:3 [check] checks/items have no item-1", "checks/pre.yaml:3 [check] checks/items have no item-1",
      ])
    #expect(
      said { $0["checks/items/spare.yaml"] = Self.item("spare") } == ["checks/items/spare.yaml [check] no check has this item"])
    #expect(
      said { $0["checks/items/item-2.yaml"] = Self.item("item-2", skill: "x") } == [
        "checks/items/item-2.yaml [check] no lesson has the skill “x”"
      ])
    #expect(
      said { $0["checks/items/item-2.yaml"] = Self.item("item-3") } == [
        "checks/items/item-2.yaml:1 [check] the key is “item-3”, the file is called “item-2”"
      ])
    #expect(
      said { $0["checks/unit-1.yaml"] = Self.form(["item-1", "item-1", "item-2", "item-3"]) } == [
        "checks/unit-1.yaml:3 [check] item-1 appears twice"
      ])
    #expect(
      said { $0["checks/unit-1.yaml"] = Self.form(["item-1"]) } == ["checks/unit-1.yaml [check] “items”: 4 to 20 are wanted"])
    #expect(
      said { $0["checks/quiz.yaml"] = Self.form(["item-1"]) } == [
        "checks/quiz.yaml [check] a check is called pre, post or unit-1"
      ])
    #expect(
      said { $0["checks/pre.yaml"] = Array("title: x\n".utf8) }.allSatisfy { $0.hasPrefix("checks/") && $0.contains("[check]") })
    #expect(
      said {
        $0["checks/items/kinds-of-error.yaml"] = Self.item("kinds-of-error")
        $0["checks/unit-1.yaml"] = Self.form(["item-1", "item-2", "item-3", "kinds-of-error"])
      } == ["checks/items/kinds-of-error.yaml [check] an exercise of a lesson has the key kinds-of-error"])
  }

  private static func point(_ areas: String) -> [UInt8] {
    let head = "key: touch\nkind: point\nskill: mean-and-spread\nask: \(Course.t("а"))\nfigure: pendulum\nanswer: a\n"
    return Array("\(head)areas:\n  a: \(areas)\n  b: {x: 40, y: 40, r: 30, label: \(Course.t("б"))}\n".utf8)
  }

  @Test("circles to touch lie in their drawing and are large enough for a finger")
  func circles() throws {
    func said(_ areas: String, figure: String = "pendulum") -> [String] {
      Course.said { files in
        let path = "\(Course.lesson)exercises/touch.yaml"
        files[path] = Array(String(decoding: Self.point(areas), as: UTF8.self).replacing("pendulum", with: figure).utf8)
        let plan = "\(Course.lesson)lesson.yaml"
        let text = String(decoding: files[plan] ?? [], as: UTF8.self).replacing("practice: [", with: "practice: [touch, ")
        files[plan] = Array(text.utf8)
      }
    }
    #expect(said("{x: 120, y: 60, r: 30, label: \(Course.t("в"))}") == [])
    #expect(
      said("{x: 120, y: 60, r: 5, label: \(Course.t("в"))}").first?.contains(
        "touch.yaml:8 [exercise] “a” is too small for a finger") == true)
    #expect(
      said("{x: 9000, y: 60, r: 30, label: \(Course.t("в"))}").first?.contains("touch.yaml:8 [exercise] “a” lies outside") == true
    )
    #expect(
      said("{x: 120, y: 60, r: 30, label: \(Course.t("в"))}", figure: "gone").first?.contains("there is no drawing gone.svg")
        == true)
  }
}
