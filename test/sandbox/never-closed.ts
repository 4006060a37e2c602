import type { RawService } from "../../sandbox/osimesa/catalogue/raw-service.ts";

/** The same without cut-offs: a test that orders has to go well at midnight in Jakarta too. */
export function neverClosed(services: readonly RawService[]): RawService[] {
  return services.map((service) => ({ ...service, cutoff: { start: "", end: "" } }));
}
