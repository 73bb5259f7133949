import type { Lag } from './lag/lag.ts';
import type { ThrottlingProfile } from './throttling/throttle.ts';

/** What the service does to requests beyond their meaning; all of it is off unless somebody asks for it. */
export interface ConditionSettings {
  /** Whether a request that says something without effect is refused, where the service would be silent. */
  readonly strict: boolean;
  /** Whether requests are counted against limits, and which. */
  readonly throttling: 'off' | ThrottlingProfile;
  /** How long it takes until reads see what was written. */
  readonly lag: 'off' | 'usual' | Lag;
  /** Whether the tenant's access policies hold: what they protect needs a second administrator's approval. */
  readonly multiAdminApproval: boolean;
}

/** Some of the settings. */
export type SettingChange = {
  readonly [Name in keyof ConditionSettings]?: ConditionSettings[Name] | undefined;
};

export const NO_CONDITIONS: ConditionSettings = {
  strict: false,
  throttling: 'off',
  lag: 'off',
  multiAdminApproval: false,
};
