/** The only file here that names folders of the project: where changes are planted, and what runs after each. */

/** Where changes are planted unless `--in` says otherwise. */
export const grounds: readonly string[] = [
  "src/orders",
  "src/osimesa",
  "src/telling",
  "src/watch",
  "src/bot",
  "src/people/lua",
  "src/shop/lua",
  "src/redis",
];

/** Test files that are about something else, too slow to run after each change, or runs of what `steps` runs. */
const leftOut = [
  "test/sandbox/",
  "test/torture/",
  "test/orders/rush.test.ts",
  "test/replicas/cluster-failover.test.ts",
  "test/replicas/sentinel-failover.test.ts",
  "test/power-loss/",
  "test/mutation/",
  "test/run.test.ts",
  "test/simulation/simulation.test.ts",
];

/** One run of a program that should end well: a test file, or a slice of the simulation. */
export interface Step {
  name: string;
  /** For Node. */
  args: readonly string[];
}

/** Few seeds a slice, so that a change they catch is caught early. */
const seedsInSlice = 20;

export function steps(files: readonly string[], seeds: number): Step[] {
  const tests = files.filter(
    (file) => file.endsWith(".test.ts") && !leftOut.some((folder) => file.startsWith(folder)),
  );
  const slices = Array.from({ length: Math.ceil(seeds / seedsInSlice) }, (_, slice) => {
    const first = 1 + slice * seedsInSlice;
    const count = Math.min(seedsInSlice, seeds - first + 1);
    return {
      name: `simulation, seeds ${first} to ${first + count - 1}`,
      args: ["test/simulation/main.ts", "--from", String(first), "--seeds", String(count)],
    };
  });
  return [
    ...tests.map((name) => ({
      name,
      // Bugs that a test plants itself find their text changed: that would look like a catch.
      args: ["--test", "--test-reporter=tap", "--test-skip-pattern=a bug in the Lua", name],
    })),
    ...slices,
  ];
}

/** The first sign of a failure in what a step writes, with what failed. */
export const failureSign = /^\s*not ok \d+ - (.*)$|^(seed \d+: invariant .*)$/m;

/** Of steps that get to a place: the scripts' own comparison first, then tests in a folder of the same name, then the quickest. */
export function inOrder<T extends { step: Step; seconds: number }>(
  file: string,
  measured: readonly T[],
): T[] {
  const rank = ({ name }: Step) => {
    if (file.endsWith(".lua") && name.includes("differential")) return 0;
    const folder = /^test\/(.*)\/[^/]*$/.exec(name)?.[1];
    return folder !== undefined && file.startsWith(`src/${folder}/`) ? 1 : 2;
  };
  return measured.toSorted((a, b) => rank(a.step) - rank(b.step) || a.seconds - b.seconds);
}
