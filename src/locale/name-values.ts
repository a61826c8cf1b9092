type Values = Readonly<Record<string, string | number>>;

/** Codes whose `key` is one that the definition's form has a label for. */
const LABELLED = ['churn-value', 'churn-key-not-used'];

/**
 * The values of a problem with a definition of churn as people read them: rules, roles and keys by their words,
 * with what the file says in brackets. `word` gives the sentence of a catalogue's key, if there is one.
 */
export function nameValues(code: string, values: Values, word: (key: string) => string | null): Values {
  const named = (stem: string, value: string | number | undefined): string | number => {
    const found = typeof value === 'string' ? word(stem + toPascal(value)) : null;
    return found === null ? (value ?? '') : `${found} (${value ?? ''})`;
  };
  const { rule, role, key } = values;
  return {
    ...values,
    ...(rule !== undefined && { rule: named('ruleName', rule) }),
    ...(role !== undefined && { role: named('role', role) }),
    ...(key !== undefined && LABELLED.includes(code) && { key: named('churn', key) }),
  };
}

/** `at_least` → `AtLeast`. */
function toPascal(key: string): string {
  return key.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
}
