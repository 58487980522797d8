import type { CustomerCard } from '../../shared/present/card-view';
import type { OnIntent } from './intents';

interface Props {
  heard: CustomerCard['heard'];
  busy: boolean;
  onIntent: OnIntent;
}
/** What the message may say, with its own words: a guess beside the facts, until one click records or denies it. */
export function HeardRows({ heard, busy, onIntent }: Props) {
  if (!heard) return null;
  return (
    <section class="heard" aria-label={heard.label}>
      {heard.rows.map(({ kind, text, words }) => (
        <div class="acts" key={kind} data-heard={kind}>
          <span class="grow">{text}</span>
          {[true, false].map((so) => {
            const label = so ? heard.record : heard.not;
            return (
              <button
                type="button"
                key={label}
                class={`btn ${so ? 'sec-b' : 'txt'}`}
                aria-label={`${label}: ${text}`}
                aria-disabled={busy}
                onClick={(event) => !busy && onIntent({ do: 'heard', kind, so }, event)}
              >
                {label}
              </button>
            );
          })}
          <span class="sub cut" dir="auto" title={words}>
            {words}
          </span>
        </div>
      ))}
      {heard.more && <span class="sub">{heard.more}</span>}
    </section>
  );
}
