/** What runs in a thread: a part of the file, and the calls of the main thread on it. Bundled by threads.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Observations } from '../../../shared/churn/observe';
import { COLUMNS } from '../../../shared/churn/sheet';
import { fileShard, type ShardTask } from './file-shard';

export type Method = 'read' | 'summary' | 'pictures' | 'observe';
export interface Call {
  id: number;
  method: Method;
  args: unknown[];
}
export type Answer = { bytes: number } | { id: number; result: unknown } | { id: number; failed: string; isTool: boolean };

const port = parentPort;
if (port) {
  const shard = fileShard(workerData as ShardTask, (bytes) => port.postMessage({ bytes } satisfies Answer));
  port.on('message', async ({ id, method, args }: Call) => {
    try {
      const result = await (shard[method] as (...args: unknown[]) => Promise<unknown>)(...args);
      port.postMessage({ id, result } satisfies Answer, method === 'observe' ? buffersOf(result as Observations) : []);
    } catch (error) {
      const isTool = error instanceof Error && error.constructor.name === 'ToolError';
      port.postMessage({ id, failed: error instanceof Error ? error.message : String(error), isTool } satisfies Answer);
    }
  });
}

/** The columns, which are handed over and not copied. */
function buffersOf({ sheets }: Observations): ArrayBuffer[] {
  return sheets.flatMap((sheet) => COLUMNS.map((column) => sheet[column].buffer));
}
