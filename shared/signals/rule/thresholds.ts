import type { Model } from '../../health/model';

/** A signal's thresholds: its own defaults, each replaced by the model's where that names one. */
export function thresholdsOf<T extends Record<string, number>>(id: string, defaults: T, model: Model): T {
  const own = model.thresholds[id];
  return own ? { ...defaults, ...own } : defaults;
}
