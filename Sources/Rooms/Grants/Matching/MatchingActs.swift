import Programme

/// One's own result: what she has, why, and what she answers.
enum OwnRecommendation: Act { package static let roles: Set<Role> = [.applicant] }
/// What one's child was recommended for, and what she answered.
enum WardRecommendation: Act { package static let roles: Set<Role> = [.guardian] }
