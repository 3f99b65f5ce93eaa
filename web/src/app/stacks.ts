/* React makes errors while its code is read, to throw them later. Each notes where it was made, and for that V8 reads the
 * whole file of libraries a second time: 50 ms before the first picture. */
const errors = Error as { stackTraceLimit?: number };
const usual = errors.stackTraceLimit;

export function noteStacks(isWanted: boolean): void {
  if (usual !== undefined) errors.stackTraceLimit = isWanted ? usual : 0;
}
