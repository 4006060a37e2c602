/** Which page of a list is wanted, from 0, and how many entries a page has. */
export interface WantedPage {
  page: number;
  size: number;
}

/** One page of a list. */
export interface Page<T> {
  items: readonly T[];
  /** From 0; who wanted one beyond the last is given the last. */
  page: number;
  /** At least one. */
  pages: number;
  /** Entries of all pages. */
  total: number;
}

/** Where the wanted page of a list with `total` entries begins. */
export function pageStart(total: number, { page: wanted, size }: WantedPage) {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  return { page, pages, total, offset: page * size };
}

export function pageOf<T>(all: readonly T[], wanted: WantedPage): Page<T> {
  const { offset, ...place } = pageStart(all.length, wanted);
  return { items: all.slice(offset, offset + wanted.size), ...place };
}
