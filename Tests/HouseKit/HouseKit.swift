// HouseKit
