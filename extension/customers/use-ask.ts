/** Loads an answer of the background and loads it again when what is asked changes; an answer that was overtaken is dropped. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../own-page/ask';
import type { Asks, AskVerb } from '../protocol';

export interface Asked<T> {
  value: T | null;
  /** A worded problem; '' for none. The value before it stays. */
  problem: string;
  loading: boolean;
  /** Asks again; ends once it is answered. */
  again: () => Promise<void>;
}

/** `key` says when the input is another one. */
export function useAsk<V extends AskVerb>(verb: V, input: Asks[V]['in'], key: string): Asked<Asks[V]['out']> {
  const [state, setState] = useState<{ value: Asks[V]['out'] | null; problem: string; loading: boolean; key: string }>({
    value: null,
    problem: '',
    loading: true,
    key,
  });
  const turn = useRef(0);
  const load = useCallback(async () => {
    const mine = ++turn.current;
    // What was asked before is no answer to what is asked now.
    setState((before) => ({ ...before, value: before.key === key ? before.value : null, loading: true, key }));
    const answer = await (ask as (verb: V, input: Asks[V]['in']) => ReturnType<typeof ask<V>>)(verb, input);
    if (mine !== turn.current) return;
    if (answer.ok) setState({ value: answer.value, problem: '', loading: false, key });
    else setState((before) => ({ ...before, problem: answer.text || answer.code, loading: false }));
  }, [verb, key]);
  useEffect(() => {
    void load();
  }, [load]);
  return { value: state.value, problem: state.problem, loading: state.loading, again: load };
}
