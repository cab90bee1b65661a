import Exchange
import Markup
import Programme
import Words

extension Study {
  static let certificates: [Route] = [
    .open(.get, "/c") { try await CertificateCheck.ask($0) },
    .open(.get, "/c/offline") { try await OfflineCheck.show($0) },
    .open(.get, "/c/pack.json") { try await OfflineCheck.pack($0) },
    .open(.get, "/c/status.json") { try await IssuerPages.revocations($0) },
    .open(.get, "/c/:code") { try await CertificateCheck.show($0) },
    .open(.get, "/.well-known/did.json") { try await IssuerPages.identity($0) },
    .may(OwnStudy.self, .get, "/study/certificates") { try await OwnCertificates.list($0, $1) },
    .may(OwnStudy.self, .get, "/study/certificates/:code.pdf") { try await OwnCertificates.paper($0, $1) },
    .may(OwnStudy.self, .get, "/study/certificates/:code.json") { try await OwnCertificates.badge($0, $1) },
    .may(OwnStudy.self, .get, "/study/certificates/:code.jwt") { try await OwnCertificates.token($0, $1) },
    .may(OwnStudy.self, .post, "/study/certificates/:code/name") { try await OwnCertificates.rename($0, $1) },
    .may(IssueCertificate.self, .get, "/desk/certificates") { try await CertificateDesk.list($0, $1) },
    .may(IssueCertificate.self, .post, "/desk/certificates") { try await CertificateDesk.propose($0, $1) },
    .may(IssueCertificate.self, .get, "/desk/certificates/:code") { try await CertificateFile.show($0, $1) },
    .may(IssueCertificate.self, .get, "/desk/certificates/:code/preview.pdf") { try await CertificateFile.preview($0, $1) },
    .may(IssueCertificate.self, .post, "/desk/certificates/:code/issue") { try await CertificateFile.issue($0, $1) },
    .may(IssueCertificate.self, .post, "/desk/certificates/:code/drop") { try await CertificateFile.drop($0, $1) },
    .may(IssueCertificate.self, .post, "/desk/certificates/:code/revoke") { try await CertificateFile.revoke($0, $1) },
  ]

  static let certificatesMenu = MenuEntry(title: .certificatesTitle, link: "/desk/certificates", roles: IssueCertificate.roles)
}
