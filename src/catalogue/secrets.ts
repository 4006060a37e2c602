import type { Field, Service } from "./service.ts";

/** Asked for what nobody else should read: never kept, repeated or read from a line. */
export const isSecret = (field: Field): boolean =>
  field.kind === "input" && field.type === "password";

export const asksSecret = ({ fields }: Pick<Service, "fields">): boolean => fields.some(isSecret);
