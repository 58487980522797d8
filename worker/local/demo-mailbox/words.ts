/** The few words of the demo mailbox itself. */
export type MailboxLanguage = 'en' | 'fa' | 'ar';

export const WORDS: Record<
  MailboxLanguage,
  Record<'mail' | 'INBOX' | 'Sent' | 'from' | 'to' | 'cc' | 'date' | 'subject' | 'pick' | 'open' | 'note' | 'back', string>
> = {
  en: {
    mail: 'Mail',
    INBOX: 'Inbox',
    Sent: 'Sent',
    from: 'From',
    to: 'To',
    cc: 'Cc',
    date: 'Date',
    subject: 'Subject',
    pick: 'Choose a message',
    open: 'Open in full view',
    note: 'A demo mailbox: invented people, nothing is sent.',
    back: 'Back to the list',
  },
  fa: {
    mail: 'نامه‌ها',
    INBOX: 'صندوق ورودی',
    Sent: 'فرستاده‌ها',
    from: 'از',
    to: 'به',
    cc: 'رونوشت',
    date: 'تاریخ',
    subject: 'موضوع',
    pick: 'یک نامه را انتخاب کنید',
    open: 'نمایش کامل',
    note: 'صندوق نمایشی: آدم‌ها ساختگی‌اند و چیزی فرستاده نمی‌شود.',
    back: 'بازگشت به فهرست',
  },
  ar: {
    mail: 'البريد',
    INBOX: 'الوارد',
    Sent: 'المُرسَل',
    from: 'من',
    to: 'إلى',
    cc: 'نسخة',
    date: 'التاريخ',
    subject: 'الموضوع',
    pick: 'اختر رسالة',
    open: 'عرض كامل',
    note: 'صندوق تجريبي: الأشخاص من الخيال ولا يُرسَل شيء.',
    back: 'العودة إلى القائمة',
  },
};
