/** Whether one letter more, less, other or swapped with the next makes one word of the other. */
export function oneTypoApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (
    end < short.length - start &&
    short[short.length - 1 - end] === long[long.length - 1 - end]
  )
    end += 1;
  const left = short.length - start - end;
  if (left === 0) return true;
  if (short.length < long.length) return false;
  return (
    left === 1 ||
    (left === 2 && short[start] === long[start + 1] && short[start + 1] === long[start])
  );
}

/** How many letters have to change, at most `most`; more is `most + 1`. */
export function typosApart(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1;
      now.push(
        Math.min(
          (before[column] ?? 0) + 1,
          (now[column - 1] ?? 0) + 1,
          (before[column - 1] ?? 0) + change,
        ),
      );
    }
    before = now;
  }
  return Math.min(before[other.length] ?? 0, most + 1);
}
