/** The document being edited, as members and as text, with its faults and its differences from the published one. */
import { useMemo, useState } from 'preact/hooks';
import { checkDocument, type DocumentProblem } from '../../shared/health/document-check';
import { type Difference, diffDocuments } from '../../shared/health/document-diff';
import { parseDocument, printDocument } from '../../shared/health/document-text';
import type { ModelDocument } from '../../shared/health/model-document';

export interface Draft {
  published: ModelDocument;
  /** As the fields show it; a field that holds no number has NaN. */
  document: ModelDocument;
  text: string;
  problems: DocumentProblem[];
  differences: Difference[];
  /** Changes a copy of the document. */
  edit(change: (document: ModelDocument) => void): void;
  /** Takes the text; the fields follow as soon as it is a document in form. */
  write(text: string): void;
  load(document: ModelDocument): void;
}

export function useDraft(published: ModelDocument): Draft {
  const [document, setDocument] = useState(published);
  /** What was typed, while it is not what the document prints. */
  const [typed, setTyped] = useState<{ text: string; problems: DocumentProblem[] } | null>(null);
  const problems = useMemo(() => typed?.problems ?? problemsOf(document), [document, typed]);
  const differences = useMemo(() => diffDocuments(published, document), [published, document]);
  return {
    published,
    document,
    text: typed?.text ?? printDocument(document),
    problems,
    differences,
    edit(change) {
      const copy = structuredClone(document);
      change(copy);
      setTyped(null);
      setDocument(copy);
    },
    write(text) {
      const read = parseDocument(text);
      if ('document' in read) setDocument(read.document);
      setTyped({ text, problems: 'document' in read ? [] : read.problems });
    },
    load(other) {
      setTyped(null);
      setDocument(other);
    },
  };
}

function problemsOf(document: ModelDocument): DocumentProblem[] {
  const checked = checkDocument(document);
  return 'problems' in checked ? checked.problems : [];
}
