// Postbox
