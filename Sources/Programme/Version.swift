/// Which edition of the program this is.
package enum Version {
  package static let number = "0.1.0"
}
