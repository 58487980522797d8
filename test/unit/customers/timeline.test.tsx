import { describe, expect, it } from 'vitest';
import { openPage, plain, STATE, until } from './open-page';

describe('the timeline of a customer', () => {
  it('shows what happened, the newest first: mails of a day as one row, warnings and score among them, what is pinned on top', async () => {
    const { root } = await openPage('#/c/quillbrook/contact');
    await until(() => expect(root.querySelectorAll('.timeline')).toHaveLength(2));
    const [pinned, list] = [...root.querySelectorAll('.timeline')];
    expect(plain(pinned?.textContent)).toContain('For good');
    const rows = [...(list?.querySelectorAll('[data-entry]') ?? [])].map((row) => plain(row.textContent));
    const place = (words: string) => rows.findIndex((text) => text.includes(words));
    expect(rows[place('Agreed on Friday')]).toContain('Call: Advice');
    expect(rows[place('2 e-mails')]).toContain('1 from them');
    expect(place('Agreed on Friday')).toBeLessThan(place('2 e-mails'));
    expect(place('2 e-mails')).toBeLessThan(place('Purchase: $1,200'));
    expect(rows.some((text) => text.startsWith('Closed: '))).toBe(true);
  });
  it('shows one kind alone, and asks for that', async () => {
    const { root, asked } = await openPage('#/c/quillbrook/contact');
    await until(() => expect(root.querySelectorAll('.timeline-kinds input')).toHaveLength(9));
    root.querySelector<HTMLInputElement>('.timeline-kinds input[value="notes"]')?.click();
    await until(() => expect(asked('report.timeline').at(-1)).toMatchObject({ kind: 'notes', cursor: '' }));
    await until(() => expect(plain(root.textContent)).not.toContain('2 e-mails'));
  });
  it('lets its writer correct a note in place, under its id and above its revision, and no one else', async () => {
    const { root, asked, type } = await openPage('#/c/quillbrook/contact', { 'report.state': () => ({ ...STATE, role: 'agent' }) });
    await until(() => expect(root.querySelector('[data-entry="n2"] .btn')).toBeTruthy());
    expect(root.querySelector('[data-entry="n1"] .btn')).toBeNull();
    root.querySelector<HTMLElement>('[data-entry="n2"] .btn')?.click();
    await until(() => expect(root.querySelector('.note-editor textarea')).toBeTruthy());
    type(root.querySelector('.note-editor textarea') as HTMLInputElement, 'Agreed on Monday');
    // The form draws itself anew before somebody can reach the button.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    root.querySelector<HTMLElement>('.note-editor [type="submit"]')?.click();
    await until(() =>
      expect(asked('note.edit')[0]).toMatchObject({ id: 'n2', revision: 1, kind: 'call', text: 'Agreed on Monday', about: 'advice' }),
    );
  });
});
