// WallsTests
