import { formOf } from './find-forms.ts';
import type { ColumnPlan } from './plan-columns.ts';
import type { TextForm } from './text-forms.ts';

/** A plan that can be sent from a worker to the page: its forms, which are functions, are named by their ids. */
export interface NamedPlan extends Omit<ColumnPlan, 'form' | 'open' | 'nearly' | 'forms'> {
  readonly form: string | undefined;
  readonly open: readonly string[];
  readonly nearly: readonly string[];
  readonly forms: {
    readonly sure: readonly string[];
    readonly rivals: readonly string[];
    readonly offered: readonly string[];
  };
}

export function toNamedPlan(plan: ColumnPlan): NamedPlan {
  const { form, open, nearly, forms } = plan;
  return {
    ...plan,
    form: form?.id,
    open: idsOf(open),
    nearly: idsOf(nearly),
    forms: { sure: idsOf(forms.sure), rivals: idsOf(forms.rivals), offered: idsOf(forms.offered) },
  };
}

export function toColumnPlan(plan: NamedPlan): ColumnPlan {
  const { form, open, nearly, forms } = plan;
  return {
    ...plan,
    form: form === undefined ? undefined : formOf(form),
    open: open.map(formOf),
    nearly: nearly.map(formOf),
    forms: {
      sure: forms.sure.map(formOf),
      rivals: forms.rivals.map(formOf),
      offered: forms.offered.map(formOf),
    },
  };
}

function idsOf(forms: readonly TextForm[]): string[] {
  return forms.map(({ id }) => id);
}
