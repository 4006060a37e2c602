import type { LineName } from "../line.ts";

/** What the client has to know of one product line. Another line is another one of these, and its name in `src/line.ts`. */
export interface Line {
  name: LineName;
  /** Appended to the base URL. */
  path: string;
  /** The form of an order, beside `type`, `key` and `sign`. */
  encode(service: string, destination: Destination): Record<string, string>;
}

/** What was answered, and to which of the service's questions; one that is not asked is left out. */
export type Destination = readonly { position: 1 | 2 | 3; value: string }[];
