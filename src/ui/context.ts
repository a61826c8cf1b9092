import { createContext } from 'svelte';
import type { Session } from '../session/create-session.svelte.ts';

/** The session that the components under `Workbench` act on. */
export const [useSession, provideSession] = createContext<Session>();
