/** Progress on stderr: one line that moves on a terminal, else a line a step. */
export interface Progress {
  /** A new step; the one before is done. */
  step(text: string): void;
  /** How far the step is, 0..1. */
  at(share: number): void;
  end(): void;
}

export function showProgress(out: NodeJS.WriteStream): Progress {
  let text = '';
  let shown = -1;
  const clear = () => {
    if (out.isTTY && text !== '') out.write('\r\x1b[K');
  };
  return {
    step(next) {
      clear();
      text = next;
      shown = -1;
      out.write(out.isTTY ? `${text} …` : `${text} …\n`);
    },
    at(share) {
      const percent = Math.floor(share * 20) * 5;
      if (!out.isTTY || percent === shown) return;
      shown = percent;
      out.write(`\r\x1b[K${text} … ${percent} %`);
    },
    end() {
      clear();
      text = '';
    },
  };
}
