/** The part of a file's customers that one thread reads and replays. */
import { localShard, type Shard, spread } from '../../../shared/churn/backtest';
import { type FileReading, readEventFile } from './event-file';
import { EventLog } from './event-log';

export interface ShardTask {
  file: string;
  now: number;
  /** Which part this is, of how many. */
  nth: number;
  parts: number;
  /** Customer → day on which they left. */
  labels: ReadonlyMap<string, number>;
}
export interface ShardReading extends FileReading {
  repeated: number;
  /** Customers of the labels that have events. */
  labelled: number;
}
export interface FileShard extends Shard {
  read(): Promise<ShardReading>;
  close(): Promise<void>;
}

/** A part read in this thread. `onBytes` hears how far the file is read. */
export function fileShard(task: ShardTask, onBytes: (bytes: number) => void): FileShard {
  const log = new EventLog();
  return {
    ...localShard((last) => log.pasts(last), task.labels, task.nth, task.parts),
    async read() {
      const reading = await readEventFile(task.file, {
        now: task.now,
        takes: (customer) => Math.floor(spread(customer) * 65_536) % task.parts === task.nth,
        take: (draft) => log.add(draft),
        onBytes,
      });
      log.close();
      let labelled = 0;
      for (const customer of log.customers()) if (task.labels.has(customer)) labelled++;
      return { ...reading, repeated: log.repeated, labelled };
    },
    async close() {},
  };
}
