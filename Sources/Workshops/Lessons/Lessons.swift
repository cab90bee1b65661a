/// Lessons: the text of a course in, a page out. Formulas, text, figures, and the checker that keeps three languages together.
///
/// Nothing here knows pupils, rooms or a database: values come in, `HTML` and complaints go out.
package enum Lessons {}
