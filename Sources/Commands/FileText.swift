import Foundation
import Words

/// The bytes of a file somebody names; `-` is the standard input, and a pipe is read as a file is.
enum FileText {
  private static let largest = 1 << 30

  static func bytes(_ path: String) throws(FileRefusal) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileRefusal(path, errno == ENOENT ? .noSuchFile : .fileUnreadable) }
    defer { if descriptor > 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      guard status.st_size <= largest else { throw FileRefusal(path, .fileTooLarge) }
      bytes.reserveCapacity(Int(status.st_size))
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      guard count > 0 || errno == EINTR else { throw FileRefusal(path, .fileUnreadable) }
      guard bytes.count + max(0, count) <= largest else { throw FileRefusal(path, .fileTooLarge) }
      bytes += chunk[..<max(0, count)]
    }
  }
}

/// Why a file or folder somebody names cannot be used.
struct FileRefusal: Error, CustomStringConvertible {
  let path: String
  let says: Phrase

  init(_ path: String, _ says: Phrase) { (self.path, self.says) = (path, says) }

  var sentence: Phrase { says.at(path) }

  var description: String { sentence(.en) }
}

extension Phrase {
  static let noSuchFile = Phrase(kk: "Мұндай файл жоқ.", ru: "Такого файла нет.", en: "There is no such file.")
  static let noSuchFolder = Phrase(kk: "Мұндай қалта жоқ.", ru: "Такой папки нет.", en: "There is no such folder.")
  static let folderUnreadable = Phrase(
    kk: "Қалта оқылмайды: рұқсат жоқ не бұл қалта емес.", ru: "Папка не читается: нет прав или это не папка.",
    en: "The folder cannot be read: no permission, or it is not a folder.")
  static let fileUnreadable = Phrase(
    kk: "Файл оқылмайды: рұқсат жоқ не бұл файл емес.", ru: "Файл не читается: нет прав или это не файл.",
    en: "The file cannot be read: no permission, or it is not a file.")
  static let fileTooLarge = Phrase(
    kk: "Файл 1 ГиБ-тан үлкен.", ru: "Файл больше 1 ГиБ.", en: "The file is larger than 1 GiB.")
  static let folderUnwritable = Phrase(
    kk: "Бұл қалтаға жазу мүмкін емес.", ru: "В эту папку нельзя записать.", en: "This folder cannot be written.")
  static let folderOccupied = Phrase(
    kk: "Бұл қалтада басқа файлдар бар: бос қалтаны не бұрынғы нәтиже қалтасын көрсетіңіз.",
    ru: "В папке другие файлы: укажите пустую папку или папку с прежними результатами.",
    en: "The folder holds other files: name an empty folder, or one with earlier results.")
}
