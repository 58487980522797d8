/** An amount in the currency's minor units (cents, rials). Amounts of two currencies are never added. */
export interface Money {
  amount: number;
  currency: string;
}
