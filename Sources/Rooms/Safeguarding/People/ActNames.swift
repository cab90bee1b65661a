package import Words

/// What the log's machine words mean to the girl whose file they stand in, to her guardian and to the officer.
package enum ActNames {
  /// The act in words; an act that is not about a person's file keeps its machine word.
  package static func shown(_ act: String, _ t: Language) -> String { named[act].map { t($0) } ?? act }

  package static let named: [String: Phrase] = [
    "application.started": Phrase(kk: "өтінім басталды", ru: "заявка начата", en: "application begun"),
    "application.submitted": Phrase(kk: "өтінім жіберілді", ru: "заявка подана", en: "application sent"),
    "application.withdrawn": Phrase(kk: "өтінім қайтарып алынды", ru: "заявка отозвана", en: "application withdrawn"),
    "application.returned": Phrase(kk: "түзетуге қайтарылды", ru: "возвращена на исправление", en: "returned for correction"),
    "application.read": Phrase(kk: "өтінім ашылды", ru: "заявку открывали", en: "application opened"),
    "application.list": Phrase(kk: "тізімде көрсетілді", ru: "показана в списке", en: "shown in a list"),
    "application.file_read": Phrase(kk: "файл ашылды", ru: "файл открывали", en: "file opened"),
    "application.noted": Phrase(kk: "ескертпе жазылды", ru: "записана заметка", en: "note written"),
    "application.export": Phrase(kk: "тізім файлға шығарылды", ru: "список выгружен в файл", en: "list taken out as a file"),
    "application.guardian_phone": Phrase(
      kk: "ата-ананың телефоны түзетілді", ru: "исправлен телефон родителя", en: "the guardian's phone corrected"),
    "application.return_key": Phrase(
      kk: "қайта кіру кілті жасалды", ru: "создан ключ для возвращения", en: "key for coming back made"),
    "consent.given": Phrase(kk: "келісімге жауап берілді", ru: "дан ответ о согласии", en: "consent answered"),
    "consent.opened": Phrase(kk: "келісім беті ашылды", ru: "открыта страница согласия", en: "consent page opened"),
    "consent.asked_again": Phrase(kk: "келісім қайта сұралды", ru: "согласие спрошено снова", en: "consent asked again"),
    "consent.came_of_age": Phrase(
      kk: "18 жасқа толды, өзінен сұралды", ru: "исполнилось 18, спрошена сама", en: "turned 18, asked herself"),
    "consent.list": Phrase(
      kk: "келісімдер тізімінде көрсетілді", ru: "показана в списке согласий", en: "shown in the list of consents"),
    "consent.paper_rejected": Phrase(
      kk: "қағаз келісім қабылданбады", ru: "бумажное согласие отклонено", en: "consent on paper rejected"),
    "duplicate.different": Phrase(
      kk: "басқа қыз екені анықталды", ru: "признана другой девочкой", en: "found to be another girl"),
    "duplicate.joined": Phrase(kk: "екі өтінім біріктірілді", ru: "две заявки объединены", en: "two applications joined"),
    "duplicate.reopened": Phrase(kk: "біріктіру қайта қаралды", ru: "объединение пересмотрено", en: "joining looked at again"),
    "erasure.asked": Phrase(kk: "деректерді жою сұралды", ru: "запрошено удаление", en: "erasure asked for"),
    "erasure.dropped": Phrase(kk: "жою сұрауы алынды", ru: "запрос удаления снят", en: "request of erasure dropped"),
    "objection.made": Phrase(kk: "қарсылық білдірілді", ru: "заявлено возражение", en: "objection made"),
    "objection.taken_back": Phrase(kk: "қарсылық қайтарылды", ru: "возражение снято", en: "objection taken back"),
    "objection.decided": Phrase(kk: "қарсылық шешілді", ru: "возражение рассмотрено", en: "objection decided"),
    "person.exported": Phrase(kk: "деректер көшірмесі алынды", ru: "взята копия данных", en: "copy of the data taken"),
    "person.looked_at": Phrase(kk: "деректер ашылды", ru: "данные открывали", en: "data opened"),
    "person.erased": Phrase(kk: "деректер жойылды", ru: "данные удалены", en: "data erased"),
    "person.restricted": Phrase(kk: "өңдеу шектелді", ru: "обработка ограничена", en: "processing restricted"),
    "person.restriction_lifted": Phrase(kk: "шектеу алынды", ru: "ограничение снято", en: "restriction lifted"),
    "session.code": Phrase(kk: "кодпен кірді", ru: "вход по коду", en: "signed in with a code"),
    "session.ended": Phrase(kk: "құрылғыларын жапты", ru: "закрыты её устройства", en: "her phones and browsers closed"),
    "session.device": Phrase(kk: "өз телефонынан кірді", ru: "вход со своего телефона", en: "signed in from her own phone"),
    "session.return_key": Phrase(kk: "кілтпен кірді", ru: "вход по ключу", en: "signed in with a key"),
    "role.confirmed": Phrase(kk: "рөл расталды", ru: "роль подтверждена", en: "role confirmed"),
    "role.dropped": Phrase(kk: "рөл қабылданбады", ru: "роль отклонена", en: "role refused"),
    "session.demo": Phrase(kk: "көрсетілімге кірді", ru: "вход в демонстрацию", en: "signed in to the demonstration"),
  ]
}
