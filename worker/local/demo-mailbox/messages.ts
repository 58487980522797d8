/** The mail of the demo: from the seeded customers in three languages, from strangers, and one that lies about who it is. */
import { DEMO_CUSTOMERS } from '../demo-customers';

export interface DemoAddress {
  name: string;
  address: string;
}
export interface DemoMail {
  uid: number;
  mailbox: 'INBOX' | 'Sent';
  from: DemoAddress;
  to: DemoAddress[];
  cc: DemoAddress[];
  subject: string;
  /** Paragraphs of plain text. */
  text: string[];
  /** Markup that stands in the body instead, as a mail program leaves it after cleaning. */
  html?: string;
  /** Hours before now. */
  hoursAgo: number;
  unread: boolean;
}
export const DEMO_OWN: DemoAddress = { name: 'Robin Hale', address: 'robin@studio-support.example' };

function personOf(customer: string, person: string): DemoAddress {
  const found = DEMO_CUSTOMERS.find((one) => one.id === customer)?.people.find((one) => one.id === person);
  if (!found) throw new RangeError(`no ${person} at ${customer} in the demo`);
  return { name: found.name, address: found.email };
}

/** A panel that pretends to be ours, and copies of the marks by which a mail program shows a sender. */
const FAKE_PANEL = `<div class="v1customer-panel" id="v1vafa-card" style="position:absolute;inset:0 0 auto auto;width:260px;margin:12px;padding:14px;background:#fff;color:#111;border:1px solid #999;border-radius:8px">
<b>Quillbrook Press</b><br>Health 98 · Gold · verified<br><small>Safe to pay. No open warnings.</small></div>
<p>Dear Robin,</p><p>our bank has changed. Please send this month’s refund to the new account today.</p>
<p>From: <a class="v1rcmContactAddress" title="tamsin.orrell@quillbrook.example" href="mailto:tamsin.orrell@quillbrook.example">Tamsin Orrell</a> &lt;tamsin.orrell@quillbrook.example&gt;</p>
<table class="v1headers-table"><tr><td class="v1header v1from"><span title="idris@quillbrook.example">Idris Vale</span></td></tr></table>
<p>Tamsin</p>`;

