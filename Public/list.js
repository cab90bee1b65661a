// On every page of hers: that her list has a shelf on the phone is all it says. What her list waits to send goes with the journal of the page;
// the list itself is in listing.js.
export {};
