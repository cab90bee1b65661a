import Applications
package import Forms
package import HouseKit

extension HouseKit {
  /// What girls are asked in this house.
  package var form: Form { house.applicationForm }
}
