// Safeguarding
