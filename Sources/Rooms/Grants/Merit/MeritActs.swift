import Programme

/// Say, as the second person, that something of a round goes out: never who proposed it.
enum ReleaseMatching: Act { package static let roles: Set<Role> = [.chair, .coordinator, .safeguarding] }
/// A round's merit rule and how much evidence there is: whoever reads rounds, and whoever may freeze it.
enum ReadMerit: Act { package static let roles: Set<Role> = ReadGrants.roles.union(ReleaseMatching.roles) }
