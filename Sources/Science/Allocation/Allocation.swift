/// Who gets a place: selection under reserves and caps, many-to-one matching, assignment of reviewers, verifiable lottery.
///
/// Values in, values out: nothing here reads a file, a clock or chance. The same input gives the same output on every machine.
package enum Allocation {}
