/** The server cannot start; the message is one line for a person. */
export class CannotStart extends Error {}
