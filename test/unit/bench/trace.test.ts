import { describe, expect, it } from 'vitest';
import { readTrace } from '../../bench/trace';

const US = 'chrome-extension://us';
const [PAGE, BACKGROUND] = [
  { pid: 1, tid: 1 },
  { pid: 2, tid: 9 },
];
/** An event of `dur` ms that begins at `ts` ms. */
const event = (name: string, ts: number, dur: number, url?: string, where = PAGE) => ({
  name,
  ph: 'X',
  cat: '',
  ts: ts * 1000,
  dur: dur * 1000,
  ...where,
  ...(url === undefined ? {} : { args: { data: { url } } }),
});
const look = event('FunctionCall', 0, 4, `${US}/watch-roundcube.js`);

describe('a trace of a page with our scripts', () => {
  it('counts the background apart, which has a thread of its own', () => {
    const read = readTrace([look, event('FunctionCall', 1, 50, `${US}/background.js`, BACKGROUND)], US);
    expect(read).toMatchObject({ scripts: 4, background: 50 });
  });
  it('counts what goes on after an answer has come, which carries no name', () => {
    expect(readTrace([look, event('RunMicrotasks', 10, 7), event('v8.callFunction', 12, 1)], US).scripts).toBe(11);
  });
  it('leaves out what the page’s own scripts do', () => {
    const page = [event('RunMicrotasks', 10, 7), event('FunctionCall', 11, 2, 'https://mail.example/app.js')];
    expect(readTrace([look, ...page, event('FunctionCall', 20, 9, 'https://mail.example/app.js')], US).scripts).toBe(4);
  });
  it('counts work inside work once, and layout outside of scripts for the engine', () => {
    const drawing = [event('RunMicrotasks', 10, 8), event('FunctionCall', 11, 2, `${US}/card.js`), event('Layout', 14, 1)];
    const read = readTrace([event('RunTask', 9, 12), look, ...drawing, event('Layout', 30, 5)], US);
    expect(read).toMatchObject({ scripts: 12, engine: 5, longestTask: 12 });
  });
});
