// Plain JavaScript on purpose: it must run on the old Node it complains about.
const wanted = 24;
const found = Number.parseInt(process.versions.node, 10);
if (found < wanted) {
  console.error(
    `This bot runs its TypeScript directly and needs Node ${wanted} or newer; this is Node ${process.versions.node}.\n` +
      `Run "npm ci" without --omit=dev (it brings Node ${wanted} along for npm scripts), or install Node ${wanted}.`,
  );
  process.exit(1);
}
