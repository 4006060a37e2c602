/** Why an update counts as not handled: it has to be handled again, by whoever it comes to then. */
export type NotHandledWhy =
  /** What is stored of its person or its chat could not be read, or whether it was written is not known. */
  | "trouble"
  /** Another process works on its chat. */
  | "busy"
  /** Its chat was changed meanwhile; nothing of it was written. */
  | "stale"
  /** It failed, and its person could not be told so. */
  | "untold";

/** An update was not handled, and nobody has heard of it yet. */
export class NotHandled extends Error {
  readonly why: NotHandledWhy;
  constructor(why: NotHandledWhy, cause?: unknown) {
    super(`an update was not handled: ${why}`, { cause });
    this.name = "NotHandled";
    this.why = why;
  }
}
