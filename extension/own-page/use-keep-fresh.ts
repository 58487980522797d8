/** Loads a value from the background: again whenever asked, when the page comes back into view, and every few seconds while it is looked at. */
import { useCallback, useEffect, useState } from 'preact/hooks';

export function useKeepFresh<T>(load: () => Promise<T | null>, everyMs: number): [T | null, () => Promise<void>] {
  const [value, setValue] = useState<T | null>(null);
  const refresh = useCallback(async () => {
    const loaded = await load();
    if (loaded !== null) setValue(loaded);
  }, []);
  useEffect(() => {
    void refresh();
    const look = () => document.visibilityState === 'visible' && void refresh();
    const timer = setInterval(look, everyMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return [value, refresh];
}
