/** Takes the list out as a CSV file, as it is filtered and in its order: page by page, so that a long one can be stopped. */
import { useRef, useState } from 'preact/hooks';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { Answer } from '../protocol';
import type { ListAsked } from '../report-protocol';

export function CsvButton({ t, query }: { t: Translate; query: ListAsked }) {
  const [rows, setRows] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const stopped = useRef(false);
  const take = async () => {
    stopped.current = false;
    setProblem('');
    const parts: string[] = [];
    let count = 0;
    for (let cursor: string | null = ''; cursor !== null; ) {
      setRows(count);
      const answer: Answer<'report.csv'> = await ask('report.csv', { ...query, cursor });
      if (stopped.current || !answer.ok) {
        setRows(null);
        if (!answer.ok) setProblem(answer.text);
        return;
      }
      parts.push(answer.value.csv);
      count += answer.value.csv.split('\r\n').length - 1;
      cursor = answer.value.cursor;
    }
    setRows(null);
    const address = URL.createObjectURL(new Blob(parts, { type: 'text/csv;charset=utf-8' }));
    const link = Object.assign(document.createElement('a'), {
      href: address,
      download: `vafa-${new Date().toISOString().slice(0, 10)}.csv`,
    });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      {rows === null ? (
        <button type="button" class="btn sec-b" onClick={() => void take()}>
          {t('list.csv')}
        </button>
      ) : (
        <button
          type="button"
          class="btn sec-b"
          onClick={() => {
            stopped.current = true;
          }}
        >
          {t('list.csv.stop', { shown: { text: formatNumber(rows, t.locale) } })}
        </button>
      )}
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
