import { readFile } from "node:fs/promises";

/** What Linux shows of any program, so that asking costs the process that is measured nothing. */
const msPerTick = 10;
const utimePlace = 11;
const stimePlace = 12;

/** Processor time it has used since its start, its own and the kernel's for it; ms. */
export async function cpuMsOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold spaces; what is counted here comes after it.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[utimePlace]) + Number(fields[stimePlace])) * msPerTick;
}

/** Resident memory; bytes. */
export async function residentBytesOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1]) * 1_024;
}
