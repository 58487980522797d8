import { Component } from 'preact';
import type { AskCard as View } from '../../shared/present/card-view';
import { Corner } from './corner';
import type { OnIntent } from './intents';

interface Props {
  view: View;
  theme: 'light' | 'dark';
  busy: boolean;
  onIntent: OnIntent;
}
/** Several customers fit: Vafa abstains and asks. Nothing is chosen beforehand, and no score is shown until somebody chooses. */
export class AskCard extends Component<Props, { chosen: string | null }> {
  override state = { chosen: null as string | null };

  onArrow = (event: KeyboardEvent) => {
    const { choices } = this.props.view;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.customer === this.state.chosen);
    const to = (Math.max(at, by > 0 ? -1 : 0) + by + choices.length) % choices.length;
    this.setState({ chosen: choices[to]?.customer ?? null });
    (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="radio"]')[to]?.focus();
  };

  override render({ view, theme, busy, onIntent }: Props, { chosen }: { chosen: string | null }) {
    return (
      <section
        class="vafa card"
        data-card="ask"
        lang={view.language}
        dir={view.dir}
        data-vafa-theme={theme}
        aria-label={view.title}
        onKeyDown={(event) => event.key === 'Escape' && onIntent({ do: 'close' }, event)}
      >
        <div class="body">
          <header class="id ask">
            <div class="name" id="v-ask">
              {view.title}
            </div>
            <div class="sub">{view.text}</div>
          </header>
          <div role="radiogroup" aria-labelledby="v-ask" onKeyDown={this.onArrow}>
            {view.choices.map((choice, i) => {
              const checked = choice.customer === chosen;
              return (
                // biome-ignore lint/a11y/useSemanticElements: the card has no form field in a host page
                <button
                  type="button"
                  key={choice.customer}
                  class="pick"
                  role="radio"
                  aria-checked={checked}
                  tabIndex={checked || (chosen === null && i === 0) ? 0 : -1}
                  onClick={() => this.setState({ chosen: choice.customer })}
                >
                  <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                    <circle cx="7" cy="7" r="5.8" fill="none" stroke={checked ? 'var(--v-ink)' : 'var(--v-control)'} stroke-width="1.4" />
                    {checked && <circle cx="7" cy="7" r="3" fill="var(--v-ink)" />}
                  </svg>
                  <span>
                    <span class="name cut" dir="auto">
                      {choice.name}
                    </span>
                    <span class="sub cut" dir="auto">
                      {choice.sub}
                    </span>
                  </span>
                </button>
              );
            })}
          </div>
          <div class="next">
            <div class="acts">
              <button
                type="button"
                class="btn pri"
                aria-disabled={busy || chosen === null}
                onClick={(event) => !busy && chosen !== null && onIntent({ do: 'choose', customer: chosen }, event)}
              >
                {view.choose}
              </button>
              <button type="button" class="btn sec-b" onClick={(event) => onIntent({ do: 'search' }, event)}>
                {view.search}
              </button>
            </div>
          </div>
        </div>
        <Corner close={view.close} onIntent={onIntent} />
      </section>
    );
  }
}
