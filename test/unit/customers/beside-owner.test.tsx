/** Who of us stands beside the owner of a customer: named on its page. */
import { describe, expect, it } from 'vitest';
import { KEEPING, openPage, STATE, until } from './open-page';

const USERS = { u1: 'R. Penhale', u2: 'Noor Halabi', u3: 'Ana Brito' };

async function openBeside(role = 'agent', refuse = '') {
  let keeping = { ...KEEPING, backup: null as string | null, technical: 'u3' as string | null };
  const page = await openPage('#/c/quillbrook/admin', {
    'report.state': () => ({ ...STATE, role, users: USERS }),
    'keeping.read': () => keeping,
    'work.say':
      refuse ||
      (({ events }) => {
        keeping = { ...keeping, ...(events[0]?.data as object) };
        return { id: 'said-1' };
      }),
  });
  const { root } = page;
  await until(() => expect(root.querySelector('[data-section="admin"] .facts')).toBeTruthy());
  const panel = () =>
    [...root.querySelectorAll('details')].find(({ textContent }) => textContent?.startsWith('Backup and technical contact'));
  const choice = (label: string): HTMLSelectElement => {
    const found = [...(panel()?.querySelectorAll('label') ?? [])].find(({ textContent }) => textContent?.startsWith(label));
    if (!found) throw new Error(`no choice "${label}"`);
    return found.querySelector('select') as HTMLSelectElement;
  };
  const facts = () => root.querySelector('[data-section="admin"] .facts')?.textContent ?? '';
  return { ...page, panel, choice, facts };
}

describe('beside the owner', () => {
  it('shows who is named, and the people of the workspace by name to choose from', async () => {
    const { choice, facts } = await openBeside();
    expect([choice('Backup').value, choice('Technical contact').value]).toEqual(['', 'u3']);
    expect([...choice('Backup').options].slice(1).map(({ text }) => text)).toEqual(['Ana Brito', 'Noor Halabi', 'R. Penhale']);
    expect(facts()).toContain('Ana Brito');
  });
  it('naming a backup says so of the customer, and the page reads anew who keeps it', async () => {
    const { choice, asked, type, facts } = await openBeside();
    type(choice('Backup'), 'u2', 'change');
    await until(() => expect(asked('work.say')).toHaveLength(1));
    expect(asked('work.say')[0]).toMatchObject({ customer: 'quillbrook', events: [{ type: 'customer.profile', data: { backup: 'u2' } }] });
    await until(() => expect(facts()).toContain('Noor Halabi'));
    expect(asked('sync.now')).toHaveLength(1);
  });
  it('nobody is a choice too: it takes the name away rather than leave it', async () => {
    const { choice, asked, type, facts } = await openBeside();
    type(choice('Technical contact'), '', 'change');
    await until(() => expect(asked('work.say')[0]?.events).toEqual([{ type: 'customer.profile', data: { technical: null } }]));
    await until(() => expect(facts()).not.toContain('Ana Brito'));
  });
  it('what could not be kept is said, and who was named stays', async () => {
    const { choice, type, panel, facts, asked } = await openBeside('agent', 'This device cannot keep it.');
    type(choice('Technical contact'), 'u2', 'change');
    await until(() => expect(panel()?.querySelector('[role="alert"]')?.textContent).toBe('This device cannot keep it.'));
    expect(facts()).toContain('Ana Brito');
    expect(asked('sync.now')).toEqual([]);
  });
  it('who only reads sees the names and no choice', async () => {
    const { panel, facts } = await openBeside('viewer');
    expect(panel()).toBeUndefined();
    expect(facts()).toContain('Ana Brito');
  });
});
