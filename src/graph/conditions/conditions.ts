import { type ConditionSettings, NO_CONDITIONS, type SettingChange } from './settings.ts';

/** The switches of a Graph, and what stands behind them. They belong to the emulator: no snapshot holds them. */
export class Conditions {
  readonly #initial: ConditionSettings;
  #settings: ConditionSettings;

  /** @param initial what is on from the beginning, and again after `reset` */
  constructor(initial: SettingChange = {}) {
    this.#initial = changed(NO_CONDITIONS, initial);
    this.#settings = this.#initial;
  }

  get settings(): ConditionSettings {
    return this.#settings;
  }

  /** What the change leaves out stays as it is. */
  change(change: SettingChange): void {
    this.#settings = changed(this.#settings, change);
  }

  /** Back to what was on from the beginning. */
  reset(): void {
    this.#settings = this.#initial;
  }
}

function changed(settings: ConditionSettings, change: SettingChange): ConditionSettings {
  return {
    ...settings,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  };
}
