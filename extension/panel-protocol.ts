/** What the side panel asks of the background. Types only, as in protocol.ts. */
import type { CardView } from '../shared/present/card-view';
import type { FromPage, Settings } from './protocol';

/** What the side panel shows: the same card as the page of that tab. */
export interface PanelState {
  settings: Settings;
  /** Without it the panel offers to connect; `revoked` says that access was taken away. */
  paired: boolean;
  revoked: boolean;
  hiddenUntil: number;
  /** Of the message that the tab shows; '' where none is open. */
  key: string;
  view: CardView | null;
}
export interface PanelAsks {
  'panel.state': { in: { tab?: number }; out: PanelState };
  /** What the person did on the panel's card, as the card in the page would say it. */
  'panel.say': { in: { tab: number; said: Extract<FromPage, { verb: 'log' | 'later' | 'confirm' | 'open' }> }; out: null };
}
