import { describe, expect, it } from 'vitest';
import { openActs } from '../../../extension/background/acts';
import { HOLD } from '../../../extension/background/outbox';
import { idOfText, makeUlid } from '../../../extension/background/ulid';
import { DAY } from '../../../shared/event';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';
import { workerDouble } from './worker-double';

const NOW = 1_790_000_000_000;
function device(store = memoryStore()) {
  const clock = { now: NOW };
  let made = 0;
  const outbox = testOutbox(() => clock.now);
  const acts = openActs({
    outbox,
    store,
    newId: () => makeUlid(clock.now, new Uint8Array(10).fill(++made)),
    now: async () => clock.now,
    me: async () => 'u1',
  });
  return { outbox, acts, clock };
}
const mail = {
  workspace: 'w',
  customer: 'c1',
  contact: 'k1',
  direction: 'in' as const,
  at: NOW - DAY,
  site: 'gmail',
  key: 'm1',
  title: 'Mail',
};

describe('acts', () => {
  it('row 35: say that the tone was formal where somebody says so, and nothing of it otherwise', async () => {
    const { acts, outbox } = device();
    const note = { customer: 'c1', kind: 'meeting', text: '', contact: '', remindAt: null, title: 'Meeting', followUp: '' } as const;
    await acts.note({ ...note, formal: true });
    await acts.note(note);
    expect((await outbox.visible()).map(({ item }) => item.data)).toEqual([
      { kind: 'meeting', tone: 'formal', by: 'u1' },
      { kind: 'meeting', by: 'u1' },
    ]);
  });
  it('log a contact with a follow-up (row 30: its day is the day they were told), and one undo takes back both', async () => {
    const { acts, outbox, clock } = device();
    const id = await acts.note({
      customer: 'c1',
      kind: 'call',
      text: ' Send the offer ',
      contact: 'k1',
      remindAt: NOW + DAY,
      title: 'Call',
      followUp: 'Follow up',
    });
    const [note, task] = (await outbox.visible()).map(({ item }) => item);
    expect(note).toMatchObject({ id, type: 'note', data: { kind: 'call', text: 'Send the offer', contact: 'k1', by: 'u1' } });
    expect(task).toMatchObject({ type: 'task.set', data: { title: 'Send the offer', due: NOW + DAY, owner: 'u1' } });
    expect(note?.data).toMatchObject({ follow_up: NOW + DAY });
    expect(await acts.undo(id)).toBe(true);
    clock.now += HOLD;
    const worker = workerDouble();
    await outbox.flush(worker);
    expect(worker.requests).toBe(0);
  });
  it('count a message once, whoever of the team sees it and however often, without its key or text', async () => {
    const mine = device();
    const colleague = device();
    expect(await mine.acts.mail(mail)).toBe(true);
    expect(await mine.acts.mail(mail)).toBe(false);
    expect(await colleague.acts.mail({ ...mail, key: 'another key of the same message' })).toBe(true);
    const [here] = await mine.outbox.visible();
    const [there] = await colleague.outbox.visible();
    expect(here?.item.id).toBe(there?.item.id);
    expect(here?.item.data).toEqual({ direction: 'in', contact: 'k1', by: 'u1' });
    expect(JSON.stringify(here)).not.toContain('m1');
  });
  it('count no mail from the future and none older than facts remember', async () => {
    const { acts } = device();
    expect(await acts.mail({ ...mail, at: NOW + 2 * DAY })).toBe(false);
    expect(await acts.mail({ ...mail, at: NOW - 900 * DAY })).toBe(false);
  });
  it('have ids that the Worker takes', async () => {
    const shape = /^[0-9A-HJKMNP-TV-Z]{26}$/;
    expect(makeUlid(NOW, crypto.getRandomValues(new Uint8Array(10)))).toMatch(shape);
    expect(await idOfText('mail|w|c1')).toMatch(shape);
    expect(makeUlid(NOW, new Uint8Array(10)) < makeUlid(NOW + 1, new Uint8Array(10))).toBe(true);
  });
});
