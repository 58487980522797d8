/** Header names → our columns: English, Persian, Arabic, and the headers that Vtiger CRM 8 exports in English and Arabic. */
import { foldName } from './fold-name';

/** Column → header names, best first: where several stand in one file, the first filled cell counts. */
export type Columns = Record<string, readonly string[]>;

const OWNER = ['owner', 'account manager', 'assigned to', 'مسئول', 'مدیر حساب', 'ارجاع به', 'المسؤول', 'مدير الحساب', 'تعيين ل'];
const CUSTOMER = ['customer', 'customer id', 'account id', 'شناسه مشتری', 'کد مشتری', 'مشتری', 'معرف العميل', 'رقم العميل', 'العميل'];
const CUSTOMER_NAME = [
  'customer name',
  'organization name',
  'organization',
  'account name',
  'company',
  'نام مشتری',
  'نام سازمان',
  'نام شرکت',
  'شرکت',
  'سازمان',
  'اسم العميل',
  'اسم المنظمة',
  'الشركة',
];
const RELATED = ['related to', 'مرتبط با', 'المتعلقة'];
const CURRENCY = ['currency', 'ارز', 'واحد پول', 'العملة'];
const PHONE = [
  'phone',
  'mobile phone',
  'mobile',
  'office phone',
  'تلفن',
  'موبایل',
  'شماره تماس',
  'الهاتف',
  'الهاتف المحمول',
  'هاتف المكتب',
];
const EMAIL = [
  'email',
  'e-mail',
  'primary email',
  'email address',
  'ایمیل',
  'پست الکترونیک',
  'البريد الالكتروني',
  'البريد الالكتروني الرئيسي',
];

export const CUSTOMER_COLUMNS = {
  customer: [...CUSTOMER, 'id', 'organization number', 'شناسه', 'کد', 'رقم المنظمة'],
  name: ['name', ...CUSTOMER_NAME, 'نام', 'الاسم'],
  segment: ['segment', 'group', 'گروه', 'شريحة', 'type', 'النوع'],
  since: ['since', 'customer since', 'مشتری از', 'تاریخ شروع', 'عميل منذ'],
  value: ['annual value', 'yearly value', 'value', 'arr', 'ارزش سالانه', 'ارزش', 'القيمة السنوية', 'القيمة'],
  currency: CURRENCY,
  language: ['language', 'زبان', 'اللغة'],
  url: ['url', 'website', 'وب سایت', 'وبسایت', 'الموقع الالكتروني'],
  joined: ['joined club', 'club since', 'عضویت', 'تاریخ عضویت', 'الانضمام'],
  domains: ['domains', 'domain', 'دامنه', 'دامنه ها', 'النطاق', 'النطاقات'],
  email: EMAIL,
  owner: OWNER,
  cover: ['cover', 'جانشین', 'البديل'],
  lost: ['lost', 'lost on', 'تاریخ رفتن', 'تاريخ المغادرة'],
  lost_reason: ['lost reason', 'reason for leaving', 'علت رفتن', 'سبب المغادرة'],
} as const satisfies Columns;

export const CONTACT_COLUMNS = {
  contact: ['contact', 'contact id', 'id', 'شناسه مخاطب', 'شناسه', 'معرف الاتصال', 'معرف جهة الاتصال'],
  customer: CUSTOMER,
  customer_name: [...CUSTOMER_NAME, ...RELATED],
  name: ['name', 'full name', 'contact name', 'نام', 'نام مخاطب', 'نام کامل', 'الاسم', 'اسم جهة الاتصال'],
  first_name: ['first name', 'نام کوچک', 'الاسم الاول'],
  last_name: ['last name', 'نام خانوادگی', 'اسم العائلة'],
  email: EMAIL,
  second_email: ['secondary email', 'second email', 'ایمیل دوم', 'بريد الكتروني ثاني', 'البريد الالكتروني الثانوي'],
  role: ['role', 'title', 'job title', 'سمت', 'عنوان شغلی', 'لقب', 'المنصب', 'المسمى الوظيفي'],
  phone: PHONE,
  left: ['left', 'has left', 'رفته', 'غادر'],
} as const satisfies Columns;