type Draft = [from: DemoAddress, subject: string, text: string[], hoursAgo: number, more?: Partial<DemoMail>];
const INBOX: Draft[] = [
  [
    personOf('quillbrook', 'tamsin'),
    'Before we sign for another year',
    [
      'Hi Robin,',
      'the renewal is on my desk. Finance asks for 15 % less, and I have to bring them something by Friday.',
      'Could we talk this week?',
      'Tamsin',
    ],
    1,
    { unread: true, cc: [personOf('quillbrook', 'idris')] },
  ],
  [
    personOf('fernhollow', 'petra'),
    'Re: Alarm by text message does not arrive',
    [
      'Still nothing on the duty phone. It is the second weekend on which somebody has to drive out and look.',
      'Is anybody working on ticket 4471?',
      'Petra',
    ],
    2,
    { unread: true },
  ],
  [
    personOf('nakheel', 'layla'),
    'استفسار عن أسعار السنة القادمة',
    ['السلام عليكم،', 'نُعدّ الآن ميزانية السنة القادمة. هل تبقى الأسعار كما هي عند التجديد؟', 'مع الشكر،', 'ليلى حسن'],
    3,
    { unread: true },
  ],
  [
    personOf('sepidar', 'sara'),
    'شعبهٔ شیراز',
    ['سلام،', 'شعبهٔ شیراز از ماه آینده باز می‌شود. لطفاً پیش‌فاکتور پنج کاربر تازه را بفرستید.', 'سارا مقدم'],
    5,
  ],
  [
    { name: 'Tamsin Orrell', address: 'tamsin.orrell@quillbrook-billing.test' },
    'URGENT: our new bank account',
    [],
    6,
    { unread: true, html: FAKE_PANEL },
  ],
  [
    personOf('northgate', 'marcus'),
    'Third store',
    ['Morning! The lease is signed, we open in May.', 'What do you need from us to add the third store?', 'Marcus'],
    21,
  ],
  [
    personOf('alvand', 'negar'),
    'صورت‌حساب 1405-217',
    ['با سلام،', 'این صورت‌حساب هنوز در انتظار امضای مدیرعامل است. تا پایان هفته خبر می‌دهم.', 'نگار تهرانی'],
    26,
  ],
  [
    { name: 'Jonas Weber', address: 'jonas.weber@elsewhere.test' },
    'A question about your prices',
    ['Hello,', 'we are a team of four and compare a few tools. Do you have a plan for small studios?', 'Jonas Weber'],
    28,
  ],
  [
    personOf('waha-clinics', 'salma'),
    'الحجز المزدوج مرة أخرى',
    ['تكرّر الأمر صباح اليوم في فرعين. فريق الاستقبال عاد إلى الورق.', 'أرجو اتصالاً اليوم.', 'سلمى الراشد'],
    30,
  ],
  [
    personOf('mahoor', 'reza'),
    'گزارش فروش مهر',
    ['سلام،', 'در گزارش مهر، مرجوعی‌ها از فروش کم نشده‌اند. کار می‌کند، ولی هر ماه باید دستی درستش کنیم.', 'رضا کیانی'],
    50,
  ],
  [
    { name: 'مكتب الاستقبال', address: 'reception@waha-group.example' },
    'تغيير موعد الزيارة',
    ['نرجو نقل موعد الزيارة إلى يوم الأحد القادم.', 'مكتب الاستقبال، مجموعة الواحة'],
    53,
  ],
  [
    personOf('yasmin', 'hind'),
    'فرع الشارقة',
    ['صباح الخير،', 'استلمنا مفاتيح الفرع الجديد، ونفتح بعد أسبوعين. شكراً على سرعة التجهيز!', 'هند'],
    74,
  ],
  [
    personOf('niloofar', 'maryam'),
    'شروع به کار',
    ['سلام و وقت بخیر،', 'دسترسی‌ها را گرفتیم. آموزش همکاران از کجا شروع می‌شود؟', 'مریم جلالی'],
    77,
  ],
  [
    { name: 'نوید صدر', address: 'navid.sadr@sepidar.example' },
    'معرفی',
    ['سلام،', 'من از این هفته در سپیدار به‌جای خانم مقدم کارهای انبار را پیگیری می‌کنم.', 'نوید صدر'],
    99,
  ],
  [
    personOf('waha-print', 'omar'),
    'طلب عرض سعر لآلة ثانية',
    ['تحية طيبة،', 'نفكر في ضمّ المطبعة الثانية إلى النظام. متى يمكن أن نتحدث؟', 'عمر خالد'],
    122,
  ],
  [
    personOf('harbour-lane', 'imogen'),
    'Spring plans',
    ['Dear Robin,', 'the second kiln arrives in March. We would like the multi-site view by then, and two more seats.', 'Warmly, Imogen'],
    146,
  ],
];
const SENT: Draft[] = [
  [
    DEMO_OWN,
    'Re: Before we sign for another year',
    ['Hi Tamsin,', 'Thursday at ten works for me. I will bring the figures of the last two years.', 'Robin'],
    0.5,
    { mailbox: 'Sent', to: [personOf('quillbrook', 'tamsin')] },
  ],
];

/** Newest first; the uid rises with time, as a mail server gives it. */
export const DEMO_MAIL: readonly DemoMail[] = [...INBOX, ...SENT].map(([from, subject, text, hoursAgo, more], index, all) => ({
  uid: more?.mailbox === 'Sent' ? 1 : all.length - SENT.length - index,
  mailbox: 'INBOX',
  from,
  to: [DEMO_OWN],
  cc: [],
  subject,
  text,
  hoursAgo,
  unread: false,
  ...more,
}));
