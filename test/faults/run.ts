/**
 * The fault run: `npm run -s faults -- --seed 7 --rounds 100 --json`. A real Worker that is killed, a road that loses and repeats, tools
 * that send, and a Chromium in which a person logs notes while its background, stores, clock and network fail. Ends with 1 where
 * anything was lost, doubled, or does not match.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildExtension } from '../../worker/local/extension-build';
import { makeAdminLink, pairTool, sendEvents, signIn } from '../../worker/local/local-api';
import { ToolError } from '../../worker/local/settings';
import type { LocalWorker } from '../../worker/local/worker-process';
import { openBadRoad } from './bad-road';
import { chanceOf } from './chance';
import { check, type Verdict } from './checker';
import { openDevice } from './device';
import { killableWorker } from './killable-worker';
import { openLedger } from './ledger';
import { openPerson } from './person';
import { FAULT_CUSTOMERS, openSenders } from './senders';

/** Tools give up for this round after so long (ms); what they could not send they send in the next. */
const ROUND = 1500;
const CHECKED_EVERY = 20;
/** Ends what hangs (ms), however slow the machine. */
const PATIENCE = 180_000;
const HOUR = 3_600_000;
/** How far the Worker's clock jumps, forward and back; it stays there until it jumps again. */
const JUMPS = [0, 0, HOUR, -HOUR, 7 * HOUR, -5 * HOUR, 26 * HOUR, -30 * HOUR, 72 * HOUR, -72 * HOUR, 400 * HOUR] as const;

export interface FaultRun {
  seed: number;
  rounds: number;
  kills: number;
  verdict: Verdict;
  /** Wall time of a round, ms, on average. */
  round: number;
}

export async function runFaults(seed: number, rounds: number, say: (line: string) => void): Promise<FaultRun> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vafa-faults-'));
  const secret = randomBytes(32).toString('base64url');
  const chance = chanceOf(seed);
  const ledger = openLedger();
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const extension = await buildExtension('chrome', 'e2e', say);
    const worker = await killableWorker(folder, secret, chance.stream('worker'));
    closers.push(() => worker.close());
    const road = await openBadRoad(() => worker.origin(), chance.stream('road'));
    closers.push(() => road.close());
    const known: LocalWorker = {
      url: road.url,
      secret,
      ended: new Promise(() => {}),
      tick: () => worker.tick(),
      stop: () => worker.close(),
    };
    const token = await pairTool(known, folder);
    const since = Date.now() - 400 * 86_400_000;
    await sendEvents(
      known,
      token,
      FAULT_CUSTOMERS.map((customer) => ({ id: `${customer}-p`, customer, type: 'customer.profile', at: since, data: { name: customer } })),
    );
    const device = await openDevice(extension, folder);
    closers.push(() => device.close());
    await device.pair(known, await signIn(await makeAdminLink(known)));
    const run = `s${seed}`;
    const senders = openSenders({ road, token, ledger, chance, run });
    const person = openPerson(device, ledger, chance.stream('person'), run);
    const killing = chance.stream('killing');
    const clock = chance.stream('clock');
    let kills = 0;

    /** Kills the Worker at one of the next requests, and starts it again a little later; there it may meet the same at once. */
    function plot(): void {
      let countdown = killing.between(3, 25);
      const [within, dead] = [killing.between(0, 12), killing.between(0, 200)];
      const again = killing.odds(0.4) ? () => road.bad && plot() : () => {};
      road.onArrival = () => {
        if (--countdown !== 0) return;
        setTimeout(() => {
          if (worker.kill()) kills++;
          setTimeout(() => void worker.start().then(again), dead);
        }, within);
      };
    }
    /** The Worker's clock jumps in the middle of a round, and its schedule runs: both may meet a Worker that dies of it, or is dead. */
    async function jumpAndTick(): Promise<string> {
      const [jumps, ticks] = [clock.odds(0.35), clock.odds(0.3)];
      const [off, when, then] = [clock.pick(JUMPS), clock.between(0, 900), clock.between(0, 900)];
      const after = (ms: number, what: () => Promise<void>) => new Promise((resolve) => setTimeout(resolve, ms)).then(what).catch(() => {});
      await Promise.all([jumps && after(when, () => worker.clockOff(off)), ticks && after(then, worker.tick)]);
      return jumps ? `, the Worker's clock at ${off / HOUR} h` : '';
    }
    const settle = async (): Promise<Verdict> => {
      road.bad = false;
      road.onArrival = () => {};
      await new Promise((resolve) => setTimeout(resolve, 300));
      await worker.start();
      await worker.clockOff(0);
      await senders.work(Date.now() + PATIENCE);
      if (senders.left() > 0) throw new Error('the tools could not send everything');
      await person.empty();
      await worker.tick();
      await device.ask('sync.now');
      await device.ask('sync.now');
      return check(worker, ledger.all(), await device.book());
    };

    const begun = Date.now();
    let verdict: Verdict = { acknowledged: 0, lost: [], duplicated: [], mismatches: [] };
    for (let round = 1; round <= rounds; round++) {
      const start = Date.now();
      road.bad = true;
      if (killing.odds(0.85)) plot();
      senders.load(round);
      const [befell, , jumped] = await Promise.all([person.round(round), senders.work(Date.now() + ROUND), jumpAndTick()]);
      if (worker.origin() === null) await worker.start();
      if (round % CHECKED_EVERY === 0 || round === rounds) {
        verdict = await settle();
        if (verdict.lost.length + verdict.duplicated.length + verdict.mismatches.length > 0) break;
      }
      say(
        `round ${round} (${befell}${jumped}): ${Date.now() - start} ms, ${kills + person.kills()} kills, ${verdict.acknowledged} acknowledged`,
      );
    }
    return { seed, rounds, kills: kills + person.kills(), verdict, round: Math.round((Date.now() - begun) / rounds) };
  } finally {
    for (const close of closers.reverse()) await close().catch(() => {});
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function main(argv: string[]): Promise<number> {
  const number = (name: string, otherwise: number): number => {
    const given = argv.includes(name) ? Number(argv[argv.indexOf(name) + 1]) : otherwise;
    if (!Number.isSafeInteger(given) || given < 1) throw new ToolError(`${name} must be a whole number of at least 1`);
    return given;
  };
  const json = argv.includes('--json');
  const { seed, rounds, kills, verdict, round } = await runFaults(number('--seed', 1), number('--rounds', 20), (line) => {
    if (!json) console.error(`  ${line}`);
  });
  const { acknowledged, lost, duplicated, mismatches } = verdict;
  for (const [what, names] of Object.entries({ lost, duplicated, mismatches }))
    if (names.length > 0) console.error(`${what}: ${names.slice(0, 20).join(', ')}`);
  const sums = { seed, rounds, kills, acknowledged, lost: lost.length, duplicated: duplicated.length, mismatches: mismatches.length };
  console.log(
    json
      ? JSON.stringify(sums)
      : `${Object.entries(sums)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')}; ${round} ms a round`,
  );
  return lost.length + duplicated.length + mismatches.length === 0 ? 0 : 1;
}
