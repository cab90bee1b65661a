import Testing
import Words

@Suite struct NameTextTests {
  @Test(arguments: [
    ("Сынақова", "Сынақова"), ("  Әлия  Мысал ", "Әлия Мысал"), ("Ұлы-Ана", "Ұлы-Ана"), ("О’Нил", "О'Нил"), ("А. Б.", "А. Б."),
    ("Aйгepiм", "Айгерім"), ("Aigerim", "Aigerim"), ("Ли", "Ли"), ("\u{202d}Дана\u{202c}", "Дана"),
    ("José\u{0301}", "José\u{0301}"),
    ("Қыз–Жібек", "Қыз-Жібек"), ("А.Б. Ли", "А. Б. Ли"), ("evil.kz", "evil. kz"),
  ]) func namesAreTakenAndTidied(typed: String, name: String) throws {
    #expect(Array(try NameText.checked(typed).unicodeScalars) == Array(name.unicodeScalars))
  }

  @Test(arguments: [
    ("Ваш счёт закрыт: https://evil.kz/a", ":"), ("Иванова😀", "😀"), ("Анна2", "2"), ("<b>x</b>", "<"), ("=cmd", "="),
    ("evil.kz/a", "/"), ("Аня٣", "٣"), ("Дана@", "@"), ("Дана\u{0}", "\u{0}"), ("?асымова", "?"),
  ]) func whatIsNoNameIsRefused(typed: String, sign: String) {
    #expect(throws: NameText.Complaint.sign(sign)) { try NameText.checked(typed) }
  }

  @Test(arguments: ["", " ", "-", ". .", "\u{200b}"]) func aNameHasALetter(typed: String) {
    #expect(throws: NameText.Complaint.noLetter) { try NameText.checked(typed) }
  }
}
