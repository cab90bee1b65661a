import Programme

/// What may be done about universities and grants, and by whom.

/// Organisations, programmes of study, kinds of grants, rounds and offers as they stand: counts of girls, no girl.
enum ReadGrants: Act { package static let roles: Set<Role> = [.chair, .coordinator, .partnerships, .monitoring] }
/// Enter organisations, programmes of study, kinds of grants and offers; change their seats.
enum EditOffers: Act { package static let roles: Set<Role> = [.partnerships, .coordinator] }
/// Say of an offer that the other side entered that it is right.
enum ConfirmOffers: Act { package static let roles: Set<Role> = [.partnerships, .university] }
/// An officer's own organisation: what it offers, as she enters and confirms it.
enum OwnOffers: Act { package static let roles: Set<Role> = [.university] }
/// Let somebody of an organisation in, and end that.
enum InviteOfficers: Act { package static let roles: Set<Role> = [.partnerships] }
/// The dates of a round; an offer taken out of it after it was confirmed.
enum LeadMatching: Act { package static let roles: Set<Role> = [.chair] }
