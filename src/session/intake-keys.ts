// The screen speaks of an import with the sentences that the import knows.
export { toMendKey } from '../intake/mend-key.ts';
export { toReasonKey } from '../intake/reason-key.ts';
