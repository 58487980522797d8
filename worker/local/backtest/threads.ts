/** Parts of a file in threads of their own, each a bundle of shard-thread.ts: the registries need Vite, and bundled code runs faster. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { ROOT, ToolError } from '../settings';
import type { FileShard, ShardTask } from './file-shard';
import type { Answer, Call, Method } from './shard-thread';

/** Starts a thread for each task; `onBytes` hears how far all of them together have read. */
export async function startThreads(tasks: readonly ShardTask[], onBytes: (bytes: number) => void): Promise<FileShard[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vafa-backtest-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: 'worker/local/backtest/shard-thread.ts',
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  const read = tasks.map(() => 0);
  let open = tasks.length;
  return tasks.map((task, nth) =>
    threadShard(
      new Worker(path.join(folder, 'shard-thread.mjs'), { workerData: task, resourceLimits: limitsFor(task) }),
      (bytes) => {
        read[nth] = bytes;
        onBytes(read.reduce((sum, part) => sum + part, 0) / tasks.length);
      },
      () => {
        if (--open === 0) rmSync(folder, { recursive: true, force: true });
      },
    ),
  );
}

/** Bytes of heap for each byte of a thread's share of the file: twice what a million events were seen to take. */
const HEAP_PER_BYTE = 16;
const LEAST_HEAP = 640;

/** A limit of its own, in MB: without one V8 lets garbage lie for as long as the machine has memory. */
function limitsFor({ file, parts }: ShardTask): { maxOldGenerationSizeMb: number; maxYoungGenerationSizeMb: number } {
  const share = statSync(file).size / 1e6 / parts;
  return { maxOldGenerationSizeMb: Math.max(LEAST_HEAP, Math.ceil(HEAP_PER_BYTE * share)), maxYoungGenerationSizeMb: 32 };
}

function threadShard(worker: Worker, onBytes: (bytes: number) => void, onClosed: () => void): FileShard {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let calls = 0;
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    if ('bytes' in answer) return onBytes(answer.bytes);
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('failed' in answer) call?.reject(answer.isTool ? new ToolError(answer.failed) : new Error(answer.failed));
    else call?.resolve(answer.result as never);
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('a thread ended too early')));
  const call = <T>(method: Method, ...args: unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.set(++calls, { resolve, reject });
      worker.postMessage({ id: calls, method, args } satisfies Call);
    });
  return {
    read: () => call('read'),
    summary: () => call('summary'),
    pictures: (...args) => call('pictures', ...args),
    observe: (...args) => call('observe', ...args),
    async close() {
      await worker.terminate();
      onClosed();
    },
  };
}
