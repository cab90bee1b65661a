// PostboxTests
