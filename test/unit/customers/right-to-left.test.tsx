import { describe, expect, it } from 'vitest';
import { AR, FA } from '../present/quillbrook';
import { openPage, STATE, until } from './open-page';

describe('the page in Persian and Arabic', () => {
  it.each([FA, AR])('runs from the right, charts too, in the reader’s digits: $language', async (locale) => {
    const { root } = await openPage('#/c/quillbrook/health', {
      'report.state': () => ({ ...STATE, settings: { ...STATE.settings, locale } }),
    });
    await until(() => expect(root.querySelector('.chart .line')).toBeTruthy());
    expect(root.querySelector<HTMLElement>('.customers')?.dir).toBe('rtl');
    const xs = (root.querySelector('.chart .line')?.getAttribute('d') ?? '')
      .slice(1)
      .split('L')
      .map((point) => Number(point.split(',')[0]));
    expect([...xs].sort((a, b) => b - a)).toEqual(xs);
    expect(root.querySelector('.walk')?.textContent).not.toMatch(/[0-9]/);
  });
});
