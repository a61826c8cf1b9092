import { chooseLanguage, type Language } from '../locale/language.ts';
import type { TextStore } from './platform.ts';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'ebb.preferences';

interface Stored {
  readonly language?: Language;
  readonly theme?: Theme;
  readonly rail?: boolean;
  readonly quietImport?: boolean;
  readonly joinsFiles?: boolean;
}

/** What a user sets once and expects to find again. */
export class Preferences {
  #stored = $state.raw<Stored>({});
  readonly #preferred: Language;
  readonly #storage: TextStore;

  readonly language: Language = $derived.by(() => this.#stored.language ?? this.#preferred);
  readonly theme: Theme = $derived(this.#stored.theme ?? 'system');
  readonly rail: boolean = $derived(this.#stored.rail ?? true);
  /** Whether files that leave nothing to ask are loaded without the import sheet. */
  readonly quietImport: boolean = $derived(this.#stored.quietImport ?? false);

  /** Whether anything was ever set. */
  readonly isStored: boolean = $derived(Object.keys(this.#stored).length > 0);
  /** Whether files with the same columns become one table. */
  readonly joinsFiles: boolean = $derived(this.#stored.joinsFiles ?? true);

  constructor(storage: TextStore, languages: readonly string[]) {
    this.#storage = storage;
    this.#preferred = chooseLanguage(languages);
    this.#stored = parseStored(storage.read(KEY));
  }

  setLanguage(language: Language): void {
    this.#keep({ ...this.#stored, language });
  }

  setTheme(theme: Theme): void {
    this.#keep({ ...this.#stored, theme });
  }

  setRail(rail: boolean): void {
    this.#keep({ ...this.#stored, rail });
  }

  setQuietImport(quietImport: boolean): void {
    this.#keep({ ...this.#stored, quietImport });
  }

  setJoinsFiles(joinsFiles: boolean): void {
    this.#keep({ ...this.#stored, joinsFiles });
  }

  /** Goes back to how a first visit finds it. */
  forget(): void {
    this.#stored = {};
    this.#storage.remove(KEY);
  }

  #keep(stored: Stored): void {
    this.#stored = stored;
    try {
      this.#storage.write(KEY, JSON.stringify(stored));
    } catch {
      // A full store costs only the memory of a preference.
    }
  }
}

function parseStored(text: string | null): Stored {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const { language, theme, rail, quietImport, joinsFiles } = value as Record<string, unknown>;
    return {
      ...(language === 'zh' || language === 'en' ? { language } : {}),
      ...(theme === 'system' || theme === 'light' || theme === 'dark' ? { theme } : {}),
      ...(typeof rail === 'boolean' ? { rail } : {}),
      ...(typeof quietImport === 'boolean' ? { quietImport } : {}),
      ...(typeof joinsFiles === 'boolean' ? { joinsFiles } : {}),
    };
  } catch {
    return {};
  }
}
