/** Who plays in an account manager's week, in each language: a customer who is kept and one who is lost, and what is said of them. */
import type { SentEvent } from './customers';
import { LOCALES } from './stage';

export interface Cast {
  language: 'en' | 'fa';
  theme: 'light' | 'dark';
  kept: string;
  /** Of the person whose mail is read. */
  mail: string;
  /** The warning that comes, and what another tool says that brings it. */
  warning: string;
  arrives: Pick<SentEvent, 'type' | 'data'>;
  /** The requests and complaints that are answered at the end of it, the warning among them. */
  answered: readonly string[];
  /** The play that is chosen, its steps in their order, and what came of it. */
  play: string;
  steps: readonly string[];
  result: string;
  note: string;
  followUp: string;
  promise: string;
  contract: string;
  /** A year's price as it is written into the form, and in minor units. */
  price: string;
  amount: number;
  /** Why it is renewed although the higher price was not announced in time; '' where it does not rise. */
  risen: string;
  lost: string;
  /** What is typed to find them. */
  search: string;
  reason: string;
  competitor: string;
  lastNote: string;
  today: string;
}

export const CASTS: readonly Cast[] = [
  {
    language: 'en',
    theme: 'light',
    kept: 'quillbrook',
    mail: 'tamsin.orrell@quillbrook.example',
    warning: 'wants-to-leave',
    arrives: { type: 'remark', data: { kind: 'leave', text: 'Says that they look elsewhere.', contact: 'quillbrook-tamsin' } },
    answered: ['wants-to-leave', 'price-cut-before-renewal'],
    play: 'win-back',
    steps: ['talk', 'offer', 'confirm'],
    result: 'Two years for the old price',
    note: 'Idris wants the figures of two years before he signs',
    followUp: 'Thursday',
    promise: 'The figures of the last two years',
    contract: 'C-quillbrook',
    price: '34,200',
    amount: 3_420_000,
    risen: '',
    lost: 'fernhollow',
    search: 'Fernhollow',
    reason: 'slow-support',
    competitor: 'Northglass',
    lastNote: 'Ask Petra for a last talk',
    today: 'today',
  },
  {
    language: 'fa',
    theme: 'dark',
    kept: 'sepidar',
    mail: 'sara.moghadam@sepidar.example',
    warning: 'complaint',
    arrives: { type: 'remark', data: { kind: 'complaint', text: 'دو بار بار ناقص رسید.', contact: 'sepidar-sara' } },
    answered: ['complaint'],
    play: 'free-add-on',
    steps: ['choose', 'deliver', 'ask'],
    result: 'یک ماه انبارداری رایگان پذیرفتند',
    note: 'خانم مقدم فهرست بارهای ناقص را می‌فرستد',
    followUp: 'پنجشنبه',
    promise: 'فهرست بارهای ناقص را بررسی می‌کنیم',
    contract: 'C-sepidar',
    price: '۴٬۵۰۰٬۰۰۰٬۰۰۰',
    amount: 45_000_000_000,
    risen: 'تلفنی پذیرفتند',
    lost: 'alvand',
    search: 'الوند',
    reason: 'price',
    competitor: 'چوب‌کالا',
    lastNote: 'از خانم تهرانی بپرسیم چرا رفتند',
    today: 'امروز',
  },
];

/** The reader's place: where it is ten in the morning now, so that a day in words is the same day however late the suite runs. */
export function localeOf({ language }: Cast, now: number) {
  const ahead = 10 - new Date(now).getUTCHours();
  // The sign of these zones is turned round: Etc/GMT-3 is three hours ahead.
  const timeZone = ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
  return { ...LOCALES[language], timeZone };
}
