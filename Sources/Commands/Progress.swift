/// One line that tells how far a long work is; written anew on a terminal, line by line into a file.
enum Progress {
  static func show(_ what: String, _ done: Int, of total: Int) {
    guard Terminal.isInteractive || done == total || done % 400 == 0 else { return }
    let line = "\(what): \(done) / \(total)"
    Terminal.show(Terminal.isInteractive ? "\r\(line)\(done < total ? "" : "\n")" : line + "\n")
  }
}
