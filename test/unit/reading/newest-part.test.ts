import { describe, expect, it } from 'vitest';
import { newestPart } from '../../../extension/reading/newest-part';
import { openReader } from '../../../extension/reading/read';

const OWN = 'Hello Sara,\n\nall is well, see you on Monday.';
const OLD = 'We want to cancel our contract.\nPlease confirm.';
const quoted = OLD.split('\n')
  .map((line) => `> ${line}`)
  .join('\n');
const read = openReader([]);

describe('the newest part of a mail', () => {
  it.each([
    ['Gmail', `On Mon, Nov 16, 2026 at 9:14 AM Sara Ahmadi <sara@vafa.example> wrote:\n\n${quoted}`],
    [
      'Gmail, broken over two lines',
      `On Mon, Nov 16, 2026 at 9:14 AM Sara Ahmadi of the Support Team\n<sara@vafa.example> wrote:\n\n${quoted}`,
    ],
    ['Gmail as text without marks', `On Mon, Nov 16, 2026 at 9:14 AM Sara Ahmadi <sara@vafa.example> wrote:\n${OLD}`],
    ['Gmail in Persian', `در تاریخ دوشنبه ۱۶ نوامبر ۲۰۲۶، ۹:۱۴ Sara Ahmadi <\u200esara@vafa.example\u200e> نوشت:\n\n${quoted}`],
    [
      'Gmail in Arabic',
      `في الاثنين، ١٦ نوفمبر ٢٠٢٦ في ٩:١٤ ص تمت كتابة ما يلي بواسطة \u202aSara Ahmadi\u202c <\u202asara@vafa.example\u202c>:\n\n${quoted}`,
    ],
    [
      'Outlook',
      `________________________________\nFrom: Sara Ahmadi <sara@vafa.example>\nSent: Monday, November 16, 2026 9:14 AM\nTo: Mina\nSubject: RE: contract\n\n${OLD}`,
    ],
    ['Outlook without addresses', `From: Sara Ahmadi\nSent: Monday, November 16, 2026 9:14 AM\nTo: Mina\nSubject: RE: contract\n\n${OLD}`],
    ['Outlook, bold names', `*From:* Sara Ahmadi\n*Date:* Monday\n*To:* Mina\n\n${OLD}`],
    ['Outlook in Persian', `از: سارا احمدی\nارسال شده: دوشنبه ۲۵ آبان\nبه: مینا\nموضوع: قرارداد\n\n${OLD}`],
    ['Outlook in Arabic', `من: سارة أحمد\nتاريخ الإرسال: الاثنين\nإلى: منى\nالموضوع: العقد\n\n${OLD}`],
    ['old Outlook', `-----Original Message-----\n${OLD}`],
    ['Apple Mail', `On 16 Nov 2026, at 09:14, Sara Ahmadi <sara@vafa.example> wrote:\n\n${quoted}`],
    ['Apple Mail in Persian', `در ۱۶ نوامبر ۲۰۲۶، ساعت ۹:۱۴، Sara Ahmadi <sara@vafa.example> نوشت:\n\n${quoted}`],
    ['Apple Mail in Arabic', `في ١٦ نوفمبر ٢٠٢٦، الساعة ٩:١٤ ص، كتب Sara Ahmadi <sara@vafa.example>:\n\n${quoted}`],
    ['Roundcube', `On 2026-11-16 09:14, Sara Ahmadi wrote:\n${quoted}`],
    ['Roundcube in Persian', `در 2026-11-16 09:14، Sara Ahmadi نوشت:\n${quoted}`],
    ['Proton', `------- Original Message -------\nOn Monday, November 16th, 2026 at 9:14 AM, Sara <sara@vafa.example> wrote:\n\n${quoted}`],
    ['a forwarded mail', `---------- Forwarded message ---------\nFrom: Mina <mina@shop.example>\n\n${OLD}`],
  ])('ends where %s quotes', (_, quotation) => expect(newestPart(`${OWN}\n\n${quotation}`)).toBe(OWN));

  it('goes on under a quotation, where people answer below', () => {
    const message = `On 2026-11-16 09:14, Sara wrote:\n> Do you want to renew?\n\nNo. Please cancel our contract.\n\n> Best,\n> Sara`;
    expect(newestPart(message)).toBe('No. Please cancel our contract.');
  });
  it('is found in a mail that came as one line', () => {
    expect(newestPart('All well. On Mon, 16 Nov 2026 at 09:14, Sara wrote: > please cancel our contract')).toBe('All well.');
  });
  it.each([
    ['-- \nMina Karimi\nHead of contract cancellation'],
    ['Best regards,\nMina Karimi\nTerminate & Close Ltd'],
    ['Kind regards, Mina\nShop Inc'],
    ['Thanks,\nMina'],
    ['با احترام\nمینا کریمی\nمدیر لغو قراردادها'],
    ['با تشکر و احترام،\nمینا'],
    ['مع خالص التحية،\nمنى\nقسم إلغاء العقود'],
    ['Sent from my iPhone'],
    ['ارسال شده از آیفون من'],
    ['This e-mail and any attachments are confidential and intended for the addressee. Cancel the contract if you are not.'],
    ['این ایمیل و پیوست‌های آن محرمانه است.'],
    ['هذه الرسالة سرية وموجهة إلى المرسل إليه فقط.'],
  ])('ends before %s', (end) => expect(newestPart(`${OWN}\n\n${end}`)).toBe(OWN));
  it('keeps a text that begins or ends with a greeting', () => {
    expect(newestPart('Thanks,\nplease call me.')).toBe('Thanks,\nplease call me.');
    expect(newestPart('از: دیروز مشکل داریم\nلطفاً نگاه کنید')).toContain('لطفاً');
  });
});

describe('a bulk mail', () => {
  const text = 'Our autumn news\n\nCancel your contract with the others and come to us!\n\nShop Inc, Main Street 1';
  it.each([
    'Unsubscribe | View in browser',
    'Click here to unsubscribe',
    'You are receiving this e-mail because you signed up.',
    'برای لغو عضویت اینجا کلیک کنید',
    'لغو عضویت',
    'لإلغاء الاشتراك اضغط هنا',
    'عرض الرسالة في المتصفح',
  ])('gets no reading: %s', (foot) => expect(read(`${text}\n${foot}`)).toEqual([]));
  it('is not the answer to one', () => {
    const answer = `Please cancel our contract.\n\nOn Mon, Nov 16, 2026 Vafa <news@vafa.example> wrote:\n> News\n> News\n> Unsubscribe | View in browser`;
    expect(read(answer).map(({ kind }) => kind)).toEqual(['leave']);
  });
  it('is not a person who writes about leaving the newsletter and the contract', () => {
    const message = 'Hello,\n\nplease cancel our contract.\nWe also want to unsubscribe all of our people.\n\nMina';
    expect(read(message).map(({ kind }) => kind)).toEqual(['leave']);
  });
});