export const CONTRACT_COLUMNS = {
  contract: ['contract', 'contract id', 'contract number', 'شماره قرارداد', 'قرارداد', 'رقم العقد', 'العقد'],
  customer: CUSTOMER,
  customer_name: [...CUSTOMER_NAME, ...RELATED],
  start: ['start', 'start date', 'شروع', 'تاریخ شروع', 'بداية التاريخ', 'تاريخ البدء', 'البداية'],
  // In Vtiger "Due date" is the agreed end; "End Date" is filled when it really ended, so the agreed one comes first.
  end: [
    'due date',
    'end',
    'end date',
    'renewal date',
    'renewal',
    'تاریخ تمدید',
    'پایان',
    'تاریخ پایان',
    'تاريخ التجديد',
    'تاريخ الانتهاء',
    'نهاية التاريخ',
    'النهاية',
  ],
  notice_days: ['notice days', 'notice', 'مهلت انصراف', 'روزهای اطلاع', 'مهلة الاخطار', 'ايام الاخطار'],
  auto_renew: ['auto renew', 'auto-renew', 'automatic renewal', 'تمدید خودکار', 'تجديد تلقائي'],
  value: ['value', 'amount', 'annual value', 'مبلغ', 'ارزش', 'القيمة', 'المبلغ'],
  currency: CURRENCY,
  package: ['package', 'plan', 'type', 'بسته', 'نوع', 'الباقة', 'النوع'],
} as const satisfies Columns;

export const EVENT_COLUMNS = {
  event_id: ['event id', 'event_id', 'شناسه رویداد', 'معرف الحدث'],
  customer: CUSTOMER,
  customer_name: [...CUSTOMER_NAME, ...RELATED],
  type: ['type', 'event', 'event type', 'نوع', 'رویداد', 'نوع رویداد', 'النوع', 'الحدث'],
  at: ['at', 'date', 'time', 'when', 'timestamp', 'created time', 'تاریخ', 'زمان', 'التاريخ', 'الوقت', 'وقت الانشاء'],
  data: ['data', 'attributes', 'json'],
  amount: ['amount', 'مبلغ', 'المبلغ'],
  currency: CURRENCY,
} as const satisfies Columns;

/** Vtiger's HelpDesk export: one line is a ticket with its state, not one event. */
export const TICKET_COLUMNS = {
  ticket: ['ticket number', 'ticket no', 'ticket', 'شماره تیکت', 'رقم التذكرة'],
  customer: CUSTOMER,
  customer_name: ['organization name', ...CUSTOMER_NAME, ...RELATED],
  contact_name: ['contact name', 'اسم جهة الاتصال'],
  subject: ['title', 'subject', 'موضوع', 'عنوان'],
  status: ['status', 'وضعیت', 'الحالة'],
  priority: ['priority', 'اولویت', 'الاولوية'],
  topic: ['category', 'topic', 'دسته', 'فئة'],
  created: ['created time', 'created', 'تاریخ ایجاد', 'وقت الانشاء'],
  modified: ['modified time', 'modified', 'تاریخ ویرایش', 'وقت التعديل'],
} as const satisfies Columns;

const ALL: readonly Columns[] = [CUSTOMER_COLUMNS, CONTACT_COLUMNS, CONTRACT_COLUMNS, EVENT_COLUMNS, TICKET_COLUMNS];
const KNOWN = new Set(ALL.flatMap((columns) => Object.entries(columns).flatMap(([key, names]) => [key, ...names].map(foldName))));
export const isKnownHeader = (folded: string): boolean => KNOWN.has(folded);

/** Where each of our columns stands in this file, best header first. */
export class Header {
  private readonly found = new Map<string, { index: number; title: string }[]>();

  constructor(
    readonly titles: readonly string[],
    columns: Columns,
  ) {
    const folded = titles.map(foldName);
    for (const [column, names] of Object.entries(columns)) {
      const seen = new Set<number>();
      for (const name of [column, ...names].map(foldName)) {
        folded.forEach((title, index) => {
          if (title === name) seen.add(index);
        });
      }
      if (seen.size > 0)
        this.found.set(
          column,
          [...seen].map((index) => ({ index, title: titles[index] ?? '' })),
        );
    }
  }

  has(column: string): boolean {
    return this.found.has(column);
  }

  /** The first filled cell of that column, with the title it stands under; empty text when none is filled. */
  cell(cells: readonly string[], column: string): { text: string; title: string } {
    const places = this.found.get(column) ?? [];
    for (const { index, title } of places) {
      const text = cells[index] ?? '';
      if (text !== '') return { text, title };
    }
    return { text: '', title: places[0]?.title ?? column };
  }

  /** Titles that none of our columns took. */
  unused(): string[] {
    const used = new Set([...this.found.values()].flat().map(({ index }) => index));
    return this.titles.filter((title, index) => title !== '' && !used.has(index));
  }
}
