import { render } from 'preact';
import * as v from 'valibot';
import { onTestFinished, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { defaultSettings, SettingsSchema } from '../../../extension/background/settings';
import { OptionsApp, type OptionsState } from '../../../extension/options/app';
import type { AskMessage, AskVerb } from '../../../extension/protocol';
import { STATE } from '../popup/open-popup';

export const ROUNDCUBE = {
  host: 'mail.example.com',
  origin: 'https://mail.example.com',
  site: 'roundcube',
  granted: true,
  state: 'ok',
} as const;
export const START: OptionsState = {
  connection: { ...STATE.connection, role: 'admin' },
  settings: { ...defaultSettings('en-GB'), locale: { ...defaultSettings('en-GB').locale, timeZone: 'UTC' } },
  sites: [ROUNDCUBE],
  version: '0.1.0',
  known: [
    { id: 'gmail', name: 'Gmail', matches: ['https://mail.google.com/*'] },
    { id: 'generic', name: 'Other', matches: [] },
    { id: 'roundcube', name: 'Roundcube', matches: [] },
  ],
  mode: 'production',
};

/** Opens the options until the test ends, over a background that keeps the settings. `refused` and `answers` replace its own answers. */
export async function openOptions(
  part: Partial<OptionsState> = {},
  refused: Partial<Record<AskVerb, string>> = {},
  answers: Partial<Record<AskVerb, unknown>> = {},
) {
  let state: OptionsState = { ...START, ...part };
  const said: AskMessage[] = [];
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (message: AskMessage) => {
    said.push(message);
    const text = refused[message.verb];
    if (text !== undefined) return { ok: false, code: 'refused', text };
    if (message.verb in answers) return { ok: true, value: answers[message.verb] };
    if (message.verb === 'options.state') return { ok: true, value: state };
    if (message.verb === 'settings.save') {
      state = { ...state, settings: v.parse(SettingsSchema, message.settings) };
      return { ok: true, value: state.settings };
    }
    if (message.verb === 'pair.start')
      return { ok: true, value: { code: 'ABCD-EFGH', approve: 'https://vafa.example/approve', expiresAt: Date.now() + 60_000 } };
    if (message.verb === 'pair.poll') return { ok: true, value: { state: 'pending' } };
    return { ok: true, value: null };
  }) as never);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(<OptionsApp />, root);
  onTestFinished(() => {
    render(null, root);
    vi.restoreAllMocks();
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 40));
  await settle();
  await settle();
  const labelled = (label: string): HTMLInputElement & HTMLSelectElement => {
    const found = [...root.querySelectorAll('label')].find((each) => each.textContent?.startsWith(label))?.querySelector('input, select');
    if (!found) throw new Error(`no field "${label}"`);
    return found as HTMLInputElement & HTMLSelectElement;
  };
  const button = (label: string): HTMLElement => {
    const found = [...root.querySelectorAll('button')].find((each) => each.textContent?.trim() === label);
    if (!found) throw new Error(`no button "${label}"`);
    return found;
  };
  return {
    root,
    settle,
    labelled,
    button,
    saved: () => said.filter((message) => message.verb === 'settings.save').map(({ settings }) => settings),
    asked: (verb: AskVerb) => said.filter((message) => message.verb === verb),
    click: async (label: string) => {
      button(label).click();
      await settle();
    },
    choose: async (label: string, value: string) => {
      const field = labelled(label);
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
    },
    type: async (label: string, text: string) => {
      const field = labelled(label);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
    },
  };
}
