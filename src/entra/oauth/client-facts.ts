import type { Access } from '../conditional-access/index.ts';
import type { EntraRequest } from './messages.ts';

/** What a request tells of where it comes from. */
export interface ClientFacts {
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
  readonly platform: Access['platform'];
  /** As the log writes them: `MacOs`, `Edge 120.0.0`. */
  readonly operatingSystem: string;
  readonly browser: string;
  /** [documented] Conditional Access: Conditions, Supported browsers: on iOS Edge and Safari show the device. */
  readonly unsupportedBrowser: boolean;
}

/** By what a user agent names a platform, and what the log calls it. [known from practice] */
const PLATFORMS: readonly (readonly [RegExp, NonNullable<Access['platform']>, string])[] = [
  [/iPhone|iPad|iOS/, 'iOS', 'Ios'],
  [/Android/, 'android', 'Android'],
  [/Windows/, 'windows', 'Windows10'],
  [/Mac OS X|Macintosh/, 'macOS', 'MacOs'],
  [/Linux|X11/, 'linux', 'Linux'],
];

/** Edge and others also claim to be Chrome and Safari, so the order matters. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:iOS|A)?\/([\d.]+)/, 'Edge'],
  [/(?:Chrome|CriOS)\/([\d.]+)/, 'Chrome'],
  [/(?:Firefox|FxiOS)\/([\d.]+)/, 'Firefox'],
  [/Version\/([\d.]+).*Safari/, 'Safari'],
];

export function clientFacts({ header, address }: EntraRequest): ClientFacts {
  const userAgent = header('user-agent');
  const platform = PLATFORMS.find(([pattern]) => pattern.test(userAgent ?? ''));
  const browser = browserOf(userAgent ?? '');
  return {
    address,
    userAgent,
    platform: platform?.[1],
    operatingSystem: platform?.[2] ?? '',
    browser,
    unsupportedBrowser: platform?.[1] === 'iOS' && /^(?:Chrome|Firefox) /.test(browser),
  };
}

function browserOf(userAgent: string): string {
  for (const [pattern, name] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return '';
}
