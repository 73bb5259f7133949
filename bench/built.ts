/**
 * A module of the build, which is what users run; tsx wraps every function in something of its own.
 * @param path inside dist: `server/index.js`
 */
export function loadBuilt<T>(path: string): Promise<T> {
  return import(new URL(`../dist/${path}`, import.meta.url).href) as Promise<T>;
}
