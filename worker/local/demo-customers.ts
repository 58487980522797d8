/** Who is in the demo: invented companies and people under reserved domains, in three languages. */

export interface DemoPerson {
  id: string;
  name: string;
  email: string;
  role: string;
}
export interface DemoCustomer {
  id: string;
  name: string;
  language: 'en' | 'fa' | 'ar';
  segment: string;
  currency: 'EUR' | 'USD' | 'IRR' | 'SAR' | 'AED';
  /** Yearly value in minor units. */
  value: number;
  people: DemoPerson[];
  domains: string[];
}
const person = (id: string, name: string, email: string, role: string): DemoPerson => ({ id, name, email, role });

export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  {
    id: 'harbour-lane',
    name: 'Harbour Lane Ceramics',
    language: 'en',
    segment: 'studio',
    currency: 'EUR',
    value: 1_840_000,
    people: [
      person('imogen', 'Imogen Fairweather', 'imogen@harbourlane.example', 'Owner'),
      person('teo', 'Teo Marsh', 'teo@harbourlane.example', 'Workshop'),
    ],
    domains: ['harbourlane.example'],
  },
  {
    id: 'quillbrook',
    name: 'Quillbrook Press',
    language: 'en',
    segment: 'publisher',
    currency: 'EUR',
    value: 3_600_000,
    people: [
      person('tamsin', 'Tamsin Orrell', 'tamsin.orrell@quillbrook.example', 'Operations lead'),
      person('idris', 'Idris Vale', 'idris@quillbrook.example', 'Finance'),
    ],
    domains: ['quillbrook.example'],
  },
  {
    id: 'fernhollow',
    name: 'Fernhollow Dairy',
    language: 'en',
    segment: 'food',
    currency: 'EUR',
    value: 1_120_000,
    people: [person('petra', 'Petra Lindqvist', 'petra@fernhollow.example', 'Plant manager')],
    domains: ['fernhollow.example'],
  },
  {
    id: 'northgate',
    name: 'Northgate Optics',
    language: 'en',
    segment: 'retail',
    currency: 'USD',
    value: 960_000,
    people: [person('marcus', 'Marcus Adeyemi', 'marcus@northgate-optics.example', 'Store director')],
    domains: ['northgate-optics.example'],
  },
  {
    id: 'sepidar',
    name: 'بازرگانی سپیدار',
    language: 'fa',
    segment: 'بازرگانی',
    currency: 'IRR',
    value: 42_000_000_000,
    people: [person('sara', 'سارا مقدم', 'sara.moghadam@sepidar.example', 'مدیر خرید')],
    domains: ['sepidar.example'],
  },
  {
    id: 'mahoor',
    name: 'کتاب‌فروشی ماهور',
    language: 'fa',
    segment: 'خرده‌فروشی',
    currency: 'IRR',
    value: 6_500_000_000,
    people: [person('reza', 'رضا کیانی', 'reza.kiani@mahoor.example', 'مدیر فروشگاه')],
    domains: ['mahoor.example'],
  },
  {
    id: 'alvand',
    name: 'صنایع چوب الوند',
    language: 'fa',
    segment: 'تولید',
    currency: 'IRR',
    value: 18_000_000_000,
    people: [person('negar', 'نگار تهرانی', 'negar@alvand-wood.example', 'مدیر مالی')],
    domains: ['alvand-wood.example'],
  },
  {
    id: 'niloofar',
    name: 'داروخانه‌های نیلوفر',
    language: 'fa',
    segment: 'سلامت',
    currency: 'IRR',
    value: 9_000_000_000,
    people: [person('maryam', 'مریم جلالی', 'm.jalali@niloofar.example', 'مسئول فنی')],
    domains: ['niloofar.example'],
  },
  {
    id: 'nakheel',
    name: 'مؤسسة النخيل للتجارة',
    language: 'ar',
    segment: 'تجارة',
    currency: 'SAR',
    value: 5_400_000,
    people: [person('layla', 'ليلى حسن', 'layla.hassan@nakheel.example', 'مديرة المشتريات')],
    domains: ['nakheel.example'],
  },
  {
    id: 'waha-print',
    name: 'مطابع الواحة',
    language: 'ar',
    segment: 'طباعة',
    currency: 'SAR',
    value: 2_100_000,
    people: [person('omar', 'عمر خالد', 'omar@waha-print.example', 'المدير العام')],
    domains: ['waha-print.example', 'waha-group.example'],
  },
  {
    id: 'yasmin',
    name: 'مخبز الياسمين',
    language: 'ar',
    segment: 'أغذية',
    currency: 'AED',
    value: 1_300_000,
    people: [person('hind', 'هند منصور', 'hind@yasmin-bakery.example', 'المالكة')],
    domains: ['yasmin-bakery.example'],
  },
  {
    id: 'waha-clinics',
    name: 'عيادات الواحة',
    language: 'ar',
    segment: 'صحة',
    currency: 'SAR',
    value: 3_900_000,
    people: [person('salma', 'سلمى الراشد', 'salma@waha-clinics.example', 'مديرة التشغيل')],
    domains: ['waha-clinics.example', 'waha-group.example'],
  },
];
