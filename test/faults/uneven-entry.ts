/**
 * What stands before the product's own entry in the fault run: its clock is set off from outside, and the way to its database is slow by chance,
 * as it is between data centres, so that requests overtake each other between any two statements. Text, as it is put beside the built Worker.
 */
export const CLOCK_PATH = '/set-the-clock';
export const UNEVEN_ENTRY = `
import product from './index.js';

const right = Date.now.bind(Date);
let off = null;
Date.now = () => right() + (off ?? 0);

let state = 0;
const chance = () => {
  state = (state * 1664525 + 1013904223) >>> 0;
  return state / 4294967296;
};
const onTheWay = async () => {
  if (chance() < 0.12) await scheduler.wait(chance() * 40);
};
const ASKS = ['all', 'run', 'first', 'raw'];
const real = Symbol('statement');
const slowStatement = (statement) =>
  new Proxy(statement, {
    get(target, key) {
      if (key === real) return target;
      if (key === 'bind') return (...values) => slowStatement(target.bind(...values));
      const value = target[key];
      if (!ASKS.includes(key)) return value;
      return async (...given) => {
        await onTheWay();
        const answer = await target[key](...given);
        await onTheWay();
        return answer;
      };
    },
  });
const slow = (db) => ({
  prepare: (sql) => slowStatement(db.prepare(sql)),
  async batch(statements) {
    await onTheWay();
    const answer = await db.batch(statements.map((statement) => statement[real]));
    await onTheWay();
    return answer;
  },
});
const begin = (env) => {
  if (off === null) [off, state] = [Number(env.CLOCK_OFF), Number(env.SEED)];
  return env.SEED === '' ? env : { ...env, DB: slow(env.DB) };
};

export default {
  fetch(request, env, ctx) {
    const own = begin(env);
    const url = new URL(request.url);
    if (url.pathname !== '${CLOCK_PATH}') return product.fetch(request, own, ctx);
    off = Number(url.searchParams.get('off'));
    return new Response(null, { status: 204 });
  },
  scheduled: (event, env, ctx) => product.scheduled(event, begin(env), ctx),
};
`;
