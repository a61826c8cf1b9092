import { foldName } from '../../sql/fold-name.ts';

const customerNames: ReadonlySet<string> = new Set(['customer_id', 'customer']);

/** Whether a column of a notebook's own relation holds the ids of customers, by its name. */
export function isCustomerName(name: string): boolean {
  return customerNames.has(foldName(name));
}

/** The column that holds the ids of customers, if there is one. */
export function findCustomerColumn(columns: readonly { readonly name: string }[]): string | undefined {
  return columns.find(({ name }) => isCustomerName(name))?.name;
}
