package import Exchange
package import Words

/// What a measurement gives: one JSON object, files for people, a few lines to read.
package protocol MeasuredTable {
  /// JSON Schema of the object, and of a refusal in its place.
  static var answerSchema: String { get }
  /// The name of a file that is always among the files.
  static var mark: String { get }
  var json: JSON { get }
  /// Tables, plots and a report in each language, given to `put` one by one as they are made.
  func files(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws
  func summary(_ language: Language) -> [String]
}
