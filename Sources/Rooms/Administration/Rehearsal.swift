import Markup
import Programme
import Words

extension Administration {
  static let rehearsal = Rehearsal(stops: [
    TourStop(
      .house, .administration, says: .houseStop,
      doors: [
        TourDoor(.asAdministrator, .asAdministratorWhat, as: .staff(.administrator), at: "/administration"),
        TourDoor(.asOperator, .asOperatorWhat, as: .staff(.administrator), at: "/administration/operation"),
      ])
  ])
}

extension Phrase {
  static let houseStop = Phrase(
    kk: "Рөлдер, кезеңдер және бағдарлама папкасы осында күтіледі; маңызды өзгерісті екінші адам растайды.",
    ru: "Здесь ведут роли, этапы и папку программы; важное изменение подтверждает второй человек.",
    en: "Roles, stages and the programme's folder are looked after here; a second person confirms what matters.")
  static let asAdministrator = Phrase(kk: "Әкімші ретінде", ru: "Как администратор", en: "As the administrator")
  static let asAdministratorWhat = Phrase(
    kk: "адамдар, қабылдаулар, мектептер", ru: "люди, наборы, школы", en: "people, intakes, schools")
  static let asOperator = Phrase(kk: "Жұмыс қалай жүріп жатыр", ru: "Как идёт работа", en: "How it runs")
  static let asOperatorWhat = Phrase(
    kk: "резервтік көшірмелер, кезектер", ru: "копии, очереди, задания", en: "backups, queues, jobs")
}
