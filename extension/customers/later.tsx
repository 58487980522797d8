/** A view whose code is loaded when it is first opened. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export function Later<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props: P }) {
  const [view, setView] = useState<{ View: ComponentType<P> } | null>(null);
  useEffect(() => {
    void load().then((View) => setView({ View }));
  }, []);
  return view && <view.View {...props} />;
}
