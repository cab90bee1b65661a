import Exchange
import Programme

extension Study {
  static let publishing: [Route] = [
    .may(WriteCourse.self, .get, "/desk/courses") { try await PublishingPages.list($0, $1) },
    .may(WriteCourse.self, .get, "/desk/courses/:course") { try await PublishingPages.show($0, $1) },
    .may(WriteCourse.self, .get, "/desk/courses/:course/variants") { try await VariantCounts.show($0, $1) },
    .may(WriteCourse.self, .get, "/desk/courses/:course/:number/report") { try await PublishingPages.report($0, $1) },
    .may(WriteCourse.self, .get, "/desk/courses/:course/:number/lessons") { try await PublishingPages.lessons($0, $1) },
    .may(WriteCourse.self, .get, "/desk/courses/:course/:number/lessons/:lesson") { try await PublishingPages.preview($0, $1) },
    .may(PublishCourse.self, .post, "/desk/courses/:course/:number/publication") { try await PublishingPages.decide($0, $1) },
  ]
}
