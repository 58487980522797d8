/** Words that stand for a class in a pattern, for example what is cancelled when somebody leaves, and what is cancelled when nobody does. */
import type { ReadingLanguage } from './phrases';

export const CLASSES: Record<string, Partial<Record<ReadingLanguage, string>>> = {
  /** What a customer has of us. */
  svc: {
    en: 'contract*/subscription*/account/accounts/service/services/plan/agreement*/licen*/membership*/partnership/package/retainer',
    fa: 'قرارداد*/سرویس*/خدمات*/اشتراک*/حساب*/اکانت*/پنل*/پلن*/همکاری*/عضویت*/لایسنس*',
    ar: 'عقد*/عقود*/اشتراك*/خدم*/حساب*/باق*/تعاقد*/تعاون*/ترخيص*/تعامل*/عضوي*/اتفاقي*/شراك*',
  },
  /** What is cancelled and still nobody leaves. */
  item: {
    en: 'order*/meeting*/invoice*/booking*/shipment*/flight*/transfer*/newsletter*/appointment*/ticket*/call/calls/reservation*/delivery/webinar*/training*/session*/demo*/payment*/request*/event*/visit*/card/cards/mailing*',
    fa: 'سفارش*/جلسه*/فاکتور*/رزرو*/مرسوله*/پرواز*/خبرنامه*/تراکنش*/نوبت*/بلیط*/بلیت*/وبینار*/دمو*/تیکت*/قرار ملاقات*/کلاس*',
    ar: 'طلب*/موعد*/مواعيد*/اجتماع*/حجز*/فاتور*/فواتير*/شحن*/رحل*/تحويل*/نشر*/تذكر*/ندو*/مكالم*/دفع*/حظر*/بطاق*/معامل*/احتيال*/نصب/رسوم*/عملي*',
  },
  /** To want, to plan, to be forced. */
  wish: {
    en: 'want to/wants to/wanted to/like to/love to/need to/needs to/wish to/wishes to/decided to/plan to/plans to/planning to/intend to/intends to/going to/looking to/hoping to/have to/forced to/about to/ready to/prepared to/inclined to/voted to/agreed to/chosen to/choice but to/option but to/alternative but to/trying to/right to/thinking of/thinking about/think about/considering/consider/contemplating/in favour of/in favor of',
    fa: 'قصد/تصمیم/مجبور*/ناچار*/می‌خوا*/میخوا*/خواهان/خواستار/به فکر/فکر/درخواست/تقاضای/تقاضا/داریم/بهتره/ترجیح',
    ar: 'نرغب/أرغب/نريد/أريد/نود/أود/ننوي/أنوي/قررنا/قررت/قرر/أحتاج/نحتاج/يجب/نعتزم/أعتزم/رغبتنا/رغبتي/نيتنا/نفكر/أفكر/سنضطر/سأضطر/نضطر/مضطرون/مضطرين/مضطر/هنضطر/حابين/حابب/حاب/ناوي/ناويين/أبغى/أبي/نبغى/نبي/ودي/ودنا/بدي/بدنا/رح/راح/لازم/جاي على بالي/عايز/عايزين/عاوز/عاوزين/محتاج/نطالب',
  },
  /** To end something that runs. */
  end: {
    en: 'cancel/cancelling/canceling/terminate/terminating/close/closing/end/ending/discontinue/discontinuing/delete/deleting/stop/stopping/deactivate/deactivating/remove/removing/exit/exiting/quit/quitting/shut down/shutting down/wind down/winding down/get rid of',
    fa: 'لغو/فسخ/قطع/خاتمه/پایان/ابطال/کنسل/تموم/تمام/متوقف/اتمام',
    ar: 'إلغاء/إنهاء/فسخ/إيقاف/إغلاق/حذف/وقف/إقفال/تسكير/كنسلة/نلغي/ألغي/تلغي/تلغوا/ننهي/أنهي/نوقف/أوقف/توقف/نغلق/أغلق/تغلق/نقفل/أقفل/تقفل/نسكر/أسكر/تسكر*/نفسخ/أفسخ/نحذف/أحذف/تحذف/تحذفوا/تقفلوا/تغلقوا/توقفوا/تنهوا/أمحي/تمحي/أكنسل/نكنسل/الخروج من/التخلص من/أتخلص من/أخلص من/أطلع من/ترك/مغادرة/التخلي عن',
  },
  /** Others than us. */
  others: {
    en: 'provider*/vendor*/supplier*/platform*/solution*/tool/tools/competitor*/partner/agency/agencies',
  },
  firm: {
    fa: 'شرکت*/مجموعه*/تامین کننده*/پیمانکار*/جای/سرویس دهنده*',
  },
  /** What is paid. */
  price: {
    en: 'price/prices/pricing/cost/costs/fee/fees/rate/rates/quote/quotation/charges/tariff',
    fa: 'قیمت*/مبلغ*/هزینه*/تعرفه*/نرخ*/شهریه*/حق اشتراک*/رقم*',
    ar: 'سعر*/أسعار*/تكلف*/تكاليف*/رسوم*/كلف*/قيمة/مبلغ',
  },
};
/** The class whose words are the workspace's own list of competitors. */
export const RIVAL = 'rival';
