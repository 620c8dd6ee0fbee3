/** Something the person at the keyboard can put right: the message says what and how, and no stack trace is shown. */
export class CannotRun extends Error {
  override readonly name = "CannotRun";
}
