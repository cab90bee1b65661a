/// Looks at what a selection published, without knowing how it was made, and says which promised property fails.
package enum Inspection {}
