/** A button of the panels: what it is called, and what it does, in a sentence. */
type Button = readonly [label: string, hint: string];

export const button = (label: string, hint: string): Button => [label, hint];
