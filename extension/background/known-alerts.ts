/**
 * Warnings that stood when this device first looked for a user: they are no news, and nobody is woken by a hundred of them at once. One
 * that grows worse afterwards is.
 */
import * as v from 'valibot';
import { atStage } from './alerts';
import type { Due } from './due';
import type { KeyValueStore } from './key-value-store';

/** By the warning's id without its stage: how bad it was. */
const Known = v.record(v.string(), v.number());
const KNOWN = 'known-alerts:';

export interface KnownAlerts {
  /** The alerts that are news to this user. `all` are those of every customer, whatever was chosen: read where something is to be noted. */
  without(whose: string, alerts: readonly Due[], all: () => readonly Due[]): Promise<Due[]>;
}

export function openKnownAlerts(store: KeyValueStore): KnownAlerts {
  return {
    async without(whose, alerts, all) {
      const parsed = v.safeParse(Known, await store.get(KNOWN + whose));
      if (!parsed.success) {
        const first = Object.fromEntries(all().map(({ id, stage }) => [atStage(id, 0), stage]));
        await store.write({ put: [[KNOWN + whose, first]] });
        return [];
      }
      return alerts.filter(({ id, stage }) => stage > (parsed.output[atStage(id, 0)] ?? 0));
    },
  };
}
