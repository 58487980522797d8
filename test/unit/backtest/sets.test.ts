import { describe, expect, it } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { parseRows } from '../../bench/backtest/data-folder';
import { customersOf, endOf, noonOf } from '../../bench/backtest/data-set';
import * as cdnow from '../../bench/backtest/sets/cdnow';
import * as collegemsg from '../../bench/backtest/sets/collegemsg';
import * as grocery from '../../bench/backtest/sets/grocery';
import { subscriberOf } from '../../bench/backtest/sets/iranian-churn';
import * as retail from '../../bench/backtest/sets/online-retail';
import { studentsOf } from '../../bench/backtest/sets/oulad';
import { accountOf } from '../../bench/backtest/sets/uci-credit';

describe('a log becomes events', () => {
  it('reads a shop with amounts, one event a row and one active day a day', () => {
    const rows = parseRows('customer_id,date,units,dollars\n2,1997-01-12,1,12.00\n2,1997-01-12,5,77.00\n2,1997-02-01,1,0\n');
    const [customer] = customersOf(rows.map(cdnow.entryOf), 'purchases', 'USD');
    expect(customer).toMatchObject({ id: '2', days: [11, 31], amounts: [8900, 0] });
    const facts = fold(customer?.events ?? []);
    expect(facts.spend).toEqual({ USD: { sum: 8900, count: 3 } });
    expect(facts.activity.purchases.days).toBe(2);
  });
  it('leaves cancelled invoices out', () => {
    const rows = parseRows('customer_id,invoice,date,amount,cancel\n1,A,2010-12-02,5.5,0\n1,B,2010-12-03,-5.5,1\n');
    expect(rows.flatMap(retail.entriesOf)).toEqual([{ customer: '1', day: 1, amount: 550 }]);
  });
  it('reads purchase days without amounts', () => {
    const [customer] = customersOf(parseRows('cust,date\n7,2006-01-03\n').map(grocery.entryOf), 'purchases');
    expect(customer).toMatchObject({ days: [2], amounts: [1] });
    expect(fold(customer?.events ?? []).spend).toEqual({});
  });
  it('counts the days of a network from its first message, not from midnight', () => {
    const rows = parseRows('src,dst,unix_ts\n1,2,1082040961\n1,3,1082127360\n1,3,1082127361\n');
    expect(collegemsg.entriesOf(rows).map(({ day }) => day)).toEqual([0, 0, 1]);
  });
  it('reads clicks as use, assessments as steps with a due day, and leaving as lost', () => {
    const course = 'code_module,code_presentation';
    const tables = {
      registrations: parseRows(
        `${course},id_student,date_registration,date_unregistration\nAAA,2013J,5,-40.0,60.0\nAAA,2013J,6,3.0,\nBBB,2013J,5,0,\n`,
      ),
      clicks: parseRows(`${course},id_student,date,clicks\nAAA,2013J,5,-3,9\nAAA,2013J,5,10,1\nBBB,2013J,5,11,1\n`),
      assessments: parseRows(`${course},id_assessment,date\nAAA,2013J,1,19.0\nAAA,2013J,2,54.0\nAAA,2013J,3,\n`),
      submissions: parseRows(`${course},id_student,id_assessment,date_submitted\nAAA,2013J,5,1,22\nAAA,2013J,5,3,30\n`),
    };
    const [first, second] = studentsOf('AAA2013J', tables, { registration: true, steps: true });
    expect(first).toMatchObject({ id: '5', days: [-25, -3, 10], registered: -40, unregistered: 60, lastClick: 10 });
    const facts = fold((first?.events ?? []).filter(({ at }) => at <= endOf(30)));
    expect(facts.steps.map(({ id, due, doneAt }) => ({ id, due, doneAt }))).toEqual([
      { id: '1', due: noonOf(19), doneAt: noonOf(22) },
      { id: '2', due: noonOf(54), doneAt: null },
    ]);
    expect(fold(first?.events ?? []).profile.lostAt).toBe(noonOf(60));
    expect(second).toMatchObject({ id: '6', days: [3], unregistered: Infinity });
  });
});

describe('a table of accounts becomes facts', () => {
  const statuses = (late: number[]) =>
    Object.fromEntries(['PAY_6', 'PAY_5', 'PAY_4', 'PAY_3', 'PAY_2', 'PAY_0'].map((name, i) => [name, `${late[i]}`]));
  const amounts = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`BILL_AMT${i + 1}`, '100'] as const));

  it('leaves the invoices open that the last statement counts as late', () => {
    const facts = fold(accountOf({ ID: '1', ...amounts, ...statuses([0, 0, 0, 0, 1, 2]) }).events);
    const open = facts.invoices.filter(({ paidAt }) => paidAt === null).map(({ due }) => due);
    expect(open).toEqual([noonOf(360), noonOf(390)]);
  });
  it('has an invoice paid late that a later statement no longer counts', () => {
    const facts = fold(accountOf({ ID: '1', ...amounts, ...statuses([0, 0, 1, 0, 0, -1]) }).events);
    expect(facts.invoices.every(({ paidAt }) => paidAt !== null)).toBe(true);
    const late = facts.invoices.filter(({ due, paidAt }) => (paidAt ?? 0) > due);
    expect(late.map(({ due }) => due)).toEqual([noonOf(300)]);
  });
  it('knows of invoices before the first statement only what was late at it', () => {
    const facts = fold(accountOf({ ID: '1', ...amounts, ...statuses([2, 0, 0, 0, 0, 0]) }).events);
    expect(facts.invoices[0]?.due).toBe(noonOf(210));
  });
  it('spreads calls over the months, and ends them early for who is not active', () => {
    const row = { 'Frequency of use': '3', 'Frequency of SMS': '0', Complains: '1' };
    expect(subscriberOf('1', { ...row, Status: '1' })).toMatchObject({ days: [90, 180, 270] });
    const gone = subscriberOf('2', { ...row, Status: '2' });
    expect(gone.days).toEqual([60, 120, 180]);
    expect(fold(gone.events).remarks.map(({ kind }) => kind)).toEqual(['complaint']);
  });
});
