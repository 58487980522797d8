/** Small files of our own in the shape of Vtiger CRM 8's exports: headers in the user's language, names as references, `\\"` inside quotes. */
export const ACCOUNTS_EN = `"Organization Name","Organization Number",Website,"Primary Phone","Primary Email",Ownership,Type,"Annual Revenue","Assigned To","Created Time",Description
"شرکت نمونهٔ آریا, ""بزرگ""",ACC1,,021-1234,info@aria.example,,Customer,1234568,admin,"2026-11-21 21:42:15","سطر ۱
سطر ۲; ""نقل \\" قول"", ویرگول"
"Acme & Sons <Ltd>",ACC2,acme.example,,hi@acme.example,,,0,admin,"2026-11-21 21:42:15",
`;
export const ACCOUNTS_AR = `"اسم المنظمة","رقم المنظمة","الموقع الالكتروني","الهاتف الرئيسي","البريد الالكتروني الرئيسي",المالك,النوع,"الايرادات السنوية","تعيين ل","وقت الانشاء",الوصف
"شرکت نمونهٔ آریا, ""بزرگ""",ACC1,,021-1234,info@aria.example,,Customer,1234568,admin,"21-11-2026 21:42:15","سطر ۱
سطر ۲; ""نقل \\" قول"", ویرگول"
"Acme & Sons <Ltd>",ACC2,acme.example,,hi@acme.example,,,0,admin,"21-11-2026 21:42:15",
`;
export const CONTACTS_EN = `Salutation,"First Name","Contact Id","Last Name","Office Phone","Organization Name","Mobile Phone",Title,"Primary Email","Assigned To","Created Time"
,سارا,CON1,کریمی,,"Accounts::::شرکت نمونهٔ آریا, ""بزرگ""","+98 912 000 0000",,sara@aria.example,admin,"2026-11-21 21:42:15"
,Pat,CON2,O'Brien,,"Accounts::::Acme & Sons <Ltd>",,CTO,pat@acme.example,admin,"2026-11-21 21:42:15"
`;
export const HELPDESK_AR = `عنوان,المتعلقة,"اسم جهة الاتصال","تعيين ل",الاولوية,الحالة,"وقت الانشاء",فئة,"وقت التعديل","رقم التذكرة",الوصف,حل
"چاپگر کار نمی‌کند","Accounts::::شرکت نمونهٔ آریا, ""بزرگ""","Contacts::::سارا کریمی",admin,Urgent,Open,"21-11-2026 21:42:15","Big Problem","21-11-2026 21:42:15",TT1,"سه روز است پاسخ نداده‌اید!",
"Cannot log in","Accounts::::Acme & Sons <Ltd>","Contacts::::Pat O'Brien",admin,Normal,Closed,"21-11-2026 21:42:15",,"21-11-2026 21:42:15",TT2,,"reset ""password"""
`;
export const SERVICE_CONTRACTS_AR = `الموضوع,"رقم العقد",المتعلقة,"تعيين ل",النوع,"بداية التاريخ","Due date","نهاية التاريخ",الحالة,"وقت الانشاء"
"پشتیبانی سالانه",SERCON1,"Accounts::::شرکت نمونهٔ آریا, ""بزرگ""",admin,Support,21-03-2026,20-03-2027,,"In Progress","21-11-2026 21:42:15"
"Gold care",SERCON2,"Contacts::::Pat O'Brien",admin,Services,01-01-2026,31-12-2026,,"In Planning","21-11-2026 21:42:15"
`;
