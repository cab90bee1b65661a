import Programme

/// Order one's own list.
enum OwnList: Act { package static let roles: Set<Role> = [.applicant] }
/// See of one's child whether there is a list.
enum WardList: Act { package static let roles: Set<Role> = [.guardian] }
/// Write a girl's list for her, who sits beside and has the code that came to her phone.
enum EnterLists: Act {
  package static let roles: Set<Role> = [.coordinator]
  package static let touchesChildren = true
}
