/** What is wrong with an answer typed into a form. Lengths are of what would be sent. */
export type Problem =
  /** A sticker, a photo, a place: nothing to read. */
  | { kind: "not-text" }
  | { kind: "not-a-choice" }
  | { kind: "many-lines" }
  | { kind: "not-a-number" }
  | { kind: "not-a-phone-number" }
  | { kind: "not-an-email" }
  | { kind: "not-an-address" }
  | { kind: "not-a-date" }
  /** A contact was shared, but the question is not for a phone number. */
  | { kind: "contact-not-wanted" }
  | { kind: "unknown-command" }
  /** An edited message changes nothing. */
  | { kind: "edited" }
  /** One of several answers in one message. */
  | { kind: "in-part"; label: string; problem: Problem }
  | { kind: "too-short" | "too-long"; length: number; min: number; max: number; digits: boolean };
