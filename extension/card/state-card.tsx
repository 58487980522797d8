import type { StateCard as View } from '../../shared/present/card-view';
import { Corner } from './corner';
import type { OnIntent } from './intents';
import { StateShape } from './shapes';

/** A named state without a customer: what is so, and the next step. */
export function StateCard({ view, theme, onIntent }: { view: View; theme: 'light' | 'dark'; onIntent: OnIntent }) {
  return (
    <section
      class="vafa card"
      data-card="state"
      data-code={view.code}
      lang={view.language}
      dir={view.dir}
      data-vafa-theme={theme}
      aria-label={view.title}
      onKeyDown={(event) => event.key === 'Escape' && onIntent({ do: 'close' }, event)}
    >
      <div class="body">
        <div class="msg">
          <StateShape code={view.code} size={15} />
          <div>
            <h2>{view.title}</h2>
            <p class="para">{view.text}</p>
            {view.compare?.map(({ label, parts }) => (
              <p class="para" key={label}>
                {label} <bdi dir="ltr">{parts.map(({ text, differs }) => (differs ? <u>{text}</u> : text))}</bdi>
              </p>
            ))}
          </div>
        </div>
        {view.actions.length > 0 && (
          <div class="next">
            <div class="acts">
              {view.actions.map((action) => (
                <button
                  type="button"
                  key={action.label}
                  class={`btn ${action.primary ? 'pri' : 'sec-b'}`}
                  onClick={(event) => onIntent({ do: action.intent }, event)}
                >
                  {action.label}
                </button>
              ))}
            </div>
          </div>
        )}
      </div>
      <Corner close={view.close} onIntent={onIntent} />
    </section>
  );
}
