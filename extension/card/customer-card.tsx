import { Component } from 'preact';
import type { CustomerCard as View } from '../../shared/present/card-view';
import { ChangeRows } from './change-rows';
import { Corner } from './corner';
import { Details } from './details';
import { Gauge, Judgement, MoreNotices } from './gauge';
import { HeardRows } from './heard-rows';
import { Horizon } from './horizon';
import { Identity } from './identity';
import type { OnIntent } from './intents';
import { NextThing } from './next-thing';
import { SignalRows } from './signal-rows';
import { type Tab, Tabs } from './tabs';
import { WhyRows } from './why-rows';

interface Props {
  view: View;
  theme: 'light' | 'dark';
  busy: boolean;
  onIntent: OnIntent;
}
interface State {
  tab: Tab;
  row: string | null;
  all: boolean;
  detailed: boolean;
}
/** A known customer: identity, state, reasons, dates, the one thing to do; details behind a click. A class, which spares the script the hooks. */
export class CustomerCard extends Component<Props, State> {
  // Signals always opens first, except where there is no score to warn about and the reason is the whole story.
  override state: State = {
    tab: this.props.view.score === null && this.props.view.signals.length === 0 ? 'why' : 'signals',
    row: null,
    all: false,
    detailed: false,
  };

  toggle = (id: string) => this.setState({ row: this.state.row === id ? null : id });
  onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (this.state.row !== null) this.setState({ row: null });
    else this.props.onIntent({ do: 'close' }, event);
  };

  override render({ view, theme, busy, onIntent }: Props, { tab, row, all, detailed }: State) {
    const hot = tab === 'why' && row !== null ? view.lines.findIndex((line) => line.id === row) : null;
    return (
      <section
        class="vafa card"
        data-card="customer"
        data-band={view.band}
        data-tier={view.tier?.id}
        data-signals={view.signals.flatMap((signal) => (signal.closed ? [] : [signal.id])).join(' ')}
        lang={view.language}
        dir={view.dir}
        data-vafa-theme={theme}
        aria-label={view.spoken}
        onKeyDown={this.onKeyDown}
      >
        <div class="body">
          <Identity view={view} onIntent={onIntent} />
          <Gauge view={view} hot={hot} />
          <MoreNotices notices={view.notices} />
          <Judgement judgement={view.judgement} />
          <HeardRows heard={view.heard} busy={busy} onIntent={onIntent} />
          <Tabs labels={view.tabs} dir={view.dir} open={tab} onOpen={(next) => this.setState({ tab: next, row: null })} />
          <div id="v-panel" class="panel" role="tabpanel" aria-labelledby={`v-tab-${tab}`}>
            {tab === 'signals' && (
              <SignalRows view={view} open={row} all={all} onToggle={this.toggle} onAll={() => this.setState({ all: true })} />
            )}
            {tab === 'change' && <ChangeRows view={view} />}
            {tab === 'why' && <WhyRows view={view} open={row} onToggle={this.toggle} />}
          </div>
          <Horizon dates={view.dates} rtl={view.dir === 'rtl'} />
          <NextThing
            view={view}
            busy={busy}
            detailed={detailed}
            onDetails={() => this.setState({ detailed: !detailed })}
            onIntent={onIntent}
          />
          {detailed && <Details view={view} />}
        </div>
        <Corner close={view.close} fold={view.fold ?? view.details.less} onIntent={onIntent} />
      </section>
    );
  }
}
