/**
 * A SELECT of ten activities for each of `rows / 10` customers, a pure function of the row number: most come again within
 * weeks, some stay away for months, and as the years go by ever more have stopped.
 */
export function activities(rows: number): string {
  const customers = Math.ceil(rows / 10);
  return `
    SELECT 'C' || lpad(i::VARCHAR, 8, '0') AS customer_id,
           DATE '2022-01-01' + ((hash(i) % 500) + k * (5 + hash(i * 7) % 60) + hash(i * 10 + k) % 20)::INTEGER AS order_date,
           round(5 + (hash(i * 13 + k) % 20000) / 100.0, 2)::DECIMAL(9, 2) AS amount
    FROM range(${customers}) AS c(i), range(10) AS t(k)`;
}
