import type { ActionName, ParsedAction } from './actions.ts';
import type { Telling } from './entry.ts';
import type { Scene } from './scene.ts';

export type Performers<D extends ActionName = ActionName> = {
  readonly [N in D]: (scene: Scene, action: Extract<ParsedAction, { do: N }>) => void;
};

/** What the person does with the device. Returns the entry's sequence. */
export function say(scene: Scene, step: string, message: string, more: Partial<Telling> = {}): number {
  return scene.tell({ from: 'person', to: 'device', step, message, ...more });
}

export function refuse(scene: Scene, step: string, message: string): void {
  scene.tell({ from: 'device', to: 'person', step, outcome: 'refused', message });
}
