package import Programme

/// A girl applies: the form as data, drafts that survive everything, consent, submission; and the coordinator's desk.
package enum Applications {
  package static func room(_ form: Form) -> Room {
    Room(name: "applications", migrations: ApplicationMigrations.all, routes: [])
  }
}
