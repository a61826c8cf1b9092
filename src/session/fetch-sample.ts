import type { SourceFile } from '../engine/source.ts';
import { toProblem } from '../problem.ts';
import { findSampleFile, type Sample } from './library.ts';
import type { Notices } from './notices.svelte.ts';

/** A sample's file; null, and a notice, when it cannot be had. */
export async function fetchSample(
  name: string,
  samples: readonly Sample[],
  notices: Notices,
): Promise<SourceFile | null> {
  try {
    return (await findSampleFile(samples, name)?.load()) ?? null;
  } catch (thrown) {
    const detail = toProblem(thrown).detail ?? '';
    notices.report({ code: 'sample-missing', values: { file: name }, detail });
    return null;
  }
}
