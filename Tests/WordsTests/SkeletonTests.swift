import Testing
import Words

@Suite struct SkeletonTests {
  @Test(arguments: [
    ["Әшімова", "Ashimova", "Äşimova", "әшимова"], ["Жұлдыз", "Zhuldyz", "Juldyz", "Жулдыз"], ["Ғазиза", "Gaziza", "Ğaziza"],
    ["Айгүл", "Aigul", "Aygül"], ["Хадиша", "Khadisha", "Hadişa"], ["Юлия", "Yuliya"], ["Чолпан", "Cholpan"],
    ["Ақжоба", "Aqjoba", "Akzhoba"],
  ]) func oneNameIsOneInEitherAlphabet(_ names: [String]) {
    #expect(Set(names.map(skeleton)).count == 1, "\(names.map(skeleton))")
  }

  @Test func differentNamesStayDifferent() {
    #expect(Set(["Айша", "Айнұр", "Әсел", "Назым", "Жанар", "Динара"].map(skeleton)).count == 6)
    #expect(skeleton("Елесова  Айгүл") == "elesova aigul")
  }
}
