import Certificates
import Testing

@Suite struct LatinTests {
  @Test("a Kazakh name in Latin letters has no letter of Cyrillic left, and keeps its capitals")
  func latin() {
    #expect(Certificate.latin("Айгерім Қасымова") == "Aygerim Kasymova")
    #expect(Certificate.latin("Һүсни Әбдіғұл-Өмірбек") == "Husni Abdigul-Omirbek")
    let rest = Certificate.latin("Ңғәіөұүһқ")
    #expect(rest == rest.filter { $0.isASCII } && rest.count == 9)
  }
}
