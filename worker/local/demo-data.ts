/**
 * The demo's facts: about two years of events per customer, told relative to `now`, so that every band and every first signal is
 * there on any day. Ids are fixed: sent a second time they are the same events.
 */
import { DAY, dayOf, type EventType, type VafaEvent } from '../../shared/event';
import { DEMO_CUSTOMERS, type DemoCustomer } from './demo-customers';
import {
  agreement,
  bought,
  called,
  contactOf,
  contractOf,
  onboarded,
  paid,
  rated,
  type Story,
  solved,
  type Tell,
  used,
} from './demo-story';

const SOURCE = 'demo';

/** The customers of the demo and their events. Pure: the same `now` gives the same events. */
export function demoEvents(now: number): { customers: readonly DemoCustomer[]; events: VafaEvent[] } {
  const events: VafaEvent[] = [];
  const midnight = dayOf(now) * DAY;
  for (const customer of DEMO_CUSTOMERS) {
    const counts: Partial<Record<EventType, number>> = {};
    const from = (days: number) => midnight + days * DAY;
    const tell: Tell = (type, days, data) => {
      const number = (counts[type] ?? 0) + 1;
      counts[type] = number;
      const at = Math.min(midnight - days * DAY + 9.65 * 3_600_000, now - 60_000);
      events.push({
        id: `demo:${customer.id}:${type}:${number}`,
        customer: customer.id,
        type,
        at,
        source: SOURCE,
        revision: 0,
        data,
      } as VafaEvent);
    };
    STORIES[customer.id]?.({ customer, tell, from });
  }
  return { customers: DEMO_CUSTOMERS, events };
}

