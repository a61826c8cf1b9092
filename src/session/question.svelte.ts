import type { MessageKey, MessageValues } from '../locale/messages.ts';

export interface Choice {
  readonly id: string;
  readonly key: MessageKey;
  readonly tone: 'primary' | 'danger' | 'plain';
}

interface Asked {
  readonly title: MessageKey;
  readonly body: MessageKey;
  readonly values: MessageValues;
  readonly choices: readonly Choice[];
}

/** The one question that waits for an answer. Asking another answers the first with null. */
export class Question {
  current = $state.raw<Asked | null>(null);
  #answer: (id: string | null) => void = () => undefined;

  ask(asked: Asked): Promise<string | null> {
    this.#answer(null);
    this.current = asked;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(id: string | null): void {
    this.current = null;
    this.#answer(id);
    this.#answer = () => undefined;
  }
}
