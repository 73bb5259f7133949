import { NEWEST_BUILD, NEWEST_RELEASE } from '../apple/os-builds.ts';
import { compareBuilds, compareVersions } from '../filters/index.ts';

/** [inferred] Apple brings out a major version a year: what is further ahead than this many, no device has yet. */
export const MAJOR_VERSIONS_AHEAD = 1;

/** A version or build of iOS that no release has that is known here. */
export interface Unreleased {
  /** The newest that is known. */
  readonly newest: string;
  /** Whether none that Apple may have released since can have it either. */
  readonly certain: boolean;
}

/** Whether no known release of iOS is as new as a version; undefined when there is one. */
export const unreleasedVersion = (version: string): Unreleased | undefined =>
  ahead(version, NEWEST_RELEASE, compareVersions);

/** The same of a build. */
export const unreleasedBuild = (build: string): Unreleased | undefined =>
  ahead(build, NEWEST_BUILD, compareBuilds);

function ahead(
  limit: string,
  newest: string,
  compare: (one: string, other: string) => number,
): Unreleased | undefined {
  if (compare(limit, newest) <= 0) return undefined;
  // Versions and builds both begin with the number of the major version.
  const major = (text: string) => Number.parseInt(text, 10);
  return { newest, certain: major(limit) > major(newest) + MAJOR_VERSIONS_AHEAD };
}
