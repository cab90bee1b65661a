import Programme
import Words

/// Sees who may need help and why, and writes down what was done: whoever runs cohorts, and the adults of a group for their own girls.
enum GiveSupport: Act {
  static let roles: Set<Role> = [.coordinator, .trainer, .mentor]
  static let touchesChildren = true
}

/// Answers a girl who pressed "it is hard now": the school's desk, and the safeguarding officers for what is theirs too.
enum AnswerHelp: Act {
  static let roles: Set<Role> = [.coordinator, .assistant, .safeguarding]
  static let touchesChildren = true

  /// Of these at least two people see each request.
  static let desk: Set<Role> = [.coordinator, .assistant]
}

extension AuditAct {
  static let supportSeen = AuditAct(
    "support.seen", Phrase(kk: "көмек тізімі ашылды", ru: "открыт список, кому нужна помощь", en: "list of support opened"))
  static let supportNoted = AuditAct(
    "support.noted", Phrase(kk: "көмек туралы жазылды", ru: "записано о помощи", en: "support noted"))
  static let supportSwitched = AuditAct(
    "support.switched",
    Phrase(kk: "көмек ережесі қосылды не өшірілді", ru: "правило помощи включено или выключено", en: "rule of support switched"))
  static let helpAsked = AuditAct("help.asked", Phrase(kk: "көмек сұралды", ru: "запрошена помощь", en: "help asked for"))
  static let helpSeen = AuditAct(
    "help.seen", Phrase(kk: "көмек сұрауы ашылды", ru: "открыта просьба о помощи", en: "request for help opened"))
  static let helpAnswered = AuditAct(
    "help.answered",
    Phrase(kk: "көмек сұрауына жауап берілді", ru: "дан ответ на просьбу о помощи", en: "request for help answered"))
}
