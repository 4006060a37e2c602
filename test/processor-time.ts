/** How long the processor has worked for this process since, in ms: on a busy machine others have their turn meanwhile. */
export function processorTime(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000;
  };
}