const STORIES: Record<string, (story: Story) => void> = {
  // Everything as it should be by the numbers; whoever spoke with them last thinks otherwise.
  'harbour-lane': (story) => {
    agreement(story, 142, { years: 4 });
    onboarded(story, 1400);
    used(story, 200, 1, 2);
    bought(story, 360, 6, 18, 0.8);
    paid(story, 9);
    solved(story, 75, 'Glaze calculator shows yesterday’s stock');
    rated(story, 204, 8);
    rated(story, 114, 9);
    rated(story, 24, 10);
    called(story, 12, 'Second kiln arrives in spring; wants the multi-site view then.');
    story.tell('pulse', 12, { score: 2, reason: 'Teo wants out before the second kiln comes', codes: ['people', 'product'] });
  },
  // Asks for a lower price six weeks before the renewal, and uses it less and less.
  quillbrook: (story) => {
    agreement(story, 58, { noticeDays: 30, years: 3 });
    onboarded(story, 1000);
    used(story, 220, 34, 2);
    used(story, 27, 5, 11);
    bought(story, 350, 20, 30, 0.7);
    paid(story, 16);
    solved(story, 64, 'Proof export misses the spine');
    rated(story, 110, 6);
    called(story, 33, 'Budget review in the group; Idris now reads every line of the invoice.');
    story.tell('remark', 4, {
      kind: 'price-cut',
      text: 'Asked for 15 % less before signing for another year.',
      contact: 'quillbrook-idris',
    });
  },
  // Many tickets at once, the oldest of them without an answer.
  fernhollow: (story) => {
    agreement(story, 205);
    onboarded(story, 640);
    used(story, 190, 1, 2);
    bought(story, 340, 9, 21, 0.6);
    paid(story, 12);
    rated(story, 60, 9);
    called(story, 20, 'New cold store goes live this month; expects questions.');
    solved(story, 80, 'Batch label prints twice');
    for (const [days, subject] of [
      [21, 'Sensor alarm without a sensor'],
      [16, 'Temperature log has gaps'],
      [12, 'How do we add a second cold store?'],
    ] as const)
      solved(story, days, subject);
    story.tell('ticket.opened', 9, {
      ticket: '4471',
      subject: 'Alarm by text message does not arrive',
      priority: 'high',
      contact: 'fernhollow-petra',
    });
    story.tell('ticket.opened', 3, { ticket: '4502', subject: 'Export for the vet', priority: 'normal', contact: 'fernhollow-petra' });
    story.tell('ticket.replied', 2, { ticket: '4502', by: 'us' });
  },
  // A good customer whose card ran out.
  northgate: (story) => {
    agreement(story, 96);
    onboarded(story, 500);
    used(story, 180, 2, 3);
    bought(story, 330, 30, 30, 0.4);
    paid(story, 34);
    solved(story, 50, 'Appointment reminder in the wrong time zone');
    rated(story, 45, 9);
    called(story, 15, 'Opens a third store in May.');
    story.tell('payment.failed', 5, { decline: 'hard', reason: 'expired card' });
  },
  sepidar: (story) => {
    agreement(story, 176, { years: 3 });
    onboarded(story, 1000);
    used(story, 200, 1, 2);
    bought(story, 355, 5, 14, 0.9);
    paid(story, 7);
    solved(story, 58, 'خطا در چاپ بارنامه');
    rated(story, 18, 9);
    called(story, 8, 'از سرعت ارسال راضی است؛ برای شعبهٔ شیراز هم می‌خواهد.');
  },
  mahoor: (story) => {
    agreement(story, 121);
    onboarded(story, 600);
    used(story, 190, 3, 3);
    bought(story, 340, 26, 28, 0.6);
    paid(story, 14);
    rated(story, 140, 8);
    rated(story, 11, 7);
    called(story, 25, 'از گزارش فروش ماهانه راضی نیست، ولی گلایه نکرد.');
  },
  alvand: (story) => {
    agreement(story, 87, { noticeDays: 60 });
    onboarded(story, 620);
    used(story, 200, 4, 4);
    bought(story, 350, 48, 30, 0.25);
    paid(story, 60, 10);
    story.tell('invoice.issued', 48, { invoice: '1405-217', amount: 1_500_000_000, currency: 'IRR', due: story.from(-19) });
    solved(story, 70, 'تغییر نشانی صورت‌حساب');
    rated(story, 95, 9);
    called(story, 40, 'مدیر مالی عوض شده؛ صورت‌حساب‌ها را خانم تهرانی پیگیری می‌کند.');
  },
  // New: too little is known for a number.
  niloofar: ({ customer, tell, from }) => {
    const [maryam] = customer.people;
    tell('customer.profile', 6, {
      name: customer.name,
      segment: customer.segment,
      language: customer.language,
      since: from(-6),
      value: { amount: customer.value, currency: customer.currency },
    });
    if (maryam) tell('contact.set', 6, { contact: contactOf(customer), name: maryam.name, email: maryam.email, role: maryam.role });
    for (const domain of customer.domains) tell('domain.set', 6, { domain });
  },
  // The price goes up in two weeks, and nobody told them.
  nakheel: (story) => {
    agreement(story, 17, { noticeDays: 30, years: 3 });
    onboarded(story, 1000);
    used(story, 200, 2, 3);
    bought(story, 350, 12, 24, 0.7);
    paid(story, 11);
    solved(story, 66, 'رقم الطلب لا يظهر في الفاتورة');
    rated(story, 52, 9);
    called(story, 28, 'سألت عن خصم الكميات للعام القادم.');
    story.tell('price.change', 40, { contract: contractOf(story.customer), effective: story.from(17), percent: 12 });
  },
  // Nobody has spoken with them for half a year.
  'waha-print': (story) => {
    agreement(story, 230);
    onboarded(story, 600);
    used(story, 200, 1, 3);
    bought(story, 340, 15, 25, 0.6);
    paid(story, 13);
    rated(story, 150, 9);
    called(story, 178, 'راضٍ عن الخدمة، طلب زيارة في الربيع.');
  },
  yasmin: (story) => {
    agreement(story, 260);
    onboarded(story, 500);
    used(story, 180, 1, 2);
    bought(story, 330, 4, 15, 0.9);
    paid(story, 8);
    solved(story, 90, 'تعديل ساعات التوصيل');
    rated(story, 30, 10);
    called(story, 19, 'تفتح فرعاً ثانياً في الشارقة.');
  },
  // Used it daily and stopped; complained before that.
  'waha-clinics': (story) => {
    agreement(story, 134);
    onboarded(story, 450);
    used(story, 200, 19, 2);
    bought(story, 320, 70, 30, 0.5);
    paid(story, 40, 8);
    rated(story, 125, 8);
    rated(story, 35, 3);
    called(story, 31, 'المواعيد المزدوجة تتعب فريق الاستقبال.');
    story.tell('remark', 30, { kind: 'complaint', text: 'حجوزات مزدوجة ثلاث مرات في أسبوع.', contact: 'waha-clinics-salma' });
    story.tell('ticket.opened', 16, { ticket: '4488', subject: 'حجز مزدوج', priority: 'urgent', contact: 'waha-clinics-salma' });
  },
};
