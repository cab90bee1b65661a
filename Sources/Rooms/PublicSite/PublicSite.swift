// PublicSite
