// ApplicationsTests
