/** The computer's clock: the only place in the simulation that reads it, for tenants that run in real time. */
export function systemTime(): number {
  return Date.now();
}
