/// Documents: files that go out to people and come in from them: CSV, XLSX, PDF and QR codes.
///
/// Nothing here knows what the rows mean. Readers trust no byte of a file; writers give no cell the power of a formula.
package enum Documents {}
