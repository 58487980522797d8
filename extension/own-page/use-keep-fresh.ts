/** Loads a value from the background, again whenever asked and every few seconds while the page is looked at. */
import { useCallback, useEffect, useState } from 'preact/hooks';

export function useKeepFresh<T>(load: () => Promise<T | null>, everyMs: number): [T | null, () => Promise<void>] {
  const [value, setValue] = useState<T | null>(null);
  const refresh = useCallback(async () => {
    const loaded = await load();
    if (loaded !== null) setValue(loaded);
  }, []);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), everyMs);
    return () => clearInterval(timer);
  }, []);
  return [value, refresh];
}
