import Foundation

enum ProcessEnvironment {
  static subscript(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}
