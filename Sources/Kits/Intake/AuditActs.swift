import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let importConfirmed = AuditAct(
    "import.confirmed", Phrase(kk: "кестені қабылдау расталды", ru: "приём таблицы подтверждён", en: "table confirmed"))
  static let importDone = AuditAct(
    "import.done", Phrase(kk: "кесте қабылданып болды", ru: "таблица принята", en: "table taken in"))
  static let importDropped = AuditAct(
    "import.dropped", Phrase(kk: "кестені жүктеу тоқтатылды", ru: "загрузка таблицы отменена", en: "import of a table cancelled"))
  static let importRefusedTaken = AuditAct(
    "import.refused_taken",
    Phrase(
      kk: "қабылданбаған жолдар файлға шығарылды", ru: "отклонённые строки выгружены в файл",
      en: "refused lines exported to a file"))
  static let importUndone = AuditAct(
    "import.undone", Phrase(kk: "кестені қабылдау кері қайтарылды", ru: "приём таблицы отменён", en: "import of a table undone"))
  static let importStaged = AuditAct(
    "import.staged", Phrase(kk: "кесте жүктелді", ru: "таблица загружена", en: "table brought"))
}

extension Intake {
  static let acts: [AuditAct] = [
    .importConfirmed, .importDone, .importDropped, .importRefusedTaken, .importStaged, .importUndone,
  ]
}
