/**
 * The builds of releases of iOS and iPadOS. Apple publishes them one release at a time: https://developer.apple.com/news/releases and
 * https://gdmf.apple.com/v2/pmv. [recorded] these were looked up in AppleDB (littlebyteorg/appledb, osFiles/iOS), which keeps them all. Where Apple
 * gave some models a build of their own, or released a version twice, this is the one that most models had first.
 */
const BUILDS: Readonly<Record<string, string>> = {
  '15.8.3': '19H386',
  '16.4.1': '20E252',
  '16.7.10': '20H350',
  '17.0': '21A329',
  '17.5': '21F79',
  '17.5.1': '21F90',
  '17.6': '21G80',
  '17.6.1': '21G93',
  '17.7': '21H16',
  '17.7.2': '21H221',
  '18.0': '22A3354',
  '18.0.1': '22A3370',
  '18.1': '22B83',
  '18.1.1': '22B91',
  '18.2': '22C152',
  '18.2.1': '22C161',
  '18.3': '22D63',
  '18.3.1': '22D72',
  '18.3.2': '22D82',
  '18.4': '22E240',
  '18.4.1': '22E252',
  '18.5': '22F76',
  '18.6': '22G86',
  '18.6.1': '22G90',
  '18.6.2': '22G100',
  '18.7': '22H20',
  '18.7.1': '22H31',
  '26.0': '23A341',
  '26.0.1': '23A355',
  '26.1': '23B85',
  '26.2': '23C55',
};

const [NEWEST = ['', '']] = Object.entries(BUILDS).slice(-1);
/** The newest release in the list, and its build; Apple may have released others since. */
export const [NEWEST_RELEASE, NEWEST_BUILD] = NEWEST;

/** The versions of the releases in the list, the newest first. */
export const RELEASES: readonly string[] = Object.keys(BUILDS).reverse();

/** The build of a release as `DeviceInformation` reports it; undefined for a version that isn't in the list. */
export const buildOfRelease = (osVersion: string): string | undefined => BUILDS[osVersion];
